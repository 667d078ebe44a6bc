// Descriptors of any kind: reading, writing, watching, lending.

#include "engine/io/descriptor.h"

#include "engine/exec/threads/thread.h"
#include "engine/io/select.h"
#include "engine/io/selector.h"
#include "engine/ipc/pipe.h"
#include "tests/engine/recorded_run.h"

#include <array>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <unistd.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using testing::ElementsAre;
using testing::IsEmpty;
using trace::EventKind;

std::string readFrom(descriptor& one) {
    std::array<char, 64> into{};
    const io_result got = one.read(into);
    return got.ok() ? std::string(into.data(), got.count()) : "error " + std::to_string(got.error());
}

TEST(RawPipe, CarriesBytesOneWayAndTellsItsEnd) {
    RecordedRun run;
    auto [reading, writing] = raw_pipe("p");
    EXPECT_EQ(reading.name(), "p reading");
    EXPECT_TRUE(writing.write_all("hello").ok());
    EXPECT_EQ(readFrom(reading), "hello");
    writing.close();
    EXPECT_FALSE(writing.is_open());
    EXPECT_EQ(readFrom(reading), "") << "the end";
    EXPECT_EQ(writing.write("x").error(), EBADF);
    const ObjectId in = reading.traced().id();
    run.finish();
    EXPECT_THAT(run.kindsOn(in), testing::IsSupersetOf({EventKind::IoBegin, EventKind::IoEnd}));
    EXPECT_EQ(run.count(EventKind::EndOf), 2u) << "each is the other one's other end";
}

TEST(RawPipe, IsToldWithoutASignalThatNobodyIsLeftToRead) {
    auto [reading, writing] = raw_pipe();
    reading.close();
    EXPECT_EQ(writing.write("x").error(), EPIPE);
    EXPECT_EQ(writing.write_all("x").error(), EPIPE);
}

TEST(RawPipe, WaitsForRoomAndForBytes) {
    RecordedRun run;
    auto [reading, writing] = raw_pipe("p");
    const std::string much(1 << 20, 'x');
    thread writer("writer", [&out = writing, &much] {
        EXPECT_TRUE(out.write_all(much).ok());
        out.close();
    });
    writer.start();
    std::size_t all = 0;
    std::array<char, 8192> into{};
    for (io_result got; (got = reading.read(into)).ok() && got.count() > 0;)
        all += got.count();
    writer.join();
    EXPECT_EQ(all, much.size());
}

TEST(Descriptor, ComesBackAtOnceWhereItDoesNotBlock) {
    auto [reading, writing] = raw_pipe();
    reading.setblocking(false);
    std::array<char, 4> into{};
    EXPECT_TRUE(reading.read(into).would_block());
    EXPECT_FALSE(reading.blocking());
    descriptor again(fcntl(reading.fileno(), F_DUPFD_CLOEXEC, 0), "again");
    EXPECT_FALSE(again.blocking()) << "as the system has it";
}

TEST(Descriptor, ClosesWhatItOwnsAndLeavesWhatWasLent) {
    int ends[2];
    ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
    {
        const descriptor lent = descriptor::lent(ends[0], "lent");
        descriptor owned(ends[1], "owned");
        descriptor moved = std::move(owned);
        EXPECT_FALSE(owned.is_open());
    }
    EXPECT_NE(fcntl(ends[0], F_GETFD), -1);
    EXPECT_EQ(fcntl(ends[1], F_GETFD), -1);
    ::close(ends[0]);
}

TEST(Descriptor, IsWatchedBySelectAsSocketsAre) {
    auto [reading, writing] = raw_pipe();
    select ask;
    const std::vector<descriptor*> in{&reading}, out{&writing};
    const auto before = ask(in, out);
    EXPECT_THAT(before.readable, IsEmpty());
    EXPECT_THAT(before.writable, ElementsAre(&writing));
    EXPECT_TRUE(writing.write_all("x").ok());
    EXPECT_THAT(ask(in).readable, ElementsAre(&reading));
}

class WatchedDescriptor : public ::testing::TestWithParam<selector::kind> {};
INSTANTIATE_TEST_SUITE_P(EveryMechanism, WatchedDescriptor, ::testing::Values(selector::kind::epoll, selector::kind::poll, selector::kind::select));

TEST_P(WatchedDescriptor, IsCalledWhereItIsReady) {
    RecordedRun run;
    auto [reading, writing] = raw_pipe("p");
    selector sel(GetParam());
    std::vector<std::string> called;
    sel.register_(reading, io_events::read, "read", [&](descriptor& one, io_events) { called.push_back(readFrom(one)); });
    EXPECT_THAT(sel.select(0ms), IsEmpty());
    EXPECT_TRUE(writing.write_all("ready").ok());
    for (const auto& event : sel.select())
        event();
    EXPECT_THAT(called, ElementsAre("ready"));
    sel.unregister(reading);
    run.finish();
    EXPECT_EQ(run.count(EventKind::FdReady), 1u);
}

TEST_P(WatchedDescriptor, MayBeTheEndOfAPipeOfValues) {
    auto [receives, sends] = braid::pipe("values", false);
    descriptor watched = descriptor::lent(receives.fileno_in(), "values");
    selector sel(GetParam());
    int got = 0;
    sel.register_(watched, io_events::read, "receive", [&, &in = receives](descriptor&, io_events) { got = in.recv<int>(); });
    EXPECT_THAT(sel.select(0ms), IsEmpty());
    sends.send(42);
    for (const auto& event : sel.select())
        event();
    EXPECT_EQ(got, 42);
    EXPECT_EQ(receives.fileno_out(), -1);
}

} // namespace
} // namespace braid
