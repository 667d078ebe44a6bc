#include "app/session/process_list.h"

#include <QProcess>
#include <algorithm>
#include <gtest/gtest.h>
#include <unistd.h>

namespace braid::session {
namespace {

TEST(ProcessList, TellsWhatEachProcessIsAndDoes) {
    QProcess sleeper;
    sleeper.start("sleep", {"1000"});
    ASSERT_TRUE(sleeper.waitForStarted());
    const auto pid = static_cast<int>(sleeper.processId());
    const std::vector<ListedProcess> all = listProcesses();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ListedProcess& each) { return each.pid == pid; });
    ASSERT_NE(found, all.end());
    EXPECT_TRUE(found->own);
    EXPECT_EQ(found->threads, 1);
    EXPECT_LT(found->age, std::chrono::hours(1));
    EXPECT_FALSE(found->user.isEmpty());
    EXPECT_TRUE(std::none_of(all.begin(), all.end(), [](const ListedProcess& each) { return each.pid == ::getpid(); })) << "not this one";
    EXPECT_TRUE(std::is_partitioned(all.begin(), all.end(), [](const ListedProcess& each) { return each.own; })) << "own ones first";
    sleeper.kill();
    sleeper.waitForFinished();
}

} // namespace
} // namespace braid::session
