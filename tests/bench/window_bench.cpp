// How long the window takes from nothing to its first picture.

#include "app/views/appearance.h"
#include "app/views/language.h"
#include "app/views/main_window.h"
#include "tests/bench/ratios.h"

#include <QApplication>
#include <QEvent>

#include <benchmark/benchmark.h>

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
        views::Language language;
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

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    return bench::runAndCompare(argc, argv, {}, {{"from nothing to the window's first picture", "toFirstPaint/iterations:3/real_time", 500}});
}
