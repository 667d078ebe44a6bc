#include "app/views/window/main_window.h"

#include "app/session/language.h"
#include "app/views/base/actions.h"
#include "app/views/base/appearance.h"
#include "app/views/base/dock.h"
#include "app/views/base/file_dialogs.h"
#include "app/views/base/find_bar.h"
#include "app/views/base/focus_mark.h"
#include "app/views/base/message_bar.h"
#include "app/views/base/plain_labels.h"
#include "app/views/base/recent_files.h"
#include "app/views/base/words.h"
#include "app/views/catalogue/card_pane.h"
#include "app/views/catalogue/catalogue_pane.h"
#include "app/views/catalogue/start_page.h"
#include "app/views/charts/charts_pane.h"
#include "app/views/charts/level_chart.h"
#include "app/views/cursor/cursor_bar.h"
#include "app/views/cursor/cursor_tools.h"
#include "app/views/cursor/source_view.h"
#include "app/views/editor/editor_pane.h"
#include "app/views/editor/editor_tools.h"
#include "app/views/export/exports.h"
#include "app/views/lanes/lane_area.h"
#include "app/views/palette/palette.h"
#include "app/views/record/attach_dialog.h"
#include "app/views/record/program_card.h"
#include "app/views/record/recent_programs.h"
#include "app/views/record/record_tools.h"
#include "app/views/run/files.h"
#include "app/views/run/narration.h"
#include "app/views/run/parameter_pane.h"
#include "app/views/run/run_bar.h"
#include "app/views/run/run_tools.h"
#include "app/views/run/status_line.h"
#include "app/views/run/step_teller.h"
#include "app/views/statistics/statistics_pane.h"
#include "app/views/text/console_pane.h"
#include "app/views/text/findings_pane.h"
#include "app/views/timeline/context_menus.h"
#include "app/views/timeline/graph_view.h"
#include "app/views/timeline/scene_pane.h"
#include "app/views/timeline/timeline_view.h"
#include "app/views/timeline/view_tools.h"
#include "app/views/why/investigation.h"
#include "app/views/window/banner.h"
#include "app/views/window/centre.h"
#include "app/views/window/keys_sheet.h"
#include "app/views/window/layouts.h"
#include "app/views/window/main_menu.h"
#include "app/views/window/panes.h"
#include "app/views/window/presenter.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFrame>
#include <QLineEdit>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace braid::views {
MainWindow::MainWindow(Appearance& appearance, session::Language& language, const QString& hostPath, QWidget* parent)
    : QMainWindow(parent), m_appearance(appearance), m_language(language), m_setup(hostPath), m_session(m_setup),
      m_repeat(m_setup, m_session),
      m_actions(new Actions(appearance, this)),
      m_panes(std::make_unique<Panes>(*this, m_session, m_repeat, m_setup, appearance)),
      m_layouts(new Layouts(*this, *m_panes, *m_actions)), m_presenter(new Presenter(*this, *m_actions, appearance, *m_layouts, *m_panes, m_session, m_setup)),
      m_recent(new RecentFiles(this)), m_programs(new RecentPrograms(this)),
      m_menu(new MainMenu(*this, *m_actions, m_panes->docks(), appearance, language)),
      m_bar(new RunBar(*m_actions, m_session, m_repeat, m_setup, this)), m_status(new StatusLine(m_session, this)) {
    setObjectName("mainWindow");
    new FocusMark(this);
    new FileDialogs(m_appearance, this);
    setAcceptDrops(true);
    addToolBar(m_bar);
    setStatusBar(m_status);
    for (QAction* action : m_actions->all())
        addAction(action); // keys work wherever the focus is
    buildCentre();
    connectSetup();
    connectRun();
    connectNavigation();
    connectFiles();
    connectPrograms();
    connectFeel();
    connect(&m_appearance, &Appearance::changed, this, &MainWindow::recolor);

    m_setup.loadCatalogue();
    m_panes->catalogue->setCatalogue(m_setup.catalogue(), m_setup.problem());
    if (!m_setup.problem().isEmpty())
        m_messages->say(tr("The scenarios cannot be listed."), m_setup.problem());
    else if (!m_setup.catalogue()->scenarios().empty())
        m_setup.choose(toQt(m_setup.catalogue()->scenarios().front().id));
    m_start->findChild<QPushButton*>("startButton")->setFocus(); // not in a pane: Ctrl+F looks for a scenario
    recolor();
    retitle();
    showRunState();
    new PlainLabels(this); // last: it looks at what is there, and at what comes later
}

ConsolePane& MainWindow::console() { return *m_panes->console; }

MainWindow::~MainWindow() {
    // The run tells the panes about its end; by then they must still be there.
    m_session.disconnect();
    m_repeat.disconnect();
    // And all that shows a run goes before what it shows: widgets get events to their end.
    delete takeCentralWidget();
    for (Dock* dock : m_panes->docks())
        delete dock;
    delete m_bar;
    delete m_status;
}

void MainWindow::arrangePanes() { m_layouts->reset(); }

void MainWindow::buildCentre() {
    auto* box = new QWidget(this);
    m_banner = new Banner(m_session, m_appearance, *m_actions->fitAll, box);
    m_messages = new MessageBar(m_appearance, box);
    m_start = new StartPage(m_setup, m_session, *m_recent, *m_programs, m_appearance, box);
    m_timeline = new TimelineView(m_session, box);
    auto* centre = new Centre(m_session, *m_actions, *m_start, *new LaneArea(m_session, *m_timeline, box), box);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_presenter->head());
    layout->addWidget(m_messages);
    layout->addWidget(m_banner);
    m_narration = new Narration(m_session, *m_actions, box);
    layout->addWidget(m_narration);
    layout->addWidget(centre, 1);
    m_cursor = new CursorTools(*this, m_session, *m_actions);
    connect(centre, &Centre::turned, m_cursor, [this] { m_cursor->replay().pause(); }); // it would not be seen
    layout->addWidget(m_cursor->bar());
    layout->addWidget(m_presenter->controls());
    m_drop = new QFrame(box);
    m_drop->setObjectName("dropFrame");
    m_drop->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_drop->hide();
    setCentralWidget(box);
}

void MainWindow::connectSetup() {
    connect(m_panes->catalogue, &CataloguePane::chosen, &m_setup, &Setup::choose);
    connect(m_panes->catalogue, &CataloguePane::runRequested, this, [this](const QString& id) {
        m_setup.choose(id);
        m_session.start();
    });
    connect(m_start, &StartPage::allRequested, this, [this] {
        m_panes->catalogueDock->bring();
        m_panes->catalogue->setFocus(Qt::ShortcutFocusReason);
    });
    connect(m_panes->card, &CardPane::scenarioRequested, &m_setup, &Setup::choose);
    connect(&m_setup, &Setup::scenarioChanged, this, &MainWindow::showScenario);
    connect(&m_setup, &Setup::codeChanged, this, &MainWindow::showScenario);
    connect(&m_language, &session::Language::changed, this, &MainWindow::showScenario);
    FindBar::addTo(static_cast<QTextEdit&>(*m_panes->card));
    connect(m_actions->search, &QAction::triggered, this, [this] {
        FindBar* bar = FindBar::ofFocus(*this);
        // Nowhere else, but in the catalogue, is anything to be found: what is looked at is meant.
        if (!bar && m_timeline->isVisible() && !m_panes->catalogue->isAncestorOf(QApplication::focusWidget()))
            bar = m_timeline->findChild<FindBar*>(QString(), Qt::FindDirectChildrenOnly);
        if (bar) {
            bar->ask();
            return;
        }
        m_panes->catalogueDock->bring();
        m_panes->catalogue->findChild<QLineEdit*>("catalogueSearch")->setFocus(Qt::ShortcutFocusReason);
    });
}

void MainWindow::connectRun() {
    const auto* tools = new RunTools(m_session, m_repeat, m_setup, *m_actions, this);
    connect(tools, &RunTools::told, m_status, &StatusLine::announce);
    connect(tools, &RunTools::told, m_narration, &Narration::say);
    m_teller = new StepTeller(m_session, this);
    connect(m_teller, &StepTeller::told, m_narration, &Narration::say);
    connect(m_teller, &StepTeller::took, this, [this] { // which shows the selected event's line by itself
        if (!m_panes->sourceDock->isHidden())
            m_panes->sourceDock->raise();
    });
    connect(m_start, &StartPage::runRequested, &m_session, &RunSession::start);
    connect(&m_repeat, &RepeatSession::failed, m_messages, &MessageBar::say);
    connect(&m_repeat, &RepeatSession::started, this, [this] { m_panes->showCharts(*this); });
    m_panes->charts->depth()->alignWith(*m_timeline);
    connect(m_panes->charts, &ChartsPane::storyTold, this, [this] { m_panes->showStory(*this); });
    connect(&m_session, &RunSession::aboutToChangeRun, this, [this] { m_panes->endStory(); });
    connect(&m_session, &RunSession::failed, m_messages, &MessageBar::say);
    connect(&m_session, &RunSession::stateChanged, this, &MainWindow::showRunState);
    connect(&m_session, &RunSession::findingAdded, this, &MainWindow::showFinding);
    connect(&m_session, &RunSession::runChanged, m_messages, &QWidget::hide);
    connect(&m_session, &RunSession::runChanged, m_layouts, &Layouts::beginRun);
    connect(&m_setup, &Setup::valueChanged, this, &MainWindow::showRunState);
}

void MainWindow::connectNavigation() {
    new ViewTools(m_session, *m_actions, *m_timeline, this);
    new Investigation(m_session, *m_actions->why, *m_actions->criticalPath, *m_panes->whyDock, *m_panes->pathDock, this);
    connect(m_cursor, &CursorTools::nothingFurther, m_status, &StatusLine::announce);
    connect(m_cursor, &CursorTools::stepped, m_teller, &StepTeller::tellEvent);
    connect(m_timeline, &TimelineView::hovered, m_status, &StatusLine::tell);
    for (ScenePane* pane : findChildren<ScenePane*>())
        connect(pane, &ScenePane::hovered, m_status, &StatusLine::tell);
    connect(m_actions->keys, &QAction::triggered, this, [this] { KeysSheet(*m_actions, *menuBar(), this).exec(); });
}

void MainWindow::connectFiles() {
    connect(m_actions->open, &QAction::triggered, this, [this] {
        if (const QString path = askForRun(this); !path.isEmpty())
            openFile(path);
    });
    connect(&m_session, &RunSession::saved, m_status, &StatusLine::announceSaved);
    connect(&m_session, &RunSession::fileChanged, this, &MainWindow::retitle);
    connect(m_actions->save, &QAction::triggered, this, [this] {
        if (const QString path = askWhereToSave(this, m_editor->runName().value_or(proposedName(m_session.run()))); !path.isEmpty())
            m_session.save(path);
    });
    new Exports(*this, m_session, m_setup, m_appearance, *m_actions, *m_timeline);
    connect(m_actions->about, &QAction::triggered, this, [this] { showAbout(this); });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
}

void MainWindow::connectPrograms() {
    m_record = new RecordTools(*this, m_setup, m_session, *m_programs, *m_panes->console);
    connect(m_record, &RecordTools::told, m_status, &StatusLine::announce);
    connect(m_actions->record, &QAction::triggered, m_record, &RecordTools::ask);
    connect(m_actions->attach, &QAction::triggered, this, [this] { AttachDialog(m_appearance, this).exec(); });
    connect(m_start, &StartPage::recordRequested, m_record, &RecordTools::ask);
    connect(m_start, &StartPage::attachRequested, m_actions->attach, &QAction::trigger);
    m_editor = new EditorTools(*this, *m_panes->editor, *m_panes->editorDock, m_setup, m_session, *m_actions, m_appearance);
    connect(m_editor, &EditorTools::told, m_status, &StatusLine::announce);
    connect(m_editor, &EditorTools::failed, m_messages, &MessageBar::say);
    connect(&m_repeat, &RepeatSession::sourceWanted, m_editor, &EditorTools::repeat);
    connect(m_editor, &EditorTools::repeatWanted, &m_repeat, &RepeatSession::startDescribed);
    connect(m_panes->parameters, &ParameterPane::programRequested, this, [this] {
        m_setup.program() && m_setup.program()->source ? m_editor->showChosen() : m_record->ask();
    });
    connect(m_panes->catalogue, &CataloguePane::programChosen, this, [this](int index) { m_setup.chooseProgram(m_yours.at(static_cast<std::size_t>(index))); });
    connect(m_panes->catalogue, &CataloguePane::programRunRequested, this,
            [this](int index) { m_record->start(session::ProgramCall(m_yours.at(static_cast<std::size_t>(index)))); });
    connect(m_start, &StartPage::programRequested, this,
            [this](int index) { m_record->start(session::ProgramCall(m_programs->calls().at(static_cast<std::size_t>(index)))); });
    connect(m_programs, &RecentPrograms::changed, this, &MainWindow::listPrograms, Qt::QueuedConnection); // one of them may just be activated
    connect(m_editor, &EditorTools::programsChanged, this, &MainWindow::listPrograms, Qt::QueuedConnection);
}

void MainWindow::listPrograms() {
    m_yours = m_programs->calls();
    for (session::ProgramCall& call : m_editor->kept(m_yours))
        m_yours.push_back(std::move(call));
    QStringList lines;
    for (const session::ProgramCall& call : m_yours)
        lines << m_editor->lineOf(call);
    m_panes->catalogue->setPrograms(lines);
    markProgram();
}

void MainWindow::markProgram() {
    const auto found = m_setup.program() ? std::find(m_yours.begin(), m_yours.end(), *m_setup.program()) : m_yours.end();
    if (m_setup.program())
        m_panes->catalogue->setCurrentProgram(found == m_yours.end() ? -1 : static_cast<int>(found - m_yours.begin()));
}

void MainWindow::connectFeel() {
    const auto openRecent = [this](const QString& path) { openFile(path); };
    m_recent->fill(*m_menu->recentMenu(), openRecent);
    connect(m_start, &StartPage::openRequested, this, openRecent);
    connect(&m_session, &RunSession::fileUsed, m_recent, &RecentFiles::add);
    connect(&m_appearance, &Appearance::motionChanged, this, [this] {
        setAnimated(!m_appearance.reducedMotion());
        m_timeline->setEased(!m_appearance.reducedMotion());
        m_session.setCalm(m_appearance.reducedMotion());
        m_teller->setCalm(m_appearance.reducedMotion());
    });
    m_timeline->setEased(!m_appearance.reducedMotion());
    m_session.setCalm(m_appearance.reducedMotion());
    m_teller->setCalm(m_appearance.reducedMotion());
    auto* palette = new Palette(*this, m_appearance);
    palette->setSources({m_setup, m_session, *menuBar()});
    connect(m_actions->palette, &QAction::triggered, palette, [palette] { palette->ask(Palette::Ask::Anything); });
    connect(m_actions->goTo, &QAction::triggered, palette, [palette] { palette->ask(Palette::Ask::Place); });
    connect(m_actions->compare, &QAction::triggered, this, [this] {
        m_panes->statisticsDock->bring();
        m_panes->statistics->setPage(StatisticsPane::Compare);
        resizeDocks({m_panes->statisticsDock}, {height() / 2}, Qt::Vertical);
    });
    connect(m_panes->statistics, &StatisticsPane::turnedTo, this, [this](StatisticsPane::Page page) {
        if (const int room = height() / 2; page == StatisticsPane::Compare && m_panes->statisticsDock->height() < room)
            resizeDocks({m_panes->statisticsDock}, {room}, Qt::Vertical); // two pictures take room
    });
    connect(m_actions->terminal, &QAction::triggered, this, [this](bool on) {
        m_panes->console->showAsTerminal(on);
        if (m_session.run() && m_panes->console->visibleRegion().isEmpty()) { // so that something is seen to happen
            m_panes->consoleDock->bring();
        }
    });
    connect(m_panes->console, &ConsolePane::shownAsTerminal, m_actions->terminal, &QAction::setChecked);
    auto* menus = new ContextMenus(*this, m_session, *m_actions);
    connect(m_timeline, &TimelineView::contextRequested, menus, &ContextMenus::show);
    for (ScenePane* pane : findChildren<ScenePane*>())
        connect(pane, &ScenePane::contextRequested, menus, &ContextMenus::show);
    connect(m_panes->findings, &FindingsPane::contextRequested, menus, &ContextMenus::show);
    connect(m_panes->console, &ConsolePane::contextRequested, menus, &ContextMenus::show);
    connect(menus, &ContextMenus::sourceRequested, this, [this] { // which shows the selected event's line by itself
        m_panes->sourceDock->bring();
    });
}

void MainWindow::showScenario() {
    const session::Scenario* scenario = m_setup.scenario();
    if (const session::ProgramCall* program = m_setup.program()) {
        markProgram();
        m_panes->card->showText(programCard(*program, m_editor->describedBy(*program)));
    } else {
        m_panes->catalogue->setCurrent(scenario ? toQt(scenario->id) : QString());
        m_panes->card->showCard(scenario, m_language.code());
    }
    m_panes->source->showFile(m_setup.source());
    // The graph of another scenario's run says nothing about this one. Qt moves the docks behind a tab out of sight instead of hiding
    // them.
    const bool ofItsRun = scenario && m_session.run() && m_session.run()->scenarioId() == toQt(scenario->id);
    if (!ofItsRun && !m_panes->graph->viewport()->visibleRegion().isEmpty() && tabifiedDockWidgets(m_panes->graphDock).contains(m_panes->cardDock))
        m_panes->cardDock->bring();
    showRunState();
}

void MainWindow::showRunState() {
    const bool ofBraid = m_session.live() && !m_session.ownScenario();
    m_panes->parameters->setRunning(ofBraid ? m_session.run()->scenarioId() : QString(), m_session.liveValues(),
                                    [this](const session::Parameter& parameter) { return m_session.movable(parameter); });
    retitle();
}

void MainWindow::showFinding(int index) {
    const auto& finding = m_session.run()->findings().all()[static_cast<std::size_t>(index)];
    const bool severe = finding.kind == analysis::FindingKind::Deadlock || finding.kind == analysis::FindingKind::Hang;
    if (severe)
        m_panes->showGraph();
    if (index == 1) // the first one stands in the banner
        m_panes->findingsDock->raise();
}

void MainWindow::recolor() {
    const render::Theme theme = m_appearance.theme();
    m_timeline->setTheme(theme);
    m_bar->fit();
    m_cursor->bar()->fit();
    for (ScenePane* pane : findChildren<ScenePane*>())
        pane->setTheme(theme);
    m_actions->dress();
}

void MainWindow::retitle() {
    setWindowTitle(windowTitleOf(m_session, m_setup.catalogue()));
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_actions->dress();
        m_menu->dress();
        m_panes->retitle();
        retitle();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_editor->mayClose())
        QMainWindow::closeEvent(event);
    else
        event->ignore();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().constFirst().isLocalFile())
        event->acceptProposedAction();
    if (!event->isAccepted())
        return;
    m_status->tell(session::isProgram(event->mimeData()->urls().constFirst().toLocalFile()) ? tr("Drop the program here to record it") : tr("Drop the run here to open it"));
    m_drop->setGeometry(centralWidget()->rect());
    m_drop->raise();
    m_drop->show();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*) { endDrag(); }

void MainWindow::endDrag() {
    m_status->tell({});
    m_drop->hide();
}

void MainWindow::dropEvent(QDropEvent* event) {
    endDrag();
    const QString file = event->mimeData()->urls().constFirst().toLocalFile();
    if (const auto language = editor::languageOf(file); language && *language != editor::Language::Python) {
        if (m_editor->open(file))
            m_editor->showChosen();
        return;
    }
    if (!session::isProgram(file)) {
        openFile(file);
        return;
    }
    // Where it is dropped from waits until this is over.
    QMetaObject::invokeMethod(
        m_record, [this, file] { m_record->askFor(session::callOf(file)); }, Qt::QueuedConnection);
}

} // namespace braid::views
