braid_engine_library(export
  SOURCES
    csv.cpp
  LINK braid_analysis)
