#include "engine/record/launch/kernel_wait.h"

#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <linux/futex.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

using namespace braid::record;

namespace {

std::atomic<int> g_word{0};

std::optional<KernelWait> waitOf(std::atomic<long>& thread) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (std::chrono::steady_clock::now() < deadline) {
        if (thread.load() != 0)
            if (const auto wait = kernelWait(::getpid(), thread.load()); wait && wait->call == SYS_futex)
                return wait;
        std::this_thread::yield();
    }
    return std::nullopt;
}

TEST(KernelWait, NamesTheFutexThatAThreadWaitsFor) {
    std::atomic<long> id{0};
    std::thread waiter([&] {
        id = ::syscall(SYS_gettid);
        while (g_word.load() == 0)
            ::syscall(SYS_futex, &g_word, FUTEX_WAIT, 0, nullptr);
    });
    const auto wait = waitOf(id);
    g_word = 1;
    ::syscall(SYS_futex, &g_word, FUTEX_WAKE, 1);
    waiter.join();
    ASSERT_TRUE(wait);
    EXPECT_EQ(futexOf(*wait), reinterpret_cast<std::uint64_t>(&g_word));
    EXPECT_EQ(mappedAt(::getpid(), wait->code), "libc.so.6");
}

TEST(KernelWait, TellsWhichEndOfAPipeADescriptorIs) {
    int pipe[2], pair[2];
    ASSERT_EQ(::pipe(pipe), 0);
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    struct stat info {};
    ASSERT_EQ(::fstat(pipe[0], &info), 0);
    EXPECT_EQ(endNumberOf(::getpid(), pipe[0], false), info.st_ino << 1);
    EXPECT_EQ(endNumberOf(::getpid(), pipe[1], true), info.st_ino << 1 | 1);
    ASSERT_EQ(::fstat(pair[0], &info), 0);
    EXPECT_EQ(endNumberOf(::getpid(), pair[0], true), info.st_ino << 1) << "a socket is read and written";
    for (const int fd : {pipe[0], pipe[1], pair[0], pair[1]})
        ::close(fd);
    EXPECT_EQ(endNumberOf(::getpid(), pipe[0], false), 0u);
}

TEST(KernelWait, IsNoneOfAThreadThatRuns) { EXPECT_FALSE(kernelWait(::getpid(), ::syscall(SYS_gettid))); }

TEST(KernelWait, WithATimeLimitIsNoWaitForAFutex) {
    KernelWait wait;
    wait.call = SYS_futex;
    wait.arguments = {0x1000, FUTEX_WAIT, 0, 0x2000, 0, 0};
    EXPECT_FALSE(futexOf(wait));
    wait.arguments[3] = 0;
    EXPECT_EQ(futexOf(wait), 0x1000u);
}

} // namespace
