#include "app/views/appearance.h"
#include "app/views/export_dialog.h"
#include "app/views/keys_sheet.h"
#include "app/views/language.h"
#include "app/views/main_window.h"
#include "app/views/actions.h"
#include "app/views/charts/charts_pane.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QPushButton>
#include <QTest>
#include <cstdio>

// Leaves pictures of the window in a folder, to be looked at: views_gallery FOLDER [HOST] [NAME-PART] [why]: the last word takes only those of this part
namespace braid::views {
namespace {

struct Look {
    const char* name;
    QSize size;
    Scheme scheme;
    Language::Choice language;
};

constexpr Look Looks[] = {
    {"small-light-en", {1280, 800}, Scheme::Light, Language::Choice::English},
    {"small-dark-zh", {1280, 800}, Scheme::Dark, Language::Choice::Chinese},
    {"large-dark-en", {1920, 1080}, Scheme::Dark, Language::Choice::English},
    {"large-light-zh", {1920, 1080}, Scheme::Light, Language::Choice::Chinese},
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
        ExportDialog dialog(session, "Deadlock", "threads = 10 · sleep = 300 ms", m_appearance.dark(), 1200);
        dialog.show();
        QTest::qWait(400);
        show("export", &dialog);
        setup.choose("counter-race");
        setup.setValue("threads", qlonglong{200});
        setup.setValue("tail", qlonglong{300'000'000});
        session.start();
        until([&] { return session.run()->state() == session::Run::State::Over; });
        m_window->findChild<QAction*>("action.fitAll")->trigger();
        show("many");
        setup.choose("semaphore");
        setup.setValue("hold", qlonglong{200'000'000});
        session.start();
        until([&] { return session.run()->state() == session::Run::State::Over; });
        m_window->findChild<QDockWidget*>("dock.source")->raise();
        show("source");
        m_window->findChild<QDockWidget*>("dock.inspector")->raise();
        session.view().update([&](render::ViewState& state) {
            state.selectedObject = session.run()->model().objects().front();
            state.cursor = session.run()->edge() / 3;
        });
        show("inspector");
        charts();
        why();
        KeysSheet sheet(*m_window->findChild<Actions*>(), m_window.get());
        sheet.show();
        show("keys", &sheet);
    }

    void run(const char* id, std::initializer_list<std::pair<const char*, QVariant>> values) {
        m_window->setup().choose(id);
        for (const auto& [name, value] : values)
            m_window->setup().setValue(name, value);
        m_window->session().start();
        until([&] { return m_window->session().run()->state() == session::Run::State::Over; });
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
            if (const model::Interval* now = model.lane(lane)->at(model.endTime()); now && now->state == model::State::Blocked)
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

private:
    Look m_look;
    QString m_folder;
    Appearance m_appearance;
    Language m_language;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace
} // namespace braid::views

int main(int argc, char** argv) {
    const QApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 2) {
        std::fputs("views_gallery FOLDER [HOST] [NAME-PART]\n", stderr);
        return 2;
    }
    QDir().mkpath(words[1]);
    for (const braid::views::Look& look : braid::views::Looks)
        if (words.size() < 4 || QString(look.name).contains(words[3])) {
            braid::views::Gallery gallery(look, words[1], words.value(2));
            words.value(4) == "why" ? gallery.why() : gallery.all();
        }
    return 0;
}
