braid_engine_library(ipc
  SOURCES
    manager.cpp
    manager_server.cpp
    message_channel.cpp
    pipe.cpp
    pipe_end.cpp
    process_mutex.cpp
    process_queue.cpp
    robust_lock.cpp
    shared_memory.cpp
  LINK braid_exec)
