// What the model keeps in bounds, whatever a file says.

#include "engine/model/query/current_wait.h"
#include "engine/model/query/seek.h"
#include "engine/model/store/allowance.h"
#include "engine/model/store/crowd.h"
#include "tests/engine/model/events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>
#include <random>

namespace braid::tests {
namespace {

using model::Crowd;
using model::Model;
using model::State;
using testing::ElementsAre;
using testing::SizeIs;

TEST(Limits, LanesNestedTooDeepLieBesideTheirParent) {
    Story s;
    LaneId last = s.process("p");
    std::vector<LaneId> chain{last};
    for (int i = 0; i < 1000; ++i)
        chain.push_back(last = s.define("c", trace::LaneKind::Coroutine, last));
    std::size_t deepest = 0;
    for (const LaneId id : chain) {
        std::size_t depth = 0;
        for (const model::Lane* lane = s.model.lane(id); lane->parent; lane = s.model.lane(lane->parent))
            ++depth;
        deepest = std::max(deepest, depth);
    }
    EXPECT_EQ(deepest, Model::DeepestNesting);
    EXPECT_EQ(s.model.lane(chain[100])->parent, s.model.lane(chain[101])->parent) << "siblings from there on";
    EXPECT_EQ(s.model.lanes().size(), 1001u);
    for (const LaneId id : chain)
        (void)model::canMove(s.model, *s.model.lane(id));
}

TEST(Limits, ALaneOfAHighNumberCostsNoMoreThanAnother) {
    Story s;
    const LaneId high{0xFFFFFFF0};
    s.add(Story::Kind::DefineLane, {}, objectOf(high), static_cast<std::uint64_t>(trace::LaneKind::Thread), 0, "T");
    const SiteId site = s.site("a.cpp", 7);
    s.begin(high);
    s.from(site).add(Story::Kind::Yield, high);
    const auto lines = model::linesAt(s.model, "a.cpp", s.now());
    ASSERT_THAT(lines, SizeIs(1));
    EXPECT_EQ(lines[0].lane, high);
    EXPECT_EQ(lines[0].line, 7u);
    EXPECT_LT(s.model.memory(), 100'000u);
}

TEST(Limits, NumbersFarApartDoNotFillATable) {
    Story s;
    for (std::uint32_t i = 1; i < 4000; ++i)
        s.add(Story::Kind::DefineObject, {}, ObjectId{i * 1'000'003u}, 0, static_cast<std::uint32_t>(trace::ObjectKind::Mutex), "M");
    EXPECT_EQ(s.model.objects().size(), 3999u);
    EXPECT_NE(s.model.object(ObjectId{3999u * 1'000'003u}), nullptr);
    EXPECT_LT(s.model.memory(), 3999u * 2500);
}

TEST(Limits, ACrowdPaysForItsRoomWithWhatItsLanesDid) {
    Story s;
    const LaneId p = s.process("p");
    for (int family = 0; family < 200; ++family)
        for (int i = 0; i < 66; ++i)
            s.define(std::string(1 + family / 26, static_cast<char>('a' + family % 26)) + std::to_string(i), trace::LaneKind::Thread, p);
    EXPECT_LT(s.model.memory(), 200u * 66 * 2000) << "a crowd with bins takes a megabyte";
}

TEST(Limits, ACrowdSaysTheSameWithAndWithoutBins) {
    Crowd few, many;
    const tests::Seed seed(11);
    std::mt19937 random(seed);
    std::vector<model::Nanos> edges;
    for (model::Nanos time = 0; time <= 2'000'000'000; time += 50'000'000)
        edges.push_back(time);
    // `many` is filled up with steps that take each other back.
    for (std::size_t i = 0; i < Crowd::MostSteps; i += 2) {
        many.enter(5, State::Sleeping);
        many.leave(5, State::Sleeping);
    }
    for (int i = 0; i < 2000; ++i) {
        const auto begin = static_cast<model::Nanos>(random() % 1'500'000'000);
        const auto end = begin + static_cast<model::Nanos>(random() % 400'000'000);
        for (Crowd* crowd : {&few, &many}) {
            crowd->enter(begin, State::Running);
            crowd->leave(end, State::Running);
        }
    }
    EXPECT_EQ(few.resolution(), 0);
    ASSERT_GT(many.resolution(), 0);
    EXPECT_LT(few.memory() * 10, many.memory());
    const auto exact = few.between(edges), binned = many.between(edges);
    for (std::size_t i = 0; i < exact.size(); ++i)
        EXPECT_NEAR(static_cast<double>(exact[i][2]), static_cast<double>(binned[i][2]), 2000.0 * static_cast<double>(many.resolution()));
}

TEST(Limits, AQueueGivesItsItemsBackInWhateverOrder) {
    Story s;
    const LaneId a = s.thread("a");
    const ObjectId queue = s.object(Story::Type::PriorityQueue, "q");
    std::vector<std::uint64_t> numbers(500);
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = i + 1;
    const tests::Seed seed(3);
    std::mt19937 random(seed);
    std::shuffle(numbers.begin(), numbers.end(), random);
    for (const std::uint64_t number : numbers)
        s.add(Story::Kind::Put, a, queue, number);
    EXPECT_EQ(s.model.object(queue)->value, 500);
    std::shuffle(numbers.begin(), numbers.end(), random);
    const std::size_t before = s.model.arrows().size();
    for (const std::uint64_t number : numbers)
        s.add(Story::Kind::Get, a, queue, number);
    EXPECT_EQ(s.model.object(queue)->value, 0);
    EXPECT_EQ(s.model.arrows().size(), before + 500) << "each was found";
}

TEST(Limits, TheWorkThatMayBeDoneGrowsWithTheEvents) {
    model::Allowance allowance;
    EXPECT_TRUE(allowance.take(model::Allowance::AtFirst, 0));
    EXPECT_FALSE(allowance.take(1, 0));
    EXPECT_TRUE(allowance.take(model::Allowance::PerEvent, 1));
    EXPECT_FALSE(allowance.take(1, 1));
}

TEST(Limits, UsersAreFoundInWhateverOrderTheyCome) {
    Story s;
    const ObjectId lock = s.mutex("A");
    std::vector<LaneId> lanes;
    for (int i = 0; i < 5000; ++i)
        lanes.push_back(s.thread("T"));
    const LaneId stranger = s.thread("U");
    for (std::size_t i = lanes.size(); i-- > 0;) {
        s.take(lanes[i], lock);
        s.give(lanes[i], lock);
    }
    for (const LaneId lane : lanes)
        EXPECT_TRUE(s.model.object(lock)->usedBy(lane));
    EXPECT_FALSE(s.model.object(lock)->usedBy(stranger));
    EXPECT_EQ(s.model.object(lock)->users.size() + s.model.object(lock)->lateUsers.size(), 5000u);
}

TEST(Limits, AVariableMayBeginBelowNothing) {
    Story s;
    const ObjectId variable = s.object(Story::Type::Variable, "v", static_cast<std::uint64_t>(-5));
    EXPECT_EQ(s.model.object(variable)->initial, -5);
}

TEST(Limits, APlaceInALogWhoseTimesGoBackLiesBehindAllThatHappenedBefore) {
    Story s;
    const LaneId a = s.thread("a"), b = s.thread("b");
    s.after(10_ms).add(Story::Kind::Yield, a);
    const model::EventIndex late = s.after(10_ms).add(Story::Kind::Yield, a);
    const model::Nanos lateAt = s.now();
    const model::EventIndex early = s.after(-5_ms).add(Story::Kind::Yield, b); // stamped before its predecessor
    s.after(20_ms).add(Story::Kind::Yield, a);
    const model::Place between = model::placeAt(s.model, lateAt - 2_ms);
    EXPECT_EQ(model::nextEvent(s.model, between, model::Direction::Back), early);
    EXPECT_EQ(model::nextEvent(s.model, between, model::Direction::Forward), late) << "it is not skipped";
}

} // namespace
} // namespace braid::tests
