braid_engine_library(sync
  SOURCES
    condition_variable.cpp
    event.cpp
    meeting.cpp
    mutex.cpp
    queue.cpp
    semaphore.cpp
    shared_mutex.cpp
  LINK braid_schedule)
