braid_engine_library(analysis
  SOURCES
    blocked_loops.cpp
    deadlocks.cpp
    findings.cpp
    hangs.cpp
    lost_updates.cpp
    stuck.cpp
    wait_graph.cpp
    waits.cpp
  LINK braid_model)
