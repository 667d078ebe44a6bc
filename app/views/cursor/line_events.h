#pragma once

#include "engine/model/model.h"

#include <QAbstractTableModel>
#include <string>
#include <vector>

namespace braid::views {

class RunSession;

/// What happened at one line of a file in the session's run: time, lane, sentence. Grows with the run.
class LineEvents : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit LineEvents(RunSession& session, QObject* parent = nullptr);

    /// `line` from 1; 0 = none.
    void show(const QString& file, int line);
    void grow();
    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] const std::vector<model::EventIndex>& events() const { return m_events; }
    /// Its row, or −1.
    [[nodiscard]] int rowOf(model::EventIndex event) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    RunSession& m_session;
    std::string m_file;
    int m_line = 0;
    model::EventIndex m_seen = 0; ///< how far in the log was looked
    std::vector<model::EventIndex> m_events;
};

} // namespace braid::views
