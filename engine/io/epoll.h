#pragma once

#include "engine/io/watching.h"

#include <sys/epoll.h>
#include <unordered_map>
#include <vector>

namespace braid {

/// epoll(7) with the names of the object that Python's select.epoll() makes. The kernel keeps the list and is told of
/// changes only, so that a wait costs as much as there are ready ones, however many are watched. Not thread-safe.
///
/// | trigger | ready is told                                                                                      |
/// |---------|----------------------------------------------------------------------------------------------------|
/// | level   | as long as there is something to read or room to write                                             |
/// | edge    | once for each new arrival: the caller has to go on until would_block(), or is never told again |
class epoll {
public:
    enum class trigger {
        level,
        edge
    };

    /// Throws std::system_error where the system has no descriptor left.
    explicit epoll(std::string name = "epoll");
    ~epoll();
    epoll(const epoll&) = delete;
    epoll& operator=(const epoll&) = delete;

    /// Throws std::system_error where the kernel refuses. `one` must be unregistered before it is closed.
    void register_(const descriptor& one, io_events events, trigger how = trigger::level, CallSite site = {});
    void modify(const descriptor& one, io_events events, trigger how = trigger::level, CallSite site = {});
    /// No effect where it is not registered.
    void unregister(const descriptor& one, CallSite site = {});
    /// Waits until one is ready or `timeout` is over; those that are ready, 1024 at most.
    [[nodiscard]] std::vector<ready_fd> poll(io_timeout timeout = {}, CallSite site = {});
    [[nodiscard]] std::size_t size() const { return m_watched.size(); }
    /// As a part of the trace.
    [[nodiscard]] trace::TracedObject& traced() { return m_traced; }

private:
    void control(int operation, const descriptor& one, io_events events, trigger how, CallSite site);
    void setWatched(int fd, io_events events);
    int m_fd;
    trace::TracedObject m_traced;
    std::unordered_map<int, io_events> m_watched; ///< by descriptor
    std::size_t m_writing = 0;                    ///< how many of them for room
    std::vector<epoll_event> m_found;
};

} // namespace braid
