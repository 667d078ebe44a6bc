braid_engine_library(trace
  SOURCES
    placeholder.cpp
  LINK )
