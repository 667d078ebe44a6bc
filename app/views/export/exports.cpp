#include "app/views/export/exports.h"

#include "app/session/error_text.h"
#include "app/session/parameters_line.h"
#include "app/session/result_charts.h"
#include "app/session/verdict.h"
#include "app/views/base/actions.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/export/animation_dialog.h"
#include "app/views/export/export_dialog.h"
#include "app/views/run/files.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"
#include "app/views/timeline/scene_pane.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMainWindow>
#include <QStatusBar>

namespace braid::views {

namespace {
constexpr int MessageTime = 4000; ///< ms
} // namespace

Exports::Exports(QMainWindow& window, RunSession& session, Setup& setup, Appearance& appearance, Actions& actions,
                 QWidget& timeline)
    : QObject(&window), m_window(window), m_session(session), m_setup(setup), m_appearance(appearance), m_timeline(timeline) {
    connect(actions.exportPicture, &QAction::triggered, this, &Exports::exportPicture);
    connect(actions.exportAnimation, &QAction::triggered, this, &Exports::exportAnimation);
    connect(actions.copyPicture, &QAction::triggered, this, &Exports::copyPicture);
    const auto enable = [this, &actions] {
        for (QAction* action : {actions.exportPicture, actions.exportAnimation, actions.copyPicture})
            action->setEnabled(m_session.run() != nullptr);
    };
    connect(&session, &RunSession::runChanged, this, enable);
    connect(&session, &RunSession::stateChanged, this, enable);
    enable();
}

QString Exports::title() const { return titleOf(m_session, m_setup.catalogue()); }

const session::Scenario* Exports::scenario() const {
    return m_setup.catalogue() ? m_setup.catalogue()->find(m_session.run()->scenarioId()) : nullptr;
}

QString Exports::parameters() const { return session::parametersLine(m_session.run()->model(), scenario()); }

render::PictureOptions Exports::seen() const {
    const render::ViewState& view = m_session.view().get();
    render::PictureOptions options;
    options.dark = m_appearance.dark();
    options.seen = QSizeF(m_timeline.size());
    options.title = title();
    options.parameters = parameters();
    const session::Run& run = *m_session.run();
    if (const auto verdict = session::verdictOf(run, m_session.scenarioCalled(run.scenarioId())))
        options.sentence = verdict->line();
    options.arrows = view.showArrows;
    options.marks = view.showMarks;
    options.objects = view.showObjects;
    options.view = view;
    for (ScenePane* pane : m_window.findChildren<ScenePane*>())
        if (!pane->viewport()->visibleRegion().isEmpty()) // behind a tab, panes count as visible
            options.panes.push_back({pane->accessibleName(), pane->scene()});
    return options;
}

void Exports::exportPicture() {
    if (!m_session.run())
        return;
    render::PictureOptions proposal = seen();
    proposal.charts = session::chartsOf(m_session.run()->model().results(), scenario());
    ExportDialog(m_session, proposal, m_timeline.width(), &m_window).exec();
}

void Exports::exportAnimation() {
    if (m_session.run())
        AnimationDialog(m_session, seen(), &m_window).exec();
}

void Exports::copyPicture() {
    if (!m_session.run())
        return;
    render::PictureOptions options = seen();
    options.scale = std::clamp(m_window.devicePixelRatioF(), 1.0, 4.0);
    const session::Run& run = *m_session.run();
    const auto image = render::pictureImage(run.model(), run.findings(), run.edge(), options);
    if (!image) {
        m_window.statusBar()->showMessage(asSentence(session::errorText(image.error())), MessageTime);
        return;
    }
    QGuiApplication::clipboard()->setImage(image.value());
    m_window.statusBar()->showMessage(tr("The window's picture is on the clipboard."), MessageTime);
}

} // namespace braid::views
