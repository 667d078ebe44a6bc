braid_engine_library(model
  SOURCES
    describe.cpp
    lane.cpp
    lanes.cpp
    level_of_detail.cpp
    locks.cpp
    log.cpp
    model.cpp
    names.cpp
    object.cpp
    patterns.cpp
    queues.cpp
    sentence.cpp
    signals.cpp
    statistics.cpp
    waits.cpp
  LINK braid_trace)
