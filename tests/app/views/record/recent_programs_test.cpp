#include "app/views/record/recent_programs.h"

#include <gtest/gtest.h>

namespace braid::views {
namespace {

TEST(RecentPrograms, KeepEachCommandOnceAsItWasCalledLast) {
    RecentPrograms programs;
    programs.add({"make", "-j4", "/a", {}, false});
    programs.add({"ls", {}, {}, {}, false});
    programs.add({"make", "-j4", "/b", "X=1", true});
    ASSERT_EQ(programs.calls().size(), 2U);
    EXPECT_EQ(programs.calls().front().directory, "/b");
    EXPECT_EQ(programs.indexOf({"ls", {}, {}, {}, false}), 1);
    EXPECT_EQ(programs.indexOf({"make", "-j4", "/a", {}, false}), -1);
    programs.add(programs.calls().back());
    EXPECT_EQ(programs.calls().front().command, "ls");
    programs.remove(0);
    EXPECT_EQ(programs.calls().size(), 1U);
}

TEST(RecentPrograms, ForgetTheOldest) {
    RecentPrograms programs;
    for (int i = 0; i < 12; ++i)
        programs.add({QString("p%1").arg(i), {}, {}, {}, false});
    EXPECT_EQ(programs.calls().size(), RecentPrograms::Most);
    EXPECT_EQ(programs.calls().front().command, "p11");
}

TEST(RecentPrograms, ComeBackFromTheSettings) {
    RecentPrograms programs, again;
    programs.add({"python3", "'a b.py'", "/home", "A=1\nB=2", true});
    programs.add(session::ProgramCall::ofSource("/home/me/Braid/x.py"));
    again.set(programs.toVariants());
    EXPECT_EQ(again.calls(), programs.calls());
    EXPECT_TRUE(again.calls().front().source) << "it goes on being run from its source";
    again.set({QVariant(3), QVariant(QVariantMap{{"arguments", "x"}})});
    EXPECT_TRUE(again.calls().empty()) << "these are none";
}

} // namespace
} // namespace braid::views
