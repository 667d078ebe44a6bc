braid_engine_library(exec
  SOURCES
    placeholder.cpp
  LINK braid_sync)
