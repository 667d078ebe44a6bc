// The whole window: from nothing to its first picture, a run of a million events a second followed live, and the way from a
// moved pointer to the picture that answers it.

#include "app/session/language.h"
#include "app/views/base/appearance.h"
#include "app/views/palette/palette.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"
#include "app/views/timeline/timeline_view.h"
#include "app/views/window/main_window.h"
#include "tests/bench/ratios.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QLineEdit>
#include <QMouseEvent>

#include <algorithm>
#include <benchmark/benchmark.h>
#include <ctime>
#include <vector>

namespace {

using namespace braid;

/// Sees the first paint event of any widget of a window.
class FirstPaint : public QObject {
public:
    bool seen = false;

protected:
    bool eventFilter(QObject* object, QEvent* event) override {
        seen = seen || event->type() == QEvent::Paint;
        return QObject::eventFilter(object, event);
    }
};

/// The catalogue is asked for from braid-host, the window laid out, shown and painted; what Qt itself needs before is not in it.
void toFirstPaint(benchmark::State& state) {
    for (auto _ : state) {
        views::Appearance appearance(*qApp);
        session::Language language;
        views::MainWindow window(appearance, language, QStringLiteral(BRAID_HOST));
        window.resize(1920, 1080);
        window.arrangePanes();
        FirstPaint painted;
        qApp->installEventFilter(&painted);
        window.show();
        while (!painted.seen)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
        qApp->removeEventFilter(&painted);
        state.PauseTiming(); // taking it down again is not part of it
        window.close();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(toFirstPaint)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

/// A window of 1920×1080, shown and painted.
struct Shown {
    views::Appearance appearance{*qApp};
    session::Language language;
    views::MainWindow window{appearance, language, QStringLiteral(BRAID_HOST)};

    Shown() {
        window.resize(1920, 1080);
        window.arrangePanes();
        window.show();
        QCoreApplication::processEvents();
    }
    [[nodiscard]] const views::TimelineView& timeline() const { return *window.findChild<views::TimelineView*>(); }
    [[nodiscard]] session::Run& run() { return *window.session().run(); }
    /// `switches` of each of so many coroutines, as fast as braid-host can: some million events.
    void start(int switches, int coroutines = 1000) {
        window.setup().choose(QStringLiteral("coroutine-scale"));
        window.setup().setValue("coroutines", coroutines);
        window.setup().setValue("threads", 0);
        window.setup().setValue("switches", switches);
        window.session().start();
        if (!window.session().run())
            qFatal("the run could not start: is %s there?", BRAID_HOST);
    }
    void untilOver() {
        while (run().state() != session::Run::State::Over)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
};

/// One item is one painted frame of the timeline, from the first event to the last one taken in. Wall time: braid-host needs
/// a processor too.
void followLive(benchmark::State& state, int coroutines, int switches) {
    for (auto _ : state) {
        Shown shown;
        shown.start(switches, coroutines);
        while (shown.run().model().log().empty())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const std::uint64_t before = shown.timeline().framesPainted();
        QElapsedTimer clock;
        clock.start();
        shown.untilOver();
        const double seconds = 1e-9 * static_cast<double>(clock.nsecsElapsed());
        const auto frames = static_cast<double>(shown.timeline().framesPainted() - before);
        state.SetIterationTime(seconds / frames);
        state.counters["events_per_second"] = static_cast<double>(shown.run().model().log().size()) / seconds;
        state.counters["frames_per_second"] = frames / seconds;
        state.counters["lost"] = static_cast<double>(shown.run().lost());
        state.counters["worst_frame_ms"] = 1e-3 * static_cast<double>(shown.window.session().worstFrame().count());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(followLive, thousand, 1000, 1000)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);
BENCHMARK_CAPTURE(followLive, hundred_thousand, 100'000, 10)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);

/// The palette over a run of 100 000 lanes: from a typed letter to the list that it leaves. The slowest of the keys of a few
/// names; opening it is a counter.
void paletteKey(benchmark::State& state) {
    Shown shown;
    shown.start(1, 100'000);
    shown.untilOver();
    auto& palette = *shown.window.findChild<views::Palette*>();
    double opening = 0, slowest = 0;
    for (auto _ : state) {
        QElapsedTimer clock;
        clock.start();
        palette.ask(views::Palette::Ask::Anything);
        QCoreApplication::sendPostedEvents();
        opening = 1e-6 * static_cast<double>(clock.nsecsElapsed());
        auto& words = *palette.findChild<QLineEdit*>();
        slowest = 0;
        for (const char* name : {"give_way-99999", "deadlock", "tdk", "9999"}) {
            const QString whole = QLatin1String(name);
            words.clear();
            for (qsizetype length = 1; length <= whole.size(); ++length) {
                clock.start();
                words.setText(whole.left(length));
                QCoreApplication::sendPostedEvents();
                slowest = std::max(slowest, 1e-9 * static_cast<double>(clock.nsecsElapsed()));
            }
        }
        state.SetIterationTime(slowest);
    }
    state.counters["lanes"] = static_cast<double>(shown.run().model().lanes().size());
    state.counters["opening_ms"] = opening;
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(paletteKey)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);

/// Processor time from a pointer that comes to lie on another lane of a run of a million events to the picture with that lane
/// and its words. The 99th percentile of 200 moves.
void hover(benchmark::State& state) {
    Shown shown;
    shown.start(500);
    shown.untilOver();
    render::ViewState unfolded = shown.window.session().view().get();
    for (const LaneId lane : shown.run().model().lanes()) { // each coroutine on a row of its own
        unfolded.unfolded.insert(lane);
        unfolded.families[shown.run().model().lane(lane)->family] = false;
    }
    shown.window.session().view().set(unfolded);
    QCoreApplication::processEvents();
    QWidget* const canvas = shown.window.findChild<views::TimelineView*>()->viewport();
    std::vector<double> times;
    const std::uint64_t before = shown.timeline().framesPainted();
    for (auto _ : state) {
        for (int i = 0; i < 200; ++i) {
            const QPointF at(canvas->width() / 2.0 + i, 60 + i * 97 % (canvas->height() - 120)); // three rows further down
            timespec begin{}, end{};
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
            QMouseEvent move(QEvent::MouseMove, at, canvas->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
            QCoreApplication::sendEvent(canvas, &move);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
            times.push_back(static_cast<double>(end.tv_sec - begin.tv_sec) + 1e-9 * static_cast<double>(end.tv_nsec - begin.tv_nsec));
        }
        std::sort(times.begin(), times.end());
        state.SetIterationTime(times[times.size() * 99 / 100]);
    }
    state.counters["events"] = static_cast<double>(shown.run().model().log().size());
    state.counters["median_ms"] = 1e3 * times[times.size() / 2];
    state.counters["frames"] = static_cast<double>(shown.timeline().framesPainted() - before);
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(hover)->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(1);

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    return bench::runAndCompare(argc, argv, {},
                                {{"from nothing to the window's first picture", "toFirstPaint/iterations:3/real_time", 500},
                                 {"a frame while a million events a second come in", "followLive/thousand/iterations:1/manual_time", 1000.0 / 30},
                                 {"a frame while 100,000 coroutines take turns", "followLive/hundred_thousand/iterations:1/manual_time", 1000.0 / 30},
                                 {"a key in the palette over 100,000 lanes", "paletteKey/iterations:1/manual_time", 50},
                                 {"99th percentile, from a moved pointer to its picture", "hover/iterations:1/manual_time", 16}});
}
