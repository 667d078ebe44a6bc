// Runs with threads that Braid does not know: programs of tests/verdict.

#include "tests/app/session/run_fixture.h"

#include <gmock/gmock.h>

namespace braid::session {
namespace {

using namespace std::chrono_literals;
using test::SessionRun;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using trace::Outcome;

class ARunWithGiversOutside : public test::RealRun {
protected:
    static std::unique_ptr<SessionRun> startCase(const std::string& which, std::chrono::milliseconds timeout) {
        auto loaded = Catalogue::load(BRAID_VERDICT_HOST);
        if (!loaded)
            throw std::runtime_error(loaded.error().sentence());
        const Scenario* scenario = loaded->find("verdict");
        SessionRun::Options options;
        options.hostPath = BRAID_VERDICT_HOST;
        options.endAtStandstill = true;
        options.timeout = timeout;
        auto run = SessionRun::start(*scenario, {{"case", which}}, options);
        if (!run)
            throw std::runtime_error(run.error().sentence());
        return std::move(run.value());
    }
};

TEST_F(ARunWithGiversOutside, IsNotEndedAsAHangBeforeAThreadOfStdHasGiven) {
    const auto run = startCase("hidden-giver-ok", 0ms);
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->model().outcome(), Outcome::Finished);
    EXPECT_THAT(run->findings().all(), IsEmpty());
    EXPECT_GT(run->model().endTime(), 500'000'000) << "it has waited for that";
}

TEST_F(ARunWithGiversOutside, IsEndedAsAHangWhenTheThreadIsGone) {
    const auto run = startCase("hidden-giver-gone", 0ms);
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->model().outcome(), Outcome::Hang);
    ASSERT_THAT(run->findings().all(), SizeIs(1));
    EXPECT_THAT(run->findings().all()[0].message.english(), ::testing::Not(HasSubstr("does not know")));
}

TEST_F(ARunWithGiversOutside, TellsOfTheThreadsWhereItsTimeIsOver) {
    const auto run = startCase("hidden-giver-never", 1500ms);
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->model().outcome(), Outcome::TimedOut);
    ASSERT_THAT(run->findings().all(), SizeIs(1));
    EXPECT_THAT(run->findings().all()[0].message.english(), HasSubstr("Threads in the run that Braid does not know: 1"));
}

} // namespace
} // namespace braid::session
