find_package(Boost 1.74 REQUIRED COMPONENTS context)

braid_engine_library(exec
  SOURCES
    asyncio.cpp
    children.cpp
    completion.cpp
    coroutine_lane.cpp
    event_loop.cpp
    fiber.cpp
    fork.cpp
    generator.cpp
    hub.cpp
    hub_socket.cpp
    interpreter_lock.cpp
    loop_core.cpp
    loop_task.cpp
    message.cpp
    output.cpp
    pool_worker.cpp
    process.cpp
    process_pool.cpp
    registry.cpp
    stack_context.cpp
    stack_pool.cpp
    thread.cpp
    thread_pool.cpp
    usage.cpp
    work.cpp
  LINK braid_sync Boost::context)
