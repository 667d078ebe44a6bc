#include "engine/model/text/sentence.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>

namespace braid::tests {
namespace {

using Kind = Story::Kind;
using Type = Story::Type;

struct Work : ::testing::Test {
    Story story;
    LaneId main = story.thread("main");
    LaneId other = story.thread("other");

    [[nodiscard]] std::string says(model::EventIndex event) const {
        return model::describe(story.model, event).english();
    }
};

TEST_F(Work, IsKeptAsNestedStretchesOfALane) {
    const ObjectId pool = story.object(Type::Pool, "pool");
    story.add(Kind::TaskBegin, main, pool, 3, 0, "resize", false);
    story.add(Kind::TaskBegin, main, {}, 0, 0, "inner", false);
    story.add(Kind::TaskEnd, main, {}, 0, 1, {}, false);
    const auto outerEnd = story.add(Kind::TaskEnd, main, pool, 3, 0, {}, false);
    const auto& tasks = story.model.lane(main)->tasks();
    ASSERT_EQ(tasks.size(), 2u);
    EXPECT_EQ(tasks[0].object, pool);
    EXPECT_EQ(tasks[0].depth, 0);
    EXPECT_FALSE(tasks[0].failed);
    EXPECT_EQ(tasks[0].end, story.now());
    EXPECT_EQ(tasks[1].depth, 1);
    EXPECT_TRUE(tasks[1].failed);
    EXPECT_LT(tasks[1].end, tasks[0].end);
    EXPECT_EQ(says(tasks[0].event), "main begins task resize of pool");
    EXPECT_EQ(says(tasks[1].event), "main begins task inner");
    EXPECT_EQ(says(outerEnd), "main is done with task resize after 3 ms");
}

TEST_F(Work, FailsWithTheLaneThatDiesOverIt) {
    story.add(Kind::TaskBegin, main, {}, 1, 0, {}, false);
    story.add(Kind::LaneKilled, other, ObjectId{main.value}, 9);
    const auto& tasks = story.model.lane(main)->tasks();
    ASSERT_EQ(tasks.size(), 1u);
    EXPECT_TRUE(tasks[0].failed);
    EXPECT_EQ(tasks[0].end, story.now());
}

TEST_F(Work, ThatEndsWithoutHavingBegunChangesNothing) {
    story.add(Kind::TaskEnd, main, {}, 1, 0, {}, false);
    EXPECT_TRUE(story.model.lane(main)->tasks().empty());
}

TEST_F(Work, ASignalIsTheCauseOfTheDeathThatFollows) {
    const auto sent = story.add(Kind::SendSignal, main, ObjectId{other.value}, 15, 0, {}, false);
    const auto died = story.add(Kind::LaneKilled, main, ObjectId{other.value}, 15);
    EXPECT_EQ(says(sent), "main sends SIGTERM to other");
    ASSERT_FALSE(story.model.arrows().empty());
    EXPECT_EQ(story.model.arrows().back().from, sent);
    EXPECT_EQ(story.model.arrows().back().to, died);
    EXPECT_EQ(story.model.arrows().back().kind, model::ArrowKind::Signal);
}

TEST_F(Work, ASelectorsDepthIsTheNumberOfDescriptorsItWatches) {
    const ObjectId selector = story.object(Type::Loop, "selector");
    story.add(Kind::Watch, main, selector, 5, trace::ReadyToRead, "accept");
    story.add(Kind::Watch, main, selector, 9, trace::ReadyToRead, "read");
    story.add(Kind::Watch, main, selector, 9, trace::ReadyToWrite, "read");
    EXPECT_EQ(story.model.object(selector)->value, 2);
    const auto ready = story.add(Kind::FdReady, main, selector, 9, trace::ReadyToRead);
    EXPECT_EQ(says(ready), "main finds descriptor 9 of selector ready");
    story.add(Kind::Unwatch, main, selector, 5);
    story.add(Kind::Unwatch, main, selector, 77);
    EXPECT_EQ(story.model.object(selector)->value, 1);
    EXPECT_EQ(story.model.object(selector)->maxDepth, 2);
}

TEST_F(Work, APipeHoldsTheBytesPutAndNotYetGot) {
    const ObjectId pipe = story.object(Type::Pipe, "pipe", 64);
    const auto first = story.add(Kind::Put, main, pipe, 10, 10);
    const auto second = story.add(Kind::Put, main, pipe, 16, 6);
    EXPECT_EQ(story.model.object(pipe)->value, 16);
    const auto part = story.add(Kind::Get, other, pipe, 4, 4);
    EXPECT_EQ(story.model.object(pipe)->value, 12);
    const auto rest = story.add(Kind::Get, other, pipe, 16, 12);
    EXPECT_EQ(story.model.object(pipe)->value, 0);
    const auto& arrows = story.model.arrows();
    ASSERT_EQ(arrows.size(), 2u);
    EXPECT_EQ(arrows[0].from, first);
    EXPECT_EQ(arrows[0].to, part);
    EXPECT_EQ(arrows[1].from, second);
    EXPECT_EQ(arrows[1].to, rest);
    EXPECT_EQ(says(first), "main writes 10 bytes into pipe");
    EXPECT_EQ(says(rest), "other reads 12 bytes from pipe");
}

TEST_F(Work, ACallThatCameBackAtOnceIsAMarkAndNoStretch) {
    const ObjectId socket = story.object(Type::Descriptor, "socket");
    const std::size_t before = story.model.lane(main)->intervals().size();
    story.add(Kind::IoEnd, main, socket, static_cast<std::uint64_t>(-11), 0, {}, false);
    EXPECT_EQ(story.model.lane(main)->intervals().size(), before);
    EXPECT_EQ(story.model.lane(main)->marks().size(), 1u);
    EXPECT_EQ(story.model.object(socket)->events().size(), 1u);
}

} // namespace
} // namespace braid::tests
