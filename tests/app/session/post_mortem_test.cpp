#include "app/session/run/post_mortem.h"

#include "tests/engine/model/events.h"

#include <QDeadlineTimer>
#include <gtest/gtest.h>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::session {
namespace {

using namespace std::chrono_literals;
using tests::Story;

struct Processes : Story {
    LaneId main = process("main"), worker = process("worker", main), idle = process("idle", main);
    Processes() {
        begin(main);
        begin(worker);
    }
};

TEST(ACrash, IsToldOfTheFirstProcessWithItsLastWordsAndOfTheChildrenThatDieWithIt) {
    Processes run;
    run.end(run.idle);
    const auto deaths = deathsOfACrash(run.model, {SIGSEGV, 0}, "many words\nthe last line");
    ASSERT_EQ(deaths.size(), 2u);
    EXPECT_EQ(deaths[0].lane, run.main);
    EXPECT_EQ(deaths[0].signal, static_cast<std::uint64_t>(SIGSEGV));
    EXPECT_EQ(deaths[0].how, trace::Death::Unexpected);
    EXPECT_EQ(deaths[0].why, "killed by SIGSEGV (Segmentation fault): the last line");
    EXPECT_EQ(deaths[1].lane, run.worker);
    EXPECT_EQ(deaths[1].how, trace::Death::WithParent);
    EXPECT_EQ(deaths[1].why, "killed with main");
}

TEST(ACrash, WithoutAWordSaysHowItEnded) {
    Processes run;
    EXPECT_EQ(deathsOfACrash(run.model, {0, 3}, "")[0].why, "ended with status 3");
}

TEST(ACrash, BeforeAnyProcessHasBegunIsNobodysDeath) {
    EXPECT_TRUE(deathsOfACrash(model::Model(), {0, 1}, "why").empty());
}

/// A run whose child process is one of this system that has ended by `signal` and was not reaped.
class AChildThatIsGone : public ::testing::Test {
protected:
    AChildThatIsGone() {
        m_pid = fork();
        if (m_pid == 0) {
            setpgid(0, 0);
            raise(SIGKILL);
            _exit(1);
        }
        siginfo_t info{};
        waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED | WNOWAIT); // it has ended, and stays
        story.begin(main);
        story.add(Story::Kind::LaneBegin, child, objectOf(child), static_cast<std::uint64_t>(m_pid));
    }
    ~AChildThatIsGone() override { waitpid(m_pid, nullptr, 0); }

    /// Looks until something is found or so many looks are over that one was not too early.
    std::vector<ObservedDeath> look() {
        std::vector<ObservedDeath> deaths;
        for (QDeadlineTimer deadline(200); deaths.empty() && !deadline.hasExpired();)
            deaths = watch.look(story.model, m_pid, settled, [this] { return now; });
        return deaths;
    }
    /// The first look, which finds it gone at `now`.
    void firstLook() {
        now = 7ms;
        EXPECT_TRUE(watch.look(story.model, m_pid, 6ms, [this] { return now; }).empty());
        now = 1h;
    }

    pid_t m_pid = 0;
    std::chrono::nanoseconds settled{7ms}, now{0};
    Story story;
    LaneId main = story.process("main"), child = story.process("child", main);
    DeathWatch watch;
};

TEST_F(AChildThatIsGone, IsToldOnceAllItCanHaveSaidIsKnown) {
    firstLook();
    const auto deaths = look();
    ASSERT_EQ(deaths.size(), 1u);
    EXPECT_EQ(deaths[0].lane, child);
    EXPECT_EQ(deaths[0].signal, static_cast<std::uint64_t>(SIGKILL));
    EXPECT_EQ(deaths[0].why, "killed by SIGKILL");
}

TEST_F(AChildThatIsGone, IsNotToldWhereItHasSaidSoMeanwhile) {
    firstLook();
    story.end(child);
    EXPECT_TRUE(look().empty());
}

TEST_F(AChildThatIsGone, IsNotToldWhileItsLastWordsMayBeHeldBack) {
    firstLook();
    settled = 7ms - 1ns;
    EXPECT_TRUE(look().empty()) << "however long it takes";
    settled = 7ms;
    EXPECT_EQ(look().size(), 1u);
}

} // namespace
} // namespace braid::session
