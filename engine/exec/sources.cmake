find_package(Boost 1.74 REQUIRED COMPONENTS context)

braid_engine_library(exec
  SOURCES
    children.cpp
    completion.cpp
    fork.cpp
    interpreter_lock.cpp
    output.cpp
    pool_worker.cpp
    process.cpp
    process_pool.cpp
    registry.cpp
    thread.cpp
    thread_pool.cpp
    work.cpp
    asyncio.cpp
    coroutine_lane.cpp
    event_loop.cpp
    fiber.cpp
    generator.cpp
    hub.cpp
    hub_socket.cpp
    loop_core.cpp
    loop_task.cpp
    stack_context.cpp
    stack_pool.cpp
    usage.cpp
  LINK braid_sync Boost::context)
