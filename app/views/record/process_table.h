#pragma once

#include "app/session/process_list.h"

#include <QAbstractTableModel>

namespace braid::views {

/// Processes as rows: number, name, user, threads, how long they have been there and what they do.
class ProcessTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        Number,
        Name,
        User,
        Threads,
        Age,
        Does,
        ColumnCount
    };
    /// The values to sort by.
    static constexpr int SortRole = Qt::UserRole;

    explicit ProcessTable(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void set(std::vector<session::ListedProcess> processes);
    [[nodiscard]] const session::ListedProcess& at(int row) const { return m_processes[static_cast<std::size_t>(row)]; }
    /// The row of process `pid`, or −1.
    [[nodiscard]] int rowOf(int pid) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_processes.size()); }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<session::ListedProcess> m_processes;
};

} // namespace braid::views
