#include "tests/scenarios/presets.h"

#include <gmock/gmock.h>

// Scenarios under a schedule: threads, locks and queues come to the end they expect, whatever the schedule, and the same one
// makes the same run.

namespace braid::tests {
namespace {

/// It starts processes: a schedule refuses it.
bool startsProcesses(const std::string& id, const std::string& preset) {
    return id == "memory-sharing" || (id == "gil" && preset != "gil-only");
}

std::vector<PresetCase> threadsLocksAndQueues() {
    std::vector<PresetCase> cases = casesOfAllPresets();
    std::erase_if(cases, [](const PresetCase& one) { return one.family != "threads" && one.family != "locks" && one.family != "queues"; });
    return cases;
}

HostRun runUnder(const std::string& schedule, const std::string& id, const std::string& preset) {
    return runHost({id, "--preset", preset, "--schedule", schedule}, {}, std::chrono::seconds(60));
}

class Scheduled : public ::testing::TestWithParam<PresetCase> {};

TEST_P(Scheduled, ComesToItsExpectedEnd) {
    const PresetCase& tested = GetParam();
    if (startsProcesses(tested.id, tested.preset))
        return;
    for (const char* schedule : {"round-robin", "random:1", "random:2", "random:3"}) {
        const HostRun run = runUnder(schedule, tested.id, tested.preset);
        EXPECT_NE(run.outcome, "timeout") << schedule << '\n'
                                          << run.story();
        EXPECT_NE(run.outcome, "crashed") << schedule << '\n'
                                          << run.story();
        EXPECT_EQ(run.damage, "");
        if (contains(tested.expects, "any"))
            continue;
        const auto kinds = run.findingKinds();
        for (const std::string& word : tested.expects)
            EXPECT_TRUE(word == run.outcome || contains(kinds, word))
                << schedule << ": expected " << word << ", not " << run.outcome << '\n'
                << run.story();
    }
}

INSTANTIATE_TEST_SUITE_P(EveryPreset, Scheduled, ::testing::ValuesIn(threadsLocksAndQueues()), nameOfCase);

/// Lane, kind and object of every event that the program itself made happen.
std::vector<std::tuple<std::uint32_t, trace::EventKind, std::uint32_t>> stepsOf(const HostRun& run) {
    std::vector<std::tuple<std::uint32_t, trace::EventKind, std::uint32_t>> steps;
    for (std::size_t i = 0; i < run.model.log().size(); ++i) {
        const model::LogEntry entry = run.model.log()[i];
        if (entry.kind != trace::EventKind::OffCpu && entry.kind != trace::EventKind::OffCpuOther)
            steps.emplace_back(entry.lane, entry.kind, entry.object);
    }
    return steps;
}

TEST(Schedules, MakeTheSameRunAgain) {
    for (const char* id : {"counter-race", "deadlock", "event", "queue-bounded"}) {
        for (const char* schedule : {"round-robin", "random:11", "random:12"}) {
            const auto steps = stepsOf(runUnder(schedule, id, "tutorial"));
            EXPECT_GT(steps.size(), 20U);
            EXPECT_EQ(steps, stepsOf(runUnder(schedule, id, "tutorial"))) << id << " " << schedule;
        }
    }
}

TEST(Schedules, RefuseProcessesSocketsAndLoopsInOneSentence) {
    for (const auto& [id, what] : {std::pair("process-create", "this starts a process"), std::pair("io-blocking", "this opens a socket"),
                                   std::pair("gevent", "this starts a process"), std::pair("memory-sharing", "this starts a process")}) {
        const Spoken said = speakToHost({"run", id, "--schedule", "round-robin", "--out", "/dev/shm/braid-schedule-test.braid"});
        EXPECT_EQ(said.exitStatus, 3) << id;
        EXPECT_EQ(said.err, std::string("braid-host: ") + id + " cannot run so: a schedule decides over threads only, and " + what + "\n");
    }
    std::remove("/dev/shm/braid-schedule-test.braid");
    const Spoken wrong = speakToHost({"run", "join", "--schedule", "fair", "--out", "/dev/shm/braid-schedule-test.braid"});
    EXPECT_EQ(wrong.exitStatus, 2);
    EXPECT_EQ(wrong.err, "braid-host: there is no schedule \"fair\"; there are round-robin, random and random:SEED\n");
}

} // namespace
} // namespace braid::tests
