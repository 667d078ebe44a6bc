// What the system says of a tree of processes: whether something in it may move, and who is in it that Braid does not know.

#include "app/session/run/process_tree.h"

#include "engine/trace/recording/helper_thread.h"
#include "tests/engine/model/events.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <functional>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <thread>
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
        return comes([&] { return treeMayMove(m_pid) == mayMove; });
    }
    [[nodiscard]] bool comesToUnknown(std::size_t threads, const model::Model& model) const {
        return comes([&] { return unknownThreads(m_pid, model) == threads; });
    }
    [[nodiscard]] pid_t pid() const { return m_pid; }

private:
    [[nodiscard]] static bool comes(const std::function<bool()>& to) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!to())
            if (std::chrono::steady_clock::now() > deadline)
                return false;
        return true;
    }
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

/// Adds a thread whose number the model knows.
void know(tests::Story& story, std::uint32_t osId) {
    const LaneId lane = story.define("known");
    story.add(tests::Story::Kind::LaneBegin, lane, objectOf(lane), osId);
}

TEST(UnknownThreads, AreThoseWithoutALane) {
    const Doing process([] {
        for (int i = 0; i < 2; ++i)
            std::thread([] { pause(); }).detach();
        pause();
    });
    tests::Story story;
    EXPECT_TRUE(process.comesToUnknown(3, story.model));
    know(story, static_cast<std::uint32_t>(process.pid()));
    EXPECT_TRUE(process.comesToUnknown(2, story.model));
}

TEST(UnknownThreads, AreNotThoseOfBraidItself) {
    const Doing process([] {
        for (const char* name : trace::HelperNames)
            trace::startHelper(name, [] { pause(); }).detach();
        pause();
    });
    tests::Story story;
    know(story, static_cast<std::uint32_t>(process.pid()));
    EXPECT_TRUE(process.comesTo(false));
    EXPECT_TRUE(process.comesToUnknown(0, story.model));
}

TEST(UnknownThreads, AreProcessesThatBraidDidNotStart) {
    const Doing process([] {
        if (fork() == 0)
            pause();
        pause();
    });
    tests::Story story;
    know(story, static_cast<std::uint32_t>(process.pid()));
    EXPECT_TRUE(process.comesToUnknown(1, story.model));
}

} // namespace
} // namespace braid::session
