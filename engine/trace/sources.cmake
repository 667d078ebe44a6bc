# What appends to a trace from inside any program: no C++ library beside it, no exceptions, thread-local storage that is there
# from the start. Position-independent, so that it may be part of a preloaded library.
add_library(braid_writer STATIC ${CMAKE_CURRENT_SOURCE_DIR}/trace/writer/mapping.cpp ${CMAKE_CURRENT_SOURCE_DIR}/trace/writer/writer.cpp)
target_link_libraries(braid_writer PUBLIC braid_options)
target_compile_options(braid_writer PRIVATE -ffreestanding -fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-stack-protector
                                            -fasynchronous-unwind-tables -ftls-model=initial-exec)
set_target_properties(braid_writer PROPERTIES POSITION_INDEPENDENT_CODE ON UNITY_BUILD OFF)

braid_engine_library(trace
  SOURCES
    builder.cpp
    clock.cpp
    control.cpp
    event_cost.cpp
    file.cpp
    reader.cpp
    reader_header.cpp
    reader_stream.cpp
    recording.cpp
    run_delay.cpp
    run_delay_sampler.cpp
    save.cpp
    shared_traced_object.cpp
    supervisor_writer.cpp
    traced_object.cpp
  LINK braid_writer)
