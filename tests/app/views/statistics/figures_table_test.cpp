#include "app/views/statistics/figures_table.h"

#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace braid::views {
namespace {

TEST(FiguresOrder, PutsNumbersInOrderNamesAsPeopleCountAndWhatHasNoNumberLast) {
    const std::vector<QString> names{"T10", "T2", "T1"};
    const std::vector<double> numbers{5, std::numeric_limits<double>::quiet_NaN(), 7};
    FiguresTable table;
    table.showFigures({{"name", {}, [&](std::size_t row) { return names[row]; }},
                       {"number", {}, [](std::size_t) { return QString(); }, [&](std::size_t row) { return numbers[row]; }}},
                      3);
    FiguresOrder order;
    order.setSourceModel(&table);
    const auto shown = [&] {
        QStringList all;
        for (int row = 0; row < order.rowCount(); ++row)
            all << order.index(row, 0).data().toString();
        return all;
    };
    EXPECT_EQ(shown(), (QStringList{"T10", "T2", "T1"})) << "as they came";
    order.sort(0);
    EXPECT_EQ(shown(), (QStringList{"T1", "T2", "T10"}));
    order.sort(1, Qt::AscendingOrder);
    EXPECT_EQ(shown(), (QStringList{"T10", "T1", "T2"}));
    order.sort(1, Qt::DescendingOrder);
    EXPECT_EQ(shown(), (QStringList{"T1", "T10", "T2"}));
}

} // namespace
} // namespace braid::views
