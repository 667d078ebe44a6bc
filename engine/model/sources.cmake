braid_engine_library(model
  SOURCES
    model.cpp
    sentence.cpp
  LINK braid_trace)
