#include "app/session/repetition.h"
#include "tests/app/session/run_fixture.h"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <unistd.h>

namespace braid::session {
namespace {

using namespace std::chrono_literals;
using test::SessionRun;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Key;
using ::testing::Pair;

/// The processes this one has started and not reaped.
std::vector<pid_t> children() {
    std::vector<pid_t> pids;
    std::ifstream in("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    for (pid_t pid = 0; in >> pid;)
        pids.push_back(pid);
    return pids;
}

class ARepetition : public test::RealRun {
protected:
    static Repetition::Options options(int runs, int jobs = Repetition::DefaultJobs) {
        Repetition::Options options;
        options.run = RealRun::options();
        options.run.endAtStandstill = true;
        options.run.timeout = 20s;
        options.runs = runs;
        options.jobs = jobs;
        return options;
    }
    static std::unique_ptr<Repetition> repeat(const QString& id, const QList<std::pair<QString, QString>>& values,
                                              const Repetition::Options& options) {
        const Scenario* scenario = catalogue().find(id);
        parameter::ValueMap parsed;
        for (const auto& [name, text] : values)
            parsed[name.toStdString()] = parameter::parse(*scenario->parameter(name.toStdString()), text.toStdString()).value();
        auto repetition = Repetition::start(*scenario, parsed, options);
        if (!repetition)
            throw std::runtime_error(repetition.error().sentence());
        return std::move(repetition.value());
    }
    /// Pulls until `reached()` or a minute is over.
    template <class Reached>
    static bool pullUntil(Repetition& repetition, Reached reached) {
        const auto deadline = std::chrono::steady_clock::now() + 60s;
        while (!reached()) {
            if (std::chrono::steady_clock::now() > deadline)
                return false;
            if (!repetition.pull())
                std::this_thread::sleep_for(1ms); // as a frame would
            QCoreApplication::processEvents();
        }
        return true;
    }
    static bool pullToEnd(Repetition& repetition) {
        return pullUntil(repetition, [&] { return repetition.over(); });
    }
};

TEST_F(ARepetition, AddsUpEveryRun) {
    auto repetition = repeat("counter-race", {{"threads", "8"}, {"gap", "5ms"}, {"tail", "0"}}, options(6));
    ASSERT_TRUE(pullToEnd(*repetition));
    const Tally& tally = repetition->tally();
    EXPECT_EQ(tally.runs().size(), 6u);
    EXPECT_THAT(tally.outcomes(), ElementsAre(Pair("finished", 6)));
    int counted = 0;
    for (const auto& [value, times] : tally.result("counter").counts) {
        EXPECT_GE(value.toInt(), 0);
        EXPECT_LE(value.toInt(), 7);
        counted += times;
    }
    EXPECT_EQ(counted, 6);
    EXPECT_THAT(tally.findings(), Contains(Key("lost_update")));
    ASSERT_NE(repetition->last(), nullptr);
    EXPECT_EQ(repetition->last()->model().outcome(), trace::Outcome::Finished);
    EXPECT_TRUE(repetition->failure().isEmpty());
    EXPECT_TRUE(children().empty());
}

TEST_F(ARepetition, CountsDeadlocksToo) {
    auto repetition = repeat("deadlock", {{"threads", "4"}, {"sleep", "5ms"}}, options(3));
    ASSERT_TRUE(pullToEnd(*repetition));
    EXPECT_THAT(repetition->tally().outcomes(), ElementsAre(Pair("deadlock", 3)));
    EXPECT_THAT(repetition->tally().findings(), Contains(Pair("deadlock", 3)));
}

TEST_F(ARepetition, CountsRunsWhoseTimeIsOver) {
    Repetition::Options brief = options(2);
    brief.run.timeout = 300ms;
    auto repetition = repeat("thread-create", {{"sleep", "10s"}}, brief);
    ASSERT_TRUE(pullToEnd(*repetition));
    EXPECT_THAT(repetition->tally().outcomes(), ElementsAre(Pair("timeout", 2)));
}

TEST_F(ARepetition, CountsARunThatCrashes) {
    auto repetition = repeat("thread-create", {{"sleep", "10s"}}, options(2, 2));
    const auto hosts = children();
    ASSERT_EQ(hosts.size(), 1u);
    // The second one starts when the first one rests: inside its sleep, so that its scenario has begun.
    ASSERT_TRUE(pullUntil(*repetition, [&] { return repetition->underWay() == 2; }));
    ::kill(hosts.front(), SIGQUIT);
    ASSERT_TRUE(pullUntil(*repetition, [&] { return !repetition->tally().runs().empty(); }));
    EXPECT_THAT(repetition->tally().outcomes(), ElementsAre(Pair("crashed", 1)));
    EXPECT_THAT(repetition->tally().findings(), Contains(Pair("killed", 1)));
    EXPECT_FALSE(repetition->over());
}

TEST_F(ARepetition, LetsLongSleepsOverlapButRunsOneAfterTheOtherWhereThatIsAskedFor) {
    // Four seconds of sleep, one after the other; far less when the next one starts while the others sleep.
    auto overlapping = repeat("thread-create", {{"sleep", "1s"}}, options(4, 4));
    int most = 0;
    ASSERT_TRUE(pullUntil(*overlapping, [&] {
        most = std::max(most, overlapping->underWay());
        return overlapping->over();
    }));
    EXPECT_GT(most, 1);
    auto single = repeat("thread-create", {{"sleep", "50ms"}}, options(3, 1));
    most = 0;
    ASSERT_TRUE(pullUntil(*single, [&] {
        most = std::max(most, single->underWay());
        return single->over();
    }));
    EXPECT_EQ(most, 1);
}

TEST_F(ARepetition, StartsNoOtherRunWhileOneComputes) {
    auto repetition = repeat("context-switch", {{"threads", "2"}, {"mode", "cpu"}, {"work", "100ms"}}, options(2, 4));
    bool began = false, overlapped = false;
    ASSERT_TRUE(pullUntil(*repetition, [&] {
        began |= repetition->underWay() == 1;
        overlapped |= repetition->underWay() > 1;
        return repetition->over();
    }));
    EXPECT_TRUE(began);
    EXPECT_FALSE(overlapped);
}

TEST_F(ARepetition, ThatIsCancelledKeepsWhatItHas) {
    auto repetition = repeat("thread-create", {{"sleep", "0"}}, options(Repetition::MaxRuns));
    ASSERT_TRUE(pullUntil(*repetition, [&] { return repetition->tally().runs().size() >= 2; }));
    repetition->cancel();
    EXPECT_TRUE(repetition->over());
    EXPECT_GE(repetition->tally().runs().size(), 2u);
    EXPECT_THAT(repetition->tally().outcomes(), ElementsAre(Key("finished")));
    EXPECT_EQ(repetition->underWay(), 0);
    EXPECT_TRUE(children().empty());
    EXPECT_FALSE(repetition->pull());
}

TEST_F(ARepetition, ThatIsCancelledDuringItsFirstRunCountsNoneButHasIt) {
    auto repetition = repeat("thread-create", {{"sleep", "10s"}}, options(5, 1));
    repetition->pull();
    repetition->cancel();
    EXPECT_TRUE(repetition->tally().runs().empty()) << "what the person ended came to nothing by itself";
    ASSERT_NE(repetition->last(), nullptr);
    EXPECT_EQ(repetition->last()->model().outcome(), trace::Outcome::Stopped);
    EXPECT_TRUE(children().empty());
}

TEST_F(ARepetition, KeepsTheFirstRunOfEachKind) {
    Repetition::Options keeping = options(8);
    keeping.examples = 3;
    auto repetition = repeat("counter-race", {{"threads", "6"}, {"gap", "0"}, {"tail", "0"}}, keeping);
    ASSERT_TRUE(pullToEnd(*repetition));
    const auto& examples = repetition->examples();
    ASSERT_FALSE(examples.empty());
    EXPECT_LE(examples.size(), 3u);
    EXPECT_EQ(examples.front().index, 0u);
    for (const Repetition::Example& example : examples) {
        const QString counted = repetition->tally().runs()[example.index].result("counter")->text;
        const TalliedRun kept = talliedRun(example.run->model(), example.run->findings());
        EXPECT_EQ(kept.result("counter")->text, counted);
    }
}

TEST_F(ARepetition, EndsWithASentenceWhereTheHostCannotRun) {
    Repetition::Options strange = options(3);
    strange.run.hostPath = "/no/such/host";
    const auto refused = Repetition::start(*catalogue().find("join"), {}, strange);
    ASSERT_FALSE(refused);
    strange.run.hostPath = "/bin/false"; // starts, and ends before it begins anything
    auto begun = Repetition::start(*catalogue().find("join"), {}, strange);
    ASSERT_TRUE(begun) << begun.error().sentence();
    ASSERT_TRUE(pullToEnd(**begun));
    EXPECT_FALSE((*begun)->failure().isEmpty());
    EXPECT_TRUE((*begun)->tally().runs().empty());
}

} // namespace
} // namespace braid::session
