#include "app/views/base/appearance.h"
#include "app/views/statistics/figures_view.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QHeaderView>

namespace braid::views {
namespace {

/// A table of two rows, sentences and numbers.
struct Differences {
    Appearance appearance{*qApp};
    FiguresView view{appearance, "differences"};
    const QStringList sentences{QStringLiteral("short"), QStringLiteral("a lock was waited for three times as long in the second run as it was in the first one, ").repeated(3)};

    explicit Differences(bool wrapped) {
        if (wrapped)
            view.wrapFirst();
        view.resize(700, 300);
        view.show();
        view.showFigures({{"Difference", {}, [this](std::size_t row) { return sentences[static_cast<qsizetype>(row)]; }},
                          {"First", {}, [](std::size_t row) { return QString::number(row + 1); }, [](std::size_t row) { return static_cast<double>(row + 1); }}},
                         2);
        QCoreApplication::processEvents();
    }
    [[nodiscard]] int widths() const { return view.columnWidth(0) + view.columnWidth(1); }
};

TEST(FiguresView, GivesSentencesAsManyLinesAsTheyNeed) {
    Differences table(true);
    FiguresView& view = table.view;
    const int line = view.fontMetrics().height();
    EXPECT_LE(table.widths(), view.viewport()->width()) << "no column is out of sight";
    EXPECT_LT(view.rowHeight(0), 2 * line);
    EXPECT_GE(view.rowHeight(1), 3 * line);
    const int before = view.rowHeight(1);
    view.resize(2400, 300);
    QCoreApplication::processEvents();
    EXPECT_LT(view.rowHeight(1), before) << "where there is more room fewer lines will do";
    EXPECT_EQ(table.widths(), view.viewport()->width());
}

TEST(FiguresView, HasSentencesWholeInSightHoweverNarrowItIs) {
    Differences table(true);
    table.view.resize(190, 300);
    QCoreApplication::processEvents();
    EXPECT_LE(table.view.columnWidth(0), table.view.viewport()->width());
}

TEST(FiguresView, CutsNoWordsThatAreShort) {
    Appearance appearance(*qApp);
    FiguresView view(appearance, "objects");
    const QStringList kinds{QStringLiteral("semaphore"), QStringLiteral("condition variable"), QStringLiteral("coroutine")};
    view.resize(700, 300);
    view.show();
    view.showFigures({{"Object", {}, [](std::size_t row) { return QStringLiteral("token %1").arg(row); }},
                      {"Kind", {}, [&](std::size_t row) { return kinds[static_cast<qsizetype>(row)]; }},
                      {"Longest in queue", {}, [](std::size_t row) { return QString::number(row); }, [](std::size_t row) { return static_cast<double>(row); }}},
                     3);
    QCoreApplication::processEvents();
    for (int column = 0; column < 3; ++column) {
        EXPECT_GE(view.columnWidth(column), view.horizontalHeader()->sectionSizeHint(column)) << "its heading";
        for (int row = 0; row < 3; ++row)
            EXPECT_GE(view.columnWidth(column), view.sizeHintForIndex(view.model()->index(row, column)).width()) << row << ' ' << column;
    }
}

TEST(FiguresView, IsCopiedAsItStandsThere) {
    Differences table(false);
    table.view.sortByColumn(1, Qt::DescendingOrder);
    EXPECT_EQ(table.view.text(), "Difference\tFirst\n" + table.sentences[1].simplified() + "\t2\nshort\t1\n");
    table.view.mark(0);
    EXPECT_EQ(table.view.text(true), "Difference\tFirst\nshort\t1\n");
}

} // namespace
} // namespace braid::views
