#pragma once

#include "engine/model/model.h"

#include <QAbstractTableModel>
#include <QPointF>
#include <QSortFilterProxyModel>
#include <QString>
#include <functional>
#include <vector>

namespace braid::views {

/// A column of a FiguresTable. The functions are asked for the rows in sight only; `text` must be there.
struct FiguresColumn {
    QString title;
    QString tip; ///< what it means, and its unit
    std::function<QString(std::size_t)> text;
    std::function<double(std::size_t)> number = {};                   ///< what it is sorted by, NaN = none; without it: by text, numbers in it as numbers
    std::function<model::EventIndex(std::size_t)> event = {};         ///< a click on the cell goes there
    std::function<const model::StateTimes*(std::size_t)> shares = {}; ///< drawn as a bar
    std::function<QPointF(std::size_t)> pair = {};                    ///< two values (x, then y) drawn as bars to one scale, the greater one full
    std::function<QString(std::size_t)> hint = {};                    ///< more about this very cell
};

/// Figures in rows and columns, owned by another object: holds no copy. GUI thread only.
class FiguresTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        NumberRole = Qt::UserRole,
        EventRole,
        SharesRole,
        PairRole
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// New figures. Rows keep their meaning (more of them may come behind) unless `columns` or rows become fewer.
    void showFigures(std::vector<FiguresColumn> columns, std::size_t rows);
    [[nodiscard]] const std::vector<FiguresColumn>& columns() const { return m_columns; }
    /// No row has anything in it.
    [[nodiscard]] bool empty(int column) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<FiguresColumn> m_columns;
    std::size_t m_rows = 0;
};

/// Sorts numbers as numbers, also within names: T2 before T10. What has no number comes last, either way round.
class FiguresOrder : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

} // namespace braid::views
