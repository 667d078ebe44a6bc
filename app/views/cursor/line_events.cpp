#include "app/views/cursor/line_events.h"

#include "app/render/scene/translate.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"
#include "engine/model/query/seek.h"
#include "engine/model/text/sentence.h"

#include <algorithm>

namespace braid::views {
namespace {
enum Column {
    Time,
    Lane,
    Sentence,
    ColumnCount
};
} // namespace

LineEvents::LineEvents(RunSession& session, QObject* parent) : QAbstractTableModel(parent), m_session(session) {}

void LineEvents::show(const QString& file, int line) {
    beginResetModel();
    m_file = file.toStdString();
    m_line = m_session.run() ? line : 0;
    m_seen = 0;
    m_events.clear();
    if (m_line > 0)
        m_seen = eventsOfLine(m_session.run()->model(), m_file, static_cast<std::uint32_t>(m_line), 0, m_events);
    endResetModel();
}

void LineEvents::grow() {
    if (m_line == 0 || !m_session.run())
        return;
    std::vector<model::EventIndex> fresh;
    m_seen = eventsOfLine(m_session.run()->model(), m_file, static_cast<std::uint32_t>(m_line), m_seen, fresh);
    if (fresh.empty())
        return;
    const auto first = static_cast<int>(m_events.size());
    beginInsertRows({}, first, first + static_cast<int>(fresh.size()) - 1);
    m_events.insert(m_events.end(), fresh.begin(), fresh.end());
    endInsertRows();
}

int LineEvents::rowOf(model::EventIndex event) const {
    const auto place = std::lower_bound(m_events.begin(), m_events.end(), event);
    return place != m_events.end() && *place == event ? static_cast<int>(place - m_events.begin()) : -1;
}

int LineEvents::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_events.size()); }

int LineEvents::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant LineEvents::data(const QModelIndex& index, int role) const {
    const session::Run* run = m_session.run();
    if (!run || index.row() < 0 || index.row() >= static_cast<int>(m_events.size()))
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == Time ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const model::EventIndex event = m_events[static_cast<std::size_t>(index.row())];
    if (event >= run->model().log().size())
        return {};
    const model::LogEntry& entry = run->model().log()[event];
    switch (index.column()) {
    case Time:
        return momentText(entry.time);
    case Lane:
        return role == Qt::ToolTipRole ? QString() : render::shownName(run->model(), LaneId{entry.lane});
    default: {
        const QString sentence = render::translated(model::describe(run->model(), event));
        return role == Qt::ToolTipRole ? plainTip(sentence) : sentence;
    }
    }
}

QVariant LineEvents::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Time ? tr("Time") : section == Lane ? tr("Lane")
                                                          : tr("What happened");
}

} // namespace braid::views
