// How long the window takes to show another moment of a run of a million events: everything that is computed when the cursor
// moves (timeline, graph, inspector, the lines of all lanes), the next event of a rare lane, and the state of one object
// that all million events are about.

#include "app/render/panels/graph_layout.h"
#include "app/render/panels/inspector.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "engine/analysis/figures/snapshot.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/model/query/seek.h"
#include "tests/bench/ratios.h"
#include "tests/engine/model/events.h"

#include <QGuiApplication>

#include <algorithm>
#include <benchmark/benchmark.h>
#include <map>
#include <memory>
#include <random>
#include <string>

namespace {

using namespace braid;
using tests::Story;
using Kind = Story::Kind;
using Type = Story::Type;

constexpr int Lanes = 100;
constexpr std::uint32_t Events = 1'000'000;
constexpr const char* File = "scenarios/locks/bench.cpp";
constexpr model::Nanos Gap = 10'000;

/// Applies events without keeping them.
struct Writer {
    Story story;
    model::Nanos now = 0;
    std::map<std::uint32_t, std::uint32_t> sequences;

    void add(Kind kind, LaneId lane, ObjectId object, SiteId site, std::uint64_t a = 0, std::uint32_t b = 0) {
        trace::Event event;
        event.time = std::chrono::nanoseconds{now += Gap};
        event.kind = kind;
        event.lane = lane;
        event.object = object;
        event.site = site;
        event.a = a;
        event.b = b;
        event.sequence = object ? ++sequences[object.value] : 0;
        story.model.apply(event);
    }
};

/// A hundred lanes that take eight locks in turn, hand items through a queue and print, from twelve lines of one file. One
/// lane does something at the very beginning and at the very end only.
struct LongRun {
    Writer writer;
    analysis::Findings findings;
    LaneId rare;
    ObjectId queue;

    LongRun() {
        Story& story = writer.story;
        const LaneId process = story.process("bench");
        std::vector<LaneId> lanes;
        for (int i = 0; i < Lanes; ++i)
            lanes.push_back(story.thread("Thread-" + std::to_string(i + 1), process));
        rare = story.thread("rare", process);
        std::vector<ObjectId> locks;
        for (int i = 0; i < 8; ++i)
            locks.push_back(story.mutex(std::string(1, static_cast<char>('A' + i))));
        queue = story.object(Type::Queue, "queue");
        std::vector<SiteId> sites;
        for (std::uint32_t i = 0; i < 12; ++i)
            sites.push_back(story.site(File, 10 + i));
        writer.now = story.now();
        writer.add(Kind::Yield, rare, {}, sites[0]);
        std::uint64_t item = 0;
        for (std::uint32_t turn = 0; story.model.log().size() + 8 < Events; ++turn) {
            const LaneId lane = lanes[turn * 7 % Lanes];
            const ObjectId lock = locks[turn % locks.size()];
            writer.add(Kind::Acquired, lane, lock, sites[turn % 12]);
            writer.add(Kind::Put, lane, queue, sites[(turn + 1) % 12], ++item);
            writer.add(Kind::Released, lane, lock, sites[(turn + 2) % 12]);
            if (item > 5)
                writer.add(Kind::Get, lane, queue, sites[(turn + 3) % 12], item - 5);
            writer.add(Kind::SleepBegin, lane, {}, sites[(turn + 4) % 12], 1000);
            writer.add(Kind::SleepEnd, lane, {}, {});
        }
        writer.add(Kind::Yield, rare, {}, sites[0]);
    }
    [[nodiscard]] const model::Model& model() const { return writer.story.model; }
};

const LongRun& longRun() {
    static const std::unique_ptr<LongRun> run = std::make_unique<LongRun>();
    return *run;
}

/// All panes of one moment, at events here and there.
void reachAnyEvent(benchmark::State& state) {
    const LongRun& run = longRun();
    const model::Model& model = run.model();
    const render::Theme theme = render::Theme::dark();
    constexpr unsigned Seed = 7;
    std::mt19937 random(Seed);
    double worst = 0;
    for (auto _ : state) {
        const auto began = std::chrono::steady_clock::now();
        const auto event = static_cast<model::EventIndex>(random() % model.log().size());
        render::ViewState view;
        const model::Nanos time = model.log()[event].time;
        view.cursor = time;
        view.from = time - 50 * Gap;
        view.to = time + 50 * Gap;
        view.selectedEvent = event;
        view.selectedLane = LaneId{model.log()[event].lane};
        view.selectedObject = run.queue;
        benchmark::DoNotOptimize(
            render::layoutTimeline(model, run.findings, view, model.endTime(), QSizeF(1280, 720), theme).layers.data());
        benchmark::DoNotOptimize(render::layoutGraphAt(model, run.findings, time, QSizeF(400, 400), theme, {view.selectedLane, view.selectedObject})
                                     .layers.data());
        benchmark::DoNotOptimize(
            render::layoutInspector(model, analysis::objectAt(model, run.queue, time), 320, theme).layers.data());
        benchmark::DoNotOptimize(model::linesAt(model, File, time).data());
        worst = std::max(worst, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
    }
    state.counters["worst_ms"] = worst;
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(reachAnyEvent)->Unit(benchmark::kMillisecond);

/// The next event of a lane that lies a whole run away.
void nextOfRareLane(benchmark::State& state) {
    const LongRun& run = longRun();
    model::Place first; // its beginning, and what it did at once
    for (int i = 0; i < 2; ++i)
        first = model::placeOn(nextOfLane(run.model(), run.rare, first, model::Direction::Forward));
    for (auto _ : state)
        benchmark::DoNotOptimize(nextOfLane(run.model(), run.rare, first, model::Direction::Forward));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(nextOfRareLane)->Unit(benchmark::kMillisecond);

void effectOfTheFirstEvent(benchmark::State& state) {
    const LongRun& run = longRun();
    for (auto _ : state)
        benchmark::DoNotOptimize(nextEffect(run.model(), 0));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(effectOfTheFirstEvent)->Unit(benchmark::kMillisecond);

/// All events of one line.
void eventsOfALine(benchmark::State& state) {
    std::size_t found = 0;
    for (auto _ : state) {
        std::vector<model::EventIndex> events;
        eventsOfLine(longRun().model(), File, 12, 0, events);
        found = events.size();
    }
    state.counters["found"] = static_cast<double>(found);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(eventsOfALine)->Unit(benchmark::kMillisecond);

/// A run in which everything is about one object.
std::unique_ptr<Writer> aboutOne(Type type, std::uint64_t initial, ObjectId& object) {
    auto writer = std::make_unique<Writer>();
    Story& story = writer->story;
    std::vector<LaneId> lanes;
    for (int i = 0; i < Lanes; ++i)
        lanes.push_back(story.thread("Thread-" + std::to_string(i + 1)));
    object = story.object(type, "it", initial);
    writer->now = story.now();
    std::uint64_t count = 0;
    constexpr auto Receive = static_cast<std::uint32_t>(trace::IoCall::Receive) << trace::IoCallShift;
    for (std::uint32_t i = 0; story.model.log().size() + 2 < Events; ++i) {
        const LaneId lane = lanes[i % Lanes];
        switch (type) {
        case Type::Queue:
        case Type::LifoQueue:
            writer->add(Kind::Put, lane, object, {}, ++count);
            if (count > 20)
                writer->add(Kind::Get, lane, object, {}, type == Type::Queue ? count - 20 : count);
            break;
        case Type::Pipe:
            writer->add(Kind::Put, lane, object, {}, count += 10, 10);
            writer->add(Kind::Get, lane, object, {}, count - 5, 10);
            break;
        case Type::Variable:
            writer->add(Kind::Write, lane, object, {}, i, static_cast<std::uint32_t>(trace::ValueType::Signed));
            break;
        case Type::Barrier:
            writer->add(Kind::WaitBegin, lane, object, {});
            if (i % Lanes == Lanes - 1)
                for (const LaneId other : lanes)
                    writer->add(Kind::WaitEnd, other, object, {});
            break;
        case Type::Descriptor:
            writer->add(Kind::IoEnd, lane, object, {}, 64, Receive);
            break;
        case Type::Loop:
            writer->add(i == 0 ? Kind::Watch : Kind::FdReady, lane, object, {}, 7, trace::ReadyToRead);
            break;
        case Type::Semaphore:
            writer->add(Kind::Acquired, lane, object, {});
            writer->add(Kind::Released, lane, object, {}, 1);
            break;
        default: // an event: waits only, its one signal at the very beginning
            writer->add(i == 0 ? Kind::Signal : Kind::WaitBegin, lane, object, {}, i == 0 ? ~std::uint64_t{0} : 0);
            if (i > 0)
                writer->add(Kind::WaitEnd, lane, object, {});
        }
    }
    return writer;
}

void objectWithAMillionEvents(benchmark::State& state, Type type, std::uint64_t initial) {
    ObjectId object;
    const std::unique_ptr<Writer> writer = aboutOne(type, initial, object);
    const model::Model& model = writer->story.model;
    for (auto _ : state)
        benchmark::DoNotOptimize(analysis::objectAt(model, object, model.endTime() - Gap).depth);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(objectWithAMillionEvents, queue, Type::Queue, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(objectWithAMillionEvents, lifo, Type::LifoQueue, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(objectWithAMillionEvents, pipe, Type::Pipe, 65536)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(objectWithAMillionEvents, variable, Type::Variable, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(objectWithAMillionEvents, semaphore, Type::Semaphore, 5)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(objectWithAMillionEvents, event, Type::Event, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(objectWithAMillionEvents, barrier, Type::Barrier, Lanes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(objectWithAMillionEvents, descriptor, Type::Descriptor, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(objectWithAMillionEvents, loop, Type::Loop, 0)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    using bench::Budget;
    constexpr double ReachMs = 100, StepMs = 20;
    std::vector<Budget> budgets{
        {"any event of 1M: timeline, graph, inspector and the lines of 100 lanes", "reachAnyEvent", ReachMs},
        {"the next event of a lane, a million events away", "nextOfRareLane", StepMs},
        {"the effect of the first event", "effectOfTheFirstEvent", StepMs},
        {"all events of one line", "eventsOfALine", ReachMs},
    };
    for (const char* kind : {"queue", "lifo", "pipe", "variable", "semaphore", "event", "barrier", "descriptor", "loop"})
        budgets.push_back({std::string("the state of one object with a million events: ") + kind,
                           std::string("objectWithAMillionEvents/") + kind, ReachMs});
    return bench::runAndCompare(argc, argv, {}, budgets);
}
