// What the wait-for relation costs as runs grow: taking in events with and without looking for lanes that are stuck, and how
// long it takes to name those that have got stuck while others go on, with 10, 1000 and 100 000 lanes.

#include "engine/analysis/findings/findings.h"
#include "tests/bench/ratios.h"
#include "tests/engine/model/events.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>

namespace {

using namespace braid;
using trace::EventKind;

constexpr model::Nanos Gap = 10'000; // between two events: 100 000 a second
/// Events that come between two looks.
constexpr int EventsPerLook = static_cast<int>(std::chrono::nanoseconds(analysis::Findings::LookEvery).count() / Gap);

constexpr int EventsPerTurn = 5; // see Waiting::turn()

/// Threads of which each waits for an item of a queue of its own, and one that puts into one after the other.
class Waiting {
public:
    explicit Waiting(int lanes) {
        const LaneId process = m_story.process("crowd");
        m_giver = m_story.thread("giver", process);
        for (int i = 0; i < lanes; ++i) {
            m_lanes.push_back(m_story.thread("T" + std::to_string(i), process));
            m_queues.push_back(m_story.object(trace::ObjectKind::Queue, "q" + std::to_string(i)));
            m_sequences.push_back(0);
        }
        m_now = m_story.now();
        for (std::size_t i = 0; i < m_lanes.size(); ++i)
            add(EventKind::GetWait, m_lanes[i], i, 0, 0);
        m_findings.update(m_story.model);
        for (int i = 0; i < lanes; ++i) // so that each has got something from the giver
            turn();
    }

    /// The giver sleeps and puts, the next lane gets and waits again.
    void turn() {
        tell(EventKind::SleepBegin, m_giver, {}, 1000, 0);
        tell(EventKind::SleepEnd, m_giver, {}, 0, 0);
        const std::uint64_t item = m_items++ / m_lanes.size() + 1;
        add(EventKind::Put, m_giver, m_next, item, 1);
        add(EventKind::Get, m_lanes[m_next], m_next, item, 1);
        add(EventKind::GetWait, m_lanes[m_next], m_next, 0, 0);
        m_next = (m_next + 1) % m_lanes.size();
    }
    void look() { m_findings.findStuck(m_story.model); }

    /// Two more threads: one ends and keeps a lock, the other one waits for that. No ring closes: it is found by looking only.
    void leaveLock() {
        const LaneId gone = m_story.thread("gone"), waits = m_story.thread("waits");
        const ObjectId lock = m_story.mutex("lock");
        m_now = m_story.now();
        tell(EventKind::Acquired, gone, lock, 0, 1);
        tell(EventKind::LaneEnd, gone, objectOf(gone), 0, 0);
        tell(EventKind::AcquireWait, waits, lock, 0, 1);
    }
    [[nodiscard]] bool named() const { return !m_findings.all().empty(); }

private:
    void add(EventKind kind, LaneId lane, std::size_t queue, std::uint64_t a, std::uint32_t numbered) {
        tell(kind, lane, m_queues[queue], a, m_sequences[queue] += numbered);
    }
    void tell(EventKind kind, LaneId lane, ObjectId object, std::uint64_t a, std::uint32_t sequence) {
        trace::Event event;
        event.time = std::chrono::nanoseconds(m_now += Gap);
        event.kind = kind;
        event.lane = lane;
        event.object = object;
        event.a = a;
        event.sequence = sequence;
        m_story.model.apply(event);
        m_findings.update(m_story.model);
    }

    tests::Story m_story;
    analysis::Findings m_findings;
    LaneId m_giver;
    std::vector<LaneId> m_lanes;
    std::vector<ObjectId> m_queues;
    std::vector<std::uint32_t> m_sequences;
    std::size_t m_next = 0;
    std::uint64_t m_items = 0;
    model::Nanos m_now = 0;
};

/// An item is an event.
void takeIn(benchmark::State& state, bool looks) {
    Waiting run(static_cast<int>(state.range(0)));
    constexpr int Turns = 40'000;
    for (auto _ : state) {
        int untilLook = EventsPerLook;
        for (int i = 0; i < Turns; ++i) {
            run.turn();
            if (looks && (untilLook -= EventsPerTurn) <= 0) {
                run.look();
                untilLook = EventsPerLook;
            }
        }
    }
    if (run.named())
        state.SkipWithError("nobody is stuck, but somebody is named");
    state.SetItemsProcessed(state.iterations() * Turns * EventsPerTurn);
}
void eventsTakenIn(benchmark::State& state) { takeIn(state, false); }
void eventsLookedAt(benchmark::State& state) { takeIn(state, true); }
BENCHMARK(eventsTakenIn)->Arg(10)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(eventsLookedAt)->Arg(10)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// From the event that makes a lane stuck until that is named, while the rest goes on. The time between the looks is added, as a
/// run that is followed has it.
void stuckNamed(benchmark::State& state) {
    for (auto _ : state) {
        Waiting run(static_cast<int>(state.range(0)));
        for (int looks = 0; looks < 6; ++looks) { // the first one, which sees everything for the first time, lies behind
            for (int i = 0; i < EventsPerLook / EventsPerTurn; ++i)
                run.turn();
            run.look();
        }
        run.leaveLock();
        double seconds = 0;
        while (!run.named() && seconds < 10) {
            for (int i = 0; i < EventsPerLook / EventsPerTurn; ++i)
                run.turn();
            const auto begin = std::chrono::steady_clock::now();
            run.look();
            seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin + analysis::Findings::LookEvery).count();
        }
        if (!run.named())
            state.SkipWithError("it was not named within ten seconds");
        state.SetIterationTime(seconds);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(stuckNamed)->Arg(10)->Arg(1000)->Arg(100'000)->UseManualTime()->Iterations(3)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv) {
    return bench::runAndCompare(
        argc, argv,
        {{"an event with the look for stuck lanes, 10 lanes", "eventsLookedAt/10", "eventsTakenIn/10", 1.5},
         {"an event with the look for stuck lanes, 1000 lanes", "eventsLookedAt/1000", "eventsTakenIn/1000", 1.5},
         {"an event with the look for stuck lanes, 100 000 lanes", "eventsLookedAt/100000", "eventsTakenIn/100000", 1.5}},
        {{"who is stuck is named, 10 lanes", "stuckNamed/10/iterations:3/manual_time", 100},
         {"who is stuck is named, 1000 lanes", "stuckNamed/1000/iterations:3/manual_time", 100},
         {"who is stuck is named, 100 000 lanes", "stuckNamed/100000/iterations:3/manual_time", 100}});
}
