#include "app/views/statistics/event_table.h"
#include "app/render/rows/geometry.h"

#include "app/render/scene/theme.h"
#include "app/render/scene/translate.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"
#include "app/views/statistics/event_kinds.h"
#include "engine/model/text/sentence.h"

#include <QElapsedTimer>
#include <algorithm>

namespace braid::views {
namespace {
constexpr std::size_t FilteredPerLook = 256; ///< events between two looks at the clock: sentences take a microsecond or two each

} // namespace

EventTable::EventTable(RunSession& session, Appearance& appearance, QObject* parent)
    : QAbstractTableModel(parent), m_session(session), m_appearance(appearance) {}

void EventTable::setCriteria(EventCriteria criteria) {
    beginResetModel();
    m_rows = 0;
    if (criteria.empty())
        m_filter.reset();
    else
        m_filter.emplace(std::move(criteria), [this](model::EventIndex event) {
            return QStringList{text(event, Sentence), text(event, Kind), text(event, Line), recordedNames(event)}.join(QLatin1Char('\n'));
        });
    endResetModel();
}

void EventTable::reset() {
    setCriteria(m_filter ? m_filter->criteria() : EventCriteria());
}

bool EventTable::advance(qint64 budget) {
    const session::Run* run = m_session.run();
    if (!run)
        return true;
    bool done = true;
    std::size_t rows = run->model().log().size();
    if (m_filter) {
        QElapsedTimer spent;
        spent.start();
        do {
            done = m_filter->advance(run->model(), FilteredPerLook);
        } while (!done && spent.nsecsElapsed() < budget);
        rows = m_filter->matches().size();
    }
    if (rows > m_rows) {
        beginInsertRows({}, static_cast<int>(m_rows), static_cast<int>(rows) - 1);
        m_rows = rows;
        endInsertRows();
    }
    return done;
}

model::EventIndex EventTable::eventAt(int row) const {
    if (row < 0 || static_cast<std::size_t>(row) >= m_rows)
        return model::NoEvent;
    return m_filter ? m_filter->matches()[static_cast<std::size_t>(row)] : static_cast<model::EventIndex>(row);
}

int EventTable::rowAt(model::EventIndex event) const {
    if (!m_filter)
        return static_cast<int>(std::min<std::size_t>(event, m_rows == 0 ? 0 : m_rows - 1)) - (m_rows == 0 ? 1 : 0);
    const auto begin = m_filter->matches().begin(), end = begin + static_cast<std::ptrdiff_t>(m_rows);
    return static_cast<int>(std::upper_bound(begin, end, event) - begin) - 1;
}

int EventTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows); }

int EventTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString EventTable::text(model::EventIndex event, int column) const {
    const model::Model& model = m_session.run()->model();
    const model::LogEntry& entry = model.log()[event];
    switch (column) {
    case Time:
        return QString::number(static_cast<double>(entry.time) / 1e9, 'f', 6);
    case Lane:
        return entry.lane ? render::shownName(model, LaneId{entry.lane}) : QString();
    case Kind:
        return eventKindName(entry.kind);
    case Object:
        return entry.object && trace::isObject(entry.kind) ? render::shownName(model, ObjectId{entry.object}) : QString();
    case Sentence:
        return render::translated(model::describe(model, event));
    default:
        return toQt(model::siteText(model, SiteId{entry.site}));
    }
}

/// What the program calls those whose names are said in another language.
QString EventTable::recordedNames(model::EventIndex event) const {
    const model::Model& model = m_session.run()->model();
    const model::LogEntry& entry = model.log()[event];
    QStringList names;
    if (entry.lane)
        names << toQt(model.name(LaneId{entry.lane}));
    if (entry.object && trace::isObject(entry.kind))
        names << toQt(model.name(ObjectId{entry.object}));
    return names.join(QLatin1Char('\n'));
}

QVariant EventTable::data(const QModelIndex& index, int role) const {
    const session::Run* run = m_session.run();
    const model::EventIndex event = index.isValid() ? eventAt(index.row()) : model::NoEvent;
    if (!run || event >= run->model().log().size())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(event, index.column());
    case Qt::ToolTipRole:
        return plainTip(text(event, Sentence));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == Time ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        return index.column() == Time || index.column() == Line ? QVariant(Appearance::monospace()) : QVariant();
    case Qt::DecorationRole: {
        const std::uint32_t lane = run->model().log()[event].lane;
        if (index.column() != Lane || lane == 0)
            return {};
        static const render::Theme Dark = render::Theme::dark(), Light = render::Theme::light();
        return (m_appearance.dark() ? Dark : Light).color(render::chipOf(run->model(), LaneId{lane}));
    }
    default:
        return {};
    }
}

QVariant EventTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == Time ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time, s");
    case Lane:
        return tr("Lane");
    case Kind:
        return tr("Kind");
    case Object:
        return tr("Object");
    case Sentence:
        return tr("What happens");
    default:
        return tr("Line");
    }
}

} // namespace braid::views
