#include "app/session/language.h"
#include "app/views/base/actions.h"
#include "app/views/base/appearance.h"
#include "app/views/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>
#include <cstdio>

// Opens files in a window, one after the other, and asks of each what a person asks there: all panes and pages, moments at the begin, in the
// middle and at the end, lanes, objects and events selected, why, near and far. For files that mean harm (see tests/hostile/damage.py):
// window_open_files FILE…; says of each what came of it; exit status 0 when the window lives through all of them, 1 when one is not read within a minute.
namespace braid::views {
namespace {

class Visit {
public:
    Visit() : m_appearance(*qApp) {
        m_language.set(session::Language::Choice::English);
        m_window = std::make_unique<MainWindow>(m_appearance, m_language, QString());
        m_window->resize(1280, 800);
        m_window->arrangePanes();
        m_window->show();
    }

    /// False where the file was neither refused nor read in time.
    bool open(const QString& path) {
        const session::Run* before = m_window->session().run();
        m_window->openFile(path);
        const session::Run* run = m_window->session().run();
        if (!run || run == before) {
            std::printf("%s: refused\n", qPrintable(path));
            return true;
        }
        if (!QTest::qWaitFor([run] { return run->state() == session::Run::State::Over; }, 60'000))
            return false;
        lookAround();
        ask(*run);
        std::printf("%s: %zu events\n", qPrintable(path), run->model().log().size());
        return true;
    }

private:
    void lookAround() {
        for (QDockWidget* dock : m_window->findChildren<QDockWidget*>()) {
            dock->show();
            dock->raise();
            QCoreApplication::processEvents();
            for (QTabWidget* pages : dock->findChildren<QTabWidget*>())
                for (int page = 0; page < pages->count(); ++page) {
                    pages->setCurrentIndex(page);
                    QCoreApplication::processEvents();
                }
        }
        m_window->grab();
    }

    void ask(const session::Run& run) {
        const model::Model& model = run.model();
        const auto& lanes = model.lanes();
        const auto& objects = model.objects();
        for (const int part : {0, 1, 2}) {
            const auto of = [part](const auto& list) { return list[(list.size() - 1) * static_cast<std::size_t>(part) / 2]; };
            m_window->session().view().update([&](render::ViewState& state) {
                state.cursor = run.edge() / 2 * part;
                state.selectedLane = lanes.empty() ? LaneId{} : of(lanes);
                state.selectedObject = objects.empty() ? ObjectId{} : of(objects);
                state.selectedEvent = model.log().empty() ? model::NoEvent
                                                          : static_cast<model::EventIndex>((model.log().size() - 1) * static_cast<std::size_t>(part) / 2);
                if (part == 1) { // near
                    state.from = run.edge() / 2;
                    state.to = state.from + std::max<model::Nanos>(run.edge() / 1000, 1);
                }
            });
            QCoreApplication::processEvents();
            trigger("why");
            trigger(part == 1 ? "nextEvent" : "fitAll");
            m_window->grab();
        }
    }

    void trigger(const char* name) {
        if (auto* action = m_window->findChild<QAction*>(QStringLiteral("action.") + name); action && action->isEnabled())
            action->trigger();
        QCoreApplication::processEvents();
    }

    Appearance m_appearance;
    session::Language m_language;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace
} // namespace braid::views

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Braid tests")); // no settings of the person's
    QStandardPaths::setTestModeEnabled(true);
    braid::views::Visit visit;
    for (const QString& path : app.arguments().mid(1))
        if (!visit.open(path)) {
            std::fprintf(stderr, "%s: not read within a minute\n", qPrintable(path));
            return 1;
        }
    return 0;
}
