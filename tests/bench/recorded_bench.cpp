// A run of ten million events of a program that was recorded unmodified, beside one of as many events that Braid's own primitives wrote:
// how long each takes to open, to show another moment, to answer why, and to draw.

#include "app/render/paint/paint.h"
#include "app/render/panels/graph_layout.h"
#include "app/render/panels/inspector.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "engine/analysis/figures/snapshot.h"
#include "engine/analysis/findings/why.h"
#include "engine/exec/threads/thread.h"
#include "engine/model/query/seek.h"
#include "engine/record/launch/program.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "engine/trace/file.h"
#include "engine/trace/reading/decoder.h"
#include "engine/trace/recording/recording.h"
#include "tests/bench/ratios.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <array>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <memory>
#include <random>
#include <string>

namespace {

using namespace braid;
using trace::Decoder;

constexpr QSize Size(1920, 1080);
constexpr long Threads = 8, Turns = 600'000, Locks = 8;
constexpr unsigned Seed = 7;

/// A folder of its own, gone with this.
class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "braid-recorded-bench-XXXXXX").string();
        if (!mkdtemp(name.data()))
            std::abort();
        m_path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] std::string file(const char* name) const { return (m_path / name).string(); }

private:
    std::filesystem::path m_path;
};

std::unique_ptr<trace::File> fresh(const std::string& path) {
    auto file = trace::File::create(path);
    if (!file.ok())
        std::abort();
    return std::move(*file);
}

void finish(trace::File& file) {
    file.setOutcome(trace::Outcome::Finished);
    file.trim();
}

/// tests/bench/recorded_turns.cpp, unmodified, with the library preloaded.
void recordProgram(const std::string& path) {
    const auto file = fresh(path);
    auto shared = record::SharedFile::create();
    if (!shared.ok())
        std::abort();
    std::string command;
    for (const auto& [name, value] : record::variablesFor(BRAID_RECORDER, {}, file->fd(), shared.value()))
        command += name + "=" + value + " ";
    if (std::system((command + BRAID_RECORDED_TURNS + " " + std::to_string(Threads) + " " + std::to_string(Turns)).c_str()) != 0)
        std::abort();
    finish(*file);
}

/// The same with Braid's own primitives, as a scenario has them.
void recordOwn(const std::string& path) {
    const auto file = fresh(path);
    trace::Recording recording(*file);
    recording.enterProcess("bench", "main");
    {
        struct Place {
            braid::mutex mutex;
            braid::condition_variable given;
            long waiting = 0;
            bool over = false;
        };
        std::array<Place, Locks> places;
        std::deque<braid::thread> notes, workers;
        for (std::size_t i = 0; i < Locks; ++i)
            notes.emplace_back("note-" + std::to_string(i + 1), [&place = places[i]] {
                braid::unique_lock<braid::mutex> guard(place.mutex);
                while (!place.over) {
                    while (place.waiting == 0 && !place.over)
                        place.given.wait(guard);
                    place.waiting = 0;
                }
            });
        for (std::size_t i = 0; i < Threads; ++i)
            workers.emplace_back("Thread-" + std::to_string(i + 1), [&places, i] {
                for (std::size_t turn = 0; turn < Turns; ++turn) {
                    Place& place = places[(i + turn) % Locks];
                    const std::lock_guard guard(place.mutex);
                    if (turn % 64 == 63)
                        std::this_thread::yield();
                    if (turn % 32 == 31) {
                        ++place.waiting;
                        place.given.notify_one();
                    }
                }
            });
        for (auto* threads : {&notes, &workers})
            for (braid::thread& thread : *threads)
                thread.start();
        for (braid::thread& thread : workers)
            thread.join();
        for (Place& place : places) {
            const std::lock_guard guard(place.mutex);
            place.over = true;
            place.given.notify_one();
        }
        for (braid::thread& thread : notes)
            thread.join();
    }
    recording.leave();
    finish(*file);
}

/// What the window has of a file once it is open.
struct Opened {
    model::Model model;
    analysis::Findings findings;

    explicit Opened(const std::string& path) {
        auto reader = trace::Reader::open(path);
        if (!reader.ok())
            std::abort();
        Decoder decoder(std::move(*reader));
        decoder.look();
        while (decoder.next(Decoder::Clock::time_point::max()) == Decoder::Answer::Batch)
            for (const trace::Event& event : decoder.batch()) {
                model.apply(event);
                findings.update(model);
            }
        if (!decoder.reading().complete || decoder.reading().lost > 0)
            std::abort();
        model.finish(decoder.reading().endTime.count(), trace::Outcome::Finished);
    }
};

enum class Whose {
    Recorded,
    Own
};

std::string fileOf(Whose whose) {
    static const Folder folder;
    static bool made[2]{};
    const std::string path = folder.file(whose == Whose::Recorded ? "recorded.braid" : "own.braid");
    if (!std::exchange(made[static_cast<std::size_t>(whose)], true))
        whose == Whose::Recorded ? recordProgram(path) : recordOwn(path);
    return path;
}

const Opened& opened(Whose whose) {
    static std::unique_ptr<Opened> known[2];
    std::unique_ptr<Opened>& one = known[static_cast<std::size_t>(whose)];
    if (!one)
        one = std::make_unique<Opened>(fileOf(whose));
    return *one;
}

/// Nanoseconds an event are compared: the two runs have not exactly as many.
void open(benchmark::State& state, Whose whose) {
    const std::string path = fileOf(whose);
    std::size_t events = 0;
    for (auto _ : state) {
        const Opened run(path);
        events = run.model.log().size();
    }
    state.counters["events"] = static_cast<double>(events);
    state.SetItemsProcessed(static_cast<std::int64_t>(events) * state.iterations());
}
BENCHMARK_CAPTURE(open, recorded, Whose::Recorded)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);
BENCHMARK_CAPTURE(open, own, Whose::Own)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

/// All panes of one moment, at events here and there.
void seek(benchmark::State& state, Whose whose) {
    const auto& [model, findings] = opened(whose);
    const render::Theme theme = render::Theme::dark();
    std::mt19937 random(Seed);
    const model::Nanos gap = model.endTime() / static_cast<model::Nanos>(model.log().size()) + 1;
    ObjectId lock;
    for (const ObjectId id : model.objects())
        if (model.object(id)->ownable() && (!lock || model.object(id)->acquisitions > model.object(lock)->acquisitions))
            lock = id;
    for (auto _ : state) {
        const auto event = static_cast<model::EventIndex>(random() % model.log().size());
        const model::LogEntry entry = model.log()[event];
        render::ViewState view;
        view.cursor = entry.time;
        view.from = entry.time - 50 * gap;
        view.to = entry.time + 50 * gap;
        view.selectedEvent = event;
        view.selectedLane = LaneId{entry.lane};
        view.selectedObject = lock;
        benchmark::DoNotOptimize(render::layoutTimeline(model, findings, view, model.endTime(), Size, theme).layers.data());
        benchmark::DoNotOptimize(render::layoutGraphAt(model, findings, entry.time, QSizeF(400, 400), theme, {view.selectedLane, lock}).layers.data());
        benchmark::DoNotOptimize(render::layoutInspector(model, analysis::objectAt(model, lock, entry.time), 320, theme).layers.data());
        if (const model::Site* site = model.site(model.siteOf(event)))
            benchmark::DoNotOptimize(model::linesAt(model, site->file, entry.time).data());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(seek, recorded, Whose::Recorded)->Unit(benchmark::kMillisecond)->Iterations(300);
BENCHMARK_CAPTURE(seek, own, Whose::Own)->Unit(benchmark::kMillisecond)->Iterations(300);

void why(benchmark::State& state, Whose whose) {
    const auto& [model, findings] = opened(whose);
    std::mt19937 random(Seed);
    for (auto _ : state) {
        const model::LogEntry entry = model.log()[static_cast<model::EventIndex>(random() % model.log().size())];
        benchmark::DoNotOptimize(analysis::whyAt(model, findings, LaneId{entry.lane}, entry.time).links.data());
        benchmark::DoNotOptimize(analysis::wakerAt(model, LaneId{entry.lane}, entry.time));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(why, recorded, Whose::Recorded)->Unit(benchmark::kMillisecond)->Iterations(1000);
BENCHMARK_CAPTURE(why, own, Whose::Own)->Unit(benchmark::kMillisecond)->Iterations(1000);

/// The whole run, laid out and painted.
void frame(benchmark::State& state, Whose whose) {
    const auto& [model, findings] = opened(whose);
    const render::Theme theme = render::Theme::dark();
    render::ViewState view;
    const render::TimeRange range = render::fit(0, model.endTime());
    view.from = range.from;
    view.to = range.to;
    QImage image(Size, QImage::Format_RGB32);
    render::Scene scene;
    for (auto _ : state) {
        scene = render::layoutTimeline(model, findings, view, model.endTime(), Size, theme, std::move(scene));
        QPainter painter(&image);
        render::paint(painter, scene, theme);
        painter.end();
        benchmark::DoNotOptimize(image.bits());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(frame, recorded, Whose::Recorded)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(50);
BENCHMARK_CAPTURE(frame, own, Whose::Own)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(50);

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    constexpr double AsFast = 1.5;
    return bench::runAndCompare(argc, argv,
                                {{"opening 10M recorded events : as many of a scenario, an event", "open/recorded/iterations:1/real_time", "open/own/iterations:1/real_time", AsFast},
                                 {"another moment", "seek/recorded/iterations:300", "seek/own/iterations:300", AsFast},
                                 {"why", "why/recorded/iterations:1000", "why/own/iterations:1000", AsFast},
                                 {"a frame of the whole run", "frame/recorded/iterations:50/real_time", "frame/own/iterations:50/real_time", AsFast}},
                                {{"another moment of 10M recorded events", "seek/recorded/iterations:300", 100},
                                 {"why in 10M recorded events", "why/recorded/iterations:1000", 20},
                                 {"a frame of 10M recorded events", "frame/recorded/iterations:50/real_time", 16}});
}
