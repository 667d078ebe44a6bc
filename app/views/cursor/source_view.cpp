#include "app/views/cursor/source_view.h"

#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/cursor/lane_marks.h"
#include "app/views/cursor/line_events.h"
#include "app/views/cursor/steps.h"
#include "app/views/cursor/twin_view.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"
#include "app/views/text/source_pane.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;
constexpr int ListHeight = 150;           ///< pixels
constexpr int WidthForBoth = 640;         ///< pixels: from here on two sources have room beside each other
constexpr std::uint32_t MostSites = 4096; ///< looked at for a file that can be shown
} // namespace

SourceView::SourceView(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_setup(setup), m_appearance(appearance), m_pane(new SourcePane(appearance, this)),
      m_panes(new QSplitter(this)), m_twin(new TwinView(appearance, m_panes)), m_beside(new QToolButton(this)),
      m_notice(new QLabel(this)), m_asItWas(new QLabel(this)), m_allow(new QPushButton(this)), m_list(new QWidget(this)), m_count(new QLabel(m_list)), m_back(new QToolButton(m_list)),
      m_forward(new QToolButton(m_list)), m_close(new QToolButton(m_list)), m_table(new QTableView(m_list)),
      m_events(new LineEvents(session, this)), m_throttle(this, [this] { refresh(); }) {
    setObjectName("sourceView");
    build();
    m_pane->setKept([this](const QString& path) -> std::optional<std::string> {
        const std::string* text = m_session.run() ? m_session.run()->model().keptSource(path.toStdString()) : nullptr;
        return text ? std::optional(*text) : std::nullopt;
    });
    connect(&m_session, &RunSession::aboutToChangeRun, this, [this] {
        m_fileKnown = m_keptKnown = false;
        m_asItWas->hide();
        m_shown.clear();
        closeList();
        m_pane->markLanes({});
    });
    connect(&m_session, &RunSession::runChanged, this, [this] {
        m_pane->reload(); // the last run may have kept another text of the same file
        refresh();
    });
    connect(&m_session, &RunSession::grew, this, [this] {
        m_events->grow();
        if (m_throttle.mayNow())
            refresh();
        tell();
    });
    connect(&m_session, &RunSession::stateChanged, this, [this] {
        if (m_session.run() && m_session.run()->state() == session::Run::State::Over)
            refresh(); // what it comes to is not kept waiting
    });
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                const bool selected = now.selectedEvent != before.selectedEvent;
                if (selected || now.cursor != before.cursor)
                    refresh();
                if (selected)
                    showSelected();
            });
    connect(&m_appearance, &Appearance::changed, this, &SourceView::refresh);
    connect(m_pane, &SourcePane::lineActivated, this, &SourceView::chooseLine);
    connect(m_twin, &TwinView::lineActivated, this, &SourceView::chooseLine);
    connect(m_pane->verticalScrollBar(), &QScrollBar::valueChanged, this, &SourceView::alignTwin);
    connect(m_beside, &QToolButton::toggled, this, [this](bool on) {
        m_twin->setVisible(on && m_twin->any());
        refresh();
        showSelected();
        alignTwin();
    });
    connect(m_back, &QToolButton::clicked, this, [this] { go(true); });
    connect(m_forward, &QToolButton::clicked, this, [this] { go(false); });
    connect(m_close, &QToolButton::clicked, this, &SourceView::closeList);
    connect(m_allow, &QPushButton::clicked, this, [this] {
        if (const model::Site* site = siteOfSelection())
            m_pane->allow(QFileInfo(toQt(site->file)).path());
        m_fileKnown = false;
        refresh();
        showSelected();
    });
    const auto goTo = [this](const QModelIndex& index) {
        const model::EventIndex event = m_events->events()[static_cast<std::size_t>(index.row())];
        m_session.view().update([&](render::ViewState& state) { goToEvent(*m_session.run(), state, event); }, Step::New);
    };
    connect(m_table, &QTableView::clicked, this, goTo);
    connect(m_table, &QTableView::activated, this, goTo);
    retranslate();
}

void SourceView::build() {
    setFocusProxy(m_pane);
    m_notice->setObjectName("sourceNotice");
    m_notice->setProperty("role", "muted");
    m_notice->setWordWrap(true);
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setContentsMargins(12, 6, 12, 6);
    m_notice->hide();
    m_asItWas->setObjectName("sourceAsItWas");
    m_asItWas->setProperty("role", "small");
    m_asItWas->setWordWrap(true);
    m_asItWas->setContentsMargins(12, 4, 12, 4);
    m_asItWas->hide();
    m_allow->setObjectName("sourceAllow");
    m_allow->hide();
    auto* notice = new QHBoxLayout;
    notice->setContentsMargins(0, 0, 12, 0);
    notice->addWidget(m_notice, 1);
    notice->addWidget(m_allow);
    m_back->setArrowType(Qt::LeftArrow);
    m_forward->setArrowType(Qt::RightArrow);
    m_close->setText(QStringLiteral("✕"));
    m_back->setObjectName("lineEventBack");
    m_forward->setObjectName("lineEventForward");
    m_close->setObjectName("lineEventsClose");
    m_count->setObjectName("lineEventsCount");
    m_count->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(10, 2, 6, 2);
    head->addWidget(m_count, 1);
    for (QToolButton* button : {m_back, m_forward, m_close}) {
        button->setAutoRaise(true);
        head->addWidget(button);
    }
    m_table->setObjectName("lineEvents");
    m_table->setModel(m_events);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(0, fontMetrics().horizontalAdvance(QStringLiteral("000.000 ms")) + 20);
    m_table->setColumnWidth(1, fontMetrics().horizontalAdvance(QStringLiteral("Thread-100")) + 16);
    m_beside->setObjectName("sourceBeside");
    m_beside->setCheckable(true);
    m_beside->setAutoRaise(true);
    m_beside->hide();
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(0, 0, 6, 0);
    tools->addStretch(1);
    tools->addWidget(m_beside);
    m_panes->setObjectName("sourcePanes");
    m_panes->setChildrenCollapsible(false);
    m_panes->insertWidget(0, m_pane);
    m_twin->hide();
    auto* box = new QVBoxLayout(m_list);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addLayout(head);
    box->addWidget(m_table, 1);
    m_list->setFixedHeight(ListHeight);
    m_list->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(notice);
    layout->addWidget(m_asItWas);
    layout->addLayout(tools);
    layout->addWidget(m_panes, 1);
    layout->addWidget(m_list);
}

void SourceView::showFile(const QString& path) {
    m_chosen = path;
    refresh();
}

QString SourceView::path() const { return m_pane->path(); }

const model::Site* SourceView::siteOfSelection() const {
    const session::Run* run = m_session.run();
    const model::EventIndex event = m_session.view().get().selectedEvent;
    return run && event < run->model().log().size() ? run->model().site(SiteId{run->model().log()[event].site}) : nullptr;
}

// A scenario's run says which one it is; of a recorded program, the first file it names that can be read here.
QString SourceView::fileOfRun() const {
    if (m_fileKnown)
        return m_fileOfRun;
    const session::Run& run = *m_session.run();
    m_fileOfRun.clear();
    if (const session::Scenario* scenario = m_setup.catalogue() ? m_setup.catalogue()->find(run.scenarioId()) : nullptr)
        m_fileOfRun = run.ofPython() ? session::pythonSource(*scenario, m_setup.binaries()) : toQt(scenario->source);
    for (std::uint32_t i = 1; m_fileOfRun.isEmpty() && i < MostSites; ++i)
        if (const model::Site* site = run.model().site(SiteId{i}); site && site->line != 0 && m_pane->files().has(toQt(site->file)))
            m_fileOfRun = shownFile(*site);
    m_fileKnown = !m_fileOfRun.isEmpty();
    return m_fileOfRun;
}

QString SourceView::shownFile(const model::Site& site) const {
    const QString file = toQt(site.file);
    if (!m_session.run()->ofPython() || !file.endsWith(QLatin1String(".py")))
        return file;
    const QString own = QStringLiteral("scenarios/python/") + file.section(u'/', -1);
    return file.section(u'/', -2, -2) == QLatin1String("python") && m_pane->files().has(own) ? own : file;
}

QString SourceView::recordedFile() const {
    const QString shown = m_pane->path();
    const session::Run* run = m_session.run();
    if (!run || !run->ofPython() || shown == m_shown)
        return run && run->ofPython() ? m_recorded : shown;
    for (std::uint32_t i = 1; i < std::min(run->model().siteEnd(), MostSites); ++i)
        if (const model::Site* site = run->model().site(SiteId{i}); site && site->line != 0 && shownFile(*site) == shown) {
            m_shown = shown;
            return m_recorded = toQt(site->file);
        }
    return shown;
}

QString SourceView::wanted() const {
    const render::ViewState& state = m_session.view().get();
    if (!m_session.run() || (!state.cursor && state.selectedEvent == model::NoEvent))
        return m_chosen.isEmpty() && m_session.run() && (m_session.run()->recordedHere() || m_session.ownScenario()) ? fileOfRun() : m_chosen;
    const model::Site* site = siteOfSelection();
    if (site && site->line != 0 && m_pane->files().has(shownFile(*site)))
        return shownFile(*site);
    const QString own = fileOfRun();
    return own.isEmpty() && site && site->line != 0 ? toQt(site->file) : own;
}

/// Of a program that was started from here the files may be seen without a question: it is not of somebody else.
void SourceView::allowOwn() {
    const session::Run* run = m_session.run();
    if (!run || !run->recordedHere())
        return;
    for (std::uint32_t i = 1; i < std::min(run->model().siteEnd(), MostSites); ++i) {
        const model::Site* site = run->model().site(SiteId{i});
        if (site && site->line != 0 && site->file.starts_with('/') && m_ownFolders.insert(site->file.substr(0, site->file.rfind('/'))).second)
            m_pane->allow(QFileInfo(toQt(site->file)).path());
    }
}

void SourceView::refresh() {
    allowOwn();
    const QString before = m_pane->path();
    m_pane->showFile(wanted());
    if (m_pane->path() != before || before.isEmpty())
        followTwin();
    if (m_pane->path() != before) {
        m_keptKnown = false;
        closeList();
        showSelected();
    }
    lookKept();
    const session::Run* run = m_session.run();
    if (!run || !m_pane->isVisible()) {
        m_pane->markLanes({});
        m_twin->markLanes({});
        return;
    }
    m_throttle.make([this] {
        std::vector<LaneMark> marks = laneMarks(m_session, recordedFile(), m_appearance);
        m_twin->markLanes(marks);
        m_pane->markLanes(std::move(marks));
    });
}

void SourceView::lookKept() {
    const session::Run* run = m_session.run();
    const bool kept = run && run->model().keptSource(m_pane->path().toStdString());
    if (kept == m_keptKnown)
        return;
    m_keptKnown = kept;
    m_pane->reload();
    followTwin();
    m_asItWas->setVisible(kept && m_pane->files().onlyKept(m_pane->path()));
}

const session::Scenario* SourceView::scenarioOf(const QString& path) const {
    const session::Scenario* ofRun = m_session.run() ? m_session.scenarioCalled(m_session.run()->scenarioId()) : nullptr;
    for (const session::Scenario* each : {ofRun, m_setup.scenario()})
        if (each && !path.isEmpty() && (path == toQt(each->source) || path == session::pythonSource(*each, m_setup.binaries())))
            return each;
    return nullptr;
}

/// The file of Braid's own scenario that a source of the person's is a copy of: the one of its title.
QString SourceView::originalOf(const QString& path) const {
    const session::Scenario* own = m_session.ownScenario();
    if (!own || !m_setup.catalogue() || path != toQt(own->source))
        return {};
    for (const session::Scenario& each : m_setup.catalogue()->scenarios())
        if (each.title == own->title)
            return toQt(each.source);
    return {};
}

void SourceView::followTwin() {
    const session::Scenario* scenario = scenarioOf(m_pane->path());
    if (const QString original = originalOf(m_pane->path()); !original.isEmpty())
        m_twin->followCopy(m_pane->path(), m_pane->toPlainText(), original);
    else
        m_twin->follow(m_pane->path(), scenario ? toQt(scenario->id) : QString(), scenario ? toQt(scenario->source) : QString(),
                       scenario ? session::pythonSource(*scenario, m_setup.binaries()) : QString());
    m_beside->setVisible(m_twin->any());
    m_beside->setText(m_twin->python() ? tr("Python beside it") : tr("C++ beside it"));
    m_beside->setToolTip(scenario && QFileInfo(m_pane->path()).isAbsolute() ? tr("The scenario that this is a copy of: lines that both have light up together") : tr("The scenario's other program: lines that do the same thing light up together"));
    m_twin->setVisible(m_beside->isChecked() && m_twin->any());
    alignTwin();
}

void SourceView::alignTwin() { m_twin->align(m_pane->verticalScrollBar()->value() + 1); }

void SourceView::placeTwin() { m_panes->setOrientation(width() >= WidthForBoth ? Qt::Horizontal : Qt::Vertical); }

void SourceView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    placeTwin();
}

void SourceView::showSelected() {
    const model::Site* site = siteOfSelection();
    const bool here = site && shownFile(*site) == m_pane->path();
    m_pane->markLine(here ? static_cast<int>(site->line) : 0);
    m_twin->markLine(here ? static_cast<int>(site->line) : 0);
    const QString file = site ? toQt(site->file) : QString();
    const bool mayBeSeen = m_pane->files().needsLeave(file);
    const bool elsewhere = site && (!here || mayBeSeen);
    if (elsewhere)
        m_notice->setText((mayBeSeen ? tr("This event comes from %1:%2. A run may name any file: it is shown only if you want to see it.")
                                     : tr("This event comes from %1:%2; that source is not available here."))
                              .arg(file, QString::number(site->line)));
    m_allow->setVisible(mayBeSeen);
    m_allow->setToolTip(plainTip(QFileInfo(file).path()));
    m_notice->setVisible(elsewhere);
    tell();
}

void SourceView::chooseLine(int line, bool back) {
    if (!m_session.run())
        return;
    if (line != m_events->line())
        m_events->show(recordedFile(), line);
    m_list->show();
    go(back);
}

void SourceView::closeList() {
    m_events->show({}, 0);
    m_list->hide();
}

void SourceView::go(bool back) {
    if (!m_session.run())
        return;
    render::ViewState state = m_session.view().get();
    const auto direction = back ? model::Direction::Back : model::Direction::Forward;
    if (stepThrough(*m_session.run(), state, m_events->events(), direction))
        m_session.view().set(state, Step::New);
    tell();
}

void SourceView::tell() {
    if (m_events->line() == 0)
        return;
    const auto all = static_cast<int>(m_events->events().size());
    const int row = m_events->rowOf(m_session.view().get().selectedEvent);
    if (all == 0)
        m_count->setText(tr("Line %1: nothing happened here").arg(m_events->line()));
    else if (row < 0)
        m_count->setText(tr("Line %1: %2 events").arg(m_events->line()).arg(all));
    else
        m_count->setText(tr("Line %1: event %2 of %3").arg(m_events->line()).arg(row + 1).arg(all));
    m_back->setEnabled(all > 0);
    m_forward->setEnabled(all > 0);
    if (row >= 0)
        m_table->setCurrentIndex(m_events->index(row, 0));
    else
        m_table->clearSelection();
}

void SourceView::retranslate() {
    m_back->setAccessibleName(tr("Previous event of this line"));
    m_forward->setAccessibleName(tr("Next event of this line"));
    m_close->setAccessibleName(tr("Close the list"));
    m_table->setAccessibleName(tr("Events of the line"));
    m_allow->setText(tr("Show the sources of that folder"));
    m_asItWas->setText(tr("The source as it was when it ran; the file is another one by now, or is not here."));
    for (QToolButton* button : {m_back, m_forward, m_close})
        button->setToolTip(button->accessibleName());
    followTwin();
    showSelected();
}

void SourceView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SourceView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

} // namespace braid::views
