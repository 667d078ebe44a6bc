#include "app/cli/story.h"
#include "tests/app/cli/hand_made.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace braid::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Story, TellsPrintsFindingsLanesAndObjects) {
    const test::HandMade run = test::deadlockedRun();
    const std::string story = storyText({run.model, run.findings, "deadlock", 3, ""}, {"threads = 2", false});
    EXPECT_THAT(story, AllOf(HasSubstr("deadlock: deadlock after"), HasSubstr("3 lost"), HasSubstr("threads = 2"),
                             HasSubstr("main: ready"), HasSubstr("T1 waits for B, held by T2"),
                             HasSubstr("scenarios/locks/deadlock.cpp:42"), HasSubstr("counter = 7"),
                             HasSubstr("blocked 70 %"), HasSubstr("lock  ")));
    EXPECT_THAT(story, Not(HasSubstr("\033"))) << "escape codes belong on terminals only";
}

TEST(Story, SaysWhereTheRunWasPausedAndForHowLong) {
    const test::HandMade run = test::pausedRun();
    const std::string story = storyText({run.model, run.findings, "paused", 0, ""}, {});
    EXPECT_THAT(story, HasSubstr("finished after 2 s"));
    const auto at = [&story](const char* words) { return story.find(words); };
    EXPECT_LT(at("main: before"), at("(paused, for 22 s that are no run time)"));
    EXPECT_LT(at("(paused, for 22 s that are no run time)"), at("main: after"));
    EXPECT_NE(at("main: after"), std::string::npos);
}

TEST(Story, HasColoursOnATerminal) {
    const test::HandMade run = test::deadlockedRun();
    EXPECT_THAT(storyText({run.model, run.findings, "deadlock", 0, ""}, {"", true}), HasSubstr("\033[1;31m"));
}

TEST(Story, LeavesTheMiddleOutWhenItIsLong) {
    model::Model model;
    for (int i = 0; i < 1000; ++i) {
        const std::string text = "line " + std::to_string(i) + "\033[2J";
        trace::Event event;
        event.time = std::chrono::nanoseconds(i);
        event.lane = LaneId{2};
        event.kind = trace::EventKind::Print;
        event.text = text;
        model.apply(event);
    }
    const analysis::Findings findings;
    const std::string story = storyText({model, findings, "x", 0, ""}, {});
    EXPECT_THAT(story, AllOf(HasSubstr("line 0\xE2\x90\x9B"), HasSubstr("line 999"), Not(HasSubstr("line 500")),
                             HasSubstr("880 lines left out"), Not(HasSubstr("\033"))));
}

} // namespace
} // namespace braid::cli
