find_package(Boost 1.74 REQUIRED COMPONENTS context)

braid_engine_library(exec
  SOURCES
    coroutines/asyncio.cpp
    coroutines/asyncio_queue.cpp
    coroutines/asyncio_sync.cpp
    children.cpp
    threads/completion.cpp
    coroutines/cooperative.cpp
    coroutines/coroutine_lane.cpp
    coroutines/event_loop.cpp
    exception_text.cpp
    coroutines/fiber.cpp
    fork.cpp
    coroutines/generator.cpp
    coroutines/gevent.cpp
    coroutines/hub.cpp
    threads/interpreter_lock.cpp
    coroutines/loop_core.cpp
    coroutines/loop_task.cpp
    processes/message.cpp
    output.cpp
    processes/pool_worker.cpp
    processes/process.cpp
    processes/process_pool.cpp
    registry.cpp
    coroutines/stack_context.cpp
    coroutines/stack_pool.cpp
    threads/thread.cpp
    threads/thread_pool.cpp
    usage.cpp
    work.cpp
  LINK braid_sync Boost::context)
