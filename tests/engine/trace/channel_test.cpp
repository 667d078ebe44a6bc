// The trace file as a channel: what is written is read, live and afterwards, in the right order.

#include "tests/engine/recorded_run.h"

#include <csignal>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::trace {
namespace {

using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;

std::uint64_t valueOf(const Seen& event) { return event.a; }

TEST(Channel, HandsOutWhatWasAppendedWithValueTextAndSite) {
    RecordedRun run;
    const SiteId site = siteId(CallSite("somewhere.cpp", 42));
    append(EventKind::Signal, ObjectId{77}, 1, site, Order::Own, 5, 6);
    appendText(EventKind::Print, ObjectId{}, 0, site, Order::Own, 0, 0, "hello, 世界");
    run.finish();
    const Seen* signal = run.find(EventKind::Signal);
    ASSERT_NE(signal, nullptr);
    EXPECT_EQ(signal->object, ObjectId{77});
    EXPECT_EQ(signal->sequence, 1u);
    EXPECT_EQ(signal->a, 5u);
    EXPECT_EQ(signal->b, 6u);
    EXPECT_EQ(signal->site, site);
    const Seen* print = run.find(EventKind::Print);
    ASSERT_NE(print, nullptr);
    EXPECT_EQ(print->words, "hello, 世界");
    const Seen* defined = run.find(EventKind::DefineSite);
    ASSERT_NE(defined, nullptr);
    EXPECT_EQ(defined->words, "somewhere.cpp");
    EXPECT_EQ(defined->a, 42u);
    EXPECT_EQ(defined->object.value, site.value);
}

TEST(Channel, KnowsNoPlaceAsNoSiteWhateverOtherSitesThereAre) {
    RecordedRun run;
    EXPECT_EQ(trace::siteId(CallSite(nullptr, 0)).value, 0u);
    for (std::uint32_t line = 1; line <= 64; ++line) // one for each place of the thread's cache
        EXPECT_NE(trace::siteId(CallSite("a.cpp", line)).value, 0u);
    EXPECT_EQ(trace::siteId(CallSite(nullptr, 0)).value, 0u);
}

TEST(Channel, KeepsTextsOfEveryLengthAndCutsOnlyTheLongest) {
    RecordedRun run;
    std::vector<std::size_t> lengths{1, 15, 16, 17, 31, 32, 900, 991, 992, 993, 1008, 4000, LongestText};
    for (const std::size_t length : lengths)
        appendText(EventKind::Print, ObjectId{}, 0, SiteId{}, Order::Own, 0, 0, std::string(length, 'x'));
    appendText(EventKind::Note, ObjectId{}, 0, SiteId{}, Order::Own, 0, 0, std::string(LongestText + 1, 'y'));
    std::vector<std::size_t> read;
    for (const Seen& event : run.finish()) {
        if (event.kind == EventKind::Print)
            read.push_back(event.words.size());
        if (event.kind == EventKind::Note) {
            EXPECT_LE(event.words.size(), LongestText);
            EXPECT_TRUE(event.words.ends_with("y…"));
        }
    }
    EXPECT_EQ(read, lengths);
}

TEST(Channel, SurvivesTimeStampsThatRunOverTheChunksBase) {
    RecordedRun run;
    append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, 1);
    t_writer.base -= std::uint64_t{1} << 33; // as if the chunk had been begun long ago
    append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, 2);
    append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, 3);
    std::vector<std::uint64_t> order;
    std::chrono::nanoseconds last{0};
    for (const Seen& event : run.finish()) {
        EXPECT_GE(event.time, last);
        EXPECT_LT(event.time, std::chrono::seconds(30));
        last = event.time;
        if (event.kind == EventKind::Yield)
            order.push_back(valueOf(event));
    }
    EXPECT_THAT(order, ElementsAre(1, 2, 3));
}

TEST(Channel, GoesOnOverManyChunksWithoutLosingAnything) {
    RecordedRun run;
    constexpr std::uint64_t Count = 20'000;
    for (std::uint64_t i = 1; i <= Count; ++i)
        append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, i);
    std::uint64_t next = 1;
    for (const Seen& event : run.finish()) {
        if (event.kind == EventKind::Yield) {
            ASSERT_EQ(event.a, next++);
        }
    }
    EXPECT_EQ(next, Count + 1);
    EXPECT_EQ(run.reader().lost(), 0u);
    EXPECT_TRUE(run.reader().complete());
}

TEST(Channel, ShowsEventsWhileTheyAreWritten) {
    RecordedRun run;
    for (std::uint64_t i = 1; i <= 100; ++i) {
        append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, i);
        run.followUntil([i](const auto& events) { return !events.empty() && events.back().a == i; });
    }
    EXPECT_FALSE(run.reader().complete());
    run.finish();
    EXPECT_TRUE(run.reader().complete());
}

TEST(Channel, CountsWhatComesAfterTheLimitAndSaysSoOnce) {
    RecordedRun run(1 << 20);
    constexpr std::uint64_t Count = 100'000;
    for (std::uint64_t i = 1; i <= Count; ++i)
        append(EventKind::Yield, ObjectId{}, 0, SiteId{});
    run.finish();
    const std::size_t kept = run.count(EventKind::Yield);
    EXPECT_GT(kept, 30'000u);
    EXPECT_GE(kept + run.reader().lost(), Count);
    EXPECT_LE(kept + run.reader().lost(), Count + 100) << "of the run's threads; how long they did not run may be lost as well";
    EXPECT_EQ(run.count(EventKind::TraceFull), 1u);
}

TEST(Channel, NeverShowsAnEffectBeforeItsCauseWhenAWriterIsLate) {
    RecordedRun run;
    const LaneId late = run.recording().defineLane(LaneKind::Thread, LaneId{}, "late", false);
    const LaneId early = run.recording().defineLane(LaneKind::Thread, LaneId{}, "early", false);
    constexpr ObjectId Object{5000};
    // `late` has done operation 1 and taken its number, but has not published it yet.
    std::atomic<bool> entered{false}; // with a chunk of its own: one that comes later may go on in that of one that has left
    std::atomic<bool> publish{false};
    std::atomic<bool> effectWritten{false};
    std::thread lateThread([&] {
        run.recording().enter(late);
        entered = true;
        entered.notify_all();
        publish.wait(false);
        append(EventKind::Released, Object, 1, SiteId{});
        run.recording().leave();
    });
    std::thread earlyThread([&] {
        entered.wait(false);
        run.recording().enter(early);
        append(EventKind::Acquired, Object, 2, SiteId{});
        append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, 99);
        run.recording().leave();
        effectWritten = true;
        effectWritten.notify_all();
    });
    effectWritten.wait(false);
    // Not for as long as a reader waits for a number of a writer that lives.
    const auto enough = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
    for (int i = 0; i < 100 && std::chrono::steady_clock::now() < enough; ++i) {
        run.follow();
        ASSERT_EQ(run.count(EventKind::Acquired), 0u) << "the effect was shown without its cause";
        ASSERT_EQ(run.count(EventKind::Yield), 0u) << "what follows the effect was shown before it";
    }
    publish = true;
    publish.notify_all();
    lateThread.join();
    earlyThread.join();
    run.followUntil([&run](const auto&) { return run.count(EventKind::Yield) == 1; });
    run.finish();
    EXPECT_THAT(run.kindsOn(Object), ElementsAre(EventKind::Released, EventKind::Acquired));
    EXPECT_GE(run.find(EventKind::Acquired)->time, run.find(EventKind::Released)->time);
    EXPECT_EQ(run.reader().gaps(), 0u);
}

TEST(Channel, TellsUpToWhenAllOfThoseThatAreGoneIsKnown) {
    RecordedRun run;
    constexpr ObjectId Object{5000};
    append(EventKind::Released, Object, 1, SiteId{});
    run.follow();
    EXPECT_FALSE(run.reader().holdsBack());
    EXPECT_GE(run.reader().settled(), run.find(EventKind::Released)->time);
    const auto before = run.reader().now();
    append(EventKind::Released, Object, 3, SiteId{}); // 2 is not there yet
    const auto after = run.reader().now();
    run.follow();
    EXPECT_TRUE(run.reader().holdsBack());
    EXPECT_GE(run.reader().settled(), before);
    EXPECT_LE(run.reader().settled(), after) << "it stands at the event that is held back";
    const LaneId other = run.recording().defineLane(LaneKind::Thread, LaneId{}, "other", false);
    std::thread([&] {
        run.recording().enter(other);
        append(EventKind::Released, Object, 2, SiteId{});
        run.recording().leave();
    }).join();
    run.follow();
    EXPECT_FALSE(run.reader().holdsBack());
    EXPECT_GT(run.reader().settled(), after);
    append(EventKind::Released, Object, 5, SiteId{});
    run.follow();
    EXPECT_TRUE(run.reader().holdsBack());
    run.finish();
    EXPECT_FALSE(run.reader().holdsBack());
    EXPECT_EQ(run.reader().settled(), std::chrono::nanoseconds::max());
}

TEST(Channel, HoldsBackAnEventThatSaysAfterUntilItsPredecessorIsThere) {
    RecordedRun run;
    const LaneId other = run.recording().defineLane(LaneKind::Thread, LaneId{}, "other", false);
    constexpr ObjectId Object{5000};
    append(EventKind::AcquireWait, Object, 1, SiteId{}, Order::After);
    run.follow();
    EXPECT_EQ(run.count(EventKind::AcquireWait), 0u);
    std::thread([&] {
        run.recording().enter(other);
        append(EventKind::Acquired, Object, 1, SiteId{});
        run.recording().leave();
    }).join();
    run.finish();
    EXPECT_THAT(run.kindsOn(Object), ElementsAre(EventKind::Acquired, EventKind::AcquireWait));
}

TEST(Channel, SkipsANumberThatItsWriterTookToTheGraveOnceTheRunIsOver) {
    RecordedRun run;
    constexpr ObjectId Object{5000};
    append(EventKind::Released, Object, 1, SiteId{});
    append(EventKind::Released, Object, 4, SiteId{});
    run.follow();
    EXPECT_EQ(run.count(EventKind::Released), 1u);
    run.finish();
    EXPECT_EQ(run.count(EventKind::Released), 2u);
    EXPECT_EQ(run.reader().gaps(), 2u);
    EXPECT_TRUE(run.reader().complete());
}

TEST(Channel, OrdersManyThreadsOnOneObjectExactlyByTheirNumbers) {
    RecordedRun run;
    constexpr int Threads = 8;
    constexpr int Each = 5000;
    std::atomic<std::uint32_t> number{0};
    constexpr ObjectId Object{5000};
    std::vector<std::thread> threads;
    for (int t = 0; t < Threads; ++t) {
        const LaneId lane = run.recording().defineLane(LaneKind::Thread, LaneId{}, "worker", false);
        threads.emplace_back([&, lane] {
            run.recording().enter(lane);
            for (int i = 0; i < Each; ++i)
                append(EventKind::Signal, Object, number.fetch_add(1) + 1, SiteId{});
            run.recording().leave();
        });
    }
    // Followed while they write.
    run.followUntil([&run](const auto&) { return run.count(EventKind::Signal) == Threads * Each; });
    for (std::thread& thread : threads)
        thread.join();
    std::uint32_t last = 0;
    std::chrono::nanoseconds time{0};
    for (const Seen& event : run.finish()) {
        if (event.kind != EventKind::Signal)
            continue;
        ASSERT_EQ(event.sequence, last + 1);
        ASSERT_GE(event.time, time);
        last = event.sequence;
        time = event.time;
    }
}

TEST(Channel, KeepsEverythingAKilledProcessPublished) {
    auto created = File::create({});
    ASSERT_TRUE(created.ok());
    File& file = **created;
    int ready[2];
    ASSERT_EQ(pipe(ready), 0);
    const pid_t child = fork();
    if (child == 0) {
        Recording recording(file);
        recording.enterProcess("victim", "main");
        for (std::uint64_t i = 1;; ++i) {
            append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, i);
            if (i == 5000) {
                [[maybe_unused]] const ssize_t written = write(ready[1], "x", 1);
            }
            if (i == 5'000'000)
                pause();
        }
    }
    char byte = 0;
    ASSERT_EQ(read(ready[0], &byte, 1), 1);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(ready[0]);
    close(ready[1]);
    auto reader = Reader::open(file.fd(), "the victim's trace");
    ASSERT_TRUE(reader.ok());
    reader->assumeOver();
    std::uint64_t next = 1;
    for (auto events = reader->pull(); !events.empty(); events = reader->pull()) {
        for (const Event& event : events) {
            if (event.kind == EventKind::Yield) {
                ASSERT_EQ(event.a, next++);
            }
        }
    }
    EXPECT_GT(next, 5000u);
    EXPECT_TRUE(reader->complete());
    EXPECT_EQ(reader->damage(), "");
}

} // namespace
} // namespace braid::trace
