#include "app/views/statistics/figures_view.h"

#include "app/views/statistics/share_delegate.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

namespace braid::views {
namespace {
constexpr int ShareWidth = 180; ///< pixels, of the column with the bars
constexpr int FirstWidth = 130; ///< of the names, at most at first
constexpr int WordsWidth = 200;
constexpr int SentenceWidth = 620;
constexpr int NarrowestWrapped = 240;
constexpr int Room = 12; ///< beside the words of a cell
} // namespace

FiguresView::FiguresView(Appearance& appearance, const char* name, QWidget* parent)
    : QTableView(parent), m_table(new FiguresTable(this)), m_order(new FiguresOrder(this)) {
    setObjectName(QLatin1String(name));
    m_order->setSourceModel(m_table);
    setModel(m_order);
    setItemDelegate(new ShareDelegate(appearance, this));
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 9);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setSectionsMovable(true);
    // In order of creation until the user asks for another one; a third click on a heading goes back to it.
    horizontalHeader()->setSortIndicatorClearable(true);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
    connect(this, &QTableView::clicked, this, &FiguresView::choose);
    connect(this, &QTableView::activated, this, &FiguresView::choose);
}

void FiguresView::showFigures(std::vector<FiguresColumn> columns, std::size_t rows) {
    m_table->showFigures(std::move(columns), rows);
    for (int column = 0; column < m_table->columnCount(); ++column)
        setColumnHidden(column, m_table->empty(column));
    fit();
    if (m_wraps)
        wrap();
}

void FiguresView::wrapFirst() {
    m_wraps = true;
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column == 0)
            resizeRowsToContents();
    });
}

void FiguresView::wrap() {
    int others = 0;
    for (int column = 1; column < m_table->columnCount(); ++column)
        others += isColumnHidden(column) ? 0 : columnWidth(column);
    if (m_table->columnCount() > 0)
        setColumnWidth(0, std::max(std::min(NarrowestWrapped, viewport()->width()), viewport()->width() - others)); // all of a sentence is in sight
    resizeRowsToContents();
}

QString FiguresView::text(bool marked) const {
    QStringList lines;
    const auto add = [&](const auto& cell) {
        QStringList cells;
        for (int column = 0; column < m_order->columnCount(); ++column)
            if (!isColumnHidden(column))
                cells << cell(column).simplified();
        lines << cells.join(u'\t');
    };
    add([&](int column) { return m_order->headerData(column, Qt::Horizontal).toString(); });
    for (int row = 0; row < m_order->rowCount(); ++row)
        if (!marked || row == currentIndex().row())
            add([&](int column) { return m_order->index(row, column).data().toString(); });
    return lines.join(u'\n') + u'\n';
}

void FiguresView::contextMenuEvent(QContextMenuEvent* event) {
    if (m_order->rowCount() == 0)
        return;
    QMenu menu(this);
    const auto copy = [this](bool marked) { QGuiApplication::clipboard()->setText(text(marked)); };
    QAction* row = menu.addAction(tr("Copy the row"), this, [copy] { copy(true); });
    row->setEnabled(currentIndex().isValid());
    menu.addAction(tr("Copy the table"), this, [copy] { copy(false); });
    menu.exec(event->globalPos());
}

void FiguresView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(text(currentIndex().isValid()));
    else
        QTableView::keyPressEvent(event);
}

void FiguresView::resizeEvent(QResizeEvent* event) {
    QTableView::resizeEvent(event);
    if (m_wraps)
        wrap();
}

void FiguresView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (m_wraps && event->type() == QEvent::FontChange)
        wrap();
}

void FiguresView::fit() {
    // Once: widths that move with every number could not be read, and what the user has dragged stays.
    const int count = m_table->columnCount();
    if (count == 0)
        m_fittedColumns = 0;
    if (m_table->rowCount() == 0 || m_fittedColumns == count)
        return;
    m_fittedColumns = count;
    const QFontMetrics metrics = fontMetrics();
    for (int column = 0; column < count; ++column) {
        int width = horizontalHeader()->sectionSizeHint(column); // with room for the sign of the order
        const FiguresColumn& shown = m_table->columns()[static_cast<std::size_t>(column)];
        if (shown.shares || shown.pair)
            width = std::max(width, ShareWidth);
        else if (column == 0)
            width = std::max(width, std::clamp(sizeHintForColumn(0) + Room, 60, shown.hint ? SentenceWidth : FirstWidth));
        else // words whole where they are short, such as the kind of an object
            width = std::max({width, metrics.horizontalAdvance(QStringLiteral("888 ms")) + 2 * Room,
                              std::min(sizeHintForColumn(column) + Room, WordsWidth)});
        setColumnWidth(column, width);
    }
}

void FiguresView::mark(int row) {
    const QModelIndex wanted = row < 0 ? QModelIndex() : m_order->mapFromSource(m_table->index(row, 0));
    if (wanted.isValid() && wanted.row() == currentIndex().row())
        return;
    setCurrentIndex(wanted);
    if (!wanted.isValid())
        clearSelection();
}

void FiguresView::choose(const QModelIndex& index) {
    const QModelIndex source = m_order->mapToSource(index);
    if (!source.isValid())
        return;
    emit chosen(source.row(), source.data(FiguresTable::EventRole).toUInt(), source.data(FiguresTable::NumberRole).toDouble());
}

} // namespace braid::views
