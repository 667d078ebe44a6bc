#include "app/views/charts/charts_pane.h"

#include "app/views/base/appearance.h"
#include "app/views/charts/chart_export.h"
#include "app/views/charts/histogram_chart.h"
#include "app/views/charts/level_chart.h"
#include "app/views/charts/result_chart.h"
#include "app/views/run/files.h"
#include "app/views/run/repeat_session.h"
#include "app/views/run/run_session.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace braid::views {

ChartsPane::ChartsPane(RunSession& session, RepeatSession& repeat, Setup& setup, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_repeat(repeat), m_appearance(appearance), m_header(new QWidget(this)),
      m_tabs(new QTabBar(m_header)), m_export(new QToolButton(m_header)), m_pages(new QStackedWidget(this)), m_depth(new LevelChart(session, appearance)),
      m_results(new ResultChart(session, setup, appearance)), m_histogram(new HistogramChart(repeat, appearance)) {
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_tabs->setObjectName("chartTabs");
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_export->setObjectName("chartExport");
    m_export->setAutoRaise(true);
    for (ChartPage* page : {static_cast<ChartPage*>(m_depth), static_cast<ChartPage*>(m_results),
                            static_cast<ChartPage*>(m_histogram)}) {
        m_tabs->addTab({});
        m_pages->addWidget(page);
        connect(page, &ChartPage::filledChanged, this, [this] { m_export->setEnabled(current()->filled()); });
    }
    m_header->setObjectName("chartsHeader");
    m_header->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(m_header);
    row->setContentsMargins(0, 0, 8, 0);
    row->addWidget(m_tabs, 1);
    row->addWidget(m_export);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        m_export->setEnabled(current()->filled());
    });
    connect(m_export, &QToolButton::clicked, this, [this] {
        exportCharts(this, *current(), proposedName(m_session.run()));
    });
    connect(&repeat, &RepeatSession::started, this, [this] { setPage(Repeated); });
    connect(&m_session, &RunSession::stateChanged, this, &ChartsPane::preferFilled);
    connect(&m_session, &RunSession::runChanged, this, [this] {
        // The histogram is of other runs: of earlier ones, or of another scenario.
        if (m_session.run() && page() == Repeated && (m_session.live() || !m_repeat.scenario() || m_session.run()->scenarioId().toStdString() != m_repeat.scenario()->id))
            setPage(Depth);
    });
    connect(&m_appearance, &Appearance::changed, this, &ChartsPane::dress);
    m_export->setEnabled(false);
    dress();
}

ChartPage* ChartsPane::current() const { return static_cast<ChartPage*>(m_pages->currentWidget()); }

void ChartsPane::setPage(Page page) { m_tabs->setCurrentIndex(page); }

ChartsPane::Page ChartsPane::page() const { return static_cast<Page>(m_tabs->currentIndex()); }

bool ChartsPane::tellsStory() const {
    const session::Run* run = m_session.run();
    return run && run->state() == session::Run::State::Over && m_results->sheet().story;
}

int ChartsPane::neededHeight(int width) const {
    const int bars = page() == Results ? m_results->neededHeight(width) : 0;
    return bars == 0 || m_header->isHidden() ? bars : bars + m_header->sizeHint().height();
}

void ChartsPane::setBare(bool bare) { m_header->setHidden(bare); }

void ChartsPane::preferFilled() {
    const session::Run* run = m_session.run();
    if (!run || run->state() != session::Run::State::Over || page() == Repeated)
        return;
    m_depth->settle();
    m_results->settle();
    if (m_results->sheet().story) {
        setPage(Results);
        emit storyTold();
        return;
    }
    if (current()->filled())
        return;
    if (m_depth->filled())
        setPage(Depth);
    else if (m_results->filled())
        setPage(Results);
}

void ChartsPane::dress() {
    m_tabs->setTabText(Depth, tr("Depth over time"));
    m_tabs->setTabText(Results, tr("Results"));
    m_tabs->setTabText(Repeated, tr("Repeated runs"));
    m_tabs->setAccessibleName(tr("Which chart"));
    m_export->setIcon(m_appearance.icon("export"));
    m_export->setToolTip(tr("Export the chart as PNG, SVG or PDF"));
    m_export->setAccessibleName(tr("Export the chart as PNG, SVG or PDF"));
}

void ChartsPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        dress();
    QWidget::changeEvent(event);
}

} // namespace braid::views
