// What the system says of a tree of processes: whether something in it may move.

#include "app/session/run/process_tree.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::session {
namespace {

/// A process that does `what` until it is killed.
class Doing {
public:
    explicit Doing(const std::function<void()>& what) : m_pid(fork()) {
        if (m_pid != 0)
            return;
        setpgid(0, 0);
        what();
        _exit(0);
    }
    ~Doing() {
        kill(-m_pid, SIGKILL);
        kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }
    Doing(const Doing&) = delete;
    Doing& operator=(const Doing&) = delete;
    /// Looks until the system says so, 20 s at most.
    [[nodiscard]] bool comesTo(bool mayMove) const {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (treeMayMove(m_pid) != mayMove)
            if (std::chrono::steady_clock::now() > deadline)
                return false;
        return true;
    }

private:
    pid_t m_pid;
};

[[noreturn]] void spin() {
    for (std::atomic<int> turns{0};;)
        ++turns;
}

TEST(ProcessTree, MayMoveWhileOneOfItsThreadsRuns) {
    EXPECT_TRUE(Doing(spin).comesTo(true));
    EXPECT_TRUE(Doing([] { pause(); }).comesTo(false));
}

TEST(ProcessTree, MayMoveWhileAChildRuns) {
    const Doing parent([] {
        if (fork() == 0)
            spin();
        pause();
    });
    EXPECT_TRUE(parent.comesTo(true));
    const Doing resting([] {
        if (fork() == 0)
            pause();
        pause();
    });
    EXPECT_TRUE(resting.comesTo(false));
}

TEST(ProcessTree, OfAProcessThatIsGoneIsTakenForMoving) {
    const pid_t gone = fork();
    if (gone == 0)
        _exit(0);
    waitpid(gone, nullptr, 0);
    EXPECT_TRUE(treeMayMove(gone));
}

} // namespace
} // namespace braid::session
