#include "app/views/statistics/figures_table.h"

#include "app/views/base/words.h"

#include <QCollator>
#include <cmath>
#include <limits>

namespace braid::views {

void FiguresTable::showFigures(std::vector<FiguresColumn> columns, std::size_t rows) {
    if (columns.size() != m_columns.size() || rows < m_rows) {
        beginResetModel();
        m_columns = std::move(columns);
        m_rows = rows;
        endResetModel();
        return;
    }
    m_columns = std::move(columns);
    if (rows > m_rows) {
        beginInsertRows({}, static_cast<int>(m_rows), static_cast<int>(rows) - 1);
        m_rows = rows;
        endInsertRows();
    }
    if (m_rows > 0 && !m_columns.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

bool FiguresTable::empty(int column) const {
    const FiguresColumn& asked = m_columns[static_cast<std::size_t>(column)];
    if (!asked.number)
        return false;
    for (std::size_t row = 0; row < m_rows; ++row)
        if (const double number = asked.number(row); !std::isnan(number) && number != 0)
            return false;
    return true;
}

int FiguresTable::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows); }

int FiguresTable::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant FiguresTable::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const FiguresColumn& column = m_columns[static_cast<std::size_t>(index.column())];
    const auto row = static_cast<std::size_t>(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return column.text(row);
    case Qt::ToolTipRole:
        return column.hint ? QVariant(plainTip(column.hint(row))) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (column.number && !column.shares ? Qt::AlignRight : Qt::AlignLeft));
    case NumberRole:
        return column.number ? QVariant(column.number(row)) : QVariant();
    case EventRole:
        return column.event ? QVariant(column.event(row)) : QVariant(model::NoEvent);
    case SharesRole:
        return QVariant::fromValue(static_cast<void*>(const_cast<model::StateTimes*>(column.shares ? column.shares(row) : nullptr)));
    case PairRole:
        return column.pair ? QVariant(column.pair(row)) : QVariant();
    default:
        return {};
    }
}

QVariant FiguresTable::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const FiguresColumn& column = m_columns[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::ToolTipRole)
        return column.tip;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (column.number && !column.shares ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

bool FiguresOrder::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const QVariant a = left.data(FiguresTable::NumberRole), b = right.data(FiguresTable::NumberRole);
    if (!a.isValid() || !b.isValid()) {
        static const QCollator collator = [] {
            QCollator made(QLocale(QLocale::English)); // the C locale of a bare system knows no numbers in names
            made.setNumericMode(true);
            return made;
        }();
        return collator.compare(left.data().toString(), right.data().toString()) < 0;
    }
    const double last = sortOrder() == Qt::AscendingOrder ? std::numeric_limits<double>::infinity() : -1;
    const auto number = [last](const QVariant& value) {
        const double known = value.toDouble();
        return std::isnan(known) ? last : known;
    };
    return number(a) < number(b);
}

} // namespace braid::views
