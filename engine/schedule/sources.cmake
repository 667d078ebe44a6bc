braid_engine_library(schedule
  SOURCES
    choke_point.cpp
  LINK braid_trace)
