#include "engine/record/attach/snapshot.h"

#include "engine/analysis/findings/findings.h"
#include "engine/record/attach/telling.h"
#include "engine/trace/reading/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <functional>
#include <latch>
#include <mutex>
#include <poll.h>
#include <semaphore.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

// Forked children that stand still in some way, looked at from here.

namespace braid::attach {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::Field;

/// A child that does `act`; ended with its descendants.
class Child {
public:
    explicit Child(const std::function<void()>& act) : m_pid(::fork()) {
        if (m_pid == 0) {
            ::setpgid(0, 0);
            act();
            ::_exit(0);
        }
    }
    ~Child() {
        ::kill(-m_pid, SIGKILL);
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    [[nodiscard]] int pid() const { return m_pid; }

    /// Looks until `wanted` is so of what is seen.
    [[nodiscard]] Result<Snapshot> lookUntil(const std::function<bool(const Snapshot&)>& wanted) const {
        const auto deadline = std::chrono::steady_clock::now() + 60s;
        Result<Snapshot> seen = look(m_pid);
        while (std::chrono::steady_clock::now() < deadline && seen && !wanted(*seen))
            seen = look(m_pid);
        return seen;
    }

private:
    pid_t m_pid;
};

long count(const Snapshot& snapshot, WaitKind kind) {
    long found = 0;
    for (const auto& process : snapshot.processes)
        found += std::count_if(process->threads.begin(), process->threads.end(), [kind](const SeenThread& each) { return each.wait.kind == kind; });
    return found;
}

/// What is found of a moment. The model is kept for its names.
struct Judged {
    model::Model model;
    analysis::Findings findings;
};
void judge(const Snapshot& snapshot, Judged& judged) {
    const std::string file = testing::TempDir() + "/attached-" + std::to_string(::getpid()) + ".braid";
    ASSERT_TRUE(tell(snapshot).trace.write(file, trace::Outcome::Stopped));
    auto reader = trace::Reader::open(file);
    ASSERT_TRUE(reader);
    for (auto events = reader->pull(); !events.empty(); events = reader->pull())
        for (const trace::Event& event : events) {
            judged.model.apply(event);
            judged.findings.update(judged.model);
        }
    judged.findings.nameHangs(judged.model);
    ::unlink(file.c_str());
}

bool permitted(const Result<Snapshot>& seen) { return seen || seen.error().sentence().find("would help") == std::string::npos; }
constexpr const char* NotPermitted = "looking into other processes is not permitted here";

std::mutex first, second;

[[gnu::noinline]] void lockBoth(std::mutex& a, std::mutex& b, std::latch& bothHaveOne) {
    const std::lock_guard outer(a);
    bothHaveOne.arrive_and_wait();
    const std::lock_guard inner(b);
}

TEST(Snapshot, OfACrossedPairOfMutexesTellsOwnersStacksAndTheCycle) {
    const Child child([] {
        std::latch bothHaveOne(2);
        std::thread other([&bothHaveOne] { lockBoth(first, second, bothHaveOne); });
        lockBoth(second, first, bothHaveOne);
    });
    const auto seen = child.lookUntil([](const Snapshot& each) { return count(each, WaitKind::Mutex) == 2; });
    if (!permitted(seen))
        GTEST_SKIP() << NotPermitted;
    ASSERT_TRUE(seen);
    for (const SeenThread& each : seen->processes.front()->threads)
        EXPECT_TRUE(std::any_of(each.frames.begin(), each.frames.end(), [](const Frame& frame) { return frame.place.function.find("lockBoth") != std::string::npos; }))
            << "without its frame pointer the stack has to go on, too";
    Judged judged;
    judge(*seen, judged);
    ASSERT_EQ(judged.findings.all().size(), 1u);
    EXPECT_EQ(judged.findings.all()[0].cause, analysis::StuckCause::Cycle);
    EXPECT_EQ(judged.findings.all()[0].cycle.size(), 2u);
    EXPECT_THAT(judged.findings.all()[0].message.english(), testing::HasSubstr("first"));
}

TEST(Snapshot, OfACopyThatWasLockedAtTheForkNamesTheParentsThread) {
    const Child child([] {
        sem_t held;
        ::sem_init(&held, 0, 0);
        std::thread holder([&held] {
            const std::lock_guard lock(first);
            ::sem_post(&held);
            ::pause();
        });
        ::sem_wait(&held);
        const pid_t grandchild = ::fork();
        if (grandchild == 0)
            first.lock();
        ::waitpid(grandchild, nullptr, 0);
    });
    const auto seen = child.lookUntil([](const Snapshot& each) { return count(each, WaitKind::Mutex) == 1 && count(each, WaitKind::Child) == 1; });
    if (!permitted(seen))
        GTEST_SKIP() << NotPermitted;
    ASSERT_TRUE(seen);
    Judged judged;
    judge(*seen, judged);
    EXPECT_THAT(judged.findings.all(), Contains(Field(&analysis::Finding::cause, analysis::StuckCause::InheritedAtFork)));
}

TEST(Snapshot, OfTwoProcessesThatWaitForEachOthersWordsHasTheCycleThroughTheirPipes) {
    const Child child([] {
        int there[2], back[2];
        if (::pipe(there) != 0 || ::pipe(back) != 0)
            return;
        const bool parent = ::fork() != 0;
        ::close(there[parent ? 0 : 1]);
        ::close(back[parent ? 1 : 0]);
        char word = 0;
        static_cast<void>(!::read(parent ? back[0] : there[0], &word, 1));
    });
    const auto seen = child.lookUntil([](const Snapshot& each) { return count(each, WaitKind::Receive) == 2; });
    if (!permitted(seen))
        GTEST_SKIP() << NotPermitted;
    ASSERT_TRUE(seen);
    Judged judged;
    judge(*seen, judged);
    ASSERT_EQ(judged.findings.all().size(), 1u);
    EXPECT_EQ(judged.findings.all()[0].cause, analysis::StuckCause::Cycle);
}

TEST(Snapshot, OfOneThatWaitsForAWordFromOutsideFindsNothing) {
    int words[2];
    ASSERT_EQ(::pipe(words), 0);
    const Child child([&words] {
        ::close(words[1]);
        char word = 0;
        static_cast<void>(!::read(words[0], &word, 1));
    });
    ::close(words[0]);
    const auto seen = child.lookUntil([](const Snapshot& each) { return count(each, WaitKind::Receive) == 1; });
    if (!permitted(seen))
        GTEST_SKIP() << NotPermitted;
    ASSERT_TRUE(seen);
    Judged judged;
    judge(*seen, judged);
    EXPECT_TRUE(judged.findings.all().empty());
    ::close(words[1]);
}

TEST(Snapshot, LeavesTheProcessAsItWas) {
    int words[2];
    ASSERT_EQ(::pipe(words), 0);
    const Child child([&words] {
        pollfd polled{words[0], POLLIN, 0};
        const bool undisturbed = ::poll(&polled, 1, -1) == 1; // a stop and go would end it with EINTR
        ::_exit(undisturbed ? 7 : 8);
    });
    const auto seen = child.lookUntil([](const Snapshot& each) { return !each.processes.front()->threads.empty() && each.processes.front()->threads.front().thread.state == 'S'; });
    if (!permitted(seen))
        GTEST_SKIP() << NotPermitted;
    ASSERT_EQ(::write(words[1], "x", 1), 1);
    siginfo_t info{};
    ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(child.pid()), &info, WEXITED | WNOWAIT), 0);
    EXPECT_EQ(info.si_code, CLD_EXITED);
    EXPECT_EQ(info.si_status, 7);
}

} // namespace
} // namespace braid::attach
