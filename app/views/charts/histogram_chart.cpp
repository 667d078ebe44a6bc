#include "app/views/charts/histogram_chart.h"

#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/charts/bar_chart.h"
#include "app/views/charts/chart_export.h"
#include "app/views/charts/chart_style.h"
#include "app/views/run/repeat_session.h"

#include <QBarSeries>
#include <QBarSet>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace braid::views {
namespace {
constexpr int MostBars = 40; ///< more are hard to compare
constexpr int BarRoom = 12;  ///< pixels beside a label
} // namespace

HistogramChart::HistogramChart(RepeatSession& repeat, Appearance& appearance, QWidget* parent)
    : ChartPage(appearance, parent), m_repeat(repeat) {
    auto* box = new QWidget(this);
    box->setProperty("role", "surface");
    box->setAttribute(Qt::WA_StyledBackground);
    m_view = makeChartView("histogram", box);
    m_choice = new QComboBox(box);
    m_choice->setObjectName("histogramQuantity");
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_progress = new QProgressBar(box);
    m_progress->setObjectName("repeatProgress");
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(140, 6);
    m_cancel = new QToolButton(box);
    m_cancel->setObjectName("repeatCancel");
    m_cancel->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_told = new QLabel(box);
    m_told->setObjectName("histogramTold");
    m_told->setProperty("role", "small");
    m_told->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // a long title must not widen the pane
    auto* row = new QHBoxLayout;
    row->setContentsMargins(10, 4, 10, 0);
    row->addWidget(m_choice);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addWidget(m_told, 1);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(row);
    layout->addWidget(m_view, 1);
    setContent(box);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &HistogramChart::stale);
    connect(m_cancel, &QToolButton::clicked, &m_repeat, &RepeatSession::cancel);
    connect(&m_repeat, &RepeatSession::changed, this, &HistogramChart::stale);
    connect(m_view->chart(), &QChart::plotAreaChanged, this, [this](const QRectF& plot) {
        if (filled() && plot.isValid())
            stale();
    });
    name();
}

Quantity HistogramChart::quantity() const {
    const int index = m_choice->currentIndex();
    return index >= 0 ? m_offered[static_cast<std::size_t>(index)] : Quantity{};
}

void HistogramChart::offerQuantities() {
    const std::vector<Quantity> offered = quantitiesOf(*m_repeat.tally());
    const QSignalBlocker quiet(m_choice);
    if (offered != m_offered) {
        const Quantity chosen = quantity();
        const bool fresh = m_offered.empty() || m_repeat.tally()->runs().size() <= 1;
        m_offered = offered;
        m_choice->clear();
        m_choice->addItems(QStringList(static_cast<qsizetype>(offered.size())));
        const auto same = std::find(offered.begin(), offered.end(), chosen);
        m_choice->setCurrentIndex(fresh || same == offered.end() ? 0 : static_cast<int>(same - offered.begin()));
    }
    for (std::size_t i = 0; i < offered.size(); ++i)
        m_choice->setItemText(static_cast<int>(i), quantityName(offered[i], m_repeat.scenario()));
}

void HistogramChart::name() {
    m_choice->setAccessibleName(tr("What is counted"));
    m_choice->setToolTip(tr("What is counted"));
    m_progress->setAccessibleName(tr("Runs that are through"));
    m_cancel->setText(tr("Cancel"));
}

Status HistogramChart::write(const QString& path, const QString& title) const {
    return writeChart(path, *m_view, appearance().color("surface"), title);
}

void HistogramChart::refresh() {
    name();
    const session::Tally* tally = m_repeat.tally();
    const int done = tally ? static_cast<int>(tally->runs().size()) : 0;
    m_progress->setVisible(m_repeat.busy());
    m_progress->setRange(0, m_repeat.wanted());
    m_progress->setValue(done);
    m_cancel->setVisible(m_repeat.busy());
    if (done == 0) {
        m_bars.clear();
        setMessage(m_repeat.busy() ? tr("The first run is under way…") : tr("Run a scenario many times to see how often it comes to what."));
        return;
    }
    setMessage({});
    offerQuantities();
    m_told->setText(tr("%1 of %2 runs · %3").arg(done).arg(m_repeat.wanted()).arg(m_repeat.title()));
    m_told->setToolTip(plainTip(m_told->text()));
    const double width = m_view->chart()->plotArea().width();
    const QFontMetrics measure(chartFont());
    // As many bars as their labels leave room for; how long those are is known when there are bars.
    int most = MostBars;
    m_bars = histogram(*tally, quantity(), most);
    for (int tries = 0; tries < 3 && width > 0; ++tries) {
        int widest = 1;
        for (const HistogramBar& bar : m_bars)
            widest = std::max(widest, measure.horizontalAdvance(bar.label) + BarRoom);
        if (widest * static_cast<double>(m_bars.size()) <= width)
            break;
        most = std::max(2, std::min(most - 1, static_cast<int>(width / widest)));
        m_bars = histogram(*tally, quantity(), most);
    }
    UprightBars bars{quantityName(quantity(), m_repeat.scenario()), tr("Runs"), {}, {}};
    for (const HistogramBar& bar : m_bars) {
        // Qt merges categories of the same name.
        bars.categories << bar.label;
        bars.counts.push_back(static_cast<double>(bar.runs.size()));
    }
    QBarSeries* series = showBars(*m_view, bars, appearance());
    m_view->setAccessibleName(tr("How often: %1").arg(quantityName(quantity(), m_repeat.scenario())));
    m_view->setToolTip(tr("A click on a bar shows one of its runs"));
    connect(
        series, &QBarSeries::clicked, this, [this](int index) { showExample(index); }, Qt::QueuedConnection);
    connect(series, &QBarSeries::hovered, this, [this](bool at, int index) { point(at, index); });
}

void HistogramChart::point(bool at, int index) {
    if (!at || index < 0 || index >= static_cast<int>(m_bars.size())) {
        m_view->viewport()->unsetCursor();
        QToolTip::hideText();
        return;
    }
    const HistogramBar& bar = m_bars[static_cast<std::size_t>(index)];
    const auto all = m_repeat.tally()->runs().size();
    const bool kept = m_repeat.example(bar.runs) != nullptr;
    QString text = tr("%1: %2 of %3 runs (%4 %)")
                       .arg(bar.range)
                       .arg(bar.runs.size())
                       .arg(all)
                       .arg(100.0 * static_cast<double>(bar.runs.size()) / static_cast<double>(all), 0, 'f', 1);
    text += '\n' + (kept ? tr("Click to see one of them") : tr("None of them was kept"));
    m_view->viewport()->setCursor(kept ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QToolTip::showText(QCursor::pos(), plainTip(text), m_view);
}

void HistogramChart::showExample(int bar) {
    if (bar >= 0 && bar < static_cast<int>(m_bars.size()))
        m_repeat.show(m_bars[static_cast<std::size_t>(bar)].runs);
}

} // namespace braid::views
