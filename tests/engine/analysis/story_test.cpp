#include "engine/analysis/findings/story.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::analysis;
using namespace braid::model;
using namespace braid::tests;

namespace {

/// Two threads take 1 off a variable of 2; a long sleep follows.
struct Race : Watched {
    LaneId a = thread("T1"), b = thread("T2");
    ObjectId num = object(Type::Variable, "num", 2);

    void lose() {
        read(a, num, 2);
        read(b, num, 2);
        after(40_ms).write(a, num, 1);
        write(b, num, 1);
    }
    /// … after `rest`.
    void over(Nanos rest) {
        model.finish(now() + rest, trace::Outcome::Finished);
        findings.nameHangs(model);
    }
    [[nodiscard]] std::optional<Stretch> storyNow() const { return storyOf(model, findings, model.endTime()); }
};

} // namespace

TEST(TheStory, IsTheStretchOfTheLostUpdatesWhereTheRestIsLonger) {
    Race run;
    const Nanos first = run.now() + 50_ms;
    run.after(50_ms);
    run.lose();
    const Nanos last = run.now();
    run.over(1000_ms);
    const auto story = run.storyNow();
    ASSERT_TRUE(story);
    EXPECT_LE(story->from, first);
    EXPECT_GT(story->from, first - 5_ms);
    EXPECT_GE(story->to, last);
    EXPECT_LT(story->to, last + 5_ms);
}

TEST(TheStory, IsTheWholeRunWhereTheFindingTakesMostOfIt) {
    Race run;
    run.lose();
    run.over(1_ms);
    EXPECT_FALSE(run.storyNow());
}

TEST(TheStory, IsTheWholeRunWhereNothingWentWrong) {
    Race run;
    run.over(50_ms);
    EXPECT_FALSE(run.storyNow());
    EXPECT_FALSE(mainFinding(run.findings));
}

TEST(TheStory, OfADeadlockBeginsWhereTheFirstLockWasTakenAndGoesOnToTheStandstill) {
    Watched run;
    const LaneId a = run.thread("T1"), b = run.thread("T2");
    const ObjectId first = run.mutex("A"), second = run.mutex("B");
    run.after(5000_ms).take(a, first);
    const Nanos taken = run.now();
    run.take(b, second);
    run.after(100_ms).wait(a, second);
    run.wait(b, first);
    const Nanos edge = run.now();
    const auto story = storyOf(run.model, run.findings, edge);
    ASSERT_TRUE(story);
    EXPECT_LE(story->from, taken);
    EXPECT_GT(story->from, taken - 20_ms);
    EXPECT_EQ(story->to, edge);
}

TEST(TheStory, OfADeadlockAfterALongHoldIsTheSameStretchOnASlowMachine) {
    for (const model::Nanos late : {0_ms, 2_ms, 10_ms}) {
        Watched run;
        const LaneId a = run.thread("T1"), b = run.thread("T2");
        const ObjectId first = run.mutex("A"), second = run.mutex("B");
        run.take(a, first);
        const Nanos swap = 1'000_ms + late;
        run.after(swap).give(a, first);
        run.take(a, second);
        run.take(b, first);
        run.after(50_ms + late).wait(a, first);
        run.wait(b, second);
        const auto story = storyOf(run.model, run.findings, run.now());
        ASSERT_TRUE(story) << "as long as twenty times before, give or take: the swap is the story, not the hold";
        EXPECT_GT(story->from, swap - 30_ms);
        EXPECT_EQ(story->to, run.now());
    }
}

TEST(TheStory, OfThreadsThatTakeTurnsIsTheFirstTurns) {
    Watched run;
    const LaneId a = run.thread("T1"), b = run.thread("T2");
    for (int i = 0; i < 200; ++i)
        run.after(3_ms).add(Watched::Kind::OffCpu, i % 2 == 0 ? a : b, {}, 3_ms);
    const auto story = storyOf(run.model, run.findings, run.model.endTime());
    ASSERT_TRUE(story);
    EXPECT_LT(story->to, run.model.endTime() / 2);
}

TEST(TheStory, OfALockThatGoesFromHandToHandIsItsFirstOwners) {
    Watched run;
    const ObjectId lock = run.mutex("lock");
    std::vector<LaneId> lanes;
    for (int i = 0; i < 40; ++i)
        lanes.push_back(run.thread("T" + std::to_string(i)));
    run.take(lanes[0], lock);
    const Nanos first = run.model.runTime(run.now());
    for (std::size_t i = 1; i < lanes.size(); ++i)
        run.wait(lanes[i], lock);
    std::vector<Nanos> handed;
    for (std::size_t i = 0; i + 1 < lanes.size(); ++i) {
        run.after(10_ms).give(lanes[i], lock);
        run.take(lanes[i + 1], lock);
        handed.push_back(run.model.runTime(run.now()));
    }
    run.after(2000_ms).give(lanes.back(), lock);
    const Nanos edge = run.model.endTime();
    const auto story = storyOf(run.model, run.findings, edge);
    ASSERT_TRUE(story);
    EXPECT_LE(story->from, first);
    EXPECT_GE(story->to, handed[StoryTurns - 1]);
    EXPECT_LT(story->to, handed[StoryTurns + 2]);
    EXPECT_EQ(actorsOfStory(run.model, run.findings, edge), std::vector(lanes.begin(), lanes.begin() + StoryTurns));
}

TEST(TheStory, OfALockThatOneThreadTakesAgainAndAgainIsTheWholeRun) {
    Watched run;
    const ObjectId lock = run.mutex("lock");
    const LaneId a = run.thread("T1"), b = run.thread("T2");
    for (int i = 0; i < 60; ++i) {
        run.take(i % 2 == 0 ? a : b, lock);
        run.wait(i % 2 == 0 ? b : a, lock);
        run.after(1_ms).give(i % 2 == 0 ? a : b, lock);
    }
    EXPECT_TRUE(actorsOfStory(run.model, run.findings, run.model.endTime()).empty());
}

namespace {

/// A server that passes what each of some clients sends on to all of them.
struct Chat : Watched {
    struct Client {
        LaneId lane;
        ObjectId mine, theirs;
    };
    LaneId server = thread("server");
    std::vector<Client> clients;
    std::vector<Nanos> got; ///< of each message when it has arrived

    explicit Chat(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            clients.push_back({thread("client " + std::to_string(i)), object(Type::Descriptor, "mine"), object(Type::Descriptor, "theirs")});
            add(Kind::EndOf, clients[i].lane, clients[i].mine, i + 1, 0, {}, false);
            add(Kind::EndOf, server, clients[i].theirs, i + 1, 1, {}, false);
        }
    }
    void pass(LaneId from, ObjectId out, LaneId to, ObjectId in) {
        const auto bits = [](trace::IoCall call) { return trace::IoCopying | static_cast<std::uint32_t>(call) << trace::IoCallShift; };
        add(Kind::IoBegin, from, out, 5, bits(trace::IoCall::Send), {}, false);
        add(Kind::IoEnd, from, out, 8, bits(trace::IoCall::Send), {}, false);
        add(Kind::IoBegin, to, in, 5, bits(trace::IoCall::Receive), {}, false);
        add(Kind::IoEnd, to, in, 8, bits(trace::IoCall::Receive), {}, false);
        got.push_back(model.runTime(now()));
    }
    void say(std::size_t who) {
        after(100_ms);
        pass(clients[who].lane, clients[who].mine, server, clients[who].theirs);
        for (const Client& client : clients)
            pass(server, client.theirs, client.lane, client.mine);
    }
    [[nodiscard]] std::optional<Stretch> storyNow() const { return storyOf(model, findings, model.endTime()); }
};

} // namespace

TEST(TheStory, OfManyMessagesBetweenAServerAndAFewClientsIsTheFirstOfThem) {
    Chat chat(5);
    for (std::size_t i = 0; i < 40; ++i)
        chat.say(i % 5);
    const auto story = chat.storyNow();
    ASSERT_TRUE(story);
    EXPECT_EQ(story->from, 0) << "with how they came together";
    EXPECT_GE(story->to, chat.got[StoryMessages - 1]);
    EXPECT_LT(story->to, chat.got[StoryMessages + StoryMessages / 3]);
}

TEST(TheStory, OfMessagesThatAreWorkedOnByNameIsShorter) {
    Chat calls(5);
    for (std::size_t i = 0; i < 10; ++i) {
        calls.add(Chat::Kind::TaskBegin, calls.server, {}, i + 1, 0, "read(client)", false);
        calls.say(i % 5);
        calls.add(Chat::Kind::TaskEnd, calls.server, {}, i + 1, 0, {}, false);
    }
    const auto story = calls.storyNow();
    ASSERT_TRUE(story) << "the names need room as well";
    EXPECT_GE(story->to, calls.got[StoryMessages / 2 - 1]);
    EXPECT_LT(story->to, calls.got[StoryMessages]);
    Chat busy(5); // with something else to do
    for (std::uint64_t i = 0; i < 300; ++i) {
        busy.add(Chat::Kind::TaskBegin, busy.server, {}, i + 1, 0, "something else", false);
        if (i % 30 == 0)
            busy.say(i % 5);
        busy.add(Chat::Kind::TaskEnd, busy.server, {}, i + 1, 0, {}, false);
    }
    EXPECT_FALSE(busy.storyNow());
}

TEST(TheStory, OfMessagesThatCanBeFollowedOrThatHaveNoOneInTheirMiddleIsTheWholeRun) {
    Chat few(5);
    for (std::size_t i = 0; i < 10; ++i)
        few.say(i % 5);
    EXPECT_FALSE(few.storyNow());
    Chat crowd(40);
    for (std::size_t i = 0; i < 40; ++i)
        crowd.say(i);
    EXPECT_FALSE(crowd.storyNow()) << "so many lanes are read as a whole";
    Chat apart(5);
    const LaneId second = apart.thread("another server");
    const ObjectId mine = apart.object(Chat::Type::Descriptor, "mine"), theirs = apart.object(Chat::Type::Descriptor, "theirs");
    const LaneId client = apart.thread("its client");
    apart.add(Chat::Kind::EndOf, client, mine, 99, 0, {}, false);
    apart.add(Chat::Kind::EndOf, second, theirs, 99, 1, {}, false);
    for (std::size_t i = 0; i < 40; ++i)
        apart.say(i % 5);
    apart.pass(client, mine, second, theirs);
    EXPECT_FALSE(apart.storyNow()) << "what comes later is another server's";
}

TEST(TheHeadline, OfLostUpdatesSaysWhatWasExpectedAndHowManyWereLost) {
    Race run;
    run.lose();
    run.over(1000_ms);
    ASSERT_EQ(mainFinding(run.findings), 0U);
    EXPECT_THAT(headlineOf(run.model, run.findings.all().front()).english(),
                ::testing::StartsWith("num ended at 1, expected 0: one update lost, at "));
}

TEST(TheMainFinding, IsTheGravestAndNotTheFirst) {
    Race run;
    run.lose();
    const ObjectId lock = run.mutex("A"), other = run.mutex("B");
    run.take(run.a, lock);
    run.take(run.b, other);
    run.wait(run.a, other);
    run.wait(run.b, lock);
    ASSERT_EQ(run.findings.all().size(), 2U);
    EXPECT_EQ(mainFinding(run.findings), 1U);
}
