#include "engine/trace/process_stat.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::trace {
namespace {

/// A file of such a content.
class StatFile {
public:
    explicit StatFile(const std::string& text) {
        const int fd = mkstemp(m_path.data());
        if (fd >= 0)
            close(fd);
        std::ofstream(m_path) << text;
    }
    ~StatFile() { unlink(m_path.c_str()); }
    StatFile(const StatFile&) = delete;
    StatFile& operator=(const StatFile&) = delete;
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path = "/tmp/braid-stat-XXXXXX";
};

TEST(ProcessStat, OfThisProcessIsThatItRunsAndWhoseChildItIs) {
    const auto stat = processStat(static_cast<long>(getpid()));
    ASSERT_TRUE(stat);
    EXPECT_EQ(stat->state, 'R');
    EXPECT_EQ(stat->parent, getppid());
    EXPECT_EQ(stat->group, getpgrp());
    EXPECT_FALSE(stat->ended());
}

TEST(ProcessStat, OfAnEndedProcessHasItsStatusUntilItIsWaitedFor) {
    for (const bool killed : {false, true}) {
        const pid_t child = fork();
        if (child == 0) {
            if (killed)
                raise(SIGKILL);
            _exit(3);
        }
        ASSERT_GT(child, 0);
        siginfo_t end{};
        ASSERT_EQ(waitid(P_PID, static_cast<id_t>(child), &end, WEXITED | WNOWAIT), 0);
        const auto stat = processStat(static_cast<long>(child));
        ASSERT_TRUE(stat);
        EXPECT_TRUE(stat->ended()) << stat->state;
        EXPECT_EQ(stat->parent, getpid());
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        ASSERT_TRUE(stat->exitStatus);
        EXPECT_EQ(*stat->exitStatus, status);
        EXPECT_FALSE(processStat(static_cast<long>(child))) << "nothing is left of it";
    }
}

TEST(ProcessStat, DoesNotMistakeTheNameForMore) {
    const StatFile file("12 (a) Z 7 8) S 1 2 3 4\n");
    const auto stat = processStat(file.path());
    ASSERT_TRUE(stat);
    EXPECT_EQ(stat->state, 'S');
    EXPECT_EQ(stat->parent, 1);
    EXPECT_EQ(stat->group, 2);
    EXPECT_FALSE(stat->exitStatus) << "the line is short";
}

TEST(ProcessStat, OfSomethingElseIsNotUnderstood) {
    const StatFile file("what is this\n");
    const auto stat = processStat(file.path());
    ASSERT_TRUE(stat);
    EXPECT_EQ(stat->state, '?');
    EXPECT_FALSE(stat->ended());
    EXPECT_FALSE(processStat(file.path() + ".none"));
}

} // namespace
} // namespace braid::trace
