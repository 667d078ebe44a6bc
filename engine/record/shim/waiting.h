#pragma once

#include "engine/record/shim/objects.h"
#include "engine/record/shim/thread.h"

#include <pthread.h>

#include <ctime>

/// What the hooks of several kinds of objects share.
namespace braid::record {

/// The entry of a mutex; nullptr where it cannot be had.
[[nodiscard]] ObjectEntry* mutexEntry(const pthread_mutex_t* mutex, std::uint32_t site);
/// Says that the mutex is about to be given back.
void gaveBack(ObjectEntry& entry, const pthread_mutex_t* mutex, std::uint32_t site);
/// Says that the thread has the mutex again, at the end of a wait for a condition.
void tookBack(const pthread_mutex_t* mutex, std::uint32_t site);

/// Says that the locks that fcntl gave this process on the file of `fd` go back: it is about to be closed. errno may change.
void closesFile(int fd, std::uint32_t site);

/// A file with a lock of flock may lose it with the descriptor that is about to be closed.
struct ClosedFile {
    std::uint64_t device, inode; ///< 0 = no such file
};
[[nodiscard]] ClosedFile closingFile(int fd);
/// Says that the lock goes back, where it did: the descriptor is closed. errno may change.
void closedFile(const ClosedFile& file, std::uint32_t site);
/// Says that the locks of fcntl of this process go back: it ends.
void givesFilesBack();
/// Says that the permits of semaphores of System V that the system gives back at the end of this process are given back now.
void givesSemaphoresBack();

/// Says how the child ended that waitid() has told of in `info`, a siginfo_t, with `options`.
void sayReaped(const void* info, int options);

/// How long it is until that time of that clock, at least 1: a wait with a limit.
[[nodiscard]] inline std::uint64_t nanosUntil(clockid_t clock, const timespec* until) {
    timespec now{};
    clock_gettime(clock, &now);
    const std::int64_t left = (static_cast<std::int64_t>(until->tv_sec) - now.tv_sec) * 1'000'000'000 + (until->tv_nsec - now.tv_nsec);
    return left > 1 ? static_cast<std::uint64_t>(left) : 1;
}
[[nodiscard]] inline std::uint64_t nanosOf(const timespec* time) {
    const std::int64_t nanos = static_cast<std::int64_t>(time->tv_sec) * 1'000'000'000 + time->tv_nsec;
    return nanos > 1 ? static_cast<std::uint64_t>(nanos) : 1;
}

/// Of ObjectEntry::giving. Of a semaphore, an eventfd, an end of a connection: other code than handlers of signals has given it; of what is
/// waited for: it was said that handlers may give it.
constexpr std::uint32_t GivenByCode = 1, HandlersMayGive = 2;
/// The thread gives `entry`, or puts something into it.
inline void noteGiving(ObjectEntry& entry) {
    if (t_thread.handlers == 0 && (entry.giving & GivenByCode) == 0)
        entry.giving |= GivenByCode;
}
/// The thread is about to wait for `waited`, and is helped by whoever gives `given`: as the self-pipe of a daemon, which only handlers write
/// into, that may be a handler of a signal from outside.
inline void noteHandlers(const ObjectEntry& given, ObjectEntry& waited, std::uint32_t site) {
    if (!g_handlesOutside.load(std::memory_order_relaxed) || ((given.giving & GivenByCode) | (waited.giving & HandlersMayGive)) != 0)
        return;
    waited.giving |= HandlersMayGive;
    say(EventKind::GivenOutside, waited.number(), 0, site, Order::Own, 1);
}

/// The thread is about to wait for `object`: a signal that is due may end that.
[[gnu::always_inline]] inline void noteWait(std::uint32_t object, std::uint32_t site) {
    if (t_thread.record != nullptr)
        t_thread.record->waits.store(object, std::memory_order_relaxed);
    if (g_signalIsDue.load(std::memory_order_relaxed) && object != 0) [[unlikely]]
        say(EventKind::GivenOutside, object, 0, site, Order::Own, 1);
}
inline void noteWaitIsOver() {
    if (t_thread.record != nullptr)
        t_thread.record->waits.store(0, std::memory_order_relaxed);
}

/// Notes the wait that a hook is about to begin. Where the thread leaves the hook by cancellation or a jump it stays noted, which is
/// meant: settleOpenWait() finds it.
[[gnu::always_inline]] inline void beginOpenWait(OpenWait wait) {
    wait.handlers = t_thread.handlers;
    noteWait(wait.kind != OpenWait::Kind::Join ? wait.object : 0, wait.site);
    t_thread.open = wait;
}
[[gnu::always_inline]] inline void endOpenWait() {
    t_thread.open.kind = OpenWait::Kind::None;
    noteWaitIsOver();
}

} // namespace braid::record
