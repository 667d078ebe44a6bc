find_package(nlohmann_json 3.11 REQUIRED)

braid_engine_library(parameter
  SOURCES
    json.cpp
    parameter.cpp
    scenario_spec.cpp
  LINK braid_trace)
target_link_libraries(braid_parameter PRIVATE nlohmann_json::nlohmann_json)
