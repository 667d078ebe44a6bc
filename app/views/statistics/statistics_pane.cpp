#include "app/views/statistics/statistics_pane.h"

#include "app/render/picture/whole_file.h"
#include "app/render/scene/amount_text.h"
#include "app/session/error_text.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/compare/compare_page.h"
#include "app/views/run/files.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/run/status_line.h"
#include "app/views/statistics/figures_columns.h"
#include "app/views/statistics/figures_view.h"
#include "engine/export/csv.h"
#include "engine/model/text/sentence.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <sstream>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;
using model::Nanos;

QString durationOf(Nanos time) { return toQt(model::durationText(time)); }

/// The moment of `event`, with what lasted `length` ns from it in sight as a whole.
void goToWorst(const session::Run& run, render::ViewState& state, model::EventIndex event, Nanos length) {
    goToEvent(run, state, event);
    const Nanos begin = run.model().log()[event].time;
    const Nanos span = state.to - state.from;
    if (length > span * 4 / 5 || length < span / 20 || begin + length > state.to) {
        const Nanos wanted = std::max<Nanos>(length * 2, 1'000);
        state.from = begin - (wanted - length) / 2;
        state.to = state.from + wanted;
    }
}
} // namespace

StatisticsPane::StatisticsPane(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_appearance(appearance), m_feed(new StatisticsFeed(session, *this)),
      m_tabs(new QTabBar(this)), m_caption(new QLabel(this)), m_whole(new QToolButton(this)), m_save(new QToolButton(this)),
      m_message(new QLabel(this)), m_pages(new QStackedWidget(this)), m_lanes(new FiguresView(appearance, "laneFigures")),
      m_objects(new FiguresView(appearance, "objectFigures")),
      m_contention(new FiguresView(appearance, "contentionFigures")), m_compare(new ComparePage(session, setup, appearance)) {
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_tabs->setObjectName("statisticsTabs");
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_caption->setObjectName("statisticsCaption");
    m_caption->setProperty("role", "small");
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // The words give way, not the window.
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_contention->setTextElideMode(Qt::ElideMiddle); // the number of a line is at its end
    m_whole->setObjectName("statisticsWhole");
    m_save->setObjectName("statisticsSave");
    m_save->setAutoRaise(true);
    m_whole->setAutoRaise(true);
    m_message->setObjectName("statisticsMessage");
    m_message->setProperty("role", "muted");
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_message->setContentsMargins(14, 12, 14, 12);
    for (QWidget* page : {static_cast<QWidget*>(m_lanes), static_cast<QWidget*>(m_objects), static_cast<QWidget*>(m_contention), static_cast<QWidget*>(m_compare)}) {
        m_tabs->addTab({});
        m_pages->addWidget(page);
    }
    auto* header = new QWidget(this);
    header->setObjectName("chartsHeader"); // the same look
    header->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 8, 0);
    row->addWidget(m_tabs);
    row->addWidget(m_caption, 1);
    row->addWidget(m_whole);
    row->addWidget(m_save);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_message);
    layout->addWidget(m_pages, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        refresh();
        emit turnedTo(static_cast<Page>(index));
    });
    connect(m_save, &QToolButton::clicked, this, &StatisticsPane::saveCsv);
    connect(m_whole, &QToolButton::clicked, this, [this] {
        m_session.view().update([](render::ViewState& state) { state.measured.reset(); }, Step::New);
    });
    connect(m_feed, &StatisticsFeed::changed, this, &StatisticsPane::refresh);
    connect(m_lanes, &FiguresView::chosen, this, [this](int index, model::EventIndex event, double length) {
        const LaneId lane = m_feed->latest()->lanes[static_cast<std::size_t>(index)].lane;
        goTo(event, length, [lane](render::ViewState& state) { selectLane(state, lane); });
    });
    connect(m_objects, &FiguresView::chosen, this, [this](int index, model::EventIndex event, double length) {
        const ObjectId object = m_feed->latest()->objects[static_cast<std::size_t>(index)].object;
        goTo(event, length, [object](render::ViewState& state) { selectObject(state, object); });
    });
    connect(m_contention, &FiguresView::chosen, this, [this](int index, model::EventIndex event, double length) {
        const ObjectId object = m_feed->latest()->contention[static_cast<std::size_t>(index)].object;
        goTo(event, length, [object](render::ViewState& state) { selectObject(state, object); });
    });
    connect(&m_session, &RunSession::runChanged, this, &StatisticsPane::refresh);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.selectedLane != before.selectedLane || now.selectedObject != before.selectedObject)
                    markSelected();
                if (now.measured != before.measured)
                    retell();
            });
    connect(&m_appearance, &Appearance::changed, this, &StatisticsPane::dress);
    dress();
}

void StatisticsPane::goTo(model::EventIndex event, double length, const std::function<void(render::ViewState&)>& select) {
    m_session.view().update(
        [&](render::ViewState& state) {
            if (event != model::NoEvent)
                goToWorst(*m_session.run(), state, event, static_cast<Nanos>(length));
            else
                select(state);
        },
        Step::New);
}

void StatisticsPane::setPage(Page page) { m_tabs->setCurrentIndex(page); }

void StatisticsPane::refresh() {
    const auto& latest = m_feed->latest();
    if (latest && m_session.run()) {
        const model::Model& model = m_session.run()->model();
        m_lanes->showFigures(laneColumns(model, latest), latest->lanes.size());
        m_objects->showFigures(objectColumns(model, latest), latest->objects.size());
        m_contention->showFigures(contentionColumns(model, latest), latest->contention.size());
        markSelected();
    } else {
        m_lanes->showFigures({}, 0);
        m_objects->showFigures({}, 0);
        m_contention->showFigures({}, 0);
    }
    retell();
}

void StatisticsPane::markSelected() {
    const auto& latest = m_feed->latest();
    if (!latest)
        return;
    const render::ViewState& state = m_session.view().get();
    int lane = -1, object = -1;
    for (std::size_t i = 0; i < latest->lanes.size() && state.selectedLane; ++i)
        if (latest->lanes[i].lane == state.selectedLane)
            lane = static_cast<int>(i);
    for (std::size_t i = 0; i < latest->objects.size() && state.selectedObject; ++i)
        if (latest->objects[i].object == state.selectedObject)
            object = static_cast<int>(i);
    m_lanes->mark(lane);
    m_objects->mark(object);
}

/// What the figures are of.
void StatisticsPane::retell() {
    const auto& latest = m_feed->latest();
    const bool comparing = m_tabs->currentIndex() == Compare;
    const bool marked = m_session.run() && m_session.view().get().measured.has_value();
    m_whole->setVisible(marked && !comparing);
    m_save->setEnabled(latest != nullptr && !comparing);
    QString message;
    if (!m_session.run())
        message = tr("Once a run is on: who ran, slept and waited for how long, and which lock cost how much.");
    else if (!latest)
        message = tr("Counting …");
    else if (m_tabs->currentIndex() == Objects && latest->objects.empty())
        message = tr("This run has no locks, queues or other objects.");
    else if (m_tabs->currentIndex() == Contention && latest->contention.empty())
        message = tr("No lane had to wait for a lock or a semaphore here.");
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty() && !comparing);
    m_pages->setVisible(message.isEmpty() || comparing);
    QString text;
    if (latest && !comparing) {
        const QString events = render::amountText(static_cast<double>(latest->events));
        const QString perSecond = render::amountText(latest->perSecond(latest->events));
        const QString lasts = durationOf(latest->duration());
        text = latest->whole ? tr("Whole run: %1 · %2 events · %3 events/s").arg(lasts, events, perSecond)
                             : tr("Marked stretch from %1 to %2: %3 · %4 events · %5 events/s")
                                   .arg(durationOf(latest->from), durationOf(latest->to), lasts, events, perSecond);
    }
    m_caption->setText(text);
    m_caption->setToolTip(text);
}

QString StatisticsPane::writeCsv(const QString& path) {
    m_feed->settle();
    const auto& latest = m_feed->latest();
    if (!latest || !m_session.run())
        return {};
    std::ostringstream text;
    if (m_tabs->currentIndex() == Objects)
        csv::writeObjects(text, m_session.run()->model(), *latest);
    else if (m_tabs->currentIndex() == Contention)
        csv::writeContention(text, m_session.run()->model(), latest->contention);
    else
        csv::writeLanes(text, m_session.run()->model(), *latest);
    const Status written = render::writeWhole(path, text.str());
    return written ? QString() : tr("The table could not be saved: %1.").arg(session::errorText(written.error()));
}

void StatisticsPane::saveCsv() {
    const QString table = m_tabs->currentIndex() == Objects      ? QStringLiteral("objects")
                          : m_tabs->currentIndex() == Contention ? QStringLiteral("contention")
                                                                 : QStringLiteral("lanes");
    const QString name = QStringLiteral("%1-%2.csv").arg(proposedName(m_session.run()), table);
    QString path = QFileDialog::getSaveFileName(this, tr("Save the table as CSV"), name, tr("Tables") + QStringLiteral(" (*.csv)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1String(".csv")))
        path += QStringLiteral(".csv");
    if (const QString wrong = writeCsv(path); !wrong.isEmpty())
        QMessageBox::warning(this, tr("Save the table as CSV"), wrong);
    else if (StatusLine* status = StatusLine::of(this))
        status->announceSaved(path);
}

void StatisticsPane::dress() {
    m_tabs->setTabText(Lanes, tr("Lanes"));
    m_tabs->setTabText(Objects, tr("Objects"));
    m_tabs->setTabText(Contention, tr("Contention"));
    m_tabs->setTabText(Compare, tr("Compare"));
    m_tabs->setAccessibleName(tr("Which statistics"));
    m_lanes->setAccessibleName(tr("Statistics of the lanes"));
    m_objects->setAccessibleName(tr("Statistics of the objects"));
    m_contention->setAccessibleName(tr("Which lines waited for which locks"));
    m_save->setIcon(m_appearance.icon("save"));
    m_save->setToolTip(tr("Save the table as CSV…"));
    m_save->setAccessibleName(tr("Save the table as CSV"));
    m_whole->setText(tr("Whole run"));
    m_whole->setToolTip(tr("Forget the marked stretch: statistics of the whole run"));
    refresh();
}

void StatisticsPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        dress();
    QWidget::changeEvent(event);
}

} // namespace braid::views
