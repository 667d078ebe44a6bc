#include "engine/record/attach/wait.h"

#include <gtest/gtest.h>

#include <linux/futex.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace braid::attach {
namespace {

Frame in(const std::string& module, const std::string& function) {
    Frame frame;
    frame.place.module = module;
    frame.place.function = function;
    return frame;
}

/// A wait at `word`, at which this number is expected.
SystemCall futexAt(const void* word, std::uint64_t operation, std::uint64_t expected) {
    SystemCall call;
    call.number = SYS_futex;
    call.arguments = {reinterpret_cast<Address>(word), operation, expected, 0, 0, 0};
    return call;
}

class WaitOf : public testing::Test {
protected:
    ProcessMemory memory{::getpid()};
    alignas(8) std::uint32_t words[16]{};
    const std::string libc = "/usr/lib/x86_64-linux-gnu/libc.so.6";
    const std::string own = "/home/a/program";
    [[nodiscard]] Wait at(std::size_t word, std::vector<Frame> frames, std::uint64_t operation = FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, std::uint64_t expected = 0) {
        return waitOf(futexAt(&words[word], operation, expected), frames, memory, {77});
    }
    [[nodiscard]] Address begin() const { return reinterpret_cast<Address>(words); }
};

TEST(PlainName, IsWithoutVersionsAndOtherNamesUnderscores) {
    EXPECT_EQ(plainName("__GI___lll_lock_wait"), "lll_lock_wait");
    EXPECT_EQ(plainName("___pthread_mutex_lock"), "pthread_mutex_lock");
    EXPECT_EQ(plainName("pthread_join@@GLIBC_2.34"), "pthread_join");
    EXPECT_EQ(plainName("__new_sem_wait"), "sem_wait");
    EXPECT_EQ(plainName("main"), "main");
}

TEST_F(WaitOf, AFutexIsThatOfTheFunctionThatTheProgramCalled) {
    EXPECT_EQ(at(0, {in(libc, "__lll_lock_wait"), in(libc, "pthread_mutex_lock"), in(own, "f")}, FUTEX_WAIT_PRIVATE, 2).kind, WaitKind::Mutex);
    const Wait condition = at(10, {in(libc, "futex_wait"), in(libc, "pthread_cond_wait"), in(own, "f")});
    EXPECT_EQ(condition.kind, WaitKind::Condition);
    EXPECT_EQ(condition.object, begin()); // the first group's word lies 40 bytes behind
    EXPECT_EQ(at(11, {in(libc, "pthread_cond_wait")}).object, begin());
    EXPECT_EQ(at(0, {in(libc, "sem_wait")}).kind, WaitKind::Semaphore);
    EXPECT_EQ(at(1, {in(libc, "pthread_barrier_wait")}).object, begin());
    EXPECT_EQ(at(0, {in(libc, "syscall"), in(own, "__cxa_guard_acquire")}).kind, WaitKind::StaticGuard);
}

TEST_F(WaitOf, AReadersWordIsTheFirstWhereItSaysThatReadersWait) {
    EXPECT_EQ(at(2, {in(libc, "pthread_rwlock_rdlock")}, FUTEX_WAIT_BITSET, 1).object, begin());
    EXPECT_EQ(at(0, {in(libc, "pthread_rwlock_rdlock")}, FUTEX_WAIT_BITSET, 0xe).object, begin());
    EXPECT_EQ(at(3, {in(libc, "pthread_rwlock_wrlock")}, FUTEX_WAIT_BITSET, 1).object, begin());
}

TEST_F(WaitOf, AConditionWhoseMutexIsTakenBackWaitsForThat) {
    EXPECT_EQ(at(0, {in(libc, "__lll_lock_wait"), in(libc, "pthread_cond_wait"), in(own, "f")}, FUTEX_WAIT_PRIVATE, 2).kind, WaitKind::Mutex);
}

TEST_F(WaitOf, AThreadsNumberIsAJoinWithoutSymbols) {
    words[0] = 77;
    const Wait wait = at(0, {}, FUTEX_WAIT_BITSET, 77);
    EXPECT_EQ(wait.kind, WaitKind::Join);
    EXPECT_EQ(wait.target, 77);
}

TEST_F(WaitOf, CodeOfTheProgramWaitsAtAWordAndThatOfALibraryInside) {
    EXPECT_EQ(at(0, {in(libc, "syscall"), in(own, "take")}).kind, WaitKind::Word);
    const Wait inside = at(0, {in(libc, "__lll_lock_wait_private"), in(libc, "malloc"), in(own, "f")}, FUTEX_WAIT_PRIVATE, 2);
    EXPECT_EQ(inside.kind, WaitKind::Library);
    EXPECT_EQ(inside.library, "libc.so.6");
    EXPECT_EQ(inside.through, "malloc");
}

TEST_F(WaitOf, ASignalsHandlerHidesWhatItInterrupted) {
    Frame interrupted = in(libc, "pthread_mutex_lock");
    interrupted.interrupted = true;
    EXPECT_EQ(at(0, {in(libc, "syscall"), in(own, "handler"), interrupted}).kind, WaitKind::Word);
}

TEST_F(WaitOf, ATimeLimitIsSeen) {
    SystemCall call = futexAt(words, FUTEX_WAIT_BITSET, 0);
    call.arguments[3] = begin();
    EXPECT_TRUE(waitOf(call, {in(libc, "pthread_cond_timedwait")}, memory, {}).timed);
    pollfd polled{3, POLLIN, 0};
    call = SystemCall{};
    call.number = SYS_ppoll;
    call.arguments = {reinterpret_cast<Address>(&polled), 1, 0, 0, 0, 0};
    EXPECT_FALSE(waitOf(call, {}, memory, {}).timed);
    call.arguments[2] = begin();
    const Wait limited = waitOf(call, {}, memory, {});
    EXPECT_TRUE(limited.timed);
    ASSERT_EQ(limited.watched.size(), 1u);
    EXPECT_EQ(limited.watched[0].descriptor, 3);
    EXPECT_TRUE(limited.watched[0].read);
    EXPECT_FALSE(limited.watched[0].write);
}

TEST_F(WaitOf, ChildrenAreWaitedForByNumberOrAnyOfThem) {
    SystemCall call;
    call.number = SYS_wait4;
    call.arguments[0] = 42;
    EXPECT_EQ(waitOf(call, {}, memory, {}).target, 42);
    call.arguments[0] = static_cast<std::uint64_t>(-1);
    EXPECT_EQ(waitOf(call, {}, memory, {}).target, -1);
}

TEST_F(WaitOf, WhoIsInNoCallDoesNotWait) { EXPECT_EQ(waitOf(SystemCall{}, {}, memory, {}).kind, WaitKind::None); }

} // namespace
} // namespace braid::attach
