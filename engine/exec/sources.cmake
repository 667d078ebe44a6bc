find_package(Boost 1.74 REQUIRED COMPONENTS context)

braid_engine_library(exec
  SOURCES
    interpreter_lock.cpp
    output.cpp
    process.cpp
    registry.cpp
    thread.cpp
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
