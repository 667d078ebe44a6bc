braid_engine_library(analysis
  SOURCES
    deadlocks.cpp
    findings.cpp
    hangs.cpp
    lost_updates.cpp
    snapshot.cpp
    stuck.cpp
    wait_graph.cpp
    waits.cpp
  LINK braid_model)
