# What a scenario of the person's own is compiled against, beside the programs: the headers, one library with all that braid-host is
# made of, and the words that the compiler needs besides.
include(GNUInstallDirs)
find_package(Boost 1.74 REQUIRED COMPONENTS context)
set(kit ${CMAKE_BINARY_DIR}/bin/cpp)
set(kit_installed ${CMAKE_INSTALL_LIBDIR}/braid/cpp)

# The linker takes from it what is used: the scenario brings its own catalogue().
add_library(braid-scenario STATIC)
foreach(part braid_writer braid_trace braid_parameter braid_schedule braid_sync braid_exec braid_ipc braid_io braid_scenarios braid-host)
  target_sources(braid-scenario PRIVATE $<TARGET_OBJECTS:${part}>)
endforeach()
set_target_properties(braid-scenario PROPERTIES LINKER_LANGUAGE CXX UNITY_BUILD OFF ARCHIVE_OUTPUT_DIRECTORY ${kit})
# What debuggers read is nine tenths of it.
add_custom_command(TARGET braid-scenario POST_BUILD COMMAND ${CMAKE_STRIP} -g $<TARGET_FILE:braid-scenario>)
install(TARGETS braid-scenario ARCHIVE DESTINATION ${kit_installed})

# One word a line: those before the source, an empty line, those behind the library.
set(kit_options -std=c++20 -pthread)
if(BRAID_SANITIZE)
  string(REPLACE "," "$<COMMA>" kit_sanitizers "${BRAID_SANITIZE}") # which else would end what JOIN takes
  list(APPEND kit_options -fsanitize=${kit_sanitizers})
endif()
file(GENERATE OUTPUT ${kit}/words CONTENT "$<JOIN:${kit_options},\n>\n\n$<TARGET_FILE:Boost::context>\n${BRAID_LIBURING}\n")
install(FILES ${kit}/words DESTINATION ${kit_installed})

file(GLOB_RECURSE kit_headers CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/engine/*.h ${CMAKE_SOURCE_DIR}/scenarios/*.h)
list(FILTER kit_headers INCLUDE REGEX "^(engine/braid\\.h|engine/(trace|parameter|schedule|sync|exec|ipc|io)/|scenarios/)")
# All by one command, which leaves alone what is as it was.
list(TRANSFORM kit_headers PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE kit_sources)
file(GENERATE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/copy_headers.cmake CONTENT
     "foreach(header $<JOIN:${kit_headers}, >)
  get_filename_component(folder \${header} DIRECTORY)
  file(COPY ${CMAKE_SOURCE_DIR}/\${header} DESTINATION ${kit}/include/\${folder})
endforeach()
")
add_custom_command(OUTPUT ${kit}/include.copied DEPENDS ${kit_sources} VERBATIM
                   COMMAND ${CMAKE_COMMAND} -P ${CMAKE_CURRENT_BINARY_DIR}/copy_headers.cmake
                   COMMAND ${CMAKE_COMMAND} -E touch ${kit}/include.copied)
install(DIRECTORY ${kit}/include DESTINATION ${kit_installed})
add_custom_target(braid-kit DEPENDS ${kit}/include.copied)
add_dependencies(braid-kit braid-scenario)
