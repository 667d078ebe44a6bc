#include "tests/app/cli/ran.h"

#include <QFile>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// What is said of a run of which a part is missing: what is there, and that the rest is unknown.
namespace braid::cli {
namespace {

using test::braid;
using test::Ran;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A run that finished, with nothing wrong in it, in a file that ends early.
class CutFile : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_EQ(braid({"run", "semaphore", "--set", "hold=10ms", "--out", path}).status, 0);
        constexpr qint64 Block = 16384;
        QFile file(path);
        ASSERT_GT(file.size(), 4 * Block);
        ASSERT_TRUE(file.resize(file.size() - 3 * Block + 100));
    }

    const QTemporaryDir folder;
    const QString path = folder.filePath("cut.braid");
};

TEST_F(CutFile, IsNotSaidToBeFine) {
    const Ran ran = braid({"report", path});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("The file is damaged"), HasSubstr("none in what is recorded"), Not(HasSubstr("  none\n"))));
}

TEST_F(CutFile, SpendsTheMissingTimeInNoStateThatWasNotRecorded) {
    const auto told = braid({"report", path, "--json"}).json();
    EXPECT_EQ(told["incomplete"], true);
    EXPECT_TRUE(told.contains("damage"));
    int unknown = 0;
    for (const auto& lane : told["lanes"])
        unknown += lane["states"].contains("not_recorded") ? 1 : 0;
    EXPECT_GT(unknown, 1);
    for (const auto& lane : told["lanes"])
        if (lane["kind"] == "thread" && lane["states"].contains("not_recorded")) {
            EXPECT_GT(lane["states"]["not_recorded"], lane["states"].value("running", 0));
        }
    EXPECT_TRUE(told["findings"].empty()) << told["findings"];
}

TEST_F(CutFile, AnswersThatItDoesNotTellWhyALaneStands) {
    const auto told = braid({"report", path, "--json"}).json();
    for (const auto& lane : told["lanes"])
        if (lane["kind"] == "thread" && lane["states"].contains("not_recorded")) {
            const Ran ran = braid({"report", path, "--why", QString::number(lane["id"].get<int>())});
            EXPECT_EQ(ran.status, 0) << ran.err;
            EXPECT_THAT(ran.out, HasSubstr("a part of it is missing"));
            return;
        }
    FAIL() << "no lane is unknown";
}

} // namespace
} // namespace braid::cli
