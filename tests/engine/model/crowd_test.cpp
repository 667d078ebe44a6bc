#include "engine/model/query/level_of_detail.h"
#include "engine/model/store/crowd.h"
#include "tests/engine/model/events.h"
#include "tests/seed.h"

#include <gtest/gtest.h>

#include <random>

namespace braid::tests {
namespace {

using model::Crowd;
using model::Nanos;
using model::State;
using model::StateTimes;

Nanos of(const StateTimes& times, State state) {
    return times[static_cast<std::size_t>(state)];
}

TEST(Crowds, AddUpWhatTheirLanesDo) {
    Crowd crowd;
    crowd.enter(0, State::Running);
    crowd.leave(1'000'000, State::Running);
    crowd.enter(1'000'000, State::Suspended);
    crowd.enter(0, State::Suspended);
    const auto shares = crowd.between({0, 1 << 14, 1 << 20, 1 << 21});
    EXPECT_EQ(of(shares[0], State::Running), 1 << 14);
    EXPECT_EQ(of(shares[0], State::Suspended), 1 << 14);
    EXPECT_EQ(of(shares[1], State::Running), 1'000'000 - (1 << 14));
    EXPECT_EQ(of(shares[1], State::Suspended), (1 << 20) - (1 << 14) + (1 << 20) - 1'000'000);
    EXPECT_EQ(of(shares[2], State::Running), 0);
    EXPECT_EQ(of(shares[2], State::Suspended), 2 * (1 << 20));
}

TEST(Crowds, AnswerTheSameForAPartAsForTheWhole) {
    const tests::Seed seed(11);
    std::mt19937 random(seed);
    Crowd crowd;
    for (int i = 0; i < 500; ++i) {
        const Nanos begin = static_cast<Nanos>(random() % 3'000'000'000);
        crowd.enter(begin, State::Running);
        crowd.leave(begin + static_cast<Nanos>(random() % 900'000'000), State::Running);
    }
    std::vector<Nanos> edges;
    for (Nanos time = 0; time <= 4'000'000'000; time += 10'000'000)
        edges.push_back(time);
    const auto whole = crowd.between(edges);
    for (std::size_t from = 0; from + 2 < edges.size(); from += 37) {
        const auto part = crowd.between({edges[from], edges[from + 1]});
        EXPECT_EQ(of(part[0], State::Running), of(whole[from], State::Running)) << from;
    }
}

TEST(Crowds, KeepTheirSumsWhenTheRunOutgrowsTheBins) {
    const tests::Seed seed(7);
    std::mt19937 random(seed);
    Crowd crowd;
    std::array<Nanos, model::StateCount> expected{};
    const Nanos end = Nanos{5'000'000'000};
    for (int lane = 0; lane < 600; ++lane) { // more steps than are kept one by one
        Nanos time = 0;
        State state = State::Ready;
        crowd.enter(0, state);
        while (time < end) {
            const Nanos next = std::min<Nanos>(end, time + static_cast<Nanos>(random() % 400'000'000));
            expected[static_cast<std::size_t>(state)] += next - time;
            crowd.leave(next, state);
            state = random() % 2 ? State::Running : State::Suspended;
            if (next < end)
                crowd.enter(next, state);
            time = next;
        }
    }
    const auto shares = crowd.between({0, end + crowd.resolution()});
    for (std::size_t s = 0; s < model::StateCount; ++s)
        EXPECT_NEAR(static_cast<double>(shares[0][s]), static_cast<double>(expected[s]), 60'000) << s;
    EXPECT_GE(crowd.resolution() * static_cast<Nanos>(Crowd::Bins), end);
}

/// A thread with `count` coroutines that it resumes in turn.
struct Loop : Story {
    LaneId loop;
    explicit Loop(std::uint32_t count) {
        loop = thread("loop", process("p"));
        std::vector<LaneId> coroutines;
        for (std::uint32_t i = 0; i < count; ++i)
            coroutines.push_back(define("c", trace::LaneKind::Coroutine, loop));
        for (int round = 0; round < 3; ++round) {
            for (const LaneId coroutine : coroutines) {
                add(Kind::Resume, loop, objectOf(coroutine));
                if (round == 2)
                    end(coroutine);
                else
                    add(Kind::Suspend, coroutine);
            }
        }
    }
};

TEST(Crowds, OfAThreadAgreeWithTheSumOfItsCoroutines) {
    Loop story(100);
    const model::Lane& loop = *story.model.lane(story.loop);
    ASSERT_NE(loop.crowd, nullptr);
    const Nanos end = story.model.endTime();
    std::vector<Nanos> edges;
    for (int i = 0; i <= 7; ++i)
        edges.push_back(end * i / 7);
    const auto shares = loop.crowd->between(edges);
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        StateTimes expected{};
        for (const LaneId id : loop.children) {
            model::LaneSweep sweep(*story.model.lane(id), end);
            const model::LaneShare share = sweep.over(edges[i], edges[i + 1]);
            for (std::size_t s = 0; s < model::StateCount; ++s)
                expected[s] += share.ns[s];
        }
        // A bin across an edge counts by its parts: a hundred lanes may be off by a bin each.
        for (std::size_t s = 0; s < model::StateCount; ++s)
            EXPECT_NEAR(static_cast<double>(shares[i][s]), static_cast<double>(expected[s]),
                        100.0 * static_cast<double>(loop.crowd->resolution()))
                << "stretch " << i << ", state " << s;
    }
}

TEST(Crowds, AreNotKeptOfAFewCoroutines) {
    Loop story(10);
    EXPECT_EQ(story.model.lane(story.loop)->crowd, nullptr);
}

} // namespace
} // namespace braid::tests
