braid_engine_library(schedule
  SOURCES
    controlled_run.cpp
    scheduler.cpp
    scheduling_point.cpp
  LINK braid_trace)
