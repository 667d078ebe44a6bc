braid_engine_library(sync
  SOURCES
    condition_variable.cpp
    event.cpp
    fork_safe.cpp
    meeting.cpp
    mutex.cpp
    queue.cpp
    recorded.cpp
    semaphore.cpp
    shared_mutex.cpp
  LINK braid_schedule)
