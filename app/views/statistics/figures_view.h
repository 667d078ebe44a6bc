#pragma once

#include "app/views/statistics/figures_table.h"

#include <QTableView>

namespace braid::views {

class Appearance;

/// A FiguresTable on the screen: sortable, without the columns that have nothing in them, mouse and keyboard alike.
class FiguresView : public QTableView {
    Q_OBJECT
public:
    FiguresView(Appearance& appearance, const char* name, QWidget* parent = nullptr);

    void showFigures(std::vector<FiguresColumn> columns, std::size_t rows);
    /// Marks the row, -1 = none, without a signal.
    void mark(int row);
    [[nodiscard]] FiguresTable& figures() { return *m_table; }

signals:
    /// A click or Enter on a cell of figures' `row`. `event` = where the cell leads, NoEvent = nowhere; `length` its number.
    void chosen(int row, braid::model::EventIndex event, double length);

private:
    void choose(const QModelIndex& index);
    void fit();
    FiguresTable* m_table;
    FiguresOrder* m_order;
    int m_fittedColumns = 0;
};

} // namespace braid::views
