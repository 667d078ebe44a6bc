// Shared variables.

#include "engine/sync/shared.h"
#include "tests/engine/recorded_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

#include <bit>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace braid {
namespace {

using test::joinAll;
using test::RecordedRun;
using test::Seen;
using test::startAll;
using testing::ElementsAre;
using trace::EventKind;

TEST(Shared, RecordsEveryReadAndWriteWithItsValue) {
    RecordedRun run;
    shared<int> number(100, "num");
    const int read = number.load();
    number.store(read - 1);
    number = -7;
    EXPECT_EQ(static_cast<int>(number), -7);
    shared<double> real(0.5, "real");
    EXPECT_EQ(real.load(), 0.5);
    shared<std::string> word("a", "word");
    word = std::string("hello");
    run.finish();
    std::vector<std::int64_t> values;
    for (const Seen& event : run.follow()) {
        if ((event.kind == EventKind::Read || event.kind == EventKind::Write) && event.object == run.objectCalled("num"))
            values.push_back(static_cast<std::int64_t>(event.a));
        if (event.object == run.objectCalled("real") && event.kind == EventKind::Read) {
            EXPECT_EQ(std::bit_cast<double>(event.a), 0.5);
        }
        if (event.object == run.objectCalled("word") && event.kind == EventKind::Write) {
            EXPECT_EQ(event.words, "hello");
        }
    }
    EXPECT_THAT(values, ElementsAre(100, 99, -7, -7));
}

TEST(Shared, LogsRacingReadsAndWritesInTheirTrueOrder) {
    RecordedRun run;
    shared<int> number(0, "num");
    joinAll(startAll(4, [&] {
        for (int i = 0; i < 500; ++i)
            number = number + 1;
    }));
    const int last = number.load();
    run.finish();
    // Each read shows the value of the write before it in the log: the log is the truth.
    std::int64_t value = 0;
    for (const Seen& event : run.follow()) {
        if (event.object != run.objectCalled("num"))
            continue;
        if (event.kind == EventKind::Read) {
            ASSERT_EQ(static_cast<std::int64_t>(event.a), value);
        }
        if (event.kind == EventKind::Write)
            value = static_cast<std::int64_t>(event.a);
    }
    EXPECT_EQ(value, last);
}

TEST(Shared, ChangesInOneStepAsStdAtomicDoes) {
    shared<int> number(12, "num");
    EXPECT_EQ(number.fetch_add(3), 12);
    EXPECT_EQ(number.fetch_sub(5, std::memory_order_relaxed), 15);
    EXPECT_EQ(number.fetch_and(6), 10);
    EXPECT_EQ(number.fetch_or(8), 2);
    EXPECT_EQ(number.fetch_xor(3), 10);
    EXPECT_EQ(number.exchange(20), 9);
    EXPECT_EQ(++number, 21);
    EXPECT_EQ(number++, 21);
    EXPECT_EQ(--number, 21);
    EXPECT_EQ(number--, 21);
    EXPECT_EQ(number += 5, 25);
    EXPECT_EQ(number -= 1, 24);
    EXPECT_EQ(number &= 16, 16);
    EXPECT_EQ(number |= 3, 19);
    EXPECT_EQ(number ^= 2, 17);
    EXPECT_EQ(number.load(std::memory_order_acquire), 17);
    shared<int> most(std::numeric_limits<int>::max());
    EXPECT_EQ(++most, std::numeric_limits<int>::min()) << "it wraps";
    shared<unsigned char> small(250);
    EXPECT_EQ(small.fetch_add(10), 250);
    EXPECT_EQ(small.load(), 4);
    shared<double> real(0.5);
    EXPECT_EQ(real += 1, 1.5);
    EXPECT_EQ(real.fetch_sub(0.25), 1.5);
    shared<bool> flag(false);
    EXPECT_FALSE(flag.exchange(true));
    EXPECT_TRUE(flag.load());
    shared<std::string> word("a");
    EXPECT_EQ(word.exchange("b"), "a");
    std::string expected = "a";
    EXPECT_FALSE(word.compare_exchange_strong(expected, "c"));
    EXPECT_EQ(expected, "b");
    EXPECT_TRUE(word.compare_exchange_weak(expected, "c", std::memory_order_acq_rel, std::memory_order_relaxed));
    EXPECT_EQ(word.load(), "c");
}

TEST(Shared, TellsAChangeInOneStepAsOneEventWithTheNewValue) {
    RecordedRun run;
    shared<int> number(5, "num");
    number.fetch_add(2);
    int expected = 7;
    EXPECT_TRUE(number.compare_exchange_strong(expected, 9));
    EXPECT_FALSE(number.compare_exchange_strong(expected, 11));
    number.exchange(1);
    run.finish();
    using Told = std::pair<EventKind, std::int64_t>;
    std::vector<Told> told;
    for (const Seen& event : run.follow()) {
        if (event.object != run.objectCalled("num") || event.kind < EventKind::LaneStart)
            continue;
        told.emplace_back(event.kind, static_cast<std::int64_t>(event.a));
        EXPECT_TRUE(event.site) << "each call has its line";
    }
    EXPECT_THAT(told, ElementsAre(Told(EventKind::Modify, 7), Told(EventKind::Modify, 9), Told(EventKind::Read, 9), Told(EventKind::ExchangeFailed, 0),
                                  Told(EventKind::Modify, 1)));
}

TEST(Shared, LosesNothingThatIsChangedInOneStep) {
    shared<int> sum(0), retried(0);
    joinAll(startAll(4, [&] {
        for (int i = 0; i < 500; ++i) {
            ++sum;
            int now = retried.load();
            while (!retried.compare_exchange_weak(now, now + 1)) {
            }
        }
    }));
    EXPECT_EQ(sum.load(), 2000);
    EXPECT_EQ(retried.load(), 2000);
}

TEST(Shared, LetsThoseGoThatWaitForAChangeOnceItIsNotified) {
    RecordedRun run;
    shared<int> flag(0, "flag");
    const auto threads = startAll(2, [&] { flag.wait(0); });
    run.awaitEvent(EventKind::WaitBegin, 2);
    flag.notify_all(); // nothing has changed: it wakes none
    flag.store(1);
    flag.notify_one();
    run.awaitEvent(EventKind::WaitEnd);
    EXPECT_EQ(run.count(EventKind::WaitEnd), 1u);
    flag.notify_one();
    joinAll(threads);
    flag.wait(0); // goes on at once
    run.finish();
    EXPECT_EQ(run.count(EventKind::WaitBegin), 2u);
    EXPECT_EQ(run.count(EventKind::WaitEnd), 3u);
    EXPECT_EQ(run.count(EventKind::Signal), 3u);
    EXPECT_EQ(run.count(EventKind::Read), 0u) << "a wait tells no value on which a later write could depend";
}

TEST(Shared, NotifyOneWakesOneForWhomItHasChanged) {
    RecordedRun run;
    shared<std::string> word("a", "word");
    thread first("first", [&] { word.wait("a"); });
    first.start();
    run.awaitEvent(EventKind::WaitBegin);
    word.store("b");
    thread second("second", [&] { word.wait("b"); });
    second.start();
    run.awaitEvent(EventKind::WaitBegin, 2);
    word.notify_all();
    first.join();
    (void)run.follow();
    EXPECT_EQ(run.count(EventKind::WaitEnd), 1u) << "for the second one it has not changed";
    word.store("c");
    word.notify_one();
    second.join();
    run.finish();
    std::vector<std::string> waitedFor;
    for (const Seen& event : run.follow())
        if (event.kind == EventKind::WaitBegin)
            waitedFor.push_back(event.words);
    EXPECT_THAT(waitedFor, ElementsAre("a", "b"));
}

} // namespace
} // namespace braid
