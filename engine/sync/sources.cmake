braid_engine_library(sync
  SOURCES
    placeholder.cpp
  LINK braid_schedule)
