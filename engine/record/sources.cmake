# The library that is preloaded into a recorded program. It needs the C library and nothing else; the unwinder lies in it. What other
# libraries call is what it exports, and no more.
add_library(braid-record MODULE)
set(shim ${CMAKE_CURRENT_SOURCE_DIR}/record/shim)
set(python ${CMAKE_CURRENT_SOURCE_DIR}/record/python)
target_sources(braid-record PRIVATE
  ${python}/coroutines.cpp
  ${python}/frames.cpp
  ${python}/generators.cpp
  ${python}/greenlets.cpp
  ${python}/helper.cpp
  ${python}/locks.cpp
  ${python}/processes.cpp
  ${python}/python.cpp
  ${python}/recursion.cpp
  ${python}/results.cpp
  ${python}/words.cpp
  ${shim}/condition.cpp
  ${shim}/confinement.cpp
  ${shim}/control/control.cpp
  ${shim}/io/descriptors.cpp
  ${shim}/io/fifos.cpp
  ${shim}/io/files.cpp
  ${shim}/forwarding.cpp
  ${shim}/futex.cpp
  ${shim}/interpreter.cpp
  ${shim}/io/io.cpp
  ${shim}/launch.cpp
  ${shim}/lifetime.cpp
  ${shim}/loader.cpp
  ${shim}/mutex.cpp
  ${shim}/next.cpp
  ${shim}/objects.cpp
  ${shim}/once.cpp
  ${shim}/process.cpp
  ${shim}/rwlock.cpp
  ${shim}/io/polled.cpp
  ${shim}/io/selectors.cpp
  ${shim}/semaphore.cpp
  ${shim}/shared/shared_keys.cpp
  ${shim}/signals.cpp
  ${shim}/sites.cpp
  ${shim}/io/sysv.cpp
  ${shim}/thread.cpp)
# The text of the helper inside the interpreter becomes part of the library.
file(GLOB helper CONFIGURE_DEPENDS ${python}/helper/*.py)
set_source_files_properties(${python}/helper.cpp PROPERTIES OBJECT_DEPENDS "${helper}" COMPILE_DEFINITIONS "BRAID_HELPER=\"${python}/helper\"")
target_link_libraries(braid-record PRIVATE braid_writer)
target_compile_definitions(braid-record PRIVATE _GNU_SOURCE)
target_compile_options(braid-record PRIVATE -O2 -fno-rtti -fno-threadsafe-statics -fno-stack-protector -fno-exceptions -fasynchronous-unwind-tables
                                            -ftls-model=initial-exec -fno-builtin-memset -Wno-nonnull-compare)
target_link_options(braid-record PRIVATE -nodefaultlibs -static-libgcc -Wl,-z,now -Wl,--exclude-libs,ALL)
target_link_libraries(braid-record PRIVATE -Wl,--start-group gcc_eh gcc -Wl,--end-group c)
set_target_properties(braid-record PROPERTIES UNITY_BUILD OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
                                              LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

# The launcher's side, in Braid's own process.
find_library(LIBDW dw REQUIRED)
find_library(LIBELF elf REQUIRED)
braid_engine_library(record
  SOURCES
    launch/kernel_wait.cpp
    launch/program.cpp
    launch/symbols.cpp
  LINK braid_trace ${LIBDW} ${LIBELF})
