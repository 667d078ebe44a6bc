#pragma once

#include "app/render/rows/geometry.h"
#include "app/views/statistics/event_filter.h"

#include <QAbstractTableModel>
#include <optional>

namespace braid::views {

class Appearance;
class RunSession;

/// The events of the window's run as a table, all or those that fit a filter. Reads the log; without a filter it keeps
/// nothing, with one the numbers of those that fit. GUI thread only.
class EventTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Time,
        Lane,
        Kind,
        Object,
        Sentence,
        Line,
        ColumnCount
    };

    EventTable(RunSession& session, Appearance& appearance, QObject* parent = nullptr);

    /// From now on only what fits; starts from the first event.
    void setCriteria(EventCriteria criteria);
    /// Another run, or none.
    void reset();
    /// Looks for more rows for about `budget` ns and shows them. True when there is nothing left to look at.
    bool advance(qint64 budget);
    /// How many events it has looked at.
    [[nodiscard]] std::size_t seen() const { return m_filter ? m_filter->seen() : m_rows; }

    [[nodiscard]] model::EventIndex eventAt(int row) const;
    /// The row of `event`; where it has none, that of the last one before it; −1 where there is none before it.
    [[nodiscard]] int rowAt(model::EventIndex event) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(model::EventIndex event, int column) const;
    [[nodiscard]] QString recordedNames(model::EventIndex event) const;
    RunSession& m_session;
    Appearance& m_appearance;
    std::optional<EventFilter> m_filter;
    std::size_t m_rows = 0;
};

} // namespace braid::views
