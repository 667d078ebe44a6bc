#include "engine/model/query/level_of_detail.h"

#include "engine/model/query/statistics.h"
#include "tests/engine/model/random_events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::model;
using namespace braid::tests;

namespace {

LaneShare naiveShare(const Lane& lane, Nanos now, Nanos from, Nanos to) {
    LaneShare share;
    std::size_t first = 0, last = 0;
    for (std::size_t i = 0; i < lane.intervals().size(); ++i) {
        const Interval interval = lane.intervals()[i];
        const Nanos begin = std::max(interval.begin, from);
        const Nanos end = std::min({interval.end, now, to});
        if (begin >= end)
            continue;
        share.ns[static_cast<std::size_t>(interval.state)] += end - begin;
        first = last == 0 ? i : first;
        last = i + 1;
    }
    share.intervals = {lane.intervals(), first, last};
    return share;
}

struct NaiveObject {
    Nanos held = 0;
    double waiters = 0;
    std::size_t holdings = 0;
};
NaiveObject naiveShare(const Object& object, Nanos now, Nanos from, Nanos to) {
    NaiveObject share;
    to = std::min(to, now);
    for (const Holding& holding : object.holdings()) {
        const Nanos part = std::min({holding.end, now, to}) - std::max(holding.begin, from);
        if (part <= 0)
            continue;
        share.held += part;
        ++share.holdings;
    }
    for (std::size_t i = 0; i < object.levels().size(); ++i) {
        const Nanos end = std::min(i + 1 < object.levels().size() ? object.levels()[i + 1].time : now, to);
        const Nanos part = end - std::max(object.levels()[i].time, from);
        if (part > 0)
            share.waiters += static_cast<double>(object.levels()[i].waiters) * static_cast<double>(part);
    }
    share.waiters /= static_cast<double>(to - from);
    return share;
}

/// Cuts the run into `columns` stretches and visits them in order, as a painter does.
template <class Visit>
void forColumns(const Model& model, Nanos columns, Visit visit) {
    const Nanos end = model.endTime() + 10_ms;
    for (Nanos column = 0; column < columns; ++column)
        visit(end * column / columns, end * (column + 1) / columns);
}

} // namespace

TEST(LevelOfDetail, SweepOverALaneEqualsNaiveSums) {
    for (std::uint64_t number = 1; number <= 5; ++number) {
        const tests::Seed seed(number);
        Story story;
        RandomRun(story, seed, 4, 6, RandomRun::Order::Kept).run(6000);
        const Nanos now = story.now() + 5_ms;
        ASSERT_GT(story.told.size(), 2000u);
        for (const LaneId id : story.model.lanes()) {
            const Lane& lane = *story.model.lane(id);
            for (const Nanos columns : {1, 7, 100, 900}) {
                LaneSweep sweep(lane, now);
                forColumns(story.model, columns, [&](Nanos from, Nanos to) {
                    const LaneShare fast = sweep.over(from, to), naive = naiveShare(lane, now, from, to);
                    ASSERT_EQ(fast.ns, naive.ns) << from << " " << to;
                    ASSERT_EQ(fast.intervals.size(), naive.intervals.size()) << from << " " << to;
                    ASSERT_TRUE(naive.intervals.empty() || fast.intervals.begin() == naive.intervals.begin());
                });
            }
        }
    }
}

TEST(LevelOfDetail, StretchesMayComeInAnyOrder) {
    Story story;
    const tests::Seed seed(3);
    RandomRun(story, seed, 3, 5, RandomRun::Order::Kept).run(4000);
    const Lane& lane = *story.model.lane(story.model.lanes().front());
    LaneSweep sweep(lane, story.now());
    std::mt19937_64 random(seed + 9);
    for (int i = 0; i < 3000; ++i) {
        const auto from = static_cast<Nanos>(pick(random, static_cast<std::uint64_t>(story.now())));
        const auto to = from + static_cast<Nanos>(pick(random, 1 + static_cast<std::uint64_t>(story.now()) / 4));
        ASSERT_EQ(sweep.over(from, to).ns, naiveShare(lane, story.now(), from, to).ns);
    }
}

TEST(LevelOfDetail, SweepOverAnObjectEqualsNaiveSums) {
    for (std::uint64_t number = 1; number <= 4; ++number) {
        const tests::Seed seed(number);
        Story story;
        RandomRun(story, seed, 5, 3, RandomRun::Order::Kept).run(5000);
        const Nanos now = story.now() + 5_ms;
        for (const ObjectId id : story.model.objects()) {
            const Object& object = *story.model.object(id);
            for (const Nanos columns : {1, 9, 300}) {
                ObjectSweep sweep(object, now);
                forColumns(story.model, columns, [&](Nanos from, Nanos to) {
                    const ObjectShare fast = sweep.over(from, to);
                    const NaiveObject naive = naiveShare(object, now, from, to);
                    ASSERT_NEAR(fast.waiters, naive.waiters, 1e-6);
                    if (!object.exclusive()) {
                        ASSERT_NEAR(fast.depth * static_cast<double>(std::min(to, now) - from),
                                    static_cast<double>(naive.held), 10.0);
                        return;
                    }
                    ASSERT_EQ(fast.held, naive.held) << from << " " << to;
                    ASSERT_EQ(fast.holdings.size(), naive.holdings) << from << " " << to;
                });
            }
        }
    }
}

TEST(LevelOfDetail, SweepOverBlocksOfAnObjectSaysTheMeansBetweenTheirEdges) {
    // The last one that begins at or before `time`; the first where all are later.
    const auto edgeAt = [](const IndexRange<LongVector<Nanos>, Nanos>& begins, Nanos time) {
        const auto after = std::upper_bound(begins.begin(), begins.end(), time);
        return after == begins.begin() ? after : after - 1;
    };
    int levelColumns = 0, holdingColumns = 0;
    for (std::uint64_t number = 1; number <= 3; ++number) {
        const tests::Seed seed(number);
        Story story;
        RandomRun(story, seed, 8, 2, RandomRun::Order::Kept).run(60'000);
        const Nanos now = story.now() + 5_ms;
        for (const ObjectId id : story.model.objects()) {
            const Object& object = *story.model.object(id);
            ObjectSweep sweep(object, now);
            forColumns(story.model, 5, [&](Nanos from, Nanos to) {
                const ObjectShare rough = sweep.overBlocks(from, to);
                to = std::min(to, now);
                const auto times = object.levels().blockTimes();
                auto first = edgeAt(times, from), last = edgeAt(times, to);
                if (from >= times.front() && last - first >= static_cast<std::ptrdiff_t>(ObjectSweep::FewBlocks)) {
                    ++levelColumns;
                    ASSERT_NEAR(rough.waiters, naiveShare(object, now, *first, *last).waiters, 1e-6);
                    ASSERT_EQ(rough.level->time, *last);
                }
                const auto begins = object.holdings().blockTimes();
                if (!object.exclusive() || begins.empty() || from < begins.front())
                    return;
                first = edgeAt(begins, from), last = edgeAt(begins, to);
                if (last - first < static_cast<std::ptrdiff_t>(ObjectSweep::FewBlocks))
                    return;
                ++holdingColumns;
                ASSERT_NEAR(static_cast<double>(rough.held) * static_cast<double>(*last - *first) / static_cast<double>(to - from),
                            static_cast<double>(naiveShare(object, now, *first, *last).held), static_cast<double>(to - from) / 1e6);
                ASSERT_EQ(rough.holdings.front().begin, *first);
                ASSERT_EQ(rough.holdings.size(), static_cast<std::size_t>(last - first) * Holdings::BlockLength);
            });
        }
    }
    EXPECT_GT(levelColumns, 20);
    EXPECT_GT(holdingColumns, 20);
}

TEST(LevelOfDetail, SweepOverBlocksIsExactWhereAStretchHoldsFew) {
    Story story;
    const tests::Seed seed(5);
    RandomRun(story, seed, 5, 3, RandomRun::Order::Kept).run(5000);
    const Nanos now = story.now() + 5_ms;
    for (const ObjectId id : story.model.objects()) {
        const Object& object = *story.model.object(id);
        ObjectSweep rough(object, now), exact(object, now);
        forColumns(story.model, 900, [&](Nanos from, Nanos to) {
            const ObjectShare a = rough.overBlocks(from, to), b = exact.over(from, to);
            ASSERT_EQ(a.held, b.held);
            ASSERT_EQ(a.waiters, b.waiters);
            ASSERT_EQ(a.holdings.begin(), b.holdings.begin());
            ASSERT_EQ(a.holdings.size(), b.holdings.size());
        });
    }
}

TEST(LevelOfDetail, DepthsOfLevelsAreTheLeastAndTheGreatestOfAnyStretch) {
    Levels levels;
    const tests::Seed seed(3);
    std::mt19937_64 random(seed);
    std::vector<std::int32_t> depths;
    for (Nanos time = 0; time < 500; ++time) {
        const auto depth = static_cast<std::int32_t>(random() % 100'000) - 10;
        if (random() % 5 == 0 && !depths.empty()) {
            levels.replaceBack({levels.back().time, depth, 0});
            depths.back() = depth;
            continue;
        }
        levels.append({time, depth, 0});
        depths.push_back(depth);
    }
    for (int round = 0; round < 500; ++round) {
        const std::size_t first = random() % depths.size();
        const std::size_t last = first + 1 + random() % (depths.size() - first);
        const auto [least, greatest] = std::minmax_element(depths.begin() + static_cast<std::ptrdiff_t>(first),
                                                           depths.begin() + static_cast<std::ptrdiff_t>(last));
        EXPECT_EQ(levels.depths({levels, first, last}), (std::pair{*least, *greatest})) << first << " … " << last;
    }
}

TEST(LevelOfDetail, SumsOfLevelsEqualNaiveSumsWhereTheyDoNotFitIntoTheirShortForm) {
    const tests::Seed seed(3);
    std::mt19937_64 random(seed);
    Levels levels;
    LevelSums naive;
    std::vector<LevelSums> before; // each level
    Level last{};
    for (int i = 0; i < 1000; ++i) {
        // Mostly small ones, now and then one that needs more than 16 bits or comes ten seconds later.
        Level next{last.time + 1 + static_cast<Nanos>(pick(random, 1000)), static_cast<std::int32_t>(pick(random, 9)),
                   static_cast<std::int32_t>(pick(random, 3))};
        if (pick(random, 100) == 0)
            next.time += 10'000'000'000;
        if (pick(random, 100) == 0)
            next.depth = 1'000'000;
        if (i > 0)
            naive.add(last, next.time - last.time);
        before.push_back(naive);
        levels.append(next);
        last = next;
    }
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const Nanos end = i + 1 < levels.size() ? levels[i + 1].time : levels[i].time + 7;
        for (const Nanos time : {levels[i].time, end - 1}) {
            LevelSums expected = before[i];
            expected.add(levels[i], time - levels[i].time);
            const Levels::Position position = levels.upTo(i / Levels::BlockLength, time);
            ASSERT_EQ(position.index, i);
            ASSERT_EQ(position.sums.busy, expected.busy) << i;
            ASSERT_EQ(position.sums.contended, expected.contended) << i;
            ASSERT_NEAR(position.sums.depth, expected.depth, 1e-9 * expected.depth + 1e-9) << i;
            ASSERT_NEAR(position.sums.waiters, expected.waiters, 1e-9 * expected.waiters + 1e-9) << i;
        }
    }
}

TEST(LevelOfDetail, HeldAtEqualsNaiveSearch) {
    Story story;
    const tests::Seed seed(11);
    RandomRun(story, seed, 6, 2, RandomRun::Order::Kept).run(8000);
    std::mt19937_64 random(seed + 4);
    for (const ObjectId id : story.model.objects()) {
        const Object& object = *story.model.object(id);
        for (int i = 0; i < 500; ++i) {
            const auto time = static_cast<Nanos>(pick(random, static_cast<std::uint64_t>(story.now() + 2_ms)));
            std::vector<EventIndex> fast, naive;
            for (const Holding& holding : object.heldAt(time))
                fast.push_back(holding.acquired);
            for (const Holding& holding : object.holdings())
                if (holding.begin <= time && time < holding.end)
                    naive.push_back(holding.acquired);
            ASSERT_EQ(fast, naive);
        }
    }
}

TEST(LevelOfDetail, NothingHappensOutsideOfALanesLife) {
    Story story;
    const LaneId id = story.after(10_ms).thread("T1");
    story.end(id);
    LaneSweep sweep(*story.model.lane(id), story.now());
    EXPECT_EQ(sweep.over(0, 9_ms).intervals.size(), 0u);
    EXPECT_EQ(sweep.over(story.now(), story.now() + 1_ms).intervals.size(), 0u);
    EXPECT_EQ(sweep.over(5, 5).intervals.size(), 0u);
    EXPECT_EQ(sweep.over(0, 100_ms).intervals.size(), 2u);
}

TEST(Statistics, CountWhatIsStillOpenUpToNow) {
    Story story;
    const LaneId a = story.thread("T1"), b = story.thread("T2");
    const ObjectId lock = story.mutex("A");
    story.take(a, lock);
    story.wait(b, lock);
    const ObjectStatistics sums = statistics(*story.model.object(lock), story.now() + 10_ms);
    EXPECT_EQ(sums.holdNs, 11_ms);
    EXPECT_EQ(sums.waitNs, 10_ms);
    EXPECT_EQ(sums.acquisitions, 1u);
    EXPECT_EQ(sums.maxDepth, 1);
    const StateTimes times = stateTimes(*story.model.lane(b), story.now() + 10_ms);
    EXPECT_EQ(times[static_cast<std::size_t>(State::Blocked)], 10_ms);
    EXPECT_EQ(times[static_cast<std::size_t>(State::Running)], 3_ms);
}
