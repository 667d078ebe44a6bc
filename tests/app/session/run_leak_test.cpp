#include "tests/app/session/run_fixture.h"

#include <QDir>

#include <cerrno>
#include <csignal>
#include <filesystem>
#include <sys/wait.h>

namespace braid::session {
namespace {

using test::SessionRun;

class RunsInARow : public test::RealRun {
protected:
    static std::ptrdiff_t entries(const char* folder) {
        std::error_code error;
        return std::distance(std::filesystem::directory_iterator(folder, error), {});
    }
};

TEST_F(RunsInARow, AThousandStartsAndStopsLeaveNoProcessNoDescriptorAndNoFile) {
    const QTemporaryDir folder;
    { // What Qt and the library open once stays open.
        auto first = start("thread-create", {{"sleep", "0"}}, options());
        ASSERT_TRUE(pullToEnd(*first));
    }
    const auto descriptorsBefore = entries("/proc/self/fd");
    const auto threadsBefore = entries("/proc/self/task");
    std::vector<qint64> groups;
    for (int i = 0; i < 1000; ++i) {
        SessionRun::Options how = options();
        if (i % 10 == 9)
            how.tracePath = folder.filePath("trace.braid"); // the same one: each replaces the one before
        auto run = start("thread-create", {{"sleep", "10s"}}, how);
        groups.push_back(run->processId());
        switch (i % 3) {
        case 0: // stopped before its first event
            run->stop();
            EXPECT_EQ(run->state(), SessionRun::State::Over);
            break;
        case 1: // stopped in the middle
            ASSERT_TRUE(pullUntil(*run, [&] { return !run->model().lanes().empty(); }));
            run->stop();
            break;
        default: // simply dropped
            break;
        }
    }
    for (const qint64 group : groups)
        EXPECT_TRUE(::kill(static_cast<pid_t>(-group), 0) != 0 && errno == ESRCH) << "process group " << group;
    EXPECT_TRUE(::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD) << "a child was not reaped";
    EXPECT_EQ(entries("/proc/self/fd"), descriptorsBefore);
    EXPECT_EQ(entries("/proc/self/task"), threadsBefore);
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"trace.braid"});
}

} // namespace
} // namespace braid::session
