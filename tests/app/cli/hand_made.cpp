#include "tests/app/cli/hand_made.h"

namespace braid::cli::test {
namespace {

using trace::EventKind;
using trace::LaneKind;
using trace::ObjectKind;

class Teller {
public:
    explicit Teller(HandMade& run) : m_run(run) {}
    void at(std::int64_t time) { m_time = time; }
    void by(std::uint32_t lane) { m_lane = lane; }

    void tell(EventKind kind, std::uint32_t object = 0, std::uint32_t sequence = 0, std::uint64_t a = 0,
              std::uint32_t b = 0, std::string_view text = {}) {
        trace::Event event;
        event.time = std::chrono::nanoseconds(m_time);
        event.lane = LaneId{m_lane};
        event.object = ObjectId{object};
        event.site = SiteId{1};
        event.kind = kind;
        event.sequence = sequence;
        event.a = a;
        event.b = b;
        event.text = text;
        m_run.model.apply(event);
        m_run.findings.update(m_run.model);
    }
    void lane(std::uint32_t id, LaneKind kind, std::uint32_t parent, std::string_view name) {
        tell(EventKind::DefineLane, id, 0, static_cast<std::uint64_t>(kind), parent, name);
    }
    void mutex(std::uint32_t id, std::string_view name) {
        tell(EventKind::DefineObject, id, 0, 0, static_cast<std::uint32_t>(ObjectKind::Mutex), name);
    }
    void record(EventKind kind, const char* key, const char* value) {
        tell(kind, 0, 0, 0, 0, std::string(key) + '\0' + value);
    }

private:
    HandMade& m_run;
    std::int64_t m_time = 0;
    std::uint32_t m_lane = 2;
};

} // namespace

HandMade deadlockedRun() {
    HandMade run;
    Teller t(run);
    t.lane(1, LaneKind::Process, 0, "deadlock");
    t.lane(2, LaneKind::Thread, 1, "main");
    t.tell(EventKind::LaneBegin, 1, 1);
    t.tell(EventKind::LaneBegin, 2, 1);
    t.tell(EventKind::DefineSite, 1, 0, 42, 0, "scenarios/locks/deadlock.cpp");
    t.record(EventKind::RunInfo, "scenario", "deadlock");
    t.record(EventKind::Parameter, "threads", "2");
    t.record(EventKind::Parameter, "sleep", "200000000");
    t.record(EventKind::Parameter, "fix", "\"none\"");
    t.mutex(5, "A");
    t.mutex(6, "B");
    t.lane(3, LaneKind::Thread, 1, "T1");
    t.lane(4, LaneKind::Thread, 1, "T2");
    t.at(100);
    t.tell(EventKind::LaneStart, 3, 1);
    t.tell(EventKind::LaneStart, 4, 1);
    t.tell(EventKind::Print, 0, 0, 0, 0, "ready, \"steady\", \xff go");
    t.record(EventKind::RunResult, "counter", "7");
    t.by(3);
    t.at(200);
    t.tell(EventKind::LaneBegin, 3, 2);
    t.tell(EventKind::Acquired, 5, 1);
    t.by(4);
    t.tell(EventKind::LaneBegin, 4, 2);
    t.tell(EventKind::Acquired, 6, 1);
    t.by(3);
    t.at(300);
    t.tell(EventKind::AcquireWait, 6, 1);
    t.by(4);
    t.at(400);
    t.tell(EventKind::AcquireWait, 5, 1);
    run.model.finish(1000, trace::Outcome::Deadlock);
    return run;
}

HandMade pausedRun() {
    HandMade run;
    Teller t(run);
    constexpr std::int64_t Second = 1'000'000'000;
    t.lane(1, LaneKind::Process, 0, "paused");
    t.lane(2, LaneKind::Thread, 1, "main");
    t.tell(EventKind::LaneBegin, 2, 1);
    t.at(Second);
    t.tell(EventKind::Print, 0, 0, 0, 0, "before");
    t.tell(EventKind::HoldBegin, 0, 0, trace::HeldByPause);
    t.at(23 * Second);
    t.tell(EventKind::HoldEnd);
    t.tell(EventKind::Print, 0, 0, 0, 0, "after");
    t.at(24 * Second);
    t.tell(EventKind::LaneEnd, 2, 2);
    run.model.finish(24 * Second, trace::Outcome::Finished);
    return run;
}

} // namespace braid::cli::test
