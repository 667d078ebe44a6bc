#include "app/render/rows/lane_rows.h"
#include "app/session/catalogue.h"
#include "app/session/language.h"
#include "app/views/base/actions.h"
#include "app/views/base/appearance.h"
#include "app/views/charts/charts_pane.h"
#include "app/views/export/animation_dialog.h"
#include "app/views/export/export_dialog.h"
#include "app/views/export/exports.h"
#include "app/views/statistics/statistics_pane.h"
#include "app/views/window/keys_sheet.h"
#include "app/views/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <cstdio>

// Leaves pictures of the window in a folder, to be looked at: views_gallery FOLDER [HOST] [NAME-PART] [why|lanes|ends] [SCENARIO-PART]: the
// last but one takes only those of this part; "ends" is the end of a run of each scenario, in both colours and languages
namespace braid::views {
namespace {

struct Look {
    const char* name;
    QSize size;
    Scheme scheme;
    session::Language::Choice language;
};

constexpr Look Looks[] = {
    {"small-light-en", {1280, 800}, Scheme::Light, session::Language::Choice::English},
    {"small-dark-zh", {1280, 800}, Scheme::Dark, session::Language::Choice::Chinese},
    {"large-dark-en", {1920, 1080}, Scheme::Dark, session::Language::Choice::English},
    {"large-light-zh", {1920, 1080}, Scheme::Light, session::Language::Choice::Chinese},
};

class Gallery {
public:
    Gallery(Look look, const QString& folder, const QString& host) : m_look(look), m_folder(folder), m_appearance(*qApp) {
        m_language.set(look.language);
        m_appearance.setScheme(look.scheme);
        m_window = std::make_unique<MainWindow>(m_appearance, m_language, host);
        m_window->resize(look.size);
        m_window->arrangePanes();
        m_window->show();
        QTest::qWait(200);
    }

    void show(const char* what, QWidget* widget = nullptr) {
        QTest::qWait(60);
        const QString path = QString("%1/%2-%3.png").arg(m_folder, m_look.name, what);
        (widget ? widget : m_window.get())->grab().save(path);
        std::puts(qPrintable(path));
    }

    template <class Condition>
    void until(Condition condition) {
        if (!QTest::qWaitFor(condition, 20'000))
            std::puts("(waited 20 s in vain)");
    }

    /// Two lanes, thirty, two hundred, a thousand; folded, shown one by one, filtered, pinned.
    void lanes() {
        RunSession& session = m_window->session();
        constexpr qlonglong ms = 1'000'000;
        run("deadlock", {{"threads", 2}, {"sleep", 30 * ms}});
        show("lanes-2");
        run("deadlock", {{"threads", 30}, {"sleep", 30 * ms}});
        show("lanes-30");
        run("counter-race", {{"threads", 200}, {"tail", 100 * ms}});
        show("lanes-200");
        run("coroutine-scale", {{"coroutines", 100}, {"threads", 1000}});
        show("lanes-1000");
        const model::Model& model = session.run()->model();
        session.view().update([&](render::ViewState& state) {
            state.cursor = session.run()->edge() / 2;
            state.bookmarks = {{session.run()->edge() / 3, "half of them have begun"}};
            render::foldFamily(state, *model.lane(model.lanes().back()), false);
            for (const std::size_t i : {std::size_t{20}, std::size_t{500}})
                state.pinned.insert(model.lanes()[i]);
            state.hidden.insert(model.lanes()[3]);
            state.scrollY = 3000;
        });
        show("lanes-unfolded");
        session.view().update([](render::ViewState& state) {
            state.states = {model::State::Blocked};
            state.filter.assign(1, '7');
        });
        show("lanes-filtered");
    }

    void all() {
        Setup& setup = m_window->setup();
        RunSession& session = m_window->session();
        setup.choose("deadlock");
        show("start");
        setup.setValue("sleep", qlonglong{300'000'000});
        session.start();
        QTest::qWait(180);
        show("live");
        until([&] { return !session.run()->findings().all().empty(); });
        QTest::qWait(700);
        show("deadlock");
        m_window->findChild<QPushButton*>("bannerShow")->click();
        show("finding");
        session.stop();
        const render::PictureOptions seen = m_window->findChild<Exports*>()->seen();
        ExportDialog dialog(session, seen, 1200);
        dialog.show();
        QTest::qWait(400);
        show("export", &dialog);
        auto* tabs = dialog.findChild<QTabWidget*>("exportTabs");
        tabs->setCurrentIndex(1);
        dialog.findChild<QComboBox*>("exportPart")->setCurrentIndex(2);
        QTest::qWait(400);
        show("export-window", &dialog);
        tabs->setCurrentIndex(2);
        dialog.findChild<QComboBox*>("exportPart")->setCurrentIndex(0);
        dialog.findChild<QComboBox*>("exportPage")->setCurrentIndex(2);
        QTest::qWait(400);
        show("export-page", &dialog);
        AnimationDialog animation(session, seen);
        animation.show();
        QTest::qWait(600);
        show("animation", &animation);
        setup.choose("counter-race");
        setup.setValue("threads", qlonglong{200});
        setup.setValue("tail", qlonglong{300'000'000});
        session.start();
        until([&] { return session.run()->state() == session::Run::State::Over; });
        m_window->findChild<QAction*>("action.fitAll")->trigger();
        show("many");
        feel();
        setup.choose("semaphore");
        setup.setValue("hold", qlonglong{200'000'000});
        session.start();
        until([&] { return session.run()->state() == session::Run::State::Over; });
        m_window->findChild<QDockWidget*>("dock.source")->raise();
        session.view().update([&](render::ViewState& state) {
            state.cursor = session.run()->edge() / 2;
            state.bookmarks = {{session.run()->edge() / 5, "the first three are in"}, {session.run()->edge() * 3 / 5, "再来三个"}};
        });
        show("source");
        session.view().update([&](render::ViewState& state) {
            const model::Nanos at = *state.cursor, span = state.to - state.from;
            state.bookmarks = {{at - span / 16, "just before the cursor"}, {at, "here it stands"}};
        });
        show("plate");
        m_window->findChild<QAction*>("action.previousEvent")->trigger();
        QTest::keyClick(m_window->findChild<QWidget*>("source"), Qt::Key_Return);
        show("source-line");
        m_window->findChild<QAction*>("action.bookmark")->trigger();
        show("bookmark", m_window->findChild<QDialog*>("bookmarkEditor"));
        m_window->findChild<QDialog*>("bookmarkEditor")->reject();
        m_window->findChild<QDockWidget*>("dock.inspector")->raise();
        session.view().update([&](render::ViewState& state) {
            state.selectedObject = session.run()->model().objects().front();
            state.cursor = session.run()->edge() / 3;
        });
        show("inspector");
        charts();
        why();
        statistics();
        lanes();
        KeysSheet sheet(*m_window->findChild<Actions*>(), *m_window->menuBar(), m_window.get());
        sheet.show();
        show("keys", &sheet);
    }

    /// What a person sees when a run of each scenario with its defaults is over: light and dark, English and Chinese.
    void ends(const QString& part) {
        for (const session::Scenario& scenario : m_window->setup().catalogue()->scenarios()) {
            const QString id = QString::fromStdString(scenario.id);
            if (!id.contains(part))
                continue;
            m_window->setup().choose(id);
            m_window->session().start();
            until([&] {
                const session::Run* run = m_window->session().run();
                if (run->standsStill())
                    m_window->session().stop();
                return run->state() == session::Run::State::Over;
            });
            m_window->session().stop(); // one that goes on until it is stopped
            until([&] { return m_window->session().run()->state() == session::Run::State::Over; });
            QTest::qWait(600);
            for (const auto language : {session::Language::Choice::English, session::Language::Choice::Chinese})
                for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
                    m_language.set(language);
                    m_appearance.setScheme(scheme);
                    QTest::qWait(100);
                    show(qPrintable(QString("%1-%2-%3").arg(id, scheme == Scheme::Light ? "light" : "dark", language == session::Language::Choice::English ? "en" : "zh")));
                }
            m_language.set(m_look.language);
            m_appearance.setScheme(m_look.scheme);
        }
    }

    void trigger(const char* action) { m_window->findChild<QAction*>(QString("action.") + action)->trigger(); }

    /// Layouts, palette, presenter mode, high contrast.
    void feel() {
        trigger("palette");
        auto* palette = m_window->findChild<QWidget*>("palette");
        QTest::keyClicks(m_window->findChild<QWidget*>("paletteWords"), "lo");
        show("palette", palette);
        palette->hide();
        trigger("layoutInvestigate");
        show("investigate");
        trigger("presenter");
        m_window->resize(m_look.size);
        show("presenter");
        trigger("presenter");
        m_window->resize(m_look.size);
        trigger("layoutWatch");
        trigger("highContrast");
        show("contrast");
        trigger("highContrast");
    }

    void run(const char* id, std::initializer_list<std::pair<const char*, parameter::Value>> values) {
        m_window->setup().choose(id);
        for (const auto& [name, value] : values)
            m_window->setup().setValue(name, value);
        m_window->session().start();
        until([&] {
            const session::Run* run = m_window->session().run();
            if (run->standsStill())
                m_window->session().stop();
            return run->state() == session::Run::State::Over;
        });
        m_window->findChild<QAction*>("action.fitAll")->trigger();
    }

    /// Why is this one stuck, and the critical path.
    void why() {
        constexpr qlonglong ms = 1'000'000;
        RunSession& session = m_window->session();
        m_window->setup().choose("deadlock");
        m_window->setup().setValue("sleep", 200 * ms);
        session.start();
        until([&] { return !session.run()->findings().all().empty(); });
        QTest::qWait(500);
        m_window->findChild<QAction*>("action.fitAll")->trigger();
        const model::Model& model = session.run()->model();
        for (const LaneId lane : model.lanes())
            if (const std::optional<model::Interval> now = model.lane(lane)->at(model.endTime()); now && now->state == model::State::Blocked)
                session.view().update([&](render::ViewState& state) { state.selectedLane = lane; });
        m_window->findChild<QAction*>("action.why")->trigger();
        show("why-deadlock");
        session.stop();
        run("semaphore", {{"hold", 200 * ms}});
        m_window->findChild<QAction*>("action.criticalPath")->trigger();
        show("path-semaphore");
        run("producer-consumer", {{"produce", 5 * ms}, {"consume", 8 * ms}});
        m_window->findChild<QAction*>("action.criticalPath")->trigger();
        show("path-queue");
    }

    void charts() {
        auto* dock = m_window->findChild<QDockWidget*>("dock.charts");
        auto* pane = m_window->findChild<ChartsPane*>();
        constexpr qlonglong ms = 1'000'000;
        show("charts-empty");
        run("producer-consumer", {{"produce", 5 * ms}, {"consume", 8 * ms}});
        dock->raise();
        pane->setPage(ChartsPane::Depth);
        show("charts-depth");
        m_window->session().view().update([](render::ViewState& state) {
            state.to = state.from + (state.to - state.from) / 4;
            state.cursor = state.from + (state.to - state.from) / 2;
        });
        show("charts-depth-zoomed");
        run("gil", {{"work", 50 * ms}});
        show("charts-results");
        m_window->setup().choose("counter-race");
        m_window->setup().setValue("gap", qlonglong{100'000});
        m_window->setup().setValue("tail", qlonglong{0});
        m_window->repeat().start();
        until([&] { return m_window->repeat().tally()->runs().size() > 20; });
        show("charts-repeating");
        until([&] { return !m_window->repeat().busy(); });
        show("charts-histogram");
    }

    void statistics() {
        constexpr qlonglong ms = 1'000'000;
        auto* dock = m_window->findChild<QDockWidget*>("dock.statistics");
        auto* pane = m_window->findChild<StatisticsPane*>();
        run("semaphore", {{"hold", 20 * ms}});
        run("producer-consumer", {{"produce", 5 * ms}, {"consume", 8 * ms}});
        run("semaphore", {{"hold", 60 * ms}});
        dock->show(); // the watching layout has it closed
        dock->raise();
        const auto page = [&](StatisticsPane::Page which, const char* what) {
            pane->setPage(which);
            QTest::qWait(500);
            show(what);
        };
        page(StatisticsPane::Lanes, "statistics-lanes");
        page(StatisticsPane::Objects, "statistics-objects");
        run("semaphore", {{"hold", 20 * ms}});
        page(StatisticsPane::Compare, "statistics-compare");
        m_window->session().view().update([&](render::ViewState& state) {
            const model::Nanos edge = m_window->session().run()->edge();
            state.measured = {edge / 4, edge / 2};
        });
        page(StatisticsPane::Lanes, "statistics-stretch");
        auto* events = m_window->findChild<QDockWidget*>("dock.events");
        events->show();
        events->raise();
        QTest::qWait(300);
        show("events");
    }

private:
    Look m_look;
    QString m_folder;
    Appearance m_appearance;
    session::Language m_language;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace
} // namespace braid::views

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 2) {
        std::fputs("views_gallery FOLDER [HOST] [NAME-PART] [why|lanes|ends] [SCENARIO-PART]\n", stderr);
        return 2;
    }
    QDir().mkpath(words[1]);
    for (const braid::views::Look& look : braid::views::Looks)
        if (words.size() < 4 || QString(look.name).contains(words[3])) {
            braid::views::Gallery gallery(look, words[1], words.value(2));
            if (words.value(4) == "why")
                gallery.why();
            else if (words.value(4) == "lanes")
                gallery.lanes();
            else if (words.value(4) == "ends")
                gallery.ends(words.value(5));
            else
                gallery.all();
        }
    return 0;
}
