#include "engine/io/epoll.h"

#include <unistd.h>

namespace braid {

using io::Call;

epoll::epoll(std::string name)
    : m_fd(epoll_create1(EPOLL_CLOEXEC)), m_traced(trace::ObjectKind::Loop, std::move(name)), m_found(1024) {
    if (m_fd < 0)
        throw std::system_error(errno, std::generic_category(), "cannot make an epoll descriptor");
}

epoll::~epoll() { ::close(m_fd); }

void epoll::control(int operation, const descriptor& one, io_events events, trigger how, CallSite site) {
    epoll_event wanted{};
    wanted.events = (any(events & io_events::read) ? EPOLLIN : 0u) | (any(events & io_events::write) ? EPOLLOUT : 0u) |
                    (how == trigger::edge ? static_cast<std::uint32_t>(EPOLLET) : 0u);
    wanted.data.fd = one.fileno();
    Call call(m_traced, one.fileno(), trace::IoCall::EpollControl, site);
    const io_result result = call.end(io::outcomeOf(epoll_ctl(m_fd, operation, one.fileno(), &wanted)));
    if (!result.ok())
        throw std::system_error(result.error(), std::generic_category(), "epoll cannot watch " + one.name());
}

void epoll::setWatched(int fd, io_events events) {
    const auto place = m_watched.try_emplace(fd, io_events::none).first;
    m_writing -= any(place->second & io_events::write) ? 1 : 0;
    m_writing += any(events & io_events::write) ? 1 : 0;
    place->second = events;
}

void epoll::register_(const descriptor& one, io_events events, trigger how, CallSite site) {
    control(EPOLL_CTL_ADD, one, events, how, site);
    setWatched(one.fileno(), events);
    io::recordWatch(m_traced, one, events, site);
}

void epoll::modify(const descriptor& one, io_events events, trigger how, CallSite site) {
    control(EPOLL_CTL_MOD, one, events, how, site);
    setWatched(one.fileno(), events);
    io::recordWatch(m_traced, one, events, site);
}

void epoll::unregister(const descriptor& one, CallSite site) {
    const auto watched = m_watched.find(one.fileno());
    if (watched == m_watched.end())
        return;
    setWatched(one.fileno(), io_events::none);
    m_watched.erase(watched);
    control(EPOLL_CTL_DEL, one, io_events::none, trigger::level, site);
    io::recordUnwatch(m_traced, one.fileno(), site);
}

std::vector<ready_fd> epoll::poll(io_timeout timeout, CallSite site) {
    Call call(m_traced, m_fd, trace::IoCall::EpollWait, site);
    std::int64_t outcome = 0;
    const int most = static_cast<int>(m_found.size());
    if (!timeout && m_writing > 0) // nobody else can tell whether there is room
        outcome = io::outcomeOf(schedule::blockOutside([&] { return epoll_wait(m_fd, m_found.data(), most, 0); }));
    call.waits(!timeout && outcome == 0);
    if (outcome == 0)
        do
            outcome = io::outcomeOf(schedule::blockOutside([&] {
                return epoll_wait(m_fd, m_found.data(), most, io::millisecondsOf(timeout));
            }));
        while (outcome == -EINTR && !timeout);
    const std::size_t count = call.end(outcome).count();
    std::vector<ready_fd> ready;
    ready.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const epoll_event& found = m_found[i];
        const int fd = found.data.fd;
        const io_events events = io::readyBits((found.events & EPOLLIN) != 0, (found.events & EPOLLOUT) != 0,
                                               (found.events & (EPOLLHUP | EPOLLERR)) != 0, m_watched[fd]);
        ready.push_back({fd, events});
        io::recordReady(m_traced, fd, events, site);
    }
    return ready;
}

} // namespace braid
