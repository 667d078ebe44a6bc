braid_engine_library(sync
  SOURCES
    barrier.cpp
    channels/channel.cpp
    channels/offers.cpp
    condition_variable.cpp
    event.cpp
    fork_safe.cpp
    latch.cpp
    mutex.cpp
    once.cpp
    queue.cpp
    recorded.cpp
    semaphore.cpp
    shared_mutex.cpp
    stop_token.cpp
  LINK braid_schedule)
