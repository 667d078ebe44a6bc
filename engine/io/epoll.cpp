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

void epoll::control(int operation, const socket& one, io_events events, trigger how, CallSite site) {
    epoll_event wanted{};
    wanted.events = (any(events & io_events::read) ? EPOLLIN : 0u) | (any(events & io_events::write) ? EPOLLOUT : 0u) |
                    (how == trigger::edge ? static_cast<std::uint32_t>(EPOLLET) : 0u);
    wanted.data.fd = one.fileno();
    Call call(m_traced, one.fileno(), trace::IoCall::EpollControl, site);
    const io_result result = call.end(io::outcomeOf(epoll_ctl(m_fd, operation, one.fileno(), &wanted)));
    if (!result.ok())
        throw std::system_error(result.error(), std::generic_category(), "epoll cannot watch " + one.name());
}

void epoll::register_(const socket& one, io_events events, trigger how, CallSite site) {
    control(EPOLL_CTL_ADD, one, events, how, site);
    m_watched[one.fileno()] = events;
    io::recordWatch(m_traced, one.fileno(), events, one.name(), site);
}

void epoll::modify(const socket& one, io_events events, trigger how, CallSite site) {
    control(EPOLL_CTL_MOD, one, events, how, site);
    m_watched[one.fileno()] = events;
    io::recordWatch(m_traced, one.fileno(), events, one.name(), site);
}

void epoll::unregister(const socket& one, CallSite site) {
    if (m_watched.erase(one.fileno()) == 0)
        return;
    control(EPOLL_CTL_DEL, one, io_events::none, trigger::level, site);
    io::recordUnwatch(m_traced, one.fileno(), site);
}

std::vector<ready_fd> epoll::poll(io_timeout timeout, CallSite site) {
    Call call(m_traced, m_fd, trace::IoCall::EpollWait, site);
    call.waits();
    std::int64_t outcome = 0;
    do
        outcome = io::outcomeOf(schedule::blockOutside([&] {
            return epoll_wait(m_fd, m_found.data(), static_cast<int>(m_found.size()), io::millisecondsOf(timeout));
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
