#include "app/render/film/film.h"
#include "app/render/paint/paint.h"
#include "app/render/panels/graph_layout.h"
#include "app/render/picture/picture.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/crowded.h"
#include "tests/app/render/support/runs.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <string>

using namespace braid;
using namespace braid::render;
using braid::tests::operator""_ms;

namespace {

QString folder;
bool failed = false;

void keep(const Scene& scene, const Theme& theme, const std::string& name) {
    QImage image(scene.size.toSize(), QImage::Format_RGB32);
    QPainter painter(&image);
    paint(painter, scene, theme);
    painter.end();
    const QString path = folder + u'/' + QString::fromStdString(name) + QStringLiteral(".png");
    if (!image.save(path)) {
        std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
        failed = true;
    }
}

ViewState whole(const tests::ModeledStory& told) {
    ViewState state;
    const TimeRange range = fit(0, told.edge(), 0.01);
    state.from = range.from;
    state.to = range.to;
    return state;
}

void timeline(const tests::ModeledStory& told, const std::string& name, const std::function<void(ViewState&)>& change = {}) {
    for (const bool dark : {true, false}) {
        for (const QSizeF size : {QSizeF(1280, 800), QSizeF(1920, 1080)}) {
            ViewState state = whole(told);
            if (change)
                change(state);
            const Theme theme = dark ? Theme::dark() : Theme::light();
            keep(layoutTimeline(told.model(), told.findings, state, told.edge(), size, theme), theme,
                 name + (dark ? "-dark-" : "-light-") + std::to_string(static_cast<int>(size.width())));
        }
    }
}

void graph(const tests::ModeledStory& told, const std::string& name) {
    for (const bool dark : {true, false}) {
        const Theme theme = dark ? Theme::dark() : Theme::light();
        for (const QSizeF size : {QSizeF(300, 240), QSizeF(560, 460)})
            keep(layoutGraphAt(told.model(), told.findings, told.edge(), size, theme), theme,
                 name + (dark ? "-dark-" : "-light-") + std::to_string(static_cast<int>(size.width())));
    }
}

// Milliseconds of this process alone: the machine may be busy with something else.
double cpuTime() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

// One frame as a window makes it, in milliseconds.
void measure(const tests::ModeledStory& told, const char* what, const ViewState& state) {
    const Theme theme = Theme::dark();
    QImage image(1920, 1080, QImage::Format_RGB32);
    std::vector<double> layouts, paints;
    for (int i = 0; i < 25; ++i) {
        ViewState moved = state;
        moved.from += (state.to - state.from) / 200 * i;
        moved.to += (state.to - state.from) / 200 * i;
        const auto begin = cpuTime();
        const Scene scene = layoutTimeline(told.model(), told.findings, moved, told.edge(), QSizeF(1920, 1080), theme);
        const auto middle = cpuTime();
        QPainter painter(&image);
        paint(painter, scene, theme);
        painter.end();
        const auto end = cpuTime();
        layouts.push_back(middle - begin);
        paints.push_back(end - middle);
    }
    std::sort(layouts.begin(), layouts.end());
    std::sort(paints.begin(), paints.end());
    std::printf("%-44s layout %6.2f ms (worst %6.2f)   paint %6.2f ms (worst %6.2f)\n", what, layouts[layouts.size() / 2],
                layouts.back(), paints[paints.size() / 2], paints.back());
}

void measureFrames(const tests::ModeledStory& crowd) {
    ViewState state = whole(crowd);
    measure(crowd, "100 lanes × 1M events, whole run, rows 28", state);
    state.rowHeight = 9;
    measure(crowd, "100 lanes × 1M events, whole run, rows 9", state);
    ViewState tenth = state;
    tenth.from = state.to / 2;
    tenth.to = tenth.from + (state.to - state.from) / 10;
    measure(crowd, "a tenth of it, rows 9", tenth);
    tenth.to = tenth.from + (state.to - state.from) / 400;
    measure(crowd, "1/400 of it, rows 9", tenth);
    tenth.rowHeight = 28;
    measure(crowd, "1/400 of it, rows 28", tenth);
}

// A thousand threads: as one row, and one by one.
void measureFamilies(const tests::ModeledStory& crowd) {
    ViewState state = whole(crowd);
    measure(crowd, "1000 lanes × 1M events, one row", state);
    ViewState tenth = state;
    tenth.from = state.to / 2;
    tenth.to = tenth.from + (state.to - state.from) / 10;
    measure(crowd, "a tenth of it, one row", tenth);
    tenth.to = tenth.from + (state.to - state.from) / 400;
    measure(crowd, "1/400 of it, one row", tenth);
    state.families[crowd.model().lane(crowd.lanes.back())->family] = false;
    measure(crowd, "1000 lanes × 1M events, one by one, rows 28", state);
    state.rowHeight = 6;
    measure(crowd, "1000 lanes × 1M events, one by one, rows 6", state);
    state.order = LaneOrder::Waiting;
    state.states = {model::State::Sleeping, model::State::Running};
    measure(crowd, "… by waiting time, two states only", state);
}

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: render_gallery FOLDER    draws the runs of the tests into FOLDER\n"
                             "       render_gallery --frames  measures frames only\n");
        return 2;
    }
    if (std::string(argv[1]) == "--frames") {
        measureFrames(*tests::crowdedRun(100, 1'000'000));
        measureFamilies(*tests::crowdedRun(1000, 1'000'000));
        return 0;
    }
    folder = QString::fromLocal8Bit(argv[1]);

    const auto ten = tests::deadlockRun(10);
    timeline(*ten, "deadlock-10", [](ViewState& state) { state.finding = 0; });
    timeline(*ten, "deadlock-10-selected", [&](ViewState& state) {
        state.selectedObject = ten->objects[0];
        state.cursor = 500_ms;
        state.measured = std::pair{600_ms, 850_ms};
    });
    graph(*ten, "graph-10");
    const auto two = tests::deadlockRun(2);
    timeline(*two, "deadlock-2");
    graph(*two, "graph-2");
    graph(*tests::deadlockRun(50), "graph-50");
    graph(*tests::deadlockRun(200), "graph-200");
    timeline(*tests::deadlockRun(200), "deadlock-200");
    timeline(*tests::everyFormRun(), "forms");
    timeline(*tests::primitivesRun(), "primitives");
    const auto processes = tests::processRun();
    timeline(*processes, "processes", [&](ViewState& state) { state.folded.insert(processes->lanes[0]); });

    PictureOptions options;
    options.title = QStringLiteral("Deadlock: two locks, taken in opposite order 死锁");
    options.parameters = QStringLiteral("threads = 10 · sleep = 1 s · pause = 20 ms");
    options.width = 1400;
    for (const bool dark : {false, true}) {
        options.dark = dark;
        for (const char* ending : {"png", "svg", "pdf"}) {
            const QString path = folder + (dark ? QStringLiteral("/picture-dark.") : QStringLiteral("/picture-light.")) +
                                 QLatin1String(ending);
            const Status written = writePicture(path, ten->model(), ten->findings, ten->edge(), options);
            if (!written) {
                std::fprintf(stderr, "%s\n", written.error().sentence().c_str());
                failed = true;
            }
        }
    }

    const auto keep = [&](const QString& name, const tests::ModeledStory& told) {
        const Status written = writePicture(folder + '/' + name, told.model(), told.findings, told.edge(), options);
        if (!written) {
            std::fprintf(stderr, "%s\n", written.error().sentence().c_str());
            failed = true;
        }
    };
    options.dark = false;
    options.page = Page::A4Landscape;
    keep("page-a4.png", *ten);
    keep("page-a4.svg", *ten);
    keep("pages-a4-200-lanes.pdf", *tests::deadlockRun(200));
    options.page = Page::Slide;
    options.dark = true;
    keep("page-slide.png", *ten);
    FilmOptions film;
    film.picture = options;
    film.picture.width = 960;
    film.picture.height = 540;
    film.speed = 0.25;
    if (auto made = Film::make(ten->model(), ten->findings, ten->edge(), film)) {
        if (auto writer = FilmWriter::begin(folder + QStringLiteral("/film.gif"), **made)) {
            while (!(*writer)->done())
                failed = !(*writer)->step() || failed;
        }
    }

    const auto crowd = tests::crowdedRun(100, 1'000'000);
    timeline(*crowd, "crowd");
    timeline(*crowd, "crowd-low", [](ViewState& s) { s.rowHeight = 9; });
    timeline(*crowd, "crowd-near", [](ViewState& s) { s.from = 5'000'000'000, s.to = s.from + 20_ms; });
    return failed ? 1 : 0;
}
