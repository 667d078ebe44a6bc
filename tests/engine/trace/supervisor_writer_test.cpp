// What the supervisor of a run writes into its trace.

#include "engine/trace/recording/supervisor_writer.h"
#include "tests/engine/recorded_run.h"

#include <filesystem>
#include <future>

namespace braid::trace {
namespace {

using test::RecordedRun;
using test::Seen;

std::ptrdiff_t threadsOfThisProcess() {
    return std::distance(std::filesystem::directory_iterator("/proc/self/task"), std::filesystem::directory_iterator{});
}

TEST(SupervisorWriter, AppendsToARunThatGoesOnAndTheReaderShowsItAtOnce) {
    RecordedRun run;
    run.follow();
    SupervisorWriter writer(run.file(), LaneId{t_writer.lane});
    for (std::uint64_t i = 1; i <= 3; ++i) {
        EXPECT_TRUE(writer.append(EventKind::Note, ObjectId{5}, i, 7, "moved " + std::to_string(i)));
        run.awaitEvent(EventKind::Note, i);
        append(EventKind::Yield, ObjectId{}, 0, SiteId{}); // the run's own stream goes on between them
        run.awaitEvent(EventKind::Yield, i);
    }
    std::uint64_t next = 1;
    for (const Seen& event : run.finish()) {
        if (event.kind != EventKind::Note)
            continue;
        EXPECT_EQ(event.a, next);
        EXPECT_EQ(event.b, 7u);
        EXPECT_EQ(event.object, ObjectId{5});
        EXPECT_EQ(event.words, "moved " + std::to_string(next));
        EXPECT_EQ(event.sequence, 0u);
        ++next;
    }
    EXPECT_EQ(next, 4u);
}

TEST(SupervisorWriter, LeavesTheProcessesRecordingAndItsThreadsAlone) {
    RecordedRun run;
    const Recording* recording = Recording::current();
    const LaneId lane = LaneId{t_writer.lane};
    const std::ptrdiff_t threads = threadsOfThisProcess();
    // In a thread that does not record.
    const bool recorded = std::async(std::launch::async, [&] {
                              SupervisorWriter first(run.file(), lane);
                              SupervisorWriter second(run.file(), lane);
                              first.append(EventKind::Note, {}, 1);
                              second.append(EventKind::Note, {}, 2);
                              first.append(EventKind::Note, {}, 3);
                              return trace::recording();
                          }).get();
    EXPECT_FALSE(recorded);
    EXPECT_EQ(Recording::current(), recording);
    EXPECT_LE(threadsOfThisProcess(), threads) << "those of earlier tests may have been leaving";
    run.finish();
    EXPECT_EQ(run.count(EventKind::Note), 3u);
}

TEST(SupervisorWriter, GoesOnInTheNextChunkAndCutsWhatIsTooLong) {
    RecordedRun run;
    SupervisorWriter writer(run.file(), LaneId{t_writer.lane});
    const std::string text(4000, 'x');
    for (std::uint64_t i = 0; i < 20; ++i)
        EXPECT_TRUE(writer.append(EventKind::Note, {}, i, 0, text));
    EXPECT_TRUE(writer.append(EventKind::Note, {}, 20, 0, std::string(2 * LongestText, 'y')));
    run.finish();
    ASSERT_EQ(run.count(EventKind::Note), 21u);
    EXPECT_EQ(run.find(EventKind::Note)->words, text);
}

TEST(SupervisorWriter, CountsWhatAFullTraceCannotHold) {
    RecordedRun run(1 << 20);
    while (run.file().header().lost.load() == 0)
        append(EventKind::Yield, ObjectId{}, 0, SiteId{});
    SupervisorWriter writer(run.file(), LaneId{t_writer.lane});
    const std::uint64_t lost = run.file().header().lost.load();
    EXPECT_FALSE(writer.append(EventKind::Note, {}, 1));
    EXPECT_EQ(run.file().header().lost.load(), lost + 1);
}

} // namespace
} // namespace braid::trace
