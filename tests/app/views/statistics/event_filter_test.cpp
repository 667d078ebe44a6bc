#include "app/views/statistics/event_filter.h"
#include "engine/model/text/sentence.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>

#include <vector>

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

} // namespace
} // namespace braid::views
