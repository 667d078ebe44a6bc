#include "app/views/statistics/figures_columns.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>

#include <memory>

namespace braid::views {
namespace {

using tests::Story;

TEST(FiguresColumns, SayWhatTheStatisticsSayAndWhereTheWorstIs) {
    Story run;
    const LaneId t1 = run.thread("T1"), t2 = run.thread("T2");
    const ObjectId a = run.mutex("A");
    run.take(t1, a);
    const auto wait = run.wait(t2, a);
    run.after(20'000'000).give(t1, a);
    run.after(0).take(t2, a);
    const auto all = std::make_shared<const analysis::Statistics>(analysis::statistics(run.model, run.now()));
    const auto columns = objectColumns(run.model, all);
    const auto column = [&](const char* title) -> const FiguresColumn& {
        for (const FiguresColumn& one : columns)
            if (one.title == title)
                return one;
        ADD_FAILURE() << title;
        return columns.front();
    };
    EXPECT_EQ(column("Object").text(0), "A");
    EXPECT_EQ(column("Contention").text(0), "50 %");
    EXPECT_EQ(column("Waited").text(0), "20 ms");
    EXPECT_EQ(column("Longest wait").event(0), wait);
    EXPECT_TRUE(column("Longest wait").hint(0).startsWith("T2, at "));
    EXPECT_EQ(column("Longest in queue").text(0), "") << "it is no queue";
    for (const FiguresColumn& one : columns)
        EXPECT_FALSE(one.tip.isEmpty()) << qPrintable(one.title);
    const auto lanes = laneColumns(run.model, all);
    EXPECT_EQ(lanes[2].shares(1), &all->lanes[1].ns);
    EXPECT_TRUE(lanes[2].text(1).contains("blocked"));
}

} // namespace
} // namespace braid::views
