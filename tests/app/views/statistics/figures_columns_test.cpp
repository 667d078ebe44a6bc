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

TEST(FiguresColumns, SayOfContentionWhichLineWaitsBehindWhich) {
    Story run;
    const LaneId t1 = run.thread("T1"), t2 = run.thread("T2");
    const ObjectId a = run.mutex("A");
    const SiteId holds = run.site("pool.cc", 10), asks = run.site("pool.cc", 20);
    run.from(holds).take(t1, a);
    const auto wait = run.from(asks).wait(t2, a);
    run.after(20'000'000).give(t1, a);
    run.after(0).from(holds).take(t1, a);
    run.after(0).give(t1, a);
    run.after(0).from(asks).take(t2, a);
    const auto all = std::make_shared<const analysis::Statistics>(analysis::statistics(run.model, run.now()));
    ASSERT_EQ(all->contention.size(), 1u);
    const auto columns = contentionColumns(run.model, all);
    ASSERT_EQ(columns.size(), 7u);
    EXPECT_EQ(columns[0].text(0), "A");
    EXPECT_EQ(columns[1].text(0), "pool.cc:20");
    EXPECT_EQ(columns[2].text(0), "pool.cc:10");
    EXPECT_EQ(columns[3].text(0), "1");
    EXPECT_EQ(columns[4].text(0), "20 ms");
    EXPECT_EQ(columns[5].event(0), wait);
    EXPECT_EQ(columns[6].text(0), "1");
    EXPECT_EQ(columns[6].hint(0), "the last time by T1");
    for (const FiguresColumn& one : columns)
        EXPECT_FALSE(one.tip.isEmpty()) << qPrintable(one.title);
}

} // namespace
} // namespace braid::views
