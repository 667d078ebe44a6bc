# The library that is preloaded into a recorded program. It needs the C library and nothing else; the unwinder lies in it. What other
# libraries call is what it exports, and no more.
add_library(braid-record MODULE)
set(shim ${CMAKE_CURRENT_SOURCE_DIR}/record/shim)
target_sources(braid-record PRIVATE
  ${shim}/condition.cpp
  ${shim}/control/control.cpp
  ${shim}/descriptors.cpp
  ${shim}/files.cpp
  ${shim}/futex.cpp
  ${shim}/interpreter.cpp
  ${shim}/io.cpp
  ${shim}/launch.cpp
  ${shim}/lifetime.cpp
  ${shim}/mutex.cpp
  ${shim}/next.cpp
  ${shim}/objects.cpp
  ${shim}/once.cpp
  ${shim}/process.cpp
  ${shim}/rwlock.cpp
  ${shim}/selectors.cpp
  ${shim}/semaphore.cpp
  ${shim}/shared/shared_keys.cpp
  ${shim}/signals.cpp
  ${shim}/sites.cpp
  ${shim}/thread.cpp)
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
