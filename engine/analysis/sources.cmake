braid_engine_library(analysis
  SOURCES
    findings.cpp
    wait_graph.cpp
  LINK braid_model)
