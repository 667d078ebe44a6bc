braid_engine_library(schedule
  SOURCES
    placeholder.cpp
  LINK braid_trace)
