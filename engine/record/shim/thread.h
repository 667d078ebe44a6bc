#pragma once

#include "engine/trace/event.h"
#include "engine/trace/writer/writer.h"

#include <pthread.h>

#include <atomic>
#include <cstdint>

/// The threads and processes of the program as lanes, and what every hook asks first.
namespace braid::record {

using trace::EventKind;
using trace::Order;
using trace::t_writer;
struct SharedPage;

/// A wait that a hook has begun and whose end it writes. Where the thread leaves the hook by a cancellation or a jump, the next
/// hook of the thread, or its end, finds it here.
struct OpenWait {
    enum class Kind : std::uint8_t {
        None,
        Condition, ///< `object` is given back and taken again
        Lock,
        Join,
        Put, ///< into a queue
        Get,
        Io,
        Sleep,
        Signal ///< a wait that ends with WaitEnd
    };
    Kind kind = Kind::None;
    std::uint32_t object = 0; ///< waited for
    const void* lock = nullptr;
    std::uint32_t site = 0;
    std::uint32_t detail = 0;
    std::uint32_t handlers = 0; ///< signal handlers that the thread was in when it began
};

/// A thread of this process that has a lane.
struct ThreadRecord {
    std::atomic<std::uint64_t> key;      ///< its pthread_t; 0 = free
    std::atomic<std::uint32_t> lane;     ///< its number
    std::atomic<std::uint32_t> sequence; ///< the last number given out on the lane
    std::atomic<std::uint32_t> ended;
    std::atomic<std::uint32_t> process; ///< the generation it belongs to
    std::atomic<std::uint64_t> joiner;  ///< the pthread_t of who waits for its end; 0 = nobody
    std::atomic<std::uint32_t> waits;   ///< the object that it waits for; 0 = none
};

struct ThreadState {
    ThreadRecord* record;
    OpenWait open;
    std::uint32_t tid;      ///< as the system numbers it
    std::uint8_t over;      ///< it has said that it ends
    std::uint8_t rounds;    ///< destructor rounds so far
    std::uint8_t inside;    ///< in this library's own calls of others, which come back to its hooks
    std::uint32_t handlers; ///< signal handlers that it is in
    std::uint32_t forkSite; ///< where it forks; 0 = nowhere, or not known
    std::uint32_t forked;   ///< the lane of the child that it is about to make; 0 = none
};
[[gnu::tls_model("initial-exec")]] inline constinit thread_local ThreadState t_thread{};

/// Why the thread ends, where it does so because something has failed; empty else.
[[gnu::tls_model("initial-exec")]] inline constinit thread_local char t_failure[256]{};
[[gnu::tls_model("initial-exec")]] inline constinit thread_local std::uint32_t t_failureSite = 0; ///< and where

/// The next thread that this one makes is a daemon: its process does not wait for it.
[[gnu::tls_model("initial-exec")]] inline constinit thread_local bool t_makesDaemon = false;

/// Grows with each fork that leads here; objects of an earlier one are copies.
extern std::atomic<std::uint32_t> g_generation;
/// Of this process; 0 before it has one.
extern std::atomic<std::uint32_t> g_processLane;

/// A timer of the program is to send a signal that it handles, for the first time: the handler may give what is waited for.
extern std::atomic<bool> g_signalIsDue;
/// The program has a handler of a signal that anybody may send to it (SIGTERM, SIGUSR1 …): it may give what no other code of it gives.
extern std::atomic<bool> g_handlesOutside;
/// From here on one may come at any time: the program has a handler that gives something.
void awaitSignals();
/// From here on, or no longer, it is said where the process ends by a signal that it brings upon itself and does not handle.
void watchForTheEnd(bool watch);

/// False: the hook only calls the real function. Looks the real functions up at the first call of all.
bool enterSlowly();
/// The program is about to confine its own system calls: nothing of the process is recorded from here on, so that no call of this library is
/// one that it does not allow.
void stopRecording(const char* why);
/// The process was recorded, and is not any more (stopRecording()).
[[nodiscard]] bool hasStopped();
/// The thread has left a wait without coming back through the hook that began it, if it has: says so.
void settleOpenWait();

/// What every hook asks first: true where the thread records, from here on with a chunk of its own.
[[gnu::always_inline]] inline bool enter() {
    if (t_writer.next != nullptr && !trace::isBusy(t_writer) && t_writer.mark->load(std::memory_order_relaxed) == t_writer.process && t_thread.inside == 0) [[likely]] {
        if (t_thread.open.kind != OpenWait::Kind::None) [[unlikely]]
            settleOpenWait();
        return true;
    }
    return enterSlowly();
}

/// Of the whole recording.
[[nodiscard]] trace::Mapping& mapping();
[[nodiscard]] SharedPage* sharedPage();
[[nodiscard]] bool recordsProcess();
[[nodiscard]] std::uint32_t newId();
[[nodiscard]] inline std::uint32_t currentLane() { return t_writer.lane; }

inline void say(EventKind kind, std::uint32_t object, std::uint32_t sequence, std::uint32_t site, Order order = Order::Own) {
    trace::append(t_writer, kind, object, sequence, site, order);
}
inline void say(EventKind kind, std::uint32_t object, std::uint32_t sequence, std::uint32_t site, Order order, std::uint64_t a,
                std::uint32_t b = 0) {
    trace::append(t_writer, kind, object, sequence, site, order, a, b);
}
void sayText(EventKind kind, std::uint32_t object, std::uint64_t a, std::uint32_t b, const char* text, std::uint32_t site = 0);

/// The record of a thread of this process; nullptr where it has none.
[[nodiscard]] ThreadRecord* recordOf(pthread_t thread);
/// Says of all objects that threads of this process wait for that they may be given from outside: by a signal handler, from `site`.
void sayAllGivenOutside(std::uint32_t site);
/// Makes a record, or takes the one there is, for `thread`, whose lane is `lane`.
ThreadRecord* addRecord(pthread_t thread, std::uint32_t lane, std::uint32_t sequence);
/// Defines the lane of a thread to be made; returns its number.
std::uint32_t defineThread(std::uint32_t process);
/// The calling thread is `lane` from here on.
void beginThread(std::uint32_t lane, std::uint32_t lastNumber);
/// The calling thread says that it ends.
void endThread();

/// Of a process with the number `pid`; 0 where it is not known.
[[nodiscard]] std::uint32_t processLaneOf(long pid);
/// The process whose first thread is the lane `thread` is there no longer. False where no process is known by that.
[[nodiscard]] bool isProcessGone(std::uint32_t thread);
/// The program itself sends `signal` to the process `pid`, or to its own group (0), or to the group -`pid`.
void noteSignal(long pid, int signal);
/// The last signal that it sent to the process `pid`; 0 = none.
[[nodiscard]] int askedToEnd(long pid);
/// The process waits for a lock of fcntl that the process `owner` has, or for none (0). True where that one waits, over others, for
/// this one: the system refuses such a wait.
bool waitsForFileOf(long owner);
/// The lane of a child to be forked; it has begun nothing yet.
std::uint32_t defineProcess(std::uint32_t site);
/// In the child, straight after the fork.
void enterChild(std::uint32_t process);
/// Notices forks between what the program does itself before and after them (pthread_atfork): what the child has is what is there then. Once.
void followForks();
/// The process ends with `status`: said by the thread that ends it.
void endProcess(int status);
/// Tells other processes which lane the process `pid` is.
void publishProcess(long pid, std::uint32_t lane, std::uint32_t thread);

} // namespace braid::record
