#include "tests/scenarios/host_run.h"

#include "engine/trace/control.h"
#include "engine/trace/reading/reader.h"

#include <gmock/gmock.h>

#include <cstdio>
#include <filesystem>

namespace braid::tests {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::StartsWith;

/// A path that goes away with the test.
struct ScratchFile {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("braid-host-test-" + std::to_string(getpid()) + ".braid");
    ~ScratchFile() { std::filesystem::remove(path); }
};

TEST(BraidHost, ListsTheTutorialsScenariosInItsOrder) {
    std::vector<std::string> ids;
    for (const auto& scenario : description()["scenarios"])
        if (scenario["tutorial"] == true)
            ids.push_back(scenario["id"]);
    ids.resize(std::min<std::size_t>(ids.size(), 15));
    EXPECT_THAT(ids, ElementsAre("thread-create", "thread-subclass", "join", "daemon", "thread-introspection",
                                 "context-switch", "memory-sharing", "gil", "counter-race", "counter-mutex", "deadlock",
                                 "deadlock-fixed", "rlock", "semaphore", "event"));
}

TEST(BraidHost, DescribesAScenarioWithEverythingAPanelNeeds) {
    const auto rlock = describedScenario("rlock");
    EXPECT_EQ(rlock["family"], "locks");
    EXPECT_EQ(rlock["source"], "scenarios/locks/rlock.cpp");
    EXPECT_EQ(rlock["expects"], nlohmann::json({"finished"}));
    EXPECT_EQ(rlock["parameters"][0], nlohmann::json({{"name", "depth"},
                                                      {"label", "Times it is taken"},
                                                      {"kind", "integer"},
                                                      {"unit", ""},
                                                      {"default", 3},
                                                      {"min", 1},
                                                      {"max", 10},
                                                      {"live", false},
                                                      {"live_index", -1}}));
    EXPECT_EQ(rlock["parameters"][1]["choices"], nlohmann::json({"recursive", "plain"}));
    const auto& hold = rlock["parameters"][2];
    EXPECT_EQ(hold["kind"], "time");
    EXPECT_EQ(hold["default"], 500'000'000);
    EXPECT_EQ(hold["live"], true);
    EXPECT_EQ(hold["live_index"], 2);
    EXPECT_EQ(rlock["presets"][0], nlohmann::json({{"name", "tutorial"}, {"values", nlohmann::json::object()}}));
}

TEST(BraidHost, NamesASourceFileThatExists) {
    for (const auto& scenario : description()["scenarios"])
        EXPECT_TRUE(std::filesystem::exists(std::string(BRAID_SOURCE_DIR "/") + scenario["source"].get<std::string>()))
            << scenario["source"];
}

TEST(BraidHost, AnswersWrongWordsWithOneSentenceAndStatusTwo) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{}, "usage"},
        {{"walk"}, "usage"},
        {{"run"}, "usage"},
        {{"run", "nosuch", "--out", "/dev/null"}, "there is no scenario \"nosuch\""},
        {{"run", "join"}, "say where to record"},
        {{"run", "join", "--out"}, "--out wants a value"},
        {{"run", "join", "--out", "/dev/null", "--trace-fd", "1"}, "say where to record"},
        {{"run", "join", "--trace-fd", "three"}, "--trace-fd wants a descriptor's number"},
        {{"run", "join", "--out", "/dev/null", "--frobnicate", "1"}, "do not understand \"--frobnicate\""},
        {{"run", "join", "--out", "/dev/null", "--set", "first"}, "--set wants name=value"},
        {{"run", "join", "--out", "/dev/null", "--set", "third=1s"},
         "join has no parameter \"third\"; it has first, second"},
        {{"run", "join", "--out", "/dev/null", "--set", "first=soon"}, "the value \"soon\" for first is no time: it takes a time from 0 ms to 20 s"},
        {{"run", "join", "--out", "/dev/null", "--preset", "hasty"}, "join has no preset \"hasty\""},
    };
    for (const auto& [words, sentence] : cases) {
        const Spoken spoken = speakToHost(words);
        EXPECT_EQ(spoken.exitStatus, 2) << sentence;
        EXPECT_THAT(spoken.err, AllOf(StartsWith("braid-host: "), HasSubstr(sentence)));
        EXPECT_EQ(std::count(spoken.err.begin(), spoken.err.end(), '\n'), 1) << spoken.err;
        EXPECT_THAT(spoken.out, IsEmpty());
    }
}

TEST(BraidHost, SaysWhyItCannotRecordWithStatusOne) {
    const Spoken nowhere = speakToHost({"run", "join", "--out", "/nonexistent/x.braid"});
    EXPECT_EQ(nowhere.exitStatus, 1);
    EXPECT_THAT(nowhere.err, HasSubstr("/nonexistent/x.braid"));
    const Spoken closed = speakToHost({"run", "join", "--trace-fd", "77"});
    EXPECT_EQ(closed.exitStatus, 1);
    EXPECT_THAT(closed.err, HasSubstr("77"));
}

TEST(BraidHost, RecordsWhatWasAskedOfIt) {
    const HostRun run = runHost({"join", "--set", "second=30ms", "--preset", "quick", "--set", "first=20ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.model.info(), ::testing::IsSupersetOf({Pair("scenario", "join"), Pair("preset", "quick"),
                                                           Pair("title", "Wait for threads with join")}));
    EXPECT_THAT(run.model.parameters(), ElementsAre(Pair("first", "20000000"), Pair("second", "30000000")))
        << "--set has the last say, wherever it stands";
}

TEST(BraidHost, GivesTheRunAProcessLaneAndAMainLaneBelowIt) {
    const HostRun run = runHost({"thread-create", "--set", "sleep=10ms"});
    ASSERT_EQ(run.model.roots().size(), 1U);
    const model::Lane& process = *run.model.lane(run.model.roots().front());
    EXPECT_EQ(process.kind, trace::LaneKind::Process);
    EXPECT_EQ(process.name, "thread-create");
    EXPECT_EQ(process.end, model::End::Finished);
    ASSERT_EQ(process.children.size(), 2U);
    EXPECT_EQ(run.model.lane(process.children[0])->name, "main");
    EXPECT_EQ(run.model.lane(process.children[1])->name, "T1");
}

TEST(BraidHost, StartedByHandLeavesAFinishedTraceFile) {
    const ScratchFile scratch;
    const Spoken spoken = speakToHost({"run", "thread-create", "--set", "sleep=10ms", "--out", scratch.path.string()});
    EXPECT_EQ(spoken.exitStatus, 0) << spoken.err;
    EXPECT_THAT(spoken.out + spoken.err, IsEmpty()) << "what a scenario prints is in the trace";
    auto reader = trace::Reader::open(scratch.path.string());
    ASSERT_TRUE(reader) << reader.error().sentence();
    model::Model model;
    while (!reader->complete())
        for (const trace::Event& event : reader->pull())
            model.apply(event);
    EXPECT_EQ(reader->outcome(), trace::Outcome::Finished);
    EXPECT_EQ(model.prints().size(), 3U);
}

TEST(BraidHost, MovesALiveTimeWhileTheScenarioRuns) {
    bool moved = false;
    const HostRun run = runHost({"semaphore", "--set", "threads=4", "--set", "permits=1", "--set", "hold=300ms"},
                                [&moved](const HostRun& now, trace::ControlPage& page) {
                                    if (!moved && now.count(trace::EventKind::SleepBegin) == 1) {
                                        moved = true;
                                        trace::Control(page).setLive(2, std::chrono::milliseconds(1)); // hold
                                    }
                                });
    EXPECT_EQ(run.outcome, "finished") << run.story();
    std::vector<std::uint64_t> asked;
    for (model::EventIndex i = 0; i < run.model.log().size(); ++i)
        if (run.model.log()[i].kind == trace::EventKind::SleepBegin)
            asked.push_back(run.model.event(i).a);
    EXPECT_THAT(asked, ElementsAre(300'000'000U, 1'000'000U, 1'000'000U, 1'000'000U));
}

} // namespace
} // namespace braid::tests
