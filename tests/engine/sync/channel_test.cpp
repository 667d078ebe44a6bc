// Channels: who meets whom, what closing does, select; and what the trace and the model make of it.

#include "engine/exec/threads/thread.h"
#include "engine/sync/channels/channel.h"
#include "tests/engine/modeled_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

#include <atomic>
#include <set>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::ModeledRun;
using test::RecordedRun;
using testing::ElementsAre;
using testing::IsEmpty;
using trace::EventKind;

TEST(Channel, ASenderWaitsUntilItsItemIsReceived) {
    ModeledRun run;
    channel<int> numbers(0, "C");
    std::atomic<bool> sent{false};
    thread sender("sender", [&] {
        numbers.send(7);
        sent = true;
    });
    sender.start();
    run.awaitEvent(EventKind::PutWait);
    EXPECT_FALSE(sent);
    EXPECT_EQ(numbers.receive(), 7);
    sender.join();
    run.finishTelling();
    EXPECT_EQ(run.find(EventKind::Get)->words, "7");
    EXPECT_EQ(run.find(EventKind::Put)->a, run.find(EventKind::Get)->a);
    EXPECT_EQ(run.arrows(model::ArrowKind::Wake), 1u) << "the receiver let the sender go on";
    EXPECT_EQ(run.objectNamed("C")->value, 0);
    EXPECT_THAT(run.objectNamed("C")->waiters, IsEmpty());
    run.expectLevels("C", 0);
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(Channel, AReceiverThatWaitsIsHandedTheItem) {
    ModeledRun run;
    channel<std::string> words(0, "C");
    std::optional<std::string> got;
    thread receiver("receiver", [&] { got = words.receive(); });
    receiver.start();
    run.awaitEvent(EventKind::GetWait);
    words.send("hello");
    receiver.join();
    run.finishTelling();
    EXPECT_EQ(got, "hello");
    EXPECT_EQ(run.count(EventKind::PutWait), 0u);
    EXPECT_EQ(run.arrows(model::ArrowKind::Item), 1u);
    EXPECT_EQ(run.objectNamed("C")->value, 0);
}

TEST(Channel, HandsEveryItemToExactlyOneReceiver) {
    constexpr int Lanes = 4, Each = 200;
    for (const int capacity : {0, 3}) {
        ModeledRun run;
        channel<int> numbers(capacity, "C");
        std::atomic<int> next{0};
        std::mutex mutex;
        std::multiset<int> got;
        const test::Threads senders = test::startAll(Lanes, [&] {
            for (int i = 0; i < Each; ++i)
                numbers.send(next++);
        });
        const test::Threads receivers = test::startAll(Lanes, [&] {
            while (const std::optional<int> number = numbers.receive()) {
                const std::lock_guard lock(mutex);
                got.insert(*number);
            }
        });
        test::joinAll(senders);
        numbers.close();
        test::joinAll(receivers);
        run.finishTelling();
        EXPECT_EQ(got.size(), static_cast<std::size_t>(Lanes * Each));
        EXPECT_EQ(std::set<int>(got.begin(), got.end()).size(), got.size());
        EXPECT_EQ(run.objectNamed("C")->value, 0);
        EXPECT_TRUE(run.objectNamed("C")->closed);
        EXPECT_THAT(run.objectNamed("C")->waiters, IsEmpty());
        EXPECT_EQ(run.reader().gaps(), 0u);
    }
}

TEST(Channel, StoresAsManyAsItHasRoomFor) {
    RecordedRun run;
    channel<int> numbers(2, "C");
    numbers.send(1);
    EXPECT_TRUE(numbers.try_send(2));
    EXPECT_FALSE(numbers.try_send(3));
    EXPECT_EQ(numbers.receive(), 1);
    EXPECT_EQ(numbers.try_receive(), 2);
    EXPECT_EQ(numbers.try_receive(), std::nullopt);
    run.finish();
    EXPECT_EQ(run.find(EventKind::PutFailed)->b, static_cast<std::uint32_t>(trace::Failure::Full));
    EXPECT_EQ(run.find(EventKind::GetFailed)->b, static_cast<std::uint32_t>(trace::Failure::Empty));
}

TEST(Channel, WithoutRoomATryFindsNobodyWhoWaits) {
    channel<int> numbers;
    EXPECT_FALSE(numbers.try_send(1));
    EXPECT_EQ(numbers.try_receive(), std::nullopt);
}

TEST(Channel, GivesUpWhenItsTimeIsOver) {
    ModeledRun run;
    channel<int> numbers(0, "C");
    EXPECT_FALSE(numbers.send_for(1, 2ms));
    EXPECT_EQ(numbers.receive_for(2ms), std::nullopt);
    EXPECT_FALSE(numbers.try_send(1)) << "nobody is left in it";
    run.finishTelling();
    EXPECT_EQ(run.count(EventKind::PutWait), 1u);
    EXPECT_EQ(run.find(EventKind::PutFailed)->b, static_cast<std::uint32_t>(trace::Failure::TimedOut));
    EXPECT_THAT(run.objectNamed("C")->waiters, IsEmpty());
}

TEST(Channel, ClosedGivesWhatIsLeftAndTakesNothingMore) {
    RecordedRun run;
    channel<int> numbers(1, "C");
    numbers.send(1);
    EXPECT_FALSE(numbers.is_closed());
    numbers.close();
    EXPECT_TRUE(numbers.is_closed());
    EXPECT_THROW(numbers.send(2), channel_closed);
    EXPECT_THROW(numbers.close(), channel_closed);
    EXPECT_EQ(numbers.receive(), 1);
    EXPECT_EQ(numbers.receive(), std::nullopt);
    run.finish();
    EXPECT_EQ(run.count(EventKind::ChannelClosed), 1u);
    EXPECT_EQ(run.find(EventKind::GetFailed)->b, static_cast<std::uint32_t>(trace::Failure::Broken));
}

TEST(Channel, ClosingLetsAllGoOnWhoWait) {
    RecordedRun run;
    channel<int> out, in;
    const test::Threads receivers = test::startAll(2, [&] { EXPECT_EQ(in.receive(), std::nullopt); });
    const test::Threads senders = test::startAll(2, [&] { EXPECT_THROW(out.send(1), channel_closed); });
    run.awaitEvent(EventKind::GetWait, 2);
    run.awaitEvent(EventKind::PutWait, 2);
    in.close();
    out.close();
    test::joinAll(receivers);
    test::joinAll(senders);
    run.finish();
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(ChannelSelect, TakesWhatIsThereAndElseWhatComesFirst) {
    ModeledRun run;
    channel<int> numbers(1, "numbers");
    channel<std::string> words(0, "words");
    numbers.send(5);
    std::optional<int> number;
    std::optional<std::string> word;
    EXPECT_EQ(channel_select().receive(numbers, number).receive(words, word).wait(), 0u);
    EXPECT_EQ(number, 5);
    EXPECT_EQ(channel_select().receive(numbers, number).receive(words, word).wait({.block = false}), std::nullopt);
    EXPECT_EQ(number, std::nullopt);

    thread chooser("chooser", [&] {
        EXPECT_EQ(channel_select().receive(numbers, number).receive(words, word).wait(), 1u);
        EXPECT_EQ(word, "hello");
    });
    chooser.start();
    run.awaitEvent(EventKind::AlsoWaits);
    words.send("hello");
    chooser.join();
    EXPECT_FALSE(channel<int>().try_send(1));
    EXPECT_TRUE(numbers.try_send(6)) << "nobody waits there any more";
    run.finishTelling();
    for (const char* name : {"numbers", "words"}) {
        EXPECT_THAT(run.objectNamed(name)->waiters, IsEmpty()) << name;
        const auto levels = run.objectNamed(name)->levels();
        EXPECT_TRUE(std::any_of(levels.begin(), levels.end(), [](const model::Level& level) { return level.waiters == 1; })) << name;
    }
    EXPECT_THAT(run.model.alternativesOf(run.laneNamed("chooser")->id), IsEmpty());
    EXPECT_GE(run.objectNamed("words")->contended, 1u);
}

TEST(ChannelSelect, SendsWhereSomebodyReceives) {
    RecordedRun run;
    channel<int> a, b;
    std::optional<int> got;
    thread receiver("receiver", [&] { got = b.receive(); });
    receiver.start();
    run.awaitEvent(EventKind::GetWait);
    EXPECT_EQ(channel_select().send(a, 1).send(b, 2).wait(), 1u);
    receiver.join();
    EXPECT_EQ(got, 2);
    run.finish();
}

TEST(ChannelSelect, TwoOfThemMeet) {
    for (int round = 0; round < 50; ++round) {
        RecordedRun run;
        channel<int> a, b;
        std::optional<int> fromA, fromB;
        thread other("other", [&] { EXPECT_TRUE(channel_select().send(a, 1).send(b, 2).wait()); });
        other.start();
        const std::optional<std::size_t> which = channel_select().receive(a, fromA).receive(b, fromB).wait();
        other.join();
        run.finish();
        ASSERT_TRUE(which);
        EXPECT_EQ(fromA.has_value(), *which == 0);
        EXPECT_EQ(fromB.has_value(), *which == 1);
        EXPECT_EQ(run.count(EventKind::Put), 1u);
        EXPECT_EQ(run.count(EventKind::Get), 1u);
    }
}

TEST(ChannelSelect, GivesUpWhenItsTimeIsOver) {
    ModeledRun run;
    channel<int> a(0, "a"), b(0, "b");
    std::optional<int> got;
    EXPECT_EQ(channel_select().receive(a, got).send(b, 1).wait({.timeout = 2ms}), std::nullopt);
    EXPECT_THROW(channel_select().wait(), std::invalid_argument);
    run.finishTelling();
    EXPECT_THAT(run.objectNamed("a")->waiters, IsEmpty());
    EXPECT_THAT(run.objectNamed("b")->waiters, IsEmpty());
}

TEST(ChannelSelect, FindsOutThatOneIsClosed) {
    RecordedRun run;
    channel<int> jobs, stop;
    std::optional<int> job, word;
    thread worker("worker", [&] { EXPECT_EQ(channel_select().receive(jobs, job).receive(stop, word).wait(), 1u); });
    worker.start();
    run.awaitEvent(EventKind::AlsoWaits);
    stop.close();
    worker.join();
    EXPECT_EQ(word, std::nullopt);
    EXPECT_THROW((void)channel_select().send(stop, 1).wait(), channel_closed);
    run.finish();
}

TEST(ChannelSelect, DoesNotFavourTheFirstCase) {
    channel<int> a(100), b(100);
    for (int i = 0; i < 100; ++i) {
        a.send(i);
        b.send(i);
    }
    int fromA = 0;
    for (int i = 0; i < 100; ++i) {
        std::optional<int> got;
        fromA += channel_select().receive(a, got).receive(b, got).wait() == 0u;
    }
    EXPECT_EQ(fromA, 50);
}

} // namespace
} // namespace braid
