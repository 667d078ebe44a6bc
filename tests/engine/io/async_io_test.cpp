// Asynchronous I/O: by io_uring and by POSIX AIO, which must behave alike.

#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/io/async_io.h"
#include "tests/engine/io/connected.h"

#include <cerrno>
#include <cstddef>
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <liburing.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

namespace {

bool g_refuseWhileComplete = false;

} // namespace

/// As liburing's, or as a kernel before 5.19 whose ring of completions is full.
extern "C" int io_uring_submit(io_uring* ring) {
    static const auto real = reinterpret_cast<int (*)(io_uring*)>(dlsym(RTLD_NEXT, "io_uring_submit"));
    return g_refuseWhileComplete && io_uring_cq_ready(ring) > 0 ? -EBUSY : real(ring);
}

namespace braid {
namespace {

using test::Connected;
using test::RecordedRun;
using test::Seen;
using testing::IsEmpty;
using testing::SizeIs;
using trace::EventKind;
using trace::IoCall;
using Kind = async_io::kind;

class AsyncIo : public testing::TestWithParam<Kind> {
protected:
    void SetUp() override {
        if (GetParam() != Kind::uring)
            return;
        try {
            const async_io probe(1, Kind::uring);
        } catch (const std::system_error& error) {
            GTEST_SKIP() << error.what();
        }
    }

    /// The completions until there are `count`.
    static std::vector<async_io::completion> waitFor(async_io& ring, std::size_t count) {
        std::vector<async_io::completion> all;
        while (all.size() < count && ring.under_way() > 0)
            for (async_io::completion& one : ring.wait())
                all.push_back(std::move(one));
        EXPECT_EQ(all.size(), count);
        return all;
    }
};

TEST_P(AsyncIo, CompletesAReceiveWithTheDataWhenItComes) {
    Connected pair;
    async_io ring(8, GetParam());
    ring.recv(pair.server, 100, 7);
    EXPECT_EQ(ring.under_way(), 0u) << "prepared only";
    EXPECT_EQ(ring.submit(), 1u);
    EXPECT_EQ(ring.under_way(), 1u);
    EXPECT_THAT(ring.reap(), IsEmpty()) << "nobody has sent anything, and reap does not wait";
    EXPECT_TRUE(pair.client.sendall("hello").ok());
    const auto done = waitFor(ring, 1);
    ASSERT_THAT(done, SizeIs(1));
    EXPECT_EQ(done[0].tag, 7u);
    EXPECT_EQ(done[0].call, IoCall::Receive);
    EXPECT_EQ(done[0].data, "hello");
    EXPECT_EQ(ring.under_way(), 0u);
}

TEST_P(AsyncIo, SendsWhileAReceiveOnTheSameSocketIsUnderWay) {
    Connected pair;
    async_io ring(8, GetParam());
    ring.recv(pair.server, 100, 1);
    ring.send(pair.server, "first me", 2);
    ring.submit();
    const auto done = waitFor(ring, 1);
    ASSERT_THAT(done, SizeIs(1));
    EXPECT_EQ(done[0].tag, 2u);
    EXPECT_EQ(done[0].result.count(), 8u);
    EXPECT_EQ(test::received(pair.client), "first me");
    pair.client.close();
    EXPECT_TRUE(waitFor(ring, 1).at(0).result.end());
}

TEST_P(AsyncIo, AcceptsAndSaysWhenTheDoorIsShut) {
    socket door("door");
    door.bind();
    door.listen();
    async_io ring(8, GetParam());
    ring.accept(door, 1);
    ring.submit();
    socket client("client");
    EXPECT_TRUE(client.connect(door.port()).ok());
    const auto done = waitFor(ring, 1);
    ASSERT_THAT(done, SizeIs(1));
    ASSERT_TRUE(done[0].result.ok()) << done[0].result.message();
    socket server = socket::adopt(static_cast<int>(done[0].result.count()), "server's end");
    EXPECT_TRUE(client.sendall("hello").ok());
    EXPECT_EQ(test::received(server), "hello");
    ring.accept(door, 2);
    ring.submit();
    door.shutdown();
    EXPECT_EQ(waitFor(ring, 1).at(0).result.error(), EINVAL);
}

TEST_P(AsyncIo, TellsAResetAsAnErrorOfTheOperation) {
    Connected pair;
    async_io ring(8, GetParam());
    ring.recv(pair.server, 100, 1);
    ring.submit();
    test::closeWithReset(pair.client);
    EXPECT_EQ(waitFor(ring, 1).at(0).result.error(), ECONNRESET);
    ring.send(pair.server, "anyone?", 2);
    ring.submit();
    EXPECT_EQ(waitFor(ring, 1).at(0).result.error(), EPIPE);
}

TEST_P(AsyncIo, TakesMoreOperationsThanItHandsOverAtOnce) {
    constexpr std::size_t Count = 50;
    std::vector<std::unique_ptr<Connected>> pairs;
    async_io ring(4, GetParam());
    for (std::size_t i = 0; i < Count; ++i) {
        pairs.push_back(std::make_unique<Connected>());
        ring.recv(pairs.back()->server, 16, i);
    }
    ring.submit();
    EXPECT_EQ(ring.under_way(), Count);
    for (std::size_t i = 0; i < Count; ++i)
        EXPECT_TRUE(pairs[i]->client.sendall(std::to_string(i)).ok());
    for (const auto& done : waitFor(ring, Count))
        EXPECT_EQ(done.data, std::to_string(done.tag));
}

TEST_P(AsyncIo, CallsBackWhatIsUnderWayWhenItEnds) {
    Connected pair;
    {
        async_io ring(8, GetParam());
        ring.accept(pair.door, 1);
        ring.recv(pair.server, 100, 2);
        ring.submit();
        ring.recv(pair.client, 100, 3); // prepared and never handed over
    }
    SUCCEED() << "it ended though nobody came and nobody sent";
}

TEST_P(AsyncIo, ShowsNoWaitBetweenSubmitAndCompletion) {
    RecordedRun run;
    {
        Connected pair;
        async_io ring(8, GetParam(), "ring");
        const io_counts before = this_thread::io_so_far();
        ring.recv(pair.server, 100, 1);
        ring.submit();
        EXPECT_TRUE(pair.client.sendall("abc").ok());
        std::vector<async_io::completion> done;
        while ((done = ring.reap()).empty())
            std::this_thread::yield();
        EXPECT_EQ(done[0].data, "abc");
        const io_counts calls = this_thread::io_so_far() - before;
        EXPECT_EQ(calls.of(IoCall::Submit), 1u);
        EXPECT_EQ(calls.of(IoCall::Reap), 0u) << "a look is no system call";
        EXPECT_EQ(calls.received, 3u);
    }
    run.finish();
    const ObjectId ring = run.objectCalled("ring");
    for (const Seen& event : run.follow())
        EXPECT_FALSE(event.kind == EventKind::IoBegin && event.object == ring);
    EXPECT_EQ(test::story(run, IoCall::Receive).size(), 0u) << "not on this lane";
}

TEST_P(AsyncIo, ShowsTheWaitWhereOneWaits) {
    RecordedRun run;
    {
        Connected pair;
        async_io ring(8, GetParam());
        ring.recv(pair.server, 100, 1);
        ring.submit();
        thread sender("sender", [&] {
            run.followUntil([&](const auto&) { return !test::story(run, IoCall::Reap).empty(); });
            EXPECT_TRUE(pair.client.sendall("abc").ok());
        });
        sender.start();
        EXPECT_EQ(waitFor(ring, 1).at(0).data, "abc");
        sender.join();
    }
    run.finish();
    EXPECT_THAT(test::story(run, IoCall::Reap), testing::ElementsAre("waits", "ends 1"));
}

TEST_P(AsyncIo, IsOneStepForEachCallThatHandsOver) {
    RecordedRun run;
    Connected pair;
    async_io ring(8, GetParam(), "ring");
    ring.recv(pair.server, 100, 1);
    std::atomic<bool> begun{false};
    std::atomic<bool> go{false};
    std::atomic<bool> received{false};
    std::atomic<std::size_t> handedOver{0};
    thread steps("steps", [&] {
        begun = true;
        begun.notify_all();
        go.wait(false);
        handedOver = ring.submit();
        this_thread::yield();
        received.wait(false); // the kernel cancels what a thread has handed over when it ends
    });
    steps.start();
    begun.wait(false);
    run.control().pause();
    go = true;
    go.notify_all();
    run.awaitEvent(EventKind::HoldBegin, 1);
    run.control().step(steps.id());
    run.awaitEvent(EventKind::HoldBegin, 2);
    EXPECT_EQ(handedOver, 1u) << "it is held once more before it is done";
    run.control().run();
    EXPECT_TRUE(pair.client.sendall("abc").ok());
    EXPECT_EQ(waitFor(ring, 1).at(0).data, "abc");
    received = true;
    received.notify_all();
    steps.join();
}

TEST_P(AsyncIo, HandsOverWhileMoreCompletionsAreThereThanTheRingHolds) {
    constexpr std::size_t Count = 50;
    std::vector<std::unique_ptr<Connected>> pairs;
    async_io ring(1, GetParam());
    g_refuseWhileComplete = true;
    for (std::size_t i = 0; i < Count; ++i) {
        pairs.push_back(std::make_unique<Connected>());
        EXPECT_TRUE(pairs[i]->client.sendall(std::to_string(i)).ok()); // complete as soon as it is handed over
        EXPECT_NO_THROW(ring.recv(pairs[i]->server, 16, i));
    }
    EXPECT_NO_THROW(ring.submit());
    g_refuseWhileComplete = false;
    EXPECT_EQ(ring.under_way(), Count);
    for (const auto& done : waitFor(ring, Count))
        EXPECT_EQ(done.data, std::to_string(done.tag));
}

INSTANTIATE_TEST_SUITE_P(OfEachKind, AsyncIo, testing::Values(Kind::uring, Kind::aio), [](const auto& tested) {
    return tested.param == Kind::uring ? "Uring" : "PosixAio";
});

/// From here on io_uring is forbidden to the calling thread and those it starts, as it is in many containers.
void forbidUring() {
    sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_io_uring_setup, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{static_cast<unsigned short>(std::size(filter)), filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        throw std::system_error(errno, std::generic_category(), "seccomp");
}

TEST(AsyncIoKind, IsPosixAioWhereTheKernelForbidsUringAndSaysSo) {
    RecordedRun run;
    // Not in a forked process: that would take glibc's threads for AIO, which other tests have started, for alive.
    thread child("child", [] {
        forbidUring();
        Connected pair;
        async_io ring(8);
        print(ring.mechanism());
        print(ring.refusal());
        ring.recv(pair.server, 100, 1);
        ring.submit();
        if (!pair.client.sendall("hello").ok())
            return;
        print(ring.wait().at(0).data);
        try {
            const async_io never(8, Kind::uring);
        } catch (const std::system_error& error) {
            print(error.code() == std::errc::operation_not_permitted ? "refused" : error.what());
        }
    });
    child.start();
    child.join();
    run.finish();
    std::vector<std::string> prints;
    for (const Seen& event : run.follow())
        if (event.kind == EventKind::Print)
            prints.push_back(event.words);
    EXPECT_THAT(prints,
                testing::ElementsAre("POSIX AIO",
                                     testing::AllOf(testing::HasSubstr("io_uring"), testing::HasSubstr("POSIX AIO is used")),
                                     "hello", "refused"));
}

TEST(AsyncIoKind, FallsBackToPosixAioOnlyWithAReason) {
    const async_io either(8);
    EXPECT_EQ(either.refusal().empty(), std::string(either.mechanism()) == "io_uring") << either.refusal();
    const async_io asked(8, Kind::aio);
    EXPECT_STREQ(asked.mechanism(), "POSIX AIO");
    EXPECT_EQ(asked.refusal(), "") << "nothing was refused, it was asked for";
}

} // namespace
} // namespace braid
