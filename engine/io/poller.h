#pragma once

#include "engine/io/watching.h"

#include <poll.h>
#include <unordered_map>
#include <vector>

namespace braid {

/// poll(2) with the names of the object that Python's select.poll() makes. The list of descriptors lives in the process and
/// goes into the kernel with every call; there is no limit to their numbers. Not thread-safe.
class poller {
public:
    explicit poller(std::string name = "poll");

    /// Registers `one`, or changes what it is watched for. It must be open, and unregistered before it is closed.
    void register_(const descriptor& one, io_events events, CallSite site = {});
    void modify(const descriptor& one, io_events events, CallSite site = {}) { register_(one, events, site); }
    /// No effect where it is not registered.
    void unregister(const descriptor& one, CallSite site = {});
    /// Waits until one is ready or `timeout` is over; those that are ready.
    [[nodiscard]] std::vector<ready_fd> poll(io_timeout timeout = {}, CallSite site = {});
    [[nodiscard]] std::size_t size() const { return m_list.size(); }
    /// As a part of the trace.
    [[nodiscard]] trace::TracedObject& traced() { return m_traced; }

private:
    trace::TracedObject m_traced;
    std::vector<pollfd> m_list;
    std::unordered_map<int, std::size_t> m_place; ///< in m_list, by descriptor
};

} // namespace braid
