// poll and select: what is watched, and the waits for it.
#include "engine/record/python/locks.h"
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/io/outside.h"
#include "engine/record/shim/memory.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/waiting.h"
#include "engine/trace/writer/system_call.h"

#include <cerrno>
#include <poll.h>
#include <sys/select.h>

namespace braid::record {

using trace::IoCall;

namespace {

BRAID_NEXT Next<int(pollfd*, nfds_t, int)> n_poll{"poll"};
BRAID_NEXT Next<int(pollfd*, nfds_t, const timespec*, const sigset_t*)> n_ppoll{"ppoll"};
BRAID_NEXT Next<int(int, fd_set*, fd_set*, fd_set*, timeval*)> n_select{"select"};
BRAID_NEXT Next<int(int, fd_set*, fd_set*, fd_set*, const timespec*, const sigset_t*)> n_pselect{"pselect"};

/// How long a call waits.
enum class Limit {
    None,
    Some,
    Endless
};

Limit limitOf(const timespec* limit) {
    return limit == nullptr ? Limit::Endless : limit->tv_sec != 0 || limit->tv_nsec != 0 ? Limit::Some
                                                                                         : Limit::None;
}

/// More descriptors of one call are the outside world.
constexpr int MostWatched = 32;

/// One that a call watches.
struct WatchedOne {
    int fd;
    std::uint32_t object; ///< its number in the trace
    std::uint32_t what;   ///< bits: ReadyToRead, ReadyToWrite
    friend bool operator==(const WatchedOne&, const WatchedOne&) = default;
};

/// What a call watches, or what was told of the calls of a thread before.
struct Watched {
    int count; ///< MostWatched + 1: more than are known
    WatchedOne each[MostWatched];

    void add(int fd, std::uint32_t what) {
        if (count < MostWatched)
            each[count] = {fd, 0, what};
        count += count <= MostWatched ? 1 : 0;
    }
    [[nodiscard]] bool contains(const WatchedOne& one) const {
        for (int i = 0; i < count; ++i)
            if (each[i] == one)
                return true;
        return false;
    }
    /// One of them is ready, or wrong.
    [[nodiscard]] bool readyNow() const {
        pollfd asked[MostWatched];
        for (int i = 0; i < count; ++i) {
            const std::uint32_t what = each[i].what;
            asked[i] = {each[i].fd, static_cast<short>(((what & trace::ReadyToRead) != 0 ? POLLIN : 0) | ((what & trace::ReadyToWrite) != 0 ? POLLOUT : 0)), 0};
        }
        const timespec now{};
        return trace::systemCall(__NR_ppoll, reinterpret_cast<long>(asked), count, reinterpret_cast<long>(&now), 0, 8) != 0;
    }
};

/// Says what has changed since `told`.
void tell(ObjectEntry& watcher, Watched& told, const Watched& now, std::uint32_t site) {
    for (int i = 0; i < told.count; ++i)
        if (!now.contains(told.each[i]))
            say(EventKind::Unwatch, watcher.number(), watcher.next(), site, Order::Own, static_cast<std::uint64_t>(told.each[i].fd));
    for (int i = 0; i < now.count; ++i) {
        const WatchedOne& one = now.each[i];
        if (told.contains(one))
            continue;
        say(EventKind::WatchedIs, watcher.number(), 0, site, Order::Own, static_cast<std::uint64_t>(one.fd), one.object);
        say(EventKind::Watch, watcher.number(), watcher.next(), site, Order::Own, static_cast<std::uint64_t>(one.fd), one.what);
    }
    told = now;
}

/// What the thread waits at: the one descriptor that it is to read from, or an object of the thread's own, which watches them all. nullptr
/// where one of them is none that the library follows. Sets the numbers in `watched`.
ObjectEntry* watcherOf(Watched& watched, IoCall call, std::uint32_t site) {
    ObjectEntry* last = nullptr;
    for (int i = 0; i < watched.count; ++i) {
        last = descriptorEntry(watched.each[i].fd, site);
        if (last == nullptr)
            return nullptr;
        watched.each[i].object = last->number();
    }
    if (watched.count == 1 && watched.each[0].what == trace::ReadyToRead && last->kind == trace::ObjectKind::Descriptor)
        return last;
    const bool select = call == IoCall::Select;
    char name[40];
    TextBuilder(name, sizeof name).add(select ? "select (thread " : "poll (thread ").add(static_cast<std::uint64_t>(currentLane())).add(")");
    ObjectEntry* watcher = ownObject(std::uint64_t{select ? 0xDu : 0xCu} << 60 | currentLane(), trace::ObjectKind::Loop, site, name);
    if (watcher == nullptr)
        return nullptr;
    if (watcher->about == 0) // no other thread has this one
        watcher->about = reinterpret_cast<std::uint64_t>(pagesOf(sizeof(Watched)));
    if (watcher->about == 0)
        return nullptr;
    auto& told = *reinterpret_cast<Watched*>(watcher->about);
    bool same = told.count == watched.count;
    for (int i = 0; same && i < watched.count; ++i)
        same = told.each[i] == watched.each[i];
    if (!same)
        tell(*watcher, told, watched, site);
    return watcher;
}

template <class Call>
int waitWith(Watched watched, IoCall call, Limit limit, std::uint32_t site, const Call& real) {
    if (limit == Limit::None)
        return real();
    const int before = errno;
    ObjectEntry* watcher = watched.count > 0 && watched.count <= MostWatched ? watcherOf(watched, call, site) : nullptr;
    errno = before;
    if (watcher == nullptr)
        return outsideWith(call, 1, site, real);
    const std::uint32_t object = watcher->number();
    const bool waits = !watched.readyNow();
    if (waits) {
        for (int i = 0; i < watched.count && g_handlesOutside.load(std::memory_order_relaxed); ++i)
            if (const ObjectEntry* end = descriptorEntry(watched.each[i].fd, site))
                noteOwnOtherEnd(*end, *watcher, site);
        say(EventKind::IoBegin, object, 0, site, Order::Own, static_cast<std::uint64_t>(watched.each[0].fd),
            trace::IoWaiting | (limit == Limit::Endless ? trace::IoUnlimited : 0) | bitsOf(call));
        beginOpenWait({OpenWait::Kind::Io, object, nullptr, site, bitsOf(call)});
    }
    const int result = real();
    endOpenWait();
    const int error = errno;
    if (enter())
        say(EventKind::IoEnd, object, 0, site, Order::Own, static_cast<std::uint64_t>(result < 0 ? -error : result), bitsOf(call));
    errno = error;
    return result;
}

/// Not FD_ISSET, which ends the program where there are more than FD_SETSIZE: some make greater sets themselves.
bool isIn(const fd_set* set, int fd) {
    constexpr int Bits = 8 * sizeof(fd_mask);
    return set != nullptr && (reinterpret_cast<const fd_mask*>(set)[fd / Bits] >> fd % Bits & 1) != 0;
}

Watched watchedOf(const pollfd* asked, nfds_t count) {
    Watched watched;
    watched.count = 0;
    for (nfds_t i = 0; i < count && watched.count <= MostWatched; ++i)
        if (asked[i].fd >= 0)
            watched.add(asked[i].fd, ((asked[i].events & ~POLLOUT) != 0 || asked[i].events == 0 ? trace::ReadyToRead : 0) |
                                         ((asked[i].events & POLLOUT) != 0 ? trace::ReadyToWrite : 0));
    return watched;
}

Watched watchedOf(int count, const fd_set* read, const fd_set* write, const fd_set* other) {
    Watched watched;
    watched.count = 0;
    for (int fd = 0; fd < count && watched.count <= MostWatched; ++fd) {
        const bool reads = isIn(read, fd) || isIn(other, fd), writes = isIn(write, fd);
        if (reads || writes)
            watched.add(fd, (reads ? trace::ReadyToRead : 0) | (writes ? trace::ReadyToWrite : 0));
    }
    return watched;
}

} // namespace

BRAID_HOOK int poll(pollfd* asked, nfds_t count, int limit) {
    const auto real = [=] { return n_poll(asked, count, limit); };
    if (!enter())
        return real();
    const Limit how = limit == 0 || waitsForWhole() ? Limit::None : limit < 0 ? Limit::Endless
                                                                              : Limit::Some;
    return waitWith(watchedOf(asked, count), IoCall::Poll, how, BRAID_HERE, real);
}
BRAID_HOOK int __poll_chk(pollfd* asked, nfds_t count, int limit, std::size_t) { return poll(asked, count, limit); }
BRAID_HOOK int ppoll(pollfd* asked, nfds_t count, const timespec* limit, const sigset_t* mask) {
    const auto real = [=] { return n_ppoll(asked, count, limit, mask); };
    return enter() ? waitWith(watchedOf(asked, count), IoCall::Poll, limitOf(limit), BRAID_HERE, real) : real();
}
BRAID_HOOK int __ppoll_chk(pollfd* asked, nfds_t count, const timespec* limit, const sigset_t* mask, std::size_t) {
    return ppoll(asked, count, limit, mask);
}
BRAID_HOOK int select(int count, fd_set* read, fd_set* write, fd_set* other, timeval* limit) {
    const auto real = [=] { return n_select(count, read, write, other, limit); };
    if (!enter())
        return real();
    const Limit how = limit == nullptr ? Limit::Endless : limit->tv_sec != 0 || limit->tv_usec != 0 ? Limit::Some
                                                                                                    : Limit::None;
    return waitWith(watchedOf(count, read, write, other), IoCall::Select, how, BRAID_HERE, real);
}
BRAID_HOOK int pselect(int count, fd_set* read, fd_set* write, fd_set* other, const timespec* limit, const sigset_t* mask) {
    const auto real = [=] { return n_pselect(count, read, write, other, limit, mask); };
    return enter() ? waitWith(watchedOf(count, read, write, other), IoCall::Select, limitOf(limit), BRAID_HERE, real) : real();
}

} // namespace braid::record
