#pragma once

#include <functional>
#include <sys/types.h>

namespace braid::exec {

/// Forks the calling process so that the child can go on even where other threads of the parent run, and runs
/// `inChild` there, which must not return.
///
/// Why a fork and not an exec of the own binary, or a server that forks on request: what a child runs here is a C++ closure
/// over the parent's objects (queues, pipes, locks that both shall use). An exec throws those away, and a server forked
/// early has never seen those made later. What makes a fork among threads dangerous is not the fork but locks that another
/// thread holds at that moment, for ever locked in the child, and threads that wait there for ever. So none is held:
/// glibc takes its own (the allocator's, stdio's) around every fork, this takes those inside of events, queues, shared
/// variables, conditions, threads, results of pools and the engine's lists (sync/fork_safe.h). The child may use all of these,
/// whatever the parent's threads were doing with them.
///
/// Left are the program's own locks (mutex, shared_mutex, once_flag) held by other threads: in the child they are held by
/// no owner that could release them, as in Python and everywhere else; do not wait for such a lock in a child. Pools, loops and
/// hubs do not work in a child: their threads stayed with the parent.
///
/// The child dies with its parent process (PR_SET_PDEATHSIG), also where the parent is killed. The kernel means the
/// *thread* that forked, so threads other than the main one hand the fork to one that lives as long as the process.
///
/// Returns the child's number. Throws std::system_error where the system gives no further process.
pid_t forkChild(const std::function<void()>& inChild);

} // namespace braid::exec
