#include "app/views/statistics/events_pane.h"
#include "app/render/rows/geometry.h"

#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/statistics/event_kinds.h"
#include "app/views/statistics/event_table.h"
#include "app/views/statistics/in_sight.h"
#include "engine/trace/event_traits.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace braid::views {
namespace {
using Step = session::SharedViewState::Step;
constexpr qint64 FilterSliceNs = 4'000'000;
constexpr int GrowMs = 100; ///< a live run's new events come in so often

} // namespace

EventsPane::EventsPane(RunSession& session, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_appearance(appearance), m_inSight(new InSight(*this)), m_events(new EventTable(session, appearance, this)),
      m_table(new QTableView(this)), m_lane(new QComboBox(this)), m_object(new QComboBox(this)), m_kind(new QComboBox(this)),
      m_text(new QLineEdit(this)), m_all(new QToolButton(this)), m_count(new QLabel(this)), m_message(new QLabel(this)) {
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_table->setObjectName("events");
    m_table->setModel(m_events);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setIconSize({9, 9});
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 7);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(40);
    m_table->horizontalHeader()->setSectionResizeMode(EventTable::Sentence, QHeaderView::Stretch);
    setColumns(false);
    m_message->setObjectName("eventsMessage");
    m_message->setProperty("role", "muted");
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_message->setContentsMargins(14, 12, 14, 12);
    m_timer.setSingleShot(true);
    buildFilter();

    connect(&m_timer, &QTimer::timeout, this, &EventsPane::slice);
    connect(m_inSight, &InSight::came, this, [this] {
        if (m_session.run() && !m_timer.isActive())
            m_timer.start(0);
    });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex& index) { go(index.row(), true); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex& index) { go(index.row(), true); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (!m_marking && m_table->hasFocus()) // the arrow keys
            go(index.row(), false);
    });
    connect(&m_session, &RunSession::aboutToChangeRun, this, [this] {
        m_marking = true;
        m_table->setCurrentIndex({});
        m_marking = false;
        m_timer.stop();
    });
    connect(&m_session, &RunSession::runChanged, this, [this] {
        m_lane->clear();
        m_object->clear();
        fillLanesAndObjects();
        filter();
    });
    connect(&m_session, &RunSession::grew, this, [this] {
        if (m_inSight->now() && !m_timer.isActive())
            m_timer.start(m_session.live() ? GrowMs : 0);
    });
    connect(&m_session, &RunSession::stateChanged, this, [this] {
        if (m_inSight->now() && m_session.run() && !m_timer.isActive())
            m_timer.start(0);
    });
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.selectedEvent != before.selectedEvent || now.cursor != before.cursor)
                    followView();
            });
    connect(&m_appearance, &Appearance::changed, this, &EventsPane::dress);
    dress();
}

void EventsPane::setColumns(bool wide) {
    const QFontMetrics letters = m_table->fontMetrics(), digits(Appearance::monospace());
    const auto set = [this](EventTable::Column column, const QFontMetrics& type, const char* widest) {
        constexpr int Margins = 22, Icon = 10;
        m_table->setColumnWidth(column, type.horizontalAdvance(QLatin1String(widest)) + Margins + (column == EventTable::Lane ? Icon : 0));
    };
    set(EventTable::Time, digits, "000.000000");
    set(EventTable::Lane, letters, wide ? "Thread-1000" : "Thread-10");
    set(EventTable::Kind, letters, wide ? "waits for a lock" : "about the run");
    set(EventTable::Object, letters, wide ? "semaphore" : "queue 1");
    set(EventTable::Line, digits, wide ? "producer_consumer.cpp:100" : "deadlock.cpp:4");
    m_wide = wide;
}

void EventsPane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // The sentence has what the others leave: in a narrow pane they are as narrow as they can be read.
    constexpr int WidePane = 1000;
    if (const bool wide = width() >= WidePane; wide != m_wide)
        setColumns(wide);
}

void EventsPane::buildFilter() {
    m_lane->setObjectName("eventsLane");
    m_object->setObjectName("eventsObject");
    m_kind->setObjectName("eventsKind");
    m_text->setObjectName("eventsText");
    m_all->setObjectName("eventsAll");
    m_count->setObjectName("eventsCount");
    m_count->setProperty("role", "small");
    m_all->setAutoRaise(true);
    m_text->setClearButtonEnabled(true);
    auto* header = new QWidget(this);
    header->setObjectName("chartsHeader"); // the same look
    header->setAttribute(Qt::WA_StyledBackground);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(6);
    for (QComboBox* box : {m_lane, m_object, m_kind}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(9);
        box->setMaxVisibleItems(24);
        row->addWidget(box);
        connect(box, &QComboBox::activated, this, &EventsPane::filter);
    }
    row->addWidget(m_text, 1);
    row->addWidget(m_all);
    row->addWidget(m_count);
    connect(m_text, &QLineEdit::textChanged, this, &EventsPane::filter);
    connect(m_all, &QToolButton::clicked, this, [this] {
        for (QComboBox* box : {m_lane, m_object, m_kind})
            box->setCurrentIndex(0);
        m_text->clear();
        filter();
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_message);
    layout->addWidget(m_table, 1);
}

void EventsPane::filter() {
    EventCriteria criteria;
    criteria.lane = LaneId{m_lane->currentData().toUInt()};
    criteria.object = ObjectId{m_object->currentData().toUInt()};
    for (const QVariant& kind : m_kind->currentData().toList())
        criteria.kinds.set(kind.toUInt());
    criteria.text = m_text->text().trimmed();
    m_all->setEnabled(!criteria.empty());
    m_marking = true;
    m_events->setCriteria(std::move(criteria));
    m_marking = false;
    m_timer.start(0);
    retell();
}

void EventsPane::slice() {
    if (!m_session.run() || !m_inSight->now())
        return;
    const QScrollBar* bar = m_table->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 1;
    const int before = m_events->rowCount();
    const bool done = m_events->advance(FilterSliceNs);
    fillLanesAndObjects();
    if (!done)
        m_timer.start(0);
    const render::ViewState& state = m_session.view().get();
    if (std::exchange(m_missed, false))
        followView();
    if (m_events->rowCount() != before) {
        if (state.selectedEvent != model::NoEvent || state.cursor) {
            if (done && !m_session.live())
                followView();
        } else if (atEnd && m_session.live()) {
            m_table->scrollToBottom();
        }
    }
    retell();
}

void EventsPane::go(int row, bool newPlace) {
    const model::EventIndex event = m_events->eventAt(row);
    const session::Run* run = m_session.run();
    if (!run || event == model::NoEvent)
        return;
    m_session.view().update(
        [&](render::ViewState& state) {
            goToEvent(*run, state, event);
            state.cursor = run->model().log()[event].time;
        },
        newPlace ? Step::New : Step::Continue);
}

/// The row of the selected event, else the last one up to the cursor.
void EventsPane::followView() {
    const session::Run* run = m_session.run();
    m_missed = !m_inSight->now();
    if (!run || m_missed)
        return;
    const render::ViewState& state = m_session.view().get();
    model::EventIndex wanted = state.selectedEvent;
    const auto& log = run->model().log();
    if (state.cursor && (wanted == model::NoEvent || wanted >= log.size() || log[wanted].time != *state.cursor)) {
        const std::size_t after = log.firstAfter(*state.cursor);
        wanted = after == 0 ? model::NoEvent : static_cast<model::EventIndex>(after) - 1;
    }
    const int row = wanted == model::NoEvent ? -1 : m_events->rowAt(wanted);
    if (row < 0 || row == m_table->currentIndex().row())
        return;
    m_marking = true;
    m_table->setCurrentIndex(m_events->index(row, 0));
    m_table->scrollTo(m_events->index(row, 0), QAbstractItemView::PositionAtCenter);
    m_marking = false;
}

void EventsPane::fillLanesAndObjects() {
    if (m_lane->count() == 0)
        m_lane->addItem(tr("All lanes"), 0u);
    if (m_object->count() == 0)
        m_object->addItem(tr("All objects"), 0u);
    if (!m_session.run())
        return;
    const model::Model& model = m_session.run()->model();
    for (auto i = static_cast<std::size_t>(m_lane->count()) - 1; i < model.lanes().size(); ++i)
        m_lane->addItem(render::shownName(model, model.lanes()[i]), model.lanes()[i].value);
    for (auto i = static_cast<std::size_t>(m_object->count()) - 1; i < model.objects().size(); ++i)
        m_object->addItem(render::shownName(model, model.objects()[i]), model.objects()[i].value);
}

void EventsPane::fillKinds() {
    const int current = std::max(0, m_kind->currentIndex());
    m_kind->clear();
    m_kind->addItem(tr("All kinds"), QVariantList());
    m_kind->addItem(tr("All but definitions"));
    const int happening = m_kind->count() - 1;
    QVariantList happenings;
    for (const EventKindGroup& group : eventKindGroups()) {
        QVariantList all;
        for (const trace::EventKind kind : group.kinds) {
            all << static_cast<unsigned>(kind);
            if (trace::isOccurrence(kind))
                happenings << static_cast<unsigned>(kind);
        }
        m_kind->addItem(group.name, all);
        QFont bold = m_kind->font();
        bold.setBold(true);
        m_kind->setItemData(m_kind->count() - 1, bold, Qt::FontRole);
        for (const trace::EventKind kind : group.kinds)
            m_kind->addItem(QStringLiteral("    ") + eventKindName(kind), QVariantList{static_cast<unsigned>(kind)});
    }
    m_kind->setItemData(happening, happenings);
    m_kind->setCurrentIndex(current);
}

void EventsPane::retell() {
    const session::Run* run = m_session.run();
    QString message, count;
    if (!run) {
        message = tr("Everything that happens in a run is listed here, event by event.");
    } else {
        const QLocale digits; // as the status line writes them
        const auto all = run->model().log().size();
        const auto number = [&](std::size_t n) { return digits.toString(static_cast<qulonglong>(n)); };
        const auto rows = static_cast<std::size_t>(m_events->rowCount());
        if (!m_all->isEnabled())
            count = tr("%1 events").arg(number(rows));
        else if (m_events->seen() < all)
            count = tr("%1 of %2 events · searched %3 %")
                        .arg(number(rows), number(all))
                        .arg(all > 0 ? m_events->seen() * 100 / all : 100);
        else
            count = tr("%1 of %2 events").arg(number(rows), number(all));
        if (rows == 0 && m_all->isEnabled() && m_events->seen() >= all)
            message = tr("No event fits the filter.");
    }
    m_count->setText(count);
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_table->setVisible(message.isEmpty());
}

void EventsPane::dress() {
    if (m_lane->count() > 0)
        m_lane->setItemText(0, tr("All lanes"));
    if (m_object->count() > 0)
        m_object->setItemText(0, tr("All objects"));
    fillLanesAndObjects();
    fillKinds();
    m_lane->setAccessibleName(tr("Only events of this lane"));
    m_lane->setToolTip(tr("Only events of this lane"));
    m_object->setAccessibleName(tr("Only events of this object"));
    m_object->setToolTip(tr("Only events of this object"));
    m_kind->setAccessibleName(tr("Only events of this kind"));
    m_kind->setToolTip(tr("Only events of this kind"));
    m_text->setPlaceholderText(tr("Filter by text"));
    m_text->setAccessibleName(tr("Filter by text"));
    m_text->setToolTip(tr("Only events whose sentence, kind or line has this in it"));
    m_all->setIcon(m_appearance.icon("close", "muted"));
    m_all->setToolTip(tr("Show all events"));
    m_all->setAccessibleName(tr("Show all events"));
    m_all->setIconSize({12, 12});
    m_table->setAccessibleName(tr("Events"));
    emit m_events->headerDataChanged(Qt::Horizontal, 0, EventTable::ColumnCount - 1);
    m_table->viewport()->update();
    retell();
}

void EventsPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        dress();
        filter(); // what is looked for may read otherwise now
    }
    QWidget::changeEvent(event);
}

} // namespace braid::views
