# What appends to a trace from inside any program: no C++ library beside it, no exceptions, thread-local storage that is there
# from the start. Position-independent, so that it may be part of a preloaded library.
add_library(braid_writer STATIC ${CMAKE_CURRENT_SOURCE_DIR}/trace/writer/mapping.cpp ${CMAKE_CURRENT_SOURCE_DIR}/trace/writer/writer.cpp)
target_link_libraries(braid_writer PUBLIC braid_options)
target_compile_options(braid_writer PRIVATE -ffreestanding -fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-stack-protector
                                            -fasynchronous-unwind-tables -ftls-model=initial-exec)
set_target_properties(braid_writer PROPERTIES POSITION_INDEPENDENT_CODE ON UNITY_BUILD OFF CXX_VISIBILITY_PRESET hidden
                                              VISIBILITY_INLINES_HIDDEN ON)

braid_engine_library(trace
  SOURCES
    recording/builder.cpp
    clock.cpp
    control.cpp
    recording/event_cost.cpp
    recording/given_outside.cpp
    file.cpp
    process_stat.cpp
    reading/decoder.cpp
    reading/reader.cpp
    reading/reader_header.cpp
    reading/reader_state.cpp
    reading/reader_stream.cpp
    recording/recording.cpp
    recording/run_delay.cpp
    recording/run_delay_sampler.cpp
    save.cpp
    signal_text.cpp
    recording/shared_traced_object.cpp
    recording/supervisor_writer.cpp
    recording/traced_object.cpp
  LINK braid_writer)
