#include "engine/analysis/figures/snapshot.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/model/text/names.h"
#include "tests/scenarios/host_run.h"
#include "tests/scenarios/replay.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>
#include <random>

namespace braid::tests {
namespace {

using model::Nanos;
using model::State;
using trace::EventKind;
using trace::ObjectKind;

constexpr int Moments = 1000;
constexpr std::size_t MostLanes = 300, MostObjects = 40; ///< looked at in one moment; of more, others each time

bool waiting(State state) { return state == State::Blocked || state == State::Waiting || state == State::Suspended; }

/// Compares, at each moment, everything the window can be asked with the replay of all events up to it.
class Comparison {
public:
    explicit Comparison(const model::Model& model) : m_model(model) {
        // Each lane and each object tell their events in order; whose clock is ahead may stand earlier in the log.
        m_order.resize(model.log().size());
        std::iota(m_order.begin(), m_order.end(), model::EventIndex{0});
        std::stable_sort(m_order.begin(), m_order.end(),
                         [&model](auto a, auto b) { return model.log()[a].time < model.log()[b].time; });
        for (const auto index : m_order) {
            const trace::Event event = model.event(index);
            if (event.kind == EventKind::OffCpu)
                m_delays[event.lane].push_back(Delay{model.log()[index].time, static_cast<Nanos>(event.a)});
            else if (event.kind == EventKind::OffCpuOther)
                m_delays[laneOf(event.object)].push_back(Delay{model.log()[index].time, static_cast<Nanos>(event.a & trace::OffCpuDelayMask)});
        }
    }

    void compareAt(Nanos time) {
        while (m_next < m_order.size() && m_model.log()[m_order[m_next]].time <= time)
            m_replay.apply(m_model.event(m_order[m_next++]));
        m_replay.passTo(time);
        m_time = time;
        compareLanes();
        compareObjects();
        compareGraph();
    }

    [[nodiscard]] const std::vector<std::string>& differences() const { return m_differences; }
    [[nodiscard]] std::uint64_t compared() const { return m_compared; }

private:
    void compareLanes();
    void compareObjects();
    void compareObject(ObjectId id, const Replay::Object& object);
    void compareGraph();
    [[nodiscard]] std::vector<LaneId> tasksOf(ObjectId id) const;
    [[nodiscard]] bool offCpu(LaneId lane) const;
    /// Whether delays that are told later reach from `until` back to the moment.
    [[nodiscard]] bool delayed(LaneId lane, Nanos until) const;

    template <class Shown, class ModeledStory>
    void same(const std::string& what, const Shown& shown, const ModeledStory& told) {
        ++m_compared;
        if (shown == told)
            return;
        std::string text = "at " + std::to_string(m_time) + " ns, " + what + ": shown " + ::testing::PrintToString(shown) + ", told " + ::testing::PrintToString(told);
        m_differences.push_back(std::move(text));
    }

    struct Delay {
        Nanos told, length;
    };

    const model::Model& m_model;
    std::map<LaneId, std::vector<Delay>> m_delays; ///< in the order in which they are told
    std::vector<model::EventIndex> m_order;
    std::size_t m_next = 0;
    Nanos m_time = 0;
    Replay m_replay;
    std::vector<std::string> m_differences;
    std::uint64_t m_compared = 0;
    std::size_t m_turn = 0;
};

bool Comparison::delayed(LaneId lane, Nanos until) const {
    const auto known = m_delays.find(lane);
    if (known == m_delays.end())
        return false;
    Nanos delay = 0;
    for (const Delay& each : known->second) {
        if (each.told < m_time)
            continue;
        delay += each.length;
        if (each.told >= until)
            break;
    }
    return delay >= until - m_time;
}

/// An event still to come tells that the lane was off the CPU at the moment: what it ran or waited for until then is all that
/// the events before can tell. The stretch has the event of that delay, unless it goes on what the lane's start began.
bool Comparison::offCpu(LaneId lane) const {
    const model::Lane* known = m_model.lane(lane);
    const std::optional<model::Interval> shown = known ? known->at(m_time) : std::nullopt;
    if (!shown || shown->state != State::Ready || shown->event >= m_model.log().size())
        return false;
    const EventKind kind = m_model.log()[shown->event].kind;
    if (kind == EventKind::OffCpu || kind == EventKind::OffCpuOther)
        return true;
    const Nanos end = std::min(shown->end, known->ended);
    return delayed(lane, end) || delayed(m_replay.lanes.at(lane).carrier, end);
}

void Comparison::compareLanes() {
    std::size_t seen = 0;
    const std::size_t all = m_replay.lanes.size();
    const std::size_t stride = std::max<std::size_t>(1, all / MostLanes);
    for (const auto& [id, told] : m_replay.lanes) {
        if (told.kind == trace::LaneKind::Process || (seen++ + m_turn) % stride != 0)
            continue;
        const std::optional<model::Interval> shown = m_model.lane(id)->at(m_time);
        const std::string name = "lane " + std::string(m_model.name(id)) + " #" + std::to_string(id.value);
        same(name + " is there", shown.has_value(), !told.ended);
        if (!shown || told.ended)
            continue;
        if (offCpu(id))
            continue;
        same(name + " state", std::string(model::nameOf(shown->state)), std::string(model::nameOf(told.state)));
        same(name + " object", shown->object.value, told.object.value);
        if (waiting(told.state))
            same(name + " since", shown->begin, told.since);
    }
    for (const LaneId id : m_model.lanes())
        if (!m_replay.lanes.contains(id))
            same("lane " + std::to_string(id.value) + " exists", m_model.lane(id)->at(m_time).has_value(), false);
}

std::vector<LaneId> Comparison::tasksOf(ObjectId id) const {
    std::vector<LaneId> lanes;
    for (const auto& [lane, told] : m_replay.lanes)
        for (const auto& task : told.tasks)
            if (task.first == id)
                lanes.push_back(lane);
    return lanes;
}

void Comparison::compareObjects() {
    std::size_t seen = 0;
    const std::size_t stride = std::max<std::size_t>(1, m_replay.objects.size() / MostObjects);
    ++m_turn;
    for (const auto& [id, told] : m_replay.objects)
        if ((seen++ + m_turn) % stride == 0)
            compareObject(id, told);
}

void Comparison::compareObject(ObjectId id, const Replay::Object& told) {
    const analysis::ObjectSnapshot shown = analysis::objectAt(m_model, id, m_time);
    const std::string name = std::string(model::nameOf(told.kind)) + " " + std::string(m_model.name(id));

    std::vector<LaneId> shownWaiters, toldWaiters;
    for (const auto& waiter : shown.waiters)
        shownWaiters.push_back(waiter.lane);
    for (const auto& [lane, state] : m_replay.lanes)
        if (!state.ended && waiting(state.state) && !offCpu(lane) &&
            (state.object == id || std::find(state.orFor.begin(), state.orFor.end(), id) != state.orFor.end()))
            toldWaiters.push_back(lane);
    std::sort(shownWaiters.begin(), shownWaiters.end());
    same(name + " waiters", shownWaiters, toldWaiters);

    std::vector<LaneId> owners;
    for (const auto& owner : shown.owners)
        owners.push_back(owner.lane);
    same(name + " owners", owners, told.owners);
    if (told.semaphore()) {
        same(name + " free permits", shown.freePermits, told.permits);
        same(name + " taken", shown.depth, static_cast<std::int64_t>(told.owners.size()));
    }
    if (told.kind == ObjectKind::RecursiveMutex)
        same(name + " recursion", shown.depth, told.recursion);
    if (told.kind == ObjectKind::Event || told.kind == ObjectKind::Latch || told.kind == ObjectKind::Barrier)
        same(name + " count", shown.depth, told.count);
    if (told.kind == ObjectKind::Barrier && told.initial > 0)
        same(name + " generation", shown.generation, told.generation);

    if (told.kind == ObjectKind::Pipe) {
        same(name + " bytes inside", shown.depth, static_cast<std::int64_t>(told.bytesPut - std::min(told.bytesPut, told.bytesGot)));
        std::uint64_t bytes = 0;
        for (const auto& item : shown.items)
            bytes += item.priority;
        same(name + " bytes drawn", bytes, told.bytesPut - std::min(told.bytesPut, told.bytesGot));
    } else if (m_model.object(id)->queue()) {
        std::vector<std::pair<std::uint64_t, std::string>> there, expected;
        for (const auto& item : shown.items)
            there.emplace_back(item.number, item.label);
        std::vector<Replay::Item> items = told.items;
        if (told.kind == ObjectKind::LifoQueue)
            std::reverse(items.begin(), items.end());
        else if (told.kind == ObjectKind::PriorityQueue)
            std::stable_sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.priority < b.priority; });
        for (const auto& item : items)
            expected.emplace_back(item.number, item.label);
        same(name + " items", there, expected);
        same(name + " depth", shown.depth, static_cast<std::int64_t>(items.size()));
        if (shown.unfinishedCounts) // else no lane asks for it, and it is not counted
            same(name + " unfinished", shown.unfinished, told.unfinished);
    }
    if (told.kind == ObjectKind::Variable) {
        std::string value;
        if (shown.lastWrite) {
            const trace::Event event = m_model.event(*shown.lastWrite);
            value = std::to_string(event.a) + " " + std::string(event.text);
        }
        same(name + " value", value, told.value);
    }
    if (told.kind == ObjectKind::Descriptor) {
        same(name + " bytes in", shown.bytesIn, told.received);
        same(name + " bytes out", shown.bytesOut, told.sent);
        same(name + " failed calls", shown.failedCalls, told.failed);
    }
    if (told.kind == ObjectKind::Loop) {
        std::map<std::uint64_t, std::uint64_t> watched;
        for (const auto& watch : shown.watched)
            watched[watch.fd] = watch.ready;
        same(name + " watched", watched, told.watched);
    }
    if (told.kind == ObjectKind::Pool || told.kind == ObjectKind::Loop || told.kind == ObjectKind::Server) {
        std::vector<LaneId> workers;
        for (const auto& task : shown.tasks)
            workers.push_back(task.lane);
        std::sort(workers.begin(), workers.end());
        same(name + " workers", workers, tasksOf(id));
    }
}

void Comparison::compareGraph() {
    const analysis::WaitGraph shown = analysis::waitGraphAt(m_model, m_time);
    using Edges = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
    Edges waits, holds, toldWaits, toldHolds;
    for (const auto& wait : shown.waits)
        if (wait.object && m_model.lane(wait.lane)->at(m_time)->state != State::Ready) // a turn on a thread is nothing that it asked for
            waits.emplace_back(wait.lane.value, wait.object.value);
    for (const auto& hold : shown.holds)
        holds.emplace_back(hold.object.value, hold.lane.value);
    for (const auto& [id, lane] : m_replay.lanes)
        if (!lane.ended && lane.object && waiting(lane.state) && !offCpu(id))
            toldWaits.emplace_back(id.value, lane.object.value);
    for (const auto& [id, object] : m_replay.objects)
        for (const LaneId owner : object.owners)
            toldHolds.emplace_back(id.value, owner.value);
    for (Edges* edges : {&waits, &holds, &toldWaits, &toldHolds})
        std::sort(edges->begin(), edges->end());
    if (shown.more.empty())
        same("the graph's waits", waits, toldWaits);
    else // of very many those that last longest
        same("the graph's waits are among them", std::includes(toldWaits.begin(), toldWaits.end(), waits.begin(), waits.end()), true);
    same("the graph's holds", holds, toldHolds);
}

/// Half of them anywhere, half right at an event or a nanosecond beside it.
std::vector<Nanos> moments(const model::Model& model, std::mt19937_64& random) {
    std::vector<Nanos> times;
    const Nanos end = model.endTime();
    std::uniform_int_distribution<Nanos> anywhere(0, end);
    std::uniform_int_distribution<std::size_t> event(0, model.log().size() - 1);
    std::uniform_int_distribution<Nanos> beside(-1, 1);
    for (int i = 0; i < Moments; ++i)
        times.push_back(i % 2 == 0 ? anywhere(random) : std::clamp<Nanos>(model.log()[event(random)].time + beside(random), 0, end));
    times.back() = end;
    std::sort(times.begin(), times.end());
    return times;
}

/// The shortest preset there is: it is the moments that count.
std::vector<std::string> words(const std::string& id) {
    const auto scenario = describedScenario(id);
    std::string preset = "tutorial";
    for (const auto& known : scenario["presets"])
        if (known["name"] == "quick")
            preset = "quick";
    std::vector<std::string> result{id, "--preset", preset};
    for (const auto& parameter : scenario["parameters"])
        if (parameter["kind"] == "time" && parameter["default"] >= 300'000'000 && parameter["min"] <= 60'000'000)
            result.insert(result.end(), {"--set", parameter["name"].get<std::string>() + "=60ms"});
    return result;
}

class AnyMoment : public ::testing::TestWithParam<std::string> {};

TEST_P(AnyMoment, IsShownAsTheEventsUpToItTell) {
    const HostRun run = runHost(words(GetParam()));
    ASSERT_FALSE(run.model.log().empty()) << run.story();
    const tests::Seed seed(0);
    std::mt19937_64 random(seed);
    Comparison comparison(run.model);
    for (const Nanos time : moments(run.model, random))
        comparison.compareAt(time);
    const auto& differences = comparison.differences();
    EXPECT_EQ(differences.size(), 0U) << "of " << comparison.compared() << " looks:\n"
                                      << ::testing::PrintToString(std::vector(differences.begin(), differences.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(differences.size(), 12))));
    EXPECT_GT(comparison.compared(), static_cast<std::uint64_t>(Moments));
}

INSTANTIATE_TEST_SUITE_P(EveryScenario, AnyMoment, ::testing::ValuesIn(allIds()), [](const auto& tested) {
    std::string name = tested.param;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

} // namespace
} // namespace braid::tests
