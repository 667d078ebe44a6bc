braid_engine_library(exec
  SOURCES
    children.cpp
    fork.cpp
    interpreter_lock.cpp
    output.cpp
    process.cpp
    registry.cpp
    thread.cpp
    work.cpp
  LINK braid_sync)
