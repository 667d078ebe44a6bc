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

TEST(Story, SaysTheNameOfAFindingOnce) {
    const test::HandMade run = test::deadlockedRun();
    const std::string story = storyText({run.model, run.findings, "deadlock", 0, ""}, {});
    EXPECT_THAT(story, HasSubstr("Deadlock at 400 ns: T1 waits for B"));
}

TEST(Story, SaysAsWhatARecordedProgramWasStartedAndHowItEnded) {
    const auto storyOf = [](std::initializer_list<std::string> infos) {
        model::Model model;
        for (const std::string& info : infos) {
            trace::Event event;
            event.kind = trace::EventKind::RunInfo;
            event.text = info;
            model.apply(event);
        }
        const analysis::Findings findings;
        return storyText({model, findings, "", 0, ""}, {});
    };
    using namespace std::string_literals;
    EXPECT_THAT(storyOf({"command\0./a.out 'b c' \033[2J"s, "exitStatus\0"
                                                            "3"s}),
                AllOf(HasSubstr("Command: ./a.out 'b c' "), HasSubstr("Exit status: 3"), Not(HasSubstr("signal")), Not(HasSubstr("\033"))));
    EXPECT_THAT(storyOf({"command\0./a.out"s, "exitSignal\0"
                                              "11"s}),
                AllOf(HasSubstr("Ended by signal 11 (SIGSEGV)"), Not(HasSubstr("Exit status"))));
    EXPECT_THAT(storyOf({"command\0./a.out"s, "exitStatus\0many"s, "exitSignal\0"
                                                                   "4711"s}),
                AllOf(Not(HasSubstr("Exit status")), Not(HasSubstr("signal"))));
    EXPECT_THAT(storyOf({"exitStatus\0"
                         "3"s}),
                Not(HasSubstr("Exit status")))
        << "the run is none of a recorded program";
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
