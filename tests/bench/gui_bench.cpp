// What a frame costs in software rendering, and how long a large file takes to its first picture: layout and paint into an
// image of 1920×1080 pixels, as ratios to drawing plain rows of bars and words, and in milliseconds.

#include "app/render/paint/paint.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/scene.h"
#include "app/render/timeline/timeline.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/mutex.h"
#include "engine/trace/file.h"
#include "engine/trace/reading/decoder.h"
#include "engine/trace/recording/recording.h"
#include "tests/app/render/support/crowded.h"
#include "tests/bench/ratios.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <utility>

namespace {

using namespace braid;

constexpr QSize Size(1920, 1080);
constexpr int Lanes = 100;
constexpr int FoldedLanes = 40'000;
constexpr int Events = 1'000'000;

const tests::ModeledStory& crowd() {
    static const std::unique_ptr<tests::ModeledStory> told = tests::crowdedRun(Lanes, Events);
    return *told;
}

/// So many of one family that they are one row by themselves.
const tests::ModeledStory& folded() {
    static const std::unique_ptr<tests::ModeledStory> told = tests::crowdedRun(FoldedLanes, Events);
    return *told;
}

/// All of the run.
render::ViewState wholeView(const tests::ModeledStory& told, double rowHeight) {
    render::ViewState state;
    const render::TimeRange range = render::fit(0, told.edge(), 0.01);
    state.from = range.from;
    state.to = range.to;
    state.rowHeight = rowHeight;
    return state;
}

/// A tenth of the run, from its middle on.
render::ViewState tenthView(const tests::ModeledStory& told, double rowHeight) {
    render::ViewState state = wholeView(told, rowHeight);
    const model::Nanos span = state.to - state.from;
    state.from += span / 2;
    state.to = state.from + span / 10;
    return state;
}

void paintFrame(QImage& image, const render::Scene& scene, const render::Theme& theme) {
    QPainter painter(&image);
    render::paint(painter, scene, theme);
}

/// What any frame of a hundred rows costs, drawn plainly: the background, two hundred bars a row in one call, two words a row.
void plainRows(benchmark::State& state) {
    QImage image(Size, QImage::Format_RGB32);
    QList<QRect> bars;
    for (int row = 0; row < Lanes; ++row)
        for (int bar = 0; bar < 200; ++bar)
            bars.append(QRect(240 + bar * 8, 40 + row * 9, 6, 7));
    for (auto _ : state) {
        QPainter painter(&image);
        painter.fillRect(image.rect(), QColor(30, 30, 30));
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(18, 183, 153));
        painter.drawRects(bars.constData(), static_cast<int>(bars.size()));
        painter.setPen(Qt::white);
        for (int row = 0; row < Lanes; ++row) {
            painter.drawText(QPoint(40, 48 + row * 9), QStringLiteral("Thread-%1").arg(row));
            painter.drawText(QPoint(180, 48 + row * 9), QStringLiteral("blocked"));
        }
        painter.end();
        benchmark::DoNotOptimize(image.bits());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(plainRows)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Frames of one view; with `panning` each one shows a range 7 pixels further on than the one before. `density`: pixels of the
/// screen for each of the picture, along each side.
void frame(benchmark::State& state, const tests::ModeledStory& (*told)(), render::ViewState (*view)(const tests::ModeledStory&, double), double rowHeight, bool panning, int density = 1) {
    const render::Theme theme = render::Theme::dark();
    const tests::ModeledStory& run = told();
    const render::ViewState start = view(run, rowHeight);
    const model::Nanos step = panning ? (start.to - start.from) * 7 / Size.width() : 0;
    QImage image(Size * density, QImage::Format_RGB32);
    image.setDevicePixelRatio(density);
    render::Scene scene;
    std::int64_t number = 0;
    for (auto _ : state) {
        render::ViewState moved = start;
        moved.from += step * (number % 60);
        moved.to += step * (number % 60);
        ++number;
        scene = render::layoutTimeline(run.model(), run.findings, moved, run.edge(), Size, theme, std::move(scene));
        paintFrame(image, scene, theme);
        benchmark::DoNotOptimize(image.bits());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(frame, whole_28, crowd, wholeView, 28, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(frame, whole_9, crowd, wholeView, 9, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(frame, tenth_9, crowd, tenthView, 9, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(frame, whole_28_panning, crowd, wholeView, 28, true)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(frame, whole_9_panning, crowd, wholeView, 9, true)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(frame, tenth_9_panning, crowd, tenthView, 9, true)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(frame, whole_28_dense, crowd, wholeView, 28, true, 2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(frame, folded_28, folded, wholeView, 28, false)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(frame, folded_28_panning, folded, wholeView, 28, true)->Unit(benchmark::kMillisecond)->UseRealTime();

/// A trace file in a folder of its own, gone with this. Recorded for real: threads that take eight locks in turn.
class RecordedFile {
public:
    RecordedFile() {
        std::string name = (std::filesystem::temp_directory_path() / "braid-gui-bench-XXXXXX").string();
        if (!mkdtemp(name.data()))
            std::abort();
        m_folder = name;
        auto file = trace::File::create(path());
        if (!file.ok())
            std::abort();
        record(**file);
        (*file)->setOutcome(trace::Outcome::Finished);
        (*file)->trim();
    }
    ~RecordedFile() {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    RecordedFile(const RecordedFile&) = delete;
    RecordedFile& operator=(const RecordedFile&) = delete;
    [[nodiscard]] std::string path() const { return (m_folder / "crowd.braid").string(); }

private:
    static void record(trace::File& file) {
        trace::Recording recording(file);
        recording.enterProcess("bench", "main");
        {
            std::deque<braid::mutex> locks;
            for (char name = 'A'; name < 'I'; ++name)
                locks.emplace_back(std::string(1, name));
            std::deque<braid::thread> threads;
            for (std::size_t i = 0; i < Lanes; ++i)
                threads.emplace_back("Thread-" + std::to_string(i + 1), [&locks, i] {
                    for (std::size_t turn = 0; turn < Events / Lanes / 2; ++turn) {
                        const std::lock_guard guard(locks[(i + turn) % locks.size()]);
                        if (turn % 64 == 63)
                            std::this_thread::yield(); // while it is held: the others have to wait
                    }
                });
            for (braid::thread& thread : threads)
                thread.start();
            for (braid::thread& thread : threads)
                thread.join();
        }
        recording.leave();
    }
    std::filesystem::path m_folder;
};

/// From the name of a file to the first picture of it, read on a thread of its own, as the window does.
void openToFirstPicture(benchmark::State& state) {
    static const RecordedFile file;
    const render::Theme theme = render::Theme::dark();
    std::uint64_t events = 0;
    for (auto _ : state) {
        auto reader = trace::Reader::open(file.path());
        if (!reader.ok()) {
            state.SkipWithError("the file cannot be opened");
            return;
        }
        trace::Decoder decoder(std::move(*reader));
        decoder.look();
        model::Model model;
        analysis::Findings findings;
        while (decoder.next(trace::Decoder::Clock::time_point::max()) == trace::Decoder::Answer::Batch) {
            for (const trace::Event& event : decoder.batch()) {
                model.apply(event);
                findings.update(model);
            }
        }
        render::ViewState view;
        const render::TimeRange range = render::fit(0, model.endTime());
        view.from = range.from;
        view.to = range.to;
        QImage image(Size, QImage::Format_RGB32);
        paintFrame(image, render::layoutTimeline(model, findings, view, model.endTime(), Size, theme), theme);
        benchmark::DoNotOptimize(image.bits());
        events = decoder.reading().eventCount;
        if (!decoder.reading().complete || !decoder.reading().damage.empty())
            state.SkipWithError("the file could not be read to its end");
    }
    state.counters["events"] = static_cast<double>(events);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(openToFirstPicture)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    using bench::Budget;
    using bench::Ratio;
    constexpr double FrameMs = 16, OpenMs = 300, RatioLimit = 10;
    struct View {
        const char* what;
        const char* name;
    };
    constexpr View Views[] = {
        {"100 lanes, 1M events, whole run, rows of 28", "frame/whole_28/real_time"},
        {"100 lanes, 1M events, whole run, rows of 9", "frame/whole_9/real_time"},
        {"a tenth of it, rows of 9", "frame/tenth_9/real_time"},
        {"panning: whole run, rows of 28", "frame/whole_28_panning/real_time"},
        {"panning: whole run, rows of 9", "frame/whole_9_panning/real_time"},
        {"panning: a tenth, rows of 9", "frame/tenth_9_panning/real_time"},
        {"40,000 lanes folded into a row, 1M events, whole run", "frame/folded_28/real_time"},
        {"panning: 40,000 lanes folded into a row", "frame/folded_28_panning/real_time"},
    };
    std::vector<Ratio> ratios;
    std::vector<Budget> budgets;
    for (const View& view : Views) {
        ratios.push_back(Ratio{std::string(view.what) + " : plain rows", view.name, "plainRows/real_time", RatioLimit});
        budgets.push_back(Budget{view.what, view.name, FrameMs});
    }
    budgets.push_back(Budget{"panning on a screen of 3840×2160, whole run, rows of 28", "frame/whole_28_dense/real_time", 2 * FrameMs});
    budgets.push_back(Budget{"a file of 1M events, from its name to the first picture", "openToFirstPicture/real_time", OpenMs});
    return bench::runAndCompare(argc, argv, ratios, budgets);
}
