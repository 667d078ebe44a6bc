braid_engine_library(sync
  SOURCES
    condition_variable.cpp
    event.cpp
    mutex.cpp
    semaphore.cpp
  LINK braid_schedule)
