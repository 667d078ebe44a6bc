braid_engine_library(analysis
  SOURCES
    blocked_loops.cpp
    comparison.cpp
    critical_path.cpp
    deadlocks.cpp
    findings.cpp
    hangs.cpp
    finding_list.cpp
    lost_updates.cpp
    snapshot.cpp
    statistics.cpp
    stuck.cpp
    survey.cpp
    wait_graph.cpp
    why.cpp
  LINK braid_model)
