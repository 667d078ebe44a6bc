// epoll: what is watched, and the waits for it.
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/waiting.h"

#include <cerrno>
#include <sys/epoll.h>

namespace braid::record {

using trace::IoCall;

namespace {

BRAID_NEXT Next<int(int, int, int, epoll_event*)> n_epoll_ctl{"epoll_ctl"};
BRAID_NEXT Next<int(int, epoll_event*, int, int)> n_epoll_wait{"epoll_wait"};
BRAID_NEXT Next<int(int, epoll_event*, int, int, const sigset_t*)> n_epoll_pwait{"epoll_pwait"};
BRAID_NEXT Next<int(int, epoll_event*, int, const timespec*, const sigset_t*)> n_epoll_pwait2{"epoll_pwait2"};

std::uint32_t watchedFor(std::uint32_t events) {
    return ((events & (EPOLLIN | EPOLLPRI | EPOLLRDHUP)) != 0 ? trace::ReadyToRead : 0) | ((events & EPOLLOUT) != 0 ? trace::ReadyToWrite : 0);
}

constexpr std::uint32_t EpollBits = static_cast<std::uint32_t>(IoCall::EpollWait) << trace::IoCallShift;

/// `limit`: 0 it does not wait, negative as long as it takes.
template <class Call>
int waitWith(int fd, int limit, std::uint32_t site, const Call& real) {
    ObjectEntry* entry = limit != 0 ? selectorEntry(fd, site) : nullptr;
    if (entry == nullptr)
        return real();
    const std::uint32_t object = entry->number();
    if (entry->about != 0)
        if (const ObjectEntry* end = descriptorEntry(static_cast<int>(entry->about - 1), site))
            noteOwnOtherEnd(*end, *entry, site);
    say(EventKind::IoBegin, object, 0, site, Order::Own, static_cast<std::uint64_t>(fd),
        trace::IoWaiting | (limit < 0 ? trace::IoUnlimited : 0) | EpollBits);
    beginOpenWait({OpenWait::Kind::Io, object, nullptr, site, EpollBits});
    const int result = real();
    endOpenWait();
    const int error = errno;
    if (enter())
        say(EventKind::IoEnd, object, 0, site, Order::Own, static_cast<std::uint64_t>(result < 0 ? -error : result), EpollBits);
    errno = error;
    return result;
}

} // namespace

BRAID_HOOK int epoll_ctl(int fd, int operation, int watched, epoll_event* event) noexcept {
    const int result = n_epoll_ctl(fd, operation, watched, event);
    const int error = errno;
    if (result == 0 && enter()) {
        const std::uint32_t site = BRAID_HERE;
        if (ObjectEntry* entry = selectorEntry(fd, site)) {
            const auto number = static_cast<std::uint64_t>(watched);
            if (operation == EPOLL_CTL_DEL) {
                say(EventKind::Unwatch, entry->number(), entry->next(), site, Order::Own, number);
            } else {
                if (const ObjectEntry* descriptor = descriptorEntry(watched, site)) {
                    say(EventKind::WatchedIs, entry->number(), 0, site, Order::Own, number, descriptor->number());
                    if (entry->about == 0 && descriptor->kind == trace::ObjectKind::Descriptor && descriptor->about != 0)
                        entry->about = number + 1; // the first whose other end may be this process's own: see noteOwnOtherEnd()
                }
                say(EventKind::Watch, entry->number(), entry->next(), site, Order::Own, number, watchedFor(event->events));
            }
        }
    }
    errno = error;
    return result;
}
BRAID_HOOK int epoll_wait(int fd, epoll_event* into, int most, int limit) {
    const auto real = [=] { return n_epoll_wait(fd, into, most, limit); };
    return enter() ? waitWith(fd, limit, BRAID_HERE, real) : real();
}
BRAID_HOOK int epoll_pwait(int fd, epoll_event* into, int most, int limit, const sigset_t* mask) {
    const auto real = [=] { return n_epoll_pwait(fd, into, most, limit, mask); };
    return enter() ? waitWith(fd, limit, BRAID_HERE, real) : real();
}
BRAID_HOOK int epoll_pwait2(int fd, epoll_event* into, int most, const timespec* limit, const sigset_t* mask) {
    const auto real = [=] { return n_epoll_pwait2(fd, into, most, limit, mask); };
    const bool none = limit != nullptr && limit->tv_sec == 0 && limit->tv_nsec == 0;
    return enter() ? waitWith(fd, limit == nullptr ? -1 : none ? 0
                                                               : 1,
                              BRAID_HERE, real)
                   : real();
}

} // namespace braid::record
