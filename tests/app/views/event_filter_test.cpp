#include "app/render/scene/bytes_text.h"
#include "app/views/statistics/event_filter.h"
#include "app/views/statistics/event_kinds.h"
#include "app/views/statistics/figures_columns.h"
#include "app/views/statistics/figures_table.h"
#include "engine/model/text/sentence.h"
#include "engine/trace/event_traits.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>
#include <limits>

namespace braid::views {
namespace {

using tests::Story;
using trace::EventKind;

struct TwoLocks : Story {
    LaneId t1 = thread("T1"), t2 = thread("T2");
    ObjectId a = mutex("A"), b = mutex("B");
    TwoLocks() {
        for (int i = 0; i < 10; ++i) {
            take(t1, a);
            give(t1, a);
            take(t2, b);
            give(t2, b);
        }
    }
    std::vector<model::EventIndex> filtered(const EventCriteria& criteria, std::size_t step = SIZE_MAX) {
        EventFilter filter(criteria, [this](model::EventIndex event) {
            return QString::fromStdString(model::describe(this->model, event).english());
        });
        while (!filter.advance(model, step)) {
        }
        return filter.matches();
    }
};

TEST(EventFilter, KeepsWhatIsOfTheLaneOrAboutIt) {
    TwoLocks run;
    EventCriteria criteria;
    criteria.lane = run.t2;
    const auto kept = run.filtered(criteria);
    EXPECT_EQ(kept.size(), 22u) << "its definition, its begin, ten times two";
    for (const model::EventIndex event : kept) {
        const model::LogEntry& entry = run.model.log()[event];
        EXPECT_TRUE(entry.lane == run.t2.value || entry.object == run.t2.value);
    }
}

TEST(EventFilter, KeepsWhatFitsEveryCriterion) {
    TwoLocks run;
    EventCriteria criteria;
    criteria.object = run.a;
    criteria.kinds.set(static_cast<std::size_t>(EventKind::Released));
    EXPECT_EQ(run.filtered(criteria).size(), 10u);
    criteria.text = "t1 RELEASES";
    EXPECT_EQ(run.filtered(criteria).size(), 10u);
    criteria.text = "T2";
    EXPECT_TRUE(run.filtered(criteria).empty());
}

TEST(EventFilter, FindsTheSameInSmallStepsAndGoesOnWhenTheLogGrows) {
    TwoLocks run;
    EventCriteria criteria;
    criteria.object = run.b;
    EXPECT_EQ(run.filtered(criteria, 1), run.filtered(criteria));
    EventFilter filter(criteria, {});
    ASSERT_TRUE(filter.advance(run.model, SIZE_MAX));
    const std::size_t before = filter.matches().size();
    run.take(run.t1, run.b);
    EXPECT_FALSE(filter.advance(run.model, 0));
    EXPECT_TRUE(filter.advance(run.model, SIZE_MAX));
    EXPECT_EQ(filter.matches().size(), before + 1);
    EXPECT_EQ(filter.seen(), run.model.log().size());
}

TEST(EventFilter, DoesNotTakeTheNumberOfASiteForAnObject) {
    Story run;
    const ObjectId first = run.mutex("A"); // number 1, as the site below
    run.site("a.cpp", 3);
    EventCriteria criteria;
    criteria.object = first;
    EventFilter filter(criteria, {});
    EXPECT_TRUE(filter.advance(run.model, SIZE_MAX));
    EXPECT_EQ(filter.matches().size(), 1u);
}

TEST(EventKinds, AreAllInOneGroupEachAndHaveAWordOfTheirOwn) {
    std::bitset<256> seen;
    QStringList words;
    for (const EventKindGroup& group : eventKindGroups()) {
        EXPECT_FALSE(group.name.isEmpty());
        EXPECT_TRUE((seen & group.mask()).none());
        seen |= group.mask();
        for (const EventKind kind : group.kinds)
            words << eventKindName(kind);
    }
    EXPECT_EQ(seen.count(), trace::EventTable.size() - 1) << "all but None";
    EXPECT_EQ(words.removeDuplicates(), 0);
    EXPECT_FALSE(words.contains(eventKindName(EventKind::None)));
}

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

TEST(Bytes, HaveBinaryUnits) {
    EXPECT_EQ(render::bytesText(0), "0 B");
    EXPECT_EQ(render::bytesText(1536), "1.5 KiB");
    EXPECT_EQ(render::bytesText(200.0 * 1024 * 1024), "200 MiB");
}

} // namespace
} // namespace braid::views
