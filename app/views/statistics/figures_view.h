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
    /// Its first column takes the width that the others leave, and its words as many lines as they need. For tables of few rows.
    void wrapFirst();
    /// The rows as they stand there, of the marked one only with `marked`: a line each, cells apart by tabs, under a line of headings.
    [[nodiscard]] QString text(bool marked = false) const;
    /// Marks the row, -1 = none, without a signal.
    void mark(int row);
    [[nodiscard]] FiguresTable& figures() { return *m_table; }

protected:
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

signals:
    /// A click or Enter on a cell of figures' `row`. `event` = where the cell leads, NoEvent = nowhere; `length` its number.
    void chosen(int row, braid::model::EventIndex event, double length);

private:
    void choose(const QModelIndex& index);
    void fit();
    void wrap();
    FiguresTable* m_table;
    FiguresOrder* m_order;
    int m_fittedColumns = 0;
    bool m_wraps = false;
};

} // namespace braid::views
