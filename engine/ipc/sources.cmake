braid_engine_library(ipc
  SOURCES
    changes.cpp
    manager.cpp
    manager_server.cpp
    message_channel.cpp
    pipe.cpp
    pipe_end.cpp
    process_barrier.cpp
    process_condition_variable.cpp
    process_event.cpp
    process_mutex.cpp
    process_queue.cpp
    process_semaphore.cpp
    process_shared_mutex.cpp
    robust_lock.cpp
    shared_memory.cpp
  LINK braid_exec)
