// kill -9 of any process of any scenario: the run ends with a finding that names it, and nothing of it stays.

#include "engine/trace/format.h"
#include "tests/app/session/run_fixture.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace braid::session {
namespace {

using analysis::FindingKind;
using test::SessionRun;

/// A scenario, slow enough to be hit in the middle, and the process lane to be killed in it.
struct Target {
    QString scenario;
    QList<std::pair<QString, QString>> values;
    QString process; ///< the host's own: the scenario's id
};

void PrintTo(const Target& target, std::ostream* out) {
    *out << target.scenario.toStdString() << " " << target.process.toStdString();
}

class Kill : public test::RealRun, public ::testing::WithParamInterface<Target> {
protected:
    static const model::Lane* process(const SessionRun& run, const std::string& name) {
        for (const LaneId id : run.model().lanes())
            if (const model::Lane* lane = run.model().lane(id);
                lane->kind == trace::LaneKind::Process && lane->name == name)
                return lane;
        return nullptr;
    }
    /// Its main thread waits or sleeps: it is in the middle of what it does.
    static bool inTheMiddle(const SessionRun& run, const model::Lane& lane) {
        const model::Lane* main = lane.children.empty() ? nullptr : run.model().lane(lane.children.front());
        if (!lane.begun || main == nullptr || main->intervals().empty())
            return false;
        const model::State state = main->intervals().back().state;
        return state == model::State::Sleeping || state == model::State::Waiting;
    }
    static bool gone(long pid) {
        std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
        std::string line;
        if (!std::getline(stat, line))
            return true;
        const auto bracket = line.rfind(')');
        return bracket != std::string::npos && bracket + 2 < line.size() && (line[bracket + 2] == 'Z' || line[bracket + 2] == 'X');
    }
};

TEST_P(Kill, EndsTheRunWithAFindingThatNamesItAndLeavesNoOrphan) {
    const Target& target = GetParam();
    SessionRun::Options how = options();
    how.endAtStandstill = true;
    auto run = start(target.scenario, target.values, how);
    const std::string name = target.process.toStdString();
    ASSERT_TRUE(pullUntil(*run, [&] {
        const model::Lane* victim = process(*run, name);
        return victim != nullptr && inTheMiddle(*run, *victim);
    })) << "there is no such process";
    const model::Lane* victim = process(*run, name);
    const LaneId id = victim->id;
    ASSERT_EQ(::kill(static_cast<pid_t>(victim->osId), SIGKILL), 0);
    ASSERT_TRUE(pullToEnd(*run));

    const auto& findings = run->findings().all();
    const auto named = std::find_if(findings.begin(), findings.end(), [&](const analysis::Finding& finding) {
        return finding.kind == FindingKind::Killed && finding.lanes == std::vector<LaneId>{id};
    });
    std::string told;
    for (const auto& finding : findings)
        told += finding.message.english() + "\n";
    ASSERT_NE(named, findings.end()) << told;
    EXPECT_NE(named->message.english().find(name), std::string::npos);
    EXPECT_NE(named->message.english().find("SIGKILL"), std::string::npos);
    EXPECT_EQ(std::count_if(findings.begin(), findings.end(),
                            [](const analysis::Finding& finding) { return finding.kind == FindingKind::Killed; }),
              1)
        << told;
    EXPECT_EQ(run->model().lane(id)->end, model::End::Killed);
    EXPECT_EQ(run->damage(), "");
    EXPECT_TRUE(pullUntil(*run, [&] {
        const auto& lanes = run->model().lanes();
        return std::all_of(lanes.begin(), lanes.end(), [&](LaneId lane) {
            const model::Lane* one = run->model().lane(lane);
            return one->kind != trace::LaneKind::Process || one->osId == 0 || gone(static_cast<long>(one->osId));
        });
    })) << "an orphan stays";
}

/// Chunks in the trace file at `path` that process `pid` wrote.
int chunksOf(const std::string& path, long pid) {
    std::ifstream file(path, std::ios::binary);
    int found = 0;
    for (std::streamoff at = trace::ChunksOffset; file.seekg(at); at += trace::ChunkBytes) {
        trace::ChunkHeader chunk;
        if (!file.read(reinterpret_cast<char*>(&chunk), sizeof chunk))
            break;
        found += chunk.ready.load() == trace::ChunkReady && chunk.pid == static_cast<std::uint32_t>(pid) ? 1 : 0;
    }
    return found;
}

using KilledRun = test::RealRun;

TEST_F(KilledRun, WritesAllDeathsOfOneEndIntoOneChunkAndStartsNoThreadForThem) {
    const QTemporaryDir folder;
    SessionRun::Options how = options();
    how.tracePath = folder.filePath("killed.braid");
    auto run = start("process-create", {{"sleep", "5s"}, {"processes", "3"}}, how);
    ASSERT_TRUE(pullUntil(*run, [&] {
        const auto& lanes = run->model().lanes();
        return std::count_if(lanes.begin(), lanes.end(), [&](LaneId id) {
                   const model::Lane* lane = run->model().lane(id);
                   return lane->kind == trace::LaneKind::Process && lane->begun;
               }) == 4;
    }));
    ASSERT_EQ(::kill(static_cast<pid_t>(run->processId()), SIGKILL), 0);
    ASSERT_TRUE(pullToEnd(*run));
    const auto& lanes = run->model().lanes();
    EXPECT_EQ(std::count_if(lanes.begin(), lanes.end(),
                            [&](LaneId id) {
                                const model::Lane* lane = run->model().lane(id);
                                return lane->kind == trace::LaneKind::Process && lane->end != model::End::Alive;
                            }),
              4);
    EXPECT_EQ(chunksOf(how.tracePath.toStdString(), ::getpid()), 1);
}

const Target Targets[] = {
    {"process-create", {{"sleep", "5s"}, {"processes", "3"}}, "process-create"},
    {"process-create", {{"sleep", "300ms"}, {"processes", "3"}}, "Process-2"},
    {"process-queue", {{"items", "10"}, {"size", "1048576"}, {"pause", "0s"}}, "process-queue"},
    {"process-queue", {{"items", "100"}, {"size", "1048576"}, {"pause", "0s"}}, "Process-1"},
    {"process-pipe", {{"delay", "300ms"}}, "process-pipe"},
    {"process-pipe", {{"delay", "300ms"}}, "Process-1"},
    {"manager-list", {{"mode", "read-modify-write"}, {"pause", "300ms"}, {"stagger", "0s"}}, "manager-list"},
    {"manager-list", {{"mode", "read-modify-write"}, {"pause", "300ms"}, {"stagger", "0s"}}, "Manager"},
    {"manager-list", {{"mode", "read-modify-write"}, {"pause", "300ms"}, {"stagger", "0s"}}, "Process-3"},
    {"process-pool", {{"hold", "300ms"}}, "process-pool"},
    {"process-pool", {{"hold", "300ms"}, {"tasks", "8"}}, "Pool-worker-2"},
    {"process-cost", {{"kind", "processes"}, {"count", "2000"}}, "process-cost"},
    {"deadlock", {{"sleep", "1s"}}, "deadlock"},
};

INSTANTIATE_TEST_SUITE_P(OfAnyProcess, Kill, ::testing::ValuesIn(Targets), [](const auto& tested) {
    std::string name = (tested.param.scenario + "_" + tested.param.process).toStdString();
    std::replace_if(
        name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
});

} // namespace
} // namespace braid::session
