// What a frame costs as runs grow: walks of pans and zooms over 1000 lanes and ten thousand to ten million events, in software
// rendering at 1920×1080, finished and live; and how many bytes the model keeps of an event.

#include "app/render/paint/paint.h"
#include "app/render/rows/frame.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/crowded.h"
#include "tests/bench/ratios.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cmath>
#include <map>
#include <memory>
#include <string>

namespace {

using namespace braid;

constexpr QSize Size(1920, 1080);
constexpr int Lanes = 1000;
constexpr int FramesPerSecond = 60;

tests::ModeledStory& crowd(int events) {
    static std::map<int, std::unique_ptr<tests::ModeledStory>> all;
    std::unique_ptr<tests::ModeledStory>& told = all[events];
    if (!told) {
        all.clear(); // ten million events are half a gigabyte: one run at a time
        return *(all[events] = tests::crowdedRun(Lanes, events));
    }
    return *told;
}

/// What a person waits for: other threads lay out and paint a part of it (in_parallel.h). Other load on the machine counts
/// too; the best of several repetitions is compared.
double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Pans over the whole run, zooms in to a hundred thousandth of it, pans there, zooms out again while scrolling.
std::vector<render::ViewState> walk(const tests::ModeledStory& told, double rowHeight) {
    const model::Nanos edge = told.edge();
    std::vector<render::ViewState> frames;
    render::ViewState state;
    for (const LaneId lane : told.lanes) // each on a row of its own: folded into one they cost less
        state.families[told.model().lane(lane)->family] = false;
    state.rowHeight = rowHeight;
    state.followLive = false;
    const render::TimeRange whole = render::fit(0, edge, 0.01);
    state.from = whole.from;
    state.to = whole.to;
    const auto pan = [&](int count) {
        for (int i = 0; i < count; ++i) {
            const model::Nanos step = (state.to - state.from) * 9 / Size.width();
            state.from += step;
            state.to += step;
            frames.push_back(state);
        }
    };
    const auto zoom = [&](int count, double factor) {
        const model::Nanos middle = edge / 2;
        for (int i = 0; i < count; ++i) {
            state.from = middle + static_cast<model::Nanos>(static_cast<double>(state.from - middle) / factor);
            state.to = middle + static_cast<model::Nanos>(static_cast<double>(state.to - middle) / factor);
            state.scrollY += 13;
            frames.push_back(state);
        }
    };
    pan(40);
    zoom(60, std::pow(1e5, 1.0 / 60));
    pan(40);
    zoom(60, std::pow(1e5, -1.0 / 60));
    return frames;
}

/// Where the time of a frame went, in seconds. What taking in the events before it took is not in `all`: the window gives that
/// a time of its own (session::Run::pull()).
struct Frame {
    double all = 0, events = 0, layout = 0;
};

/// The 99th percentile of the frames of a walk; as counters their median, and what went into that slow one and before it.
/// `prepare` is not timed, `take` is.
template <class Take, class Prepare>
void walkFrames(benchmark::State& state, tests::ModeledStory& told, double rowHeight, Take take, Prepare prepare) {
    const render::Theme theme = render::Theme::dark();
    QImage image(Size, QImage::Format_RGB32);
    std::vector<Frame> frames;
    render::Scene scene;
    for (auto _ : state) {
        frames.clear();
        for (const render::ViewState& view : walk(told, rowHeight)) {
            prepare();
            const double begin = seconds();
            take();
            const double applied = seconds();
            scene = render::layoutTimeline(told.model(), told.findings, view, told.edge(), Size, theme, std::move(scene));
            const double laidOut = seconds();
            QPainter painter(&image);
            render::paint(painter, scene, theme);
            painter.end();
            frames.push_back({seconds() - applied, applied - begin, laidOut - applied});
            benchmark::DoNotOptimize(image.bits());
        }
        std::sort(frames.begin(), frames.end(), [](const Frame& a, const Frame& b) { return a.all < b.all; });
        state.SetIterationTime(frames[frames.size() * 99 / 100].all);
    }
    const Frame& slow = frames[frames.size() * 99 / 100];
    state.counters["median_ms"] = 1e3 * frames[frames.size() / 2].all;
    state.counters["events_ms"] = 1e3 * slow.events;
    state.counters["layout_ms"] = 1e3 * slow.layout;
    state.counters["paint_ms"] = 1e3 * (slow.all - slow.layout);
    state.SetItemsProcessed(state.iterations());
}

void finished(benchmark::State& state, double rowHeight) {
    walkFrames(
        state, crowd(static_cast<int>(state.range(0))), rowHeight, [] {}, [] {});
}
BENCHMARK_CAPTURE(finished, rows_9, 9)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(2)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Arg(10'000'000);
BENCHMARK_CAPTURE(finished, rows_28, 28)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(2)->Arg(10'000'000);

/// Between two frames a sixtieth of a million events come in; what the model and the findings take for them is events_ms.
void live(benchmark::State& state) {
    const auto events = static_cast<int>(state.range(0));
    tests::ModeledStory told;
    tests::Crowded more(told, Lanes, events);
    more.apply(events);
    walkFrames(
        state, told, 9, [&] { more.tell(); }, [&] { more.prepare(1'000'000 / FramesPerSecond); });
}
BENCHMARK(live)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(1)->Arg(5'000'000);

/// Bytes an event: printed, not timed.
void memory(benchmark::State& state) {
    const auto events = static_cast<int>(state.range(0));
    const double bytes = static_cast<double>(crowd(events).model().memory());
    for (auto _ : state)
        benchmark::DoNotOptimize(bytes);
    state.counters["bytes_per_event"] = bytes / events;
}
BENCHMARK(memory)->Iterations(1)->Arg(10'000'000);

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    using bench::Budget;
    using bench::Ratio;
    constexpr double FrameMs = 16;
    const auto name = [](const char* what, int events) {
        return std::string(what) + "/" + std::to_string(events) + "/iterations:2/manual_time";
    };
    std::vector<Budget> budgets;
    for (const int events : {10'000, 100'000, 1'000'000, 10'000'000})
        budgets.push_back({"99th percentile, 1000 lanes, rows of 9, events: " + std::to_string(events),
                           name("finished/rows_9", events), FrameMs});
    budgets.push_back({"99th percentile, 1000 lanes, rows of 28, 10M events", name("finished/rows_28", 10'000'000), FrameMs});
    budgets.push_back({"99th percentile, live, 1M events/s on top of 5M", "live/5000000/iterations:1/manual_time", FrameMs});
    const std::vector<Ratio> ratios{
        {"a frame of 10M events : of 1M", name("finished/rows_9", 10'000'000), name("finished/rows_9", 1'000'000), 1.5},
        {"a frame of 10M events : of 100 000", name("finished/rows_9", 10'000'000), name("finished/rows_9", 100'000), 1.5},
        {"a frame of 10M events : of 10 000", name("finished/rows_9", 10'000'000), name("finished/rows_9", 10'000), 3},
    };
    return bench::runAndCompare(argc, argv, ratios, budgets);
}
