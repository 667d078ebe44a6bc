# Looks at a process that nobody recorded. libdw (elfutils) reads its symbols and unwinding tables.
set(attach cast.cpp code.cpp holders.cpp kinds.cpp locks.cpp memory.cpp openings.cpp proc.cpp python.cpp registers.cpp running/samples.cpp semlock.cpp snapshot.cpp stack.cpp sysv.cpp telling.cpp wait.cpp)
list(TRANSFORM attach PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/record/attach/)
add_library(braid_attach STATIC ${attach})
braid_precompile(braid_attach std)
target_link_libraries(braid_attach PUBLIC braid_options braid_trace PRIVATE ${LIBDW} ${LIBELF})
