#include "engine/io/select.h"

#include "engine/sync/recorded.h"

#include <algorithm>
#include <stdexcept>
#include <sys/select.h>

namespace braid {

using io::Call;

namespace {

/// Whether the sets have room for all of them.
bool fit(const std::vector<const descriptor*>& all) {
    return std::all_of(all.begin(), all.end(), [](const descriptor* one) { return one->fileno() < FD_SETSIZE; });
}

/// Puts `all` into `set`, and the greatest number plus one into `end`.
void fill(fd_set& set, const std::vector<const descriptor*>& all, int& end) {
    FD_ZERO(&set);
    for (const descriptor* one : all) {
        const int fd = one->fileno();
        if (fd >= FD_SETSIZE)
            throw std::out_of_range("select cannot watch descriptor " + std::to_string(fd) + ": its sets hold numbers below " +
                                    std::to_string(FD_SETSIZE) + " (FD_SETSIZE); poll and epoll have no such limit");
        if (fd < 0)
            throw std::invalid_argument("select was given a closed descriptor");
        FD_SET(fd, &set);
        end = std::max(end, fd + 1);
    }
}

} // namespace

select::select(std::string name) : m_traced(trace::ObjectKind::Loop, std::move(name)) {}

select::Ready select::wait(const Descriptors& reading, const Descriptors& writing, io_timeout timeout, CallSite site) {
    fd_set readable;
    fd_set writable;
    int end = 0;
    if ((!fit(reading) || !fit(writing)) && trace::recording())
        sync::reportMisuse(m_traced, trace::Misuse::BeyondSelect, site);
    fill(readable, reading, end);
    fill(writable, writing, end);
    tellChanges(reading, writing, site);

    Call call(m_traced, end - 1, trace::IoCall::Select, site);
    std::int64_t outcome = 0;
    if (!timeout && !writing.empty()) { // nobody else can tell whether there is room
        timeval none{};
        outcome = io::outcomeOf(schedule::blockOutside([&] { return ::select(end, &readable, &writable, nullptr, &none); }));
        if (outcome <= 0) {
            fill(readable, reading, end);
            fill(writable, writing, end);
        }
    }
    call.waits(!timeout && outcome == 0);
    timeval limit{};
    if (timeout) {
        const auto micros = std::max<std::int64_t>(std::chrono::ceil<std::chrono::microseconds>(*timeout).count(), 0);
        limit = {micros / 1'000'000, micros % 1'000'000};
    }
    // Linux counts `limit` down, so that after a signal only the rest is waited for.
    const auto ask = [&] {
        return schedule::blockOutside([&] { return ::select(end, &readable, &writable, nullptr, timeout ? &limit : nullptr); });
    };
    while (outcome <= 0 && (outcome = io::outcomeOf(ask())) == -EINTR) {
        fill(readable, reading, end);
        fill(writable, writing, end);
    }
    Ready ready;
    if (!call.end(outcome).ok() || outcome == 0)
        return ready;
    const auto collect = [&](const Descriptors& all, const fd_set& set, io_events what, std::vector<std::size_t>& into) {
        for (std::size_t i = 0; i < all.size(); ++i)
            if (FD_ISSET(all[i]->fileno(), &set)) {
                into.push_back(i);
                io::recordReady(m_traced, all[i]->fileno(), what, site);
            }
    };
    collect(reading, readable, io_events::read, ready.readable);
    collect(writing, writable, io_events::write, ready.writable);
    return ready;
}

void select::tellChanges(const Descriptors& reading, const Descriptors& writing, CallSite site) {
    if (!trace::recording())
        return;
    std::vector<Watched> now;
    now.reserve(reading.size() + writing.size());
    for (const descriptor* one : reading)
        now.push_back({one->fileno(), io_events::read, &one->traced(), one});
    for (const descriptor* one : writing)
        now.push_back({one->fileno(), io_events::write, &one->traced(), one});
    std::sort(now.begin(), now.end(), [](const Watched& a, const Watched& b) { return a.fd < b.fd; });
    // One that is in both lists is one descriptor.
    std::size_t kept = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (kept > 0 && now[kept - 1].fd == now[i].fd)
            now[kept - 1].events = now[kept - 1].events | now[i].events;
        else
            now[kept++] = now[i];
    }
    now.resize(kept);

    auto before = m_watched.begin();
    for (const Watched& one : now) {
        for (; before != m_watched.end() && before->fd < one.fd; ++before)
            io::recordUnwatch(m_traced, before->fd, site);
        const bool known = before != m_watched.end() && before->fd == one.fd;
        if (!known || before->events != one.events || before->traced != one.traced)
            io::recordWatch(m_traced, *one.one, one.events, site);
        if (known)
            ++before;
    }
    for (; before != m_watched.end(); ++before)
        io::recordUnwatch(m_traced, before->fd, site);
    m_watched = std::move(now);
}

} // namespace braid
