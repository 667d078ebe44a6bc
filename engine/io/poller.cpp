#include "engine/io/poller.h"

#include <algorithm>

namespace braid {
namespace {

short pollBits(io_events events) {
    return static_cast<short>((any(events & io_events::read) ? POLLIN : 0) | (any(events & io_events::write) ? POLLOUT : 0));
}

io_events watchedBits(short bits) {
    return ((bits & POLLIN) != 0 ? io_events::read : io_events::none) |
           ((bits & POLLOUT) != 0 ? io_events::write : io_events::none);
}

} // namespace

poller::poller(std::string name) : m_traced(trace::ObjectKind::Loop, std::move(name)) {}

void poller::register_(const descriptor& one, io_events events, CallSite site) {
    const auto [place, isNew] = m_place.emplace(one.fileno(), m_list.size());
    if (isNew)
        m_list.push_back({one.fileno(), 0, 0});
    m_list[place->second].events = pollBits(events);
    io::recordWatch(m_traced, one, events, site);
}

void poller::unregister(const descriptor& one, CallSite site) {
    const auto found = m_place.find(one.fileno());
    if (found == m_place.end())
        return;
    const std::size_t place = found->second;
    m_place.erase(found);
    if (place + 1 < m_list.size()) {
        m_list[place] = m_list.back();
        m_place[m_list[place].fd] = place;
    }
    m_list.pop_back();
    io::recordUnwatch(m_traced, one.fileno(), site);
}

std::vector<ready_fd> poller::poll(io_timeout timeout, CallSite site) {
    io::Call call(m_traced, -1, trace::IoCall::Poll, site);
    std::int64_t outcome = 0;
    // Nobody else can tell whether there is room.
    if (!timeout && std::any_of(m_list.begin(), m_list.end(), [](const pollfd& one) { return (one.events & POLLOUT) != 0; }))
        outcome = io::outcomeOf(::poll(m_list.data(), m_list.size(), 0));
    call.waits(!timeout && outcome == 0);
    if (outcome == 0)
        do
            outcome = io::outcomeOf(
                schedule::blockOutside([&] { return ::poll(m_list.data(), m_list.size(), io::millisecondsOf(timeout)); }));
        while (outcome == -EINTR && !timeout);
    std::vector<ready_fd> ready;
    std::size_t left = call.end(outcome).count();
    for (auto one = m_list.begin(); left > 0 && one != m_list.end(); ++one) {
        if (one->revents == 0)
            continue;
        --left;
        const io_events events = io::readyBits((one->revents & POLLIN) != 0, (one->revents & POLLOUT) != 0,
                                               (one->revents & (POLLHUP | POLLERR | POLLNVAL)) != 0, watchedBits(one->events));
        ready.push_back({one->fd, events});
        io::recordReady(m_traced, one->fd, events, site);
    }
    return ready;
}

} // namespace braid
