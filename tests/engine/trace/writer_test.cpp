// The writer core by itself: in signal handlers, in forked children, in threads that come and go.

#include "tests/engine/recorded_run.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <dlfcn.h>
#include <map>
#include <set>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace braid::trace {
namespace {

using test::RecordedRun;
using test::Seen;

/// How many chunks of the run's file are taken.
std::uint32_t chunksOf(RecordedRun& run) { return run.file().header().claimed.load(); }

TEST(Writer, CountsAnEventInTheMidstOfAnotherAndKeepsBothWhole) {
    RecordedRun run;
    append(EventKind::Yield, ObjectId{}, 0, SiteId{});
    std::uint64_t now = ticks(t_writer.clock);
    Slot* slot = beginRecord(t_writer, 1, now);
    ASSERT_NE(slot, nullptr);
    // What a signal handler finds here.
    EXPECT_EQ(append(EventKind::Yield, ObjectId{}, 0, SiteId{}), nullptr);
    EXPECT_EQ(append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, 7), nullptr);
    EXPECT_EQ(appendText(t_writer, EventKind::Note, 0, 0, 0, Order::Own, 0, 0, "text", 4), nullptr);
    EXPECT_FALSE(appendWith(slot - 1, EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own));
    leaveTrace(t_writer);
    EXPECT_TRUE(recording());
    slot->event = eventSlot(0, EventKind::SleepEnd, 0, 0, 0, Order::Own, 0);
    endRecord(t_writer, slot, 1);
    EXPECT_NE(append(EventKind::Yield, ObjectId{}, 0, SiteId{}), nullptr);
    run.finish();
    EXPECT_EQ(run.count(EventKind::Yield), 2u);
    EXPECT_EQ(run.count(EventKind::SleepEnd), 1u);
    EXPECT_EQ(run.count(EventKind::Note), 0u);
    EXPECT_EQ(run.reader().lost(), 3u);
    EXPECT_FALSE(run.reader().full()) << "the rest of the run is known";
    EXPECT_EQ(run.count(EventKind::TraceFull), 0u);
    EXPECT_EQ(run.reader().damage(), "");
}

/// What the handler of a signal appends, and how much of it was kept.
std::atomic<std::uint64_t> g_fromHandler{0}, g_kept{0};

void appendInHandler(int) {
    if (!recording())
        return;
    const std::uint64_t number = g_fromHandler.fetch_add(1) + 1;
    const Slot* kept = nullptr;
    if (number % 50 == 0) { // long enough to need a new chunk at times
        static const char Text[1000] = "long";
        kept = appendText(t_writer, EventKind::Note, 0, 0, 0, Order::Own, number, 0, Text, sizeof Text);
    } else if (number % 2 == 0) {
        kept = append(EventKind::Note, ObjectId{}, 0, SiteId{}, Order::Own, number);
    } else {
        kept = append(EventKind::Signal, ObjectId{}, 0, SiteId{});
    }
    if (kept != nullptr)
        g_kept.fetch_add(1);
}

class Interrupted : public testing::Test {
protected:
    /// From here on `signal` appends.
    void appendAt(int signal) {
        g_fromHandler = g_kept = 0;
        m_signal = signal;
        struct sigaction action {};
        action.sa_handler = appendInHandler;
        ASSERT_EQ(sigaction(signal, &action, &m_before), 0);
    }
    ~Interrupted() override { sigaction(m_signal, &m_before, nullptr); }

    /// The thread's own events number `i`.
    static void appendOwn(std::uint64_t i) {
        append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, i);
        append(EventKind::SleepEnd, ObjectId{}, 0, SiteId{});
        static const char Text[501] = "own";
        if (i % 20 == 0)
            appendText(t_writer, EventKind::Print, 0, 0, 0, Order::Own, i, 0, Text, sizeof Text);
    }
    /// All `count` events of the thread are there, and those of the handler are there or counted.
    void expectAll(std::uint64_t count) {
        m_run.finish();
        std::uint64_t next = 1;
        for (const Seen& event : m_run.follow()) {
            if (event.kind == EventKind::Yield) {
                ASSERT_EQ(event.a, next++) << "the thread's own events are all there, in their order";
            } else if (event.kind == EventKind::Print) {
                ASSERT_EQ(event.words.size(), 501u);
            }
        }
        EXPECT_EQ(next, count + 1);
        EXPECT_EQ(m_run.count(EventKind::SleepEnd), count);
        EXPECT_EQ(m_run.count(EventKind::Print), count / 20);
        EXPECT_EQ(m_run.count(EventKind::Note) + m_run.count(EventKind::Signal), g_kept.load());
        EXPECT_EQ(m_run.reader().lost(), g_fromHandler.load() - g_kept.load());
        EXPECT_GT(g_kept.load(), 0u);
        EXPECT_EQ(m_run.reader().damage(), "");
        EXPECT_TRUE(m_run.reader().complete());
    }

    RecordedRun m_run;

private:
    int m_signal = SIGUSR1;
    struct sigaction m_before {};
};

TEST_F(Interrupted, BySignalsOfAnotherThreadAppendsOrCountsEveryEvent) {
    appendAt(SIGUSR1);
    constexpr std::uint64_t Count = 30'000;
    std::atomic<bool> over{false};
    const pthread_t target = pthread_self();
    std::thread sender([&] {
        while (!over.load())
            pthread_kill(target, SIGUSR1);
    });
    for (std::uint64_t i = 1; i <= Count; ++i)
        appendOwn(i);
    while (g_kept.load() == 0)
        std::this_thread::yield();
    over = true;
    sender.join();
    expectAll(Count);
}

#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/// The processor stops the thread after each of its instructions, and the kernel sends it a signal.
void stepByInstruction(bool on) {
    constexpr std::uint64_t TrapFlag = 0x100;
    std::uint64_t flags = 0;
    __asm__ volatile("lea -128(%%rsp), %%rsp; pushfq; pop %0; lea 128(%%rsp), %%rsp"
                     : "=r"(flags)
                     :
                     : "memory");
    flags = on ? flags | TrapFlag : flags & ~TrapFlag;
    __asm__ volatile("lea -128(%%rsp), %%rsp; push %0; popfq; lea 128(%%rsp), %%rsp"
                     :
                     : "r"(flags)
                     : "memory", "cc");
}

TEST_F(Interrupted, AfterEachOfItsInstructionsAppendsOrCountsEveryEvent) {
    appendAt(SIGTRAP);
    constexpr std::uint64_t Count = 60;
    for (std::uint64_t i = 1; i <= Count; ++i) {
        stepByInstruction(true);
        appendOwn(i);
        stepByInstruction(false);
    }
    if (g_fromHandler.load() == 0)
        GTEST_SKIP() << "this machine does not step";
    EXPECT_GT(m_run.file().header().nested.load(), Count) << "some came where they had to be counted";
    expectAll(Count);
}
#endif

TEST(Writer, FindsItselfInAForkedChildAndTakesAChunkOfItsOwn) {
    RecordedRun run;
    constexpr std::uint64_t Count = 5000;
    append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, 1);
    const pid_t child = fork(); // which is not announced
    const EventKind kind = child == 0 ? EventKind::SleepEnd : EventKind::Yield;
    for (std::uint64_t i = 2; i <= Count; ++i)
        append(kind, ObjectId{}, 0, SiteId{}, Order::Own, i);
    if (child == 0)
        _exit(0);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    std::map<EventKind, std::uint64_t> last{{EventKind::Yield, 0}, {EventKind::SleepEnd, 1}};
    for (const Seen& event : run.finish()) {
        if (event.kind != EventKind::Yield && event.kind != EventKind::SleepEnd)
            continue;
        ASSERT_EQ(event.a, last[event.kind] + 1);
        last[event.kind] = event.a;
    }
    EXPECT_EQ(last[EventKind::Yield], Count);
    EXPECT_EQ(last[EventKind::SleepEnd], Count);
    EXPECT_EQ(run.reader().damage(), "");
}

TEST(Writer, AsksInAForkedChildAsWhichLaneItGoesOn) {
    auto file = File::create({});
    ASSERT_TRUE(file.ok());
    Mapping& mapping = (*file)->mapping();
    mapping.forked = [](Mapping& own) {
        leaveTrace(t_writer);
        enterTrace(t_writer, own, 77);
        append(EventKind::Note, ObjectId{}, 0, SiteId{}, Order::Own, 1);
    };
    ASSERT_TRUE(enterTrace(t_writer, mapping, 5));
    append(EventKind::Yield, ObjectId{}, 0, SiteId{});
    const pid_t child = fork();
    append(EventKind::Yield, ObjectId{}, 0, SiteId{});
    if (child == 0)
        _exit(0);
    waitpid(child, nullptr, 0);
    leaveTrace(t_writer);
    (*file)->setOutcome(Outcome::Finished);
    auto reader = Reader::open((*file)->fd(), "the trace");
    ASSERT_TRUE(reader.ok());
    std::map<std::uint32_t, int> eventsOfLane;
    for (const Event& event : reader->pull())
        ++eventsOfLane[event.lane.value];
    EXPECT_EQ(eventsOfLane, (std::map<std::uint32_t, int>{{5, 2}, {77, 2}}));
}

TEST(Writer, ReusesTheChunksOfThreadsThatHaveEnded) {
    RecordedRun run;
    constexpr std::uint32_t Threads = 100'000;
    Mapping& mapping = run.file().mapping();
    constexpr std::uint32_t First = 1000; // lanes
    for (std::uint32_t i = 0; i < Threads; ++i) {
        ThreadWriter writer{};
        ASSERT_TRUE(enterTrace(writer, mapping, First + i));
        append(writer, EventKind::Yield, 0, 0, 0, Order::Own, i, 0);
        append(writer, EventKind::SleepEnd, 0, 0, 0, Order::Own);
        leaveTrace(writer);
        if (i % 10'000 == 0)
            run.follow();
    }
    // Two slots to say whose it is now, three for the events.
    EXPECT_LT(chunksOf(run), Threads * 5 / ChunkSlots * 11 / 10 + 8);
    std::uint32_t next = 0;
    for (const Seen& event : run.finish()) {
        if (event.kind == EventKind::Yield) {
            ASSERT_EQ(event.a, next);
            ASSERT_EQ(event.lane.value, First + next);
        } else if (event.kind == EventKind::SleepEnd) {
            ASSERT_EQ(event.lane.value, First + next++);
        }
    }
    EXPECT_EQ(next, Threads);
    EXPECT_EQ(run.reader().lost(), 0u);
    EXPECT_EQ(run.reader().damage(), "");
    EXPECT_TRUE(run.reader().whole());
}

TEST(Writer, PassesChunksOnBetweenThreadsAndProcessesWhileTheyAreRead) {
    RecordedRun run;
    constexpr std::uint32_t Each = 300, Workers = 4;
    const auto work = [&run](std::uint32_t worker) {
        for (std::uint32_t i = 0; i < Each; ++i) {
            std::thread([&] {
                const std::uint32_t lane = 10'000 * (worker + 1) + i;
                run.recording().enter(LaneId{lane});
                for (std::uint32_t k = 0; k < 10; ++k)
                    append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, lane, k);
                run.recording().leave();
            }).join();
        }
    };
#if defined(__SANITIZE_THREAD__) // gcc 12's does not let a child start threads where the parent had some ("dup thread with used id")
    const pid_t child = 0;
    std::vector<std::thread> workers;
    workers.emplace_back(work, Workers);
#else
    const pid_t child = fork();
    if (child == 0) {
        work(Workers);
        _exit(0);
    }
    std::vector<std::thread> workers;
#endif
    for (std::uint32_t worker = 0; worker < Workers; ++worker)
        workers.emplace_back(work, worker);
    run.followUntil([&run](const auto&) { return run.count(EventKind::Yield) == Each * (Workers + 1) * 10; });
    for (std::thread& worker : workers)
        worker.join();
    if (child != 0)
        waitpid(child, nullptr, 0);
    EXPECT_LT(chunksOf(run), 60u);
    std::map<std::uint32_t, std::uint32_t> next;
    for (const Seen& event : run.finish()) {
        if (event.kind != EventKind::Yield)
            continue;
        ASSERT_EQ(event.a, event.lane.value);
        ASSERT_EQ(event.b, next[event.lane.value]++);
    }
    EXPECT_EQ(next.size(), Each * (Workers + 1));
    EXPECT_EQ(run.reader().damage(), "");
}

TEST(Writer, WhoseSharedChunkIsDamagedLeavesLanesUnknown) {
    RecordedRun run;
    for (std::uint32_t lane = 1000; lane < 1010; ++lane) {
        ThreadWriter writer{};
        ASSERT_TRUE(enterTrace(writer, run.file().mapping(), lane));
        append(writer, EventKind::Yield, 0, 0, 0, Order::Own);
        leaveTrace(writer);
    }
    Mapping& mapping = run.file().mapping();
    for (std::uint32_t i = 0; i < chunksOf(run); ++i) {
        ChunkHeader& chunk = mapping.chunk(i);
        if (chunk.handedOver.load() != 0)
            std::memset(reinterpret_cast<std::byte*>(&chunk) + sizeof chunk + 4 * sizeof(Slot), 0xff, 4 * sizeof(Slot));
    }
    run.finish();
    EXPECT_NE(run.reader().damage(), "");
    EXPECT_FALSE(run.reader().whole());
}

TEST(Writer, NeedsNoDescriptorOnceItHasForgottenIt) {
    auto file = File::create({}, {.limit = 8u << 20});
    ASSERT_TRUE(file.ok());
    const int fd = dup((*file)->fd());
    Mapping mapping;
    ASSERT_EQ(mapTrace(fd, mapping), 0);
    const int error = forgetDescriptor(mapping);
    close(fd);
    if (error == EINVAL)
        GTEST_SKIP() << "this kernel cannot reserve space through a mapping";
    ASSERT_EQ(error, 0);
    ThreadWriter writer{};
    ASSERT_TRUE(enterTrace(writer, mapping, 5));
    std::uint64_t kept = 0;
    while (append(writer, EventKind::Yield, 0, 0, 0, Order::Own) != nullptr)
        ++kept;
    leaveTrace(writer);
    unmap(mapping);
    EXPECT_EQ((*file)->header().fullError.load(), 0u) << "full because of the limit";
    (*file)->setOutcome(Outcome::Finished);
    auto reader = Reader::open((*file)->fd(), "the trace");
    ASSERT_TRUE(reader.ok());
    std::uint64_t read = 0;
    for (auto events = reader->pull(); !events.empty(); events = reader->pull())
        for (const Event& event : events)
            read += event.kind == EventKind::Yield ? 1 : 0;
    EXPECT_EQ(read, kept);
    EXPECT_GT(kept, 400'000u);
    EXPECT_EQ(reader->damage(), "");
}

TEST(Writer, OfSeveralThreadsThatNeedChunksAtOnceGivesEachItsOwnUntilTheLimit) {
    constexpr int Threads = 6;
    auto file = File::create({}, {.limit = 16u << 20});
    ASSERT_TRUE(file.ok());
    Mapping mapping;
    ASSERT_EQ(mapTrace((*file)->fd(), mapping), 0);
    const int error = forgetDescriptor(mapping);
    if (error == EINVAL)
        GTEST_SKIP() << "this kernel cannot reserve space through a mapping";
    ASSERT_EQ(error, 0);
    std::array<std::vector<ChunkHeader*>, Threads> taken;
    std::vector<std::thread> threads;
    for (std::vector<ChunkHeader*>& own : taken)
        threads.emplace_back([&mapping, &own] {
            while (ChunkHeader* chunk = claimChunk(mapping)) {
                std::memset(static_cast<void*>(chunk), 1, ChunkBytes); // what is not reserved cannot be written on a full disk
                own.push_back(chunk);
            }
        });
    for (std::thread& each : threads)
        each.join();
    std::set<ChunkHeader*> all;
    std::size_t count = 0;
    for (const std::vector<ChunkHeader*>& own : taken) {
        all.insert(own.begin(), own.end());
        count += own.size();
    }
    const Header& header = (*file)->header();
    EXPECT_EQ(all.size(), count) << "no chunk is given to two";
    EXPECT_EQ(count, header.limitChunks);
    EXPECT_LE(header.reservedChunks.load(), header.limitChunks) << "some were reserved one by one, while another thread was at a batch";
    EXPECT_EQ(header.fullError.load(), 0u);
    unmap(mapping);
}

TEST(Writer, WorksInALibraryOfItsOwnBesideTheProgramsOwn) {
    RecordedRun run;
    void* library = dlopen(BRAID_PRELOADED, RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(library, nullptr) << dlerror();
    const auto enter = reinterpret_cast<int (*)(int, unsigned)>(dlsym(library, "preloaded_enter"));
    const auto append_ = reinterpret_cast<void (*)(unsigned)>(dlsym(library, "preloaded_append"));
    const auto leave = reinterpret_cast<void (*)()>(dlsym(library, "preloaded_leave"));
    ASSERT_TRUE(enter && append_ && leave);
    for (std::uint32_t lane = 500; lane < 503; ++lane) {
        std::thread([&] {
            EXPECT_EQ(enter(run.file().fd(), lane), 0);
            EXPECT_FALSE(recording()) << "what the program knows of this thread is another matter";
            append_(3);
            leave();
        }).join();
    }
    run.finish();
    std::map<std::uint32_t, int> eventsOfLane;
    for (const Seen& event : run.follow())
        if (event.kind == EventKind::Yield)
            ++eventsOfLane[event.lane.value];
    EXPECT_EQ(eventsOfLane, (std::map<std::uint32_t, int>{{500, 3}, {501, 3}, {502, 3}}));
}

TEST(Writer, JoinsNothingThatIsNoTrace) {
    int pipes[2];
    ASSERT_EQ(pipe(pipes), 0);
    Mapping mapping;
    EXPECT_EQ(mapTrace(pipes[0], mapping), ESPIPE);
    EXPECT_EQ(mapTrace(-1, mapping), EBADF);
    close(pipes[0]);
    close(pipes[1]);
    auto file = File::create({});
    ASSERT_TRUE(file.ok());
    (*file)->header().version = FormatVersion + 1;
    EXPECT_EQ(mapTrace((*file)->fd(), mapping), NotATrace);
}

} // namespace
} // namespace braid::trace
