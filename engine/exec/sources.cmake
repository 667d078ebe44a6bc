braid_engine_library(exec
  SOURCES
    children.cpp
    completion.cpp
    coroutine_cost.cpp
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
  LINK braid_sync)
