#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

#include <regex>
#include <set>

using namespace std::chrono_literals;

namespace braid::tests {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const analysis::Finding* finding(const HostRun& run, analysis::FindingKind kind) {
    for (const auto& candidate : run.findings.all())
        if (candidate.kind == kind)
            return &candidate;
    return nullptr;
}

std::vector<std::int32_t> depths(const model::Object& object) {
    std::vector<std::int32_t> steps;
    for (const model::Level& level : object.levels())
        if (steps.empty() || steps.back() != level.depth)
            steps.push_back(level.depth);
    return steps;
}

TEST(CounterRace, LosesNinetyNineOfAHundredWhenAllReadFirst) {
    // A whole second, so that the last thread has read before the first one writes also where the machine is busy.
    const HostRun run = runHost({"counter-race", "--set", "gap=1s", "--set", "tail=0ms", "--set", "threads=100"});
    EXPECT_EQ(run.outcome, "finished");
    EXPECT_EQ(run.result("counter"), 99);
    EXPECT_THAT(run.prints(), ElementsAre("99"));
    const auto* lost = finding(run, analysis::FindingKind::LostUpdate);
    ASSERT_NE(lost, nullptr);
    EXPECT_GE(lost->lanes.size(), 2U) << "who and who";
    ASSERT_FALSE(lost->objects.empty());
    EXPECT_EQ(run.model.name(lost->objects.front()), "num");
    EXPECT_EQ(lost->count, 99U) << "one finding of all";
    EXPECT_THAT(lost->message.english(), ::testing::HasSubstr("; ended at 99, expected 0: 99 updates lost; "));
}

TEST(CounterRace, ReportsALostUpdateWheneverTheResultIsWrong) {
    for (const char* gap : {"0ms", "100us", "1ms"}) {
        const HostRun run = runHost({"counter-race", "--set", std::string("gap=") + gap, "--set", "tail=0ms"});
        EXPECT_EQ(run.outcome, "finished");
        EXPECT_EQ(run.result("counter") != 0, finding(run, analysis::FindingKind::LostUpdate) != nullptr)
            << gap << ": " << run.result("counter") << '\n'
            << run.story();
    }
}

TEST(CounterMutex, CountsDownToZeroWithoutAFinding) {
    const HostRun run = runHost({"counter-mutex", "--set", "tail=0ms"});
    EXPECT_EQ(run.outcome, "finished");
    EXPECT_EQ(run.result("counter"), 0);
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    const model::Object* lock = run.object("lock");
    ASSERT_NE(lock, nullptr);
    EXPECT_EQ(lock->acquisitions, 100U);
    EXPECT_GT(lock->contended, 0U);
    for (std::size_t i = 1; i < lock->holdings().size(); ++i)
        EXPECT_GE(lock->holdings()[i].begin, lock->holdings()[i - 1].end) << "two at a time";
}

TEST(Deadlock, IsOneCycleOfTwoThreadsAndTwoLocks) {
    const HostRun run = runHost({"deadlock", "--set", "sleep=150ms"});
    EXPECT_EQ(run.outcome, "deadlock") << run.story();
    const auto* found = finding(run, analysis::FindingKind::Deadlock);
    ASSERT_NE(found, nullptr);
    ASSERT_EQ(found->cycle.size(), 2U);
    EXPECT_EQ(std::set(found->lanes.begin(), found->lanes.end()).size(), 2U);
    std::set<std::string_view> locks;
    for (const ObjectId object : found->objects)
        locks.insert(run.model.name(object));
    EXPECT_THAT(locks, ElementsAre("A", "B"));
    EXPECT_EQ(found->cycle[0].heldBy, found->cycle[1].lane);
    EXPECT_EQ(found->cycle[1].heldBy, found->cycle[0].lane);
    for (const auto& edge : found->cycle) {
        const model::Site* site = run.model.site(edge.waitSite);
        ASSERT_NE(site, nullptr);
        EXPECT_EQ(site->file, "scenarios/locks/deadlock.cpp");
    }
}

/// As the tutorial prints it: one thread gets A, B and, after its sleep, B again; another gets A; nothing follows.
void expectTheTutorialsTrace(const HostRun& run) {
    EXPECT_EQ(run.outcome, "deadlock") << run.story();
    const auto prints = run.prints();
    ASSERT_EQ(prints.size(), 4U) << ::testing::PrintToString(prints);
    const auto who = [&](std::size_t line) { return prints[line].substr(0, prints[line].find(" GET")); };
    const std::string now = "[A-Z][a-z]{2} [A-Z][a-z]{2} [ 123][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} [0-9]{4}";
    const auto got = [&](std::size_t line, const std::string& lock) {
        return std::regex_match(prints[line], std::regex("i am Thread-[0-9]+ GET LOCK" + lock + now));
    };
    // After the sleep the releaser takes B while the woken thread takes A: either line may come first.
    const std::size_t second = got(2, "A------") ? 2 : 3;
    const std::size_t again = second == 2 ? 3 : 2;
    EXPECT_TRUE(got(0, "A------") && got(1, "B-----") && got(again, "B------") && got(second, "A------"))
        << ::testing::PrintToString(prints);
    EXPECT_EQ(who(0), who(1));
    EXPECT_EQ(who(0), who(again));
    EXPECT_NE(who(0), who(second));
    const auto* found = finding(run, analysis::FindingKind::Deadlock);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->cycle.size(), 2U);
}

TEST(Deadlock, ClosesAfterOneSleepAsTheTutorialPrintsIt) {
    for (int i = 0; i < 5; ++i)
        expectTheTutorialsTrace(runHost({"deadlock", "--set", "sleep=100ms"}));
}

TEST(Deadlock, ClosesAfterOneSleepWithTwoThreadsAndWithFifty) {
    for (const char* threads : {"threads=2", "threads=3", "threads=50"})
        expectTheTutorialsTrace(runHost({"deadlock", "--set", "sleep=100ms", "--set", threads}));
}

class DeadlockFixed : public ::testing::TestWithParam<const char*> {};

TEST_P(DeadlockFixed, Finishes) {
    const HostRun run = runHost({"deadlock-fixed", "--set", std::string("fix=") + GetParam(), "--set", "sleep=20ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    for (const LaneId id : run.model.lanes())
        EXPECT_EQ(run.model.lane(id)->end, model::End::Finished) << run.model.name(id);
}

INSTANTIATE_TEST_SUITE_P(EachWay, DeadlockFixed,
                         ::testing::Values("recursive", "order", "scoped", "backoff", "timeout"),
                         [](const auto& tested) { return std::string(tested.param); });

TEST(DeadlockFixedRecursive, GoesToDepthTwoAndBack) {
    const HostRun run = runHost({"deadlock-fixed", "--set", "threads=2", "--set", "sleep=10ms"});
    const model::Object* lock = run.object("A and B");
    ASSERT_NE(lock, nullptr);
    const auto steps = depths(*lock);
    ASSERT_GE(steps.size(), 5U);
    EXPECT_THAT(std::vector(steps.begin(), steps.begin() + 5), ElementsAre(0, 1, 2, 1, 0));
    EXPECT_EQ(lock->maxDepth, 2);
}

TEST(Rlock, CountsUpAndDownAndLetsTheOthersInAtZero) {
    const HostRun run = runHost({"rlock", "--set", "hold=30ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    auto prints = run.prints();
    ASSERT_EQ(prints.size(), 7U);
    std::sort(prints.begin() + 5, prints.end()); // the last two are of two threads
    EXPECT_THAT(prints, ElementsAre("acquired, 1 deep", "acquired, 2 deep", "acquired, 3 deep", "released, 2 deep",
                                    "released, 1 deep", "my turn", "released, 0 deep"));
    const model::Object* lock = run.object("lock");
    ASSERT_NE(lock, nullptr);
    EXPECT_THAT(depths(*lock), ElementsAre(0, 1, 2, 3, 2, 1, 0, 1, 0));
    // Each step lasts, up and down: the last two releases come a hold apart.
    std::vector<std::chrono::nanoseconds> released;
    for (const model::EventIndex i : run.model.prints())
        if (run.model.event(i).text.starts_with("released"))
            released.push_back(run.model.event(i).time);
    ASSERT_EQ(released.size(), 3U);
    EXPECT_GE(released[1] - released[0], 30ms);
    EXPECT_GE(released[2] - released[1], 30ms);
}

TEST(Rlock, OfThePlainKindWaitsForItself) {
    const HostRun run = runHost({"rlock", "--set", "kind=plain", "--set", "hold=20ms"});
    EXPECT_EQ(run.outcome, "deadlock") << run.story();
    const auto* found = finding(run, analysis::FindingKind::Deadlock);
    ASSERT_NE(found, nullptr);
    ASSERT_EQ(found->cycle.size(), 1U);
    EXPECT_EQ(found->cycle[0].lane, found->cycle[0].heldBy);
    EXPECT_EQ(run.model.name(found->cycle[0].lane), "T1");
}

TEST(Semaphore, NeverLetsMoreInThanThereArePermits) {
    const HostRun run = runHost({"semaphore", "--set", "hold=60ms"});
    EXPECT_EQ(run.outcome, "finished");
    EXPECT_EQ(run.prints(), std::vector<std::string>(10, "ok"));
    EXPECT_LE(int(run.result("max_inside")), 5);
    const model::Object* semaphore = run.object("semaphore");
    ASSERT_NE(semaphore, nullptr);
    EXPECT_EQ(semaphore->maxDepth, 5) << "permits out at a time, as the picture shows them";
    for (const model::Level& level : semaphore->levels()) {
        EXPECT_GE(level.depth, 0);
        EXPECT_LE(level.depth, 5);
    }
    EXPECT_EQ(semaphore->acquisitions, 10U);
}

TEST(Semaphore, LetsMoreInAfterReleasesThatNobodyOwed) {
    const HostRun run = runHost({"semaphore", "--set", "hold=100ms", "--set", "extra_releases=2"});
    EXPECT_EQ(run.outcome, "finished");
    EXPECT_EQ(run.result("max_inside"), 7);
}

TEST(Semaphore, RefusesThemAndSaysSoWhenItIsBounded) {
    const HostRun run =
        runHost({"semaphore", "--set", "hold=60ms", "--set", "bounded=yes", "--set", "extra_releases=2"});
    EXPECT_EQ(run.outcome, "finished");
    EXPECT_LE(int(run.result("max_inside")), 5);
    EXPECT_THAT(run.findingKinds(), ElementsAre("misuse")) << run.story();
}

TEST(Event, ReleasesEverybodyWithOneSet) {
    const HostRun run = runHost({"event", "--set", "delay=150ms", "--set", "connect=20ms"});
    EXPECT_EQ(run.outcome, "finished");
    const auto prints = run.prints();
    EXPECT_EQ(std::count(prints.begin(), prints.end(), "wait......."), 5);
    EXPECT_EQ(std::count(prints.begin(), prints.end(), "connect to redis server"), 5);
    EXPECT_THAT(prints, Contains("attempt to start redis sever)"));
    std::set<model::EventIndex> sources;
    std::size_t wakings = 0;
    for (const model::Arrow& arrow : run.model.arrows())
        if (arrow.kind == model::ArrowKind::Wake) {
            sources.insert(arrow.from);
            ++wakings;
        }
    EXPECT_EQ(wakings, 5U);
    EXPECT_EQ(sources.size(), 1U) << "all from the same set()";
    const auto line = [&](const char* text) { return std::find(prints.begin(), prints.end(), text) - prints.begin(); };
    EXPECT_LT(line("is_set: False"), line("connect to redis server"));
    EXPECT_LT(line("is_set: False"), line("is_set: True"));
}

TEST(Event, GivesUpAfterItsTimeOutAndGoesOn) {
    const HostRun run = runHost({"event", "--set", "delay=300ms", "--set", "timeout=50ms", "--set", "connect=20ms"});
    EXPECT_EQ(run.outcome, "finished");
    EXPECT_EQ(run.count(trace::EventKind::Note), 5U) << "each one's time-out is marked";
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
}

TEST(Event, MakesALatecomerWaitAfterClear) {
    const HostRun run = runHost({"event", "--set", "delay=60ms", "--set", "connect=20ms", "--set", "clear=yes"});
    EXPECT_EQ(run.outcome, "finished");
    const model::Lane* late = run.lane("Latecomer");
    ASSERT_NE(late, nullptr);
    const bool waited =
        std::any_of(late->intervals().begin(), late->intervals().end(),
                    [](const model::Interval& interval) { return interval.state == model::State::Waiting; });
    EXPECT_TRUE(waited);
    const auto prints = run.prints();
    EXPECT_EQ(std::count(prints.begin(), prints.end(), "is_set: False"), 2) << "before set() and after clear()";
}

TEST(Event, ThatNobodySetsIsAHangAndNoDeadlock) {
    const HostRun run = runHost({"event", "--set", "delay=50ms", "--set", "set=no"});
    EXPECT_EQ(run.outcome, "hang") << run.story();
    EXPECT_THAT(run.findingKinds(), ElementsAre("hang")) << run.story();
}

} // namespace
} // namespace braid::tests
