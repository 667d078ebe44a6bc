#pragma once

#include "engine/record/shim/objects.h"
#include "engine/trace/event.h"

#include <cstddef>
#include <cstdint>

/// Pipes and sockets: which of them a descriptor is, whichever process has it.
namespace braid::record {

/// What `fd` is in the trace; nullptr for a file, or where it cannot be told. Costs a system call the first time.
[[nodiscard]] ObjectEntry* descriptorEntry(int fd, std::uint32_t site);
/// What an epoll descriptor of this process is in the trace.
[[nodiscard]] ObjectEntry* selectorEntry(int fd, std::uint32_t site);
/// `fd` is about to be closed, or to become something else.
void forgetDescriptor(int fd, std::uint32_t site);
/// `fd` has just been made: what was known of its number is of another one that was closed unseen.
void noteNew(int fd);
/// `to` is a copy of `fd` from here on.
void noteCopy(int fd, int to, std::uint32_t site);
/// Another program is about to take this one's place: says that the ends of connections are closed which it is not to have.
void closeForExec(std::uint32_t site);
/// The process has just become this program: says which ends of connections it has. Those that were to be closed then, or were closed
/// where nobody saw it (in a child of vfork, by posix_spawn), it has no longer.
void tellEnds();
/// Two descriptors that the program has just made are the two ends of one connection.
void noteEnds(int first, int second, bool pipe, std::uint32_t site);
/// The thread is about to wait for `waited`, which ends when something comes to `end`: where this process has the other end as well, and only
/// handlers of signals put something into it, that may come from outside.
void noteOwnOtherEnd(const ObjectEntry& end, ObjectEntry& waited, std::uint32_t site);
/// `fd` was just connected, or accepted: over the loopback its other end may be in the program as well.
void noteLoopback(int fd, std::uint32_t site);
/// `fd` is one end of a named pipe that the program has made.
void noteNamedPipe(int fd, std::uint32_t site);
/// Where `fd` leads, as the system says it: into `path`, which has `size` > 0 bytes; cut where it is longer, empty where it cannot be told.
void readPathOf(int fd, char* path, std::size_t size);

bool makeDescriptorTable();

} // namespace braid::record
