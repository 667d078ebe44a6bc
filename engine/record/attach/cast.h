#pragma once

#include "engine/record/attach/telling.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace braid::attach {

/// The lanes, sites and the clock of the trace that is made of a snapshot. Not thread-safe.
class Cast {
public:
    /// Defines the lanes of all processes and threads; none of them has begun.
    explicit Cast(const Snapshot& snapshot);

    /// Parents before their children.
    [[nodiscard]] const std::vector<const SeenProcess*>& byAge() const { return m_byAge; }
    /// The process from which all others come.
    [[nodiscard]] LaneId root() const { return m_root; }
    [[nodiscard]] LaneId laneOf(const SeenProcess& process) const { return m_processes.at(process.pid); }
    /// Of its first thread.
    [[nodiscard]] LaneId firstOf(const SeenProcess& process) const;
    /// Of a thread by its id. One that is none of the process's ends at the next endGone(); the thread 0 is one that ended in it
    /// before it could be seen.
    LaneId laneOf(int thread, const SeenProcess& process);

    /// Starts the process and its threads, then does what whenBegun() was told.
    void begin(const SeenProcess& process);
    void whenBegun(const SeenProcess& process, std::function<void()> act) { m_acts[process.pid].push_back(std::move(act)); }
    void endGone();

    ObjectId object(trace::ObjectKind kind, std::int64_t initial, const std::string& name, LaneId by) { return m_told.trace.object(kind, initial, name, tick(), by); }
    void add(trace::EventKind kind, LaneId lane, ObjectId object = {}, std::uint64_t a = 0, std::uint32_t b = 0, SiteId site = {}, std::string_view text = {});
    /// Where in the program the thread stands: the innermost place that is not of the system.
    SiteId siteOf(const SeenThread& thread);

    [[nodiscard]] Told finish();

private:
    std::chrono::nanoseconds tick() { return m_now += std::chrono::microseconds(1); }
    void orderByAge();
    void defineRoot();
    std::uint32_t moduleOf(const Frame& frame);

    const Snapshot& m_snapshot;
    Told m_told;
    std::chrono::nanoseconds m_now{0};
    std::vector<const SeenProcess*> m_byAge;
    LaneId m_root;
    bool m_rootIsSeen = true;
    std::map<int, LaneId> m_processes;
    std::map<int, LaneId> m_threads;
    std::map<std::pair<int, int>, LaneId> m_gone; ///< by process and thread
    std::vector<LaneId> m_toEnd;
    std::map<int, std::vector<std::function<void()>>> m_acts;
    std::map<std::pair<std::string, std::uint64_t>, SiteId> m_sites;
    std::map<std::string, std::uint32_t> m_modules;
};

} // namespace braid::attach
