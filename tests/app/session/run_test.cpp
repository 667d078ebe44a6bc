#include "engine/trace/format.h"
#include "tests/app/session/run_fixture.h"
#include "tests/hostile/crafted_trace.h"

#include <QFile>
#include <gmock/gmock.h>

#include <csignal>
#include <fstream>

namespace braid::session {
namespace {

using test::SessionRun;

using namespace std::chrono_literals;
using analysis::FindingKind;
using ::testing::Contains;
using ::testing::Field;
using ::testing::HasSubstr;
using trace::Outcome;

class ARun : public test::RealRun {};

/// No process of the group is left, not even a zombie.
bool groupIsGone(const SessionRun& run) {
    return ::kill(static_cast<pid_t>(-run.processId()), 0) != 0;
}

QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

TEST_F(ARun, EndsFinishedWithAllItsEventsWhenItsProcessIsThrough) {
    auto run = start("thread-create", {{"sleep", "20ms"}}, options());
    EXPECT_TRUE(run->live());
    EXPECT_EQ(run->title().toStdString(), catalogue().find("thread-create")->title);
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->model().outcome(), Outcome::Finished);
    EXPECT_EQ(run->scenarioId(), "thread-create");
    EXPECT_EQ(run->model().prints().size(), 3u);
    EXPECT_TRUE(run->findings().all().empty());
    EXPECT_EQ(run->lost(), 0u);
    EXPECT_FALSE(run->live());
    EXPECT_TRUE(groupIsGone(*run));
}

TEST_F(ARun, EndsByItselfAtADeadlockWhereItIsToldTo) {
    SessionRun::Options atStandstill = options();
    atStandstill.endAtStandstill = true;
    auto run = start("deadlock", {{"threads", "10"}, {"sleep", "5ms"}}, atStandstill);
    std::vector<int> announced;
    QObject::connect(run.get(), &SessionRun::findingAdded, [&](int index) { announced.push_back(index); });
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->model().outcome(), Outcome::Deadlock);
    ASSERT_THAT(run->findings().all(), Contains(Field(&analysis::Finding::kind, FindingKind::Deadlock)));
    EXPECT_EQ(announced.size(), run->findings().all().size());
    EXPECT_TRUE(groupIsGone(*run));
}

TEST_F(ARun, TellsOfManyFindingsOnceAPull) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("lost.braid");
    for (const hostile::Crafted& crafted : hostile::allCrafted())
        if (std::string(crafted.name) == "lost-updates") {
            ASSERT_TRUE(crafted.write(path.toStdString(), 20'000));
        }
    auto run = SessionRun::open(path);
    ASSERT_TRUE(run);
    int added = 0, grew = 0, changed = 0, pulls = 0;
    QObject::connect(run->get(), &SessionRun::findingAdded, [&](int index) { EXPECT_EQ(index, added++); });
    QObject::connect(run->get(), &SessionRun::findingGrew, [&] { ++grew; });
    QObject::connect(run->get(), &SessionRun::findingsChanged, [&] { ++changed; });
    for (; (*run)->state() != SessionRun::State::Over; ++pulls)
        (*run)->pull();
    EXPECT_EQ((*run)->findings().found(), 20'001u) << "at the end one of them tells the total";
    EXPECT_EQ(static_cast<std::size_t>(added), (*run)->findings().all().size());
    EXPECT_LT(added, 20);
    EXPECT_LE(grew, pulls);
    EXPECT_LE(changed, pulls + 1) << "and once for the total";
}

TEST_F(ARun, StandsStillUntilSomebodyStopsItAndIsADeadlockThen) {
    auto run = start("deadlock", {{"threads", "10"}, {"sleep", "5ms"}}, options());
    ASSERT_TRUE(pullUntil(*run, [&] { return run->standsStill(); }));
    EXPECT_TRUE(run->live());
    const std::size_t found = run->findings().all().size();
    const model::Nanos edge = run->edge();
    for (int i = 0; i < 50; ++i)
        run->pull();
    EXPECT_EQ(run->findings().all().size(), found) << "a hang is named once";
    EXPECT_EQ(run->edge(), edge) << "nothing can move any more: no run time passes";
    EXPECT_EQ(edge, run->model().endTime());
    EXPECT_TRUE(run->standingFor());
    EXPECT_FALSE(groupIsGone(*run));
    run->stop();
    EXPECT_EQ(run->state(), SessionRun::State::Over);
    EXPECT_EQ(run->model().outcome(), Outcome::Deadlock);
    EXPECT_TRUE(groupIsGone(*run));
}

/// The breaks of one run as those of another.
void expectSameBreaks(const model::Model& one, const model::Model& other) {
    ASSERT_EQ(one.breaks().size(), other.breaks().size());
    for (std::size_t i = 0; i < one.breaks().size(); ++i) {
        EXPECT_EQ(one.breaks()[i].at, other.breaks()[i].at);
        EXPECT_EQ(one.breaks()[i].duration, other.breaks()[i].duration);
        EXPECT_EQ(one.breaks()[i].kind, other.breaks()[i].kind);
        EXPECT_EQ(one.breaks()[i].number, other.breaks()[i].number);
    }
}

TEST_F(ARun, StandsWhileItIsPausedAndKeepsABreakOfIt) {
    const QTemporaryDir folder;
    SessionRun::Options kept = options();
    kept.tracePath = folder.filePath("paused.braid");
    auto run = start("producer-consumer", {}, kept);
    ASSERT_TRUE(pullUntil(*run, [&] { return run->model().arrows().size() > 3; }));
    run->pause();
    ASSERT_TRUE(pullUntil(*run, [&] { return run->model().frozen() == model::BreakKind::Paused; }));
    const model::Nanos edge = run->edge();
    const auto begin = std::chrono::steady_clock::now();
    ASSERT_TRUE(pullUntil(*run, [&] { return std::chrono::steady_clock::now() - begin > 200ms; }));
    EXPECT_EQ(run->edge(), edge) << "a pause takes no run time";
    EXPECT_GE(*run->standingFor(), 200ms);
    run->resume();
    EXPECT_FALSE(run->standingFor());
    ASSERT_TRUE(pullUntil(*run, [&] { return !run->model().breaks().empty() && run->edge() > edge; }));
    EXPECT_EQ(run->model().breaks().front().kind, model::BreakKind::Paused);
    EXPECT_EQ(run->model().breaks().front().at, edge);
    EXPECT_GE(run->model().breaks().front().duration, model::Nanos{200'000'000});
    run->stop();
    auto saved = SessionRun::open(kept.tracePath);
    ASSERT_TRUE(saved) << saved.error().sentence();
    ASSERT_TRUE(pullToEnd(**saved));
    expectSameBreaks((*saved)->model(), run->model());
    EXPECT_EQ((*saved)->model().endTime(), run->model().endTime());
}

TEST_F(ARun, OfAnyScenarioStandsInAPauseAndGoesOn) {
    for (const Scenario& scenario : catalogue().scenarios()) {
        SCOPED_TRACE(scenario.id);
        auto run = start(QString::fromStdString(scenario.id), {}, options());
        const auto begin = std::chrono::steady_clock::now();
        ASSERT_TRUE(pullUntil(*run, [&] { return std::chrono::steady_clock::now() - begin > 150ms || run->state() == SessionRun::State::Over; }));
        run->pause();
        const auto stands = [&] { return run->model().frozen().has_value() || run->state() == SessionRun::State::Over; };
        EXPECT_TRUE(pullUntil(*run, stands)) << "something runs on for 20 s";
        const std::size_t events = run->model().log().size();
        run->resume();
        EXPECT_TRUE(pullUntil(*run, [&] { return run->model().log().size() > events || run->standsStill() || run->state() == SessionRun::State::Over; }))
            << "it does not go on";
        run->stop();
    }
}

TEST_F(ARun, AStepWhileAllSleepLetsTheOneGoOnThatWouldWakeFirst) {
    auto run = start("thread-create", {{"sleep", "300ms"}}, options());
    const auto count = [&](trace::EventKind kind) {
        std::size_t found = 0;
        for (const model::LogEntry entry : run->model().log())
            found += entry.kind == kind ? 1 : 0;
        return found;
    };
    // Main has printed and waits for the end of the thread, which sleeps.
    ASSERT_TRUE(pullUntil(*run, [&] { return count(trace::EventKind::Print) >= 2 && count(trace::EventKind::JoinBegin) > 0; }));
    run->pause();
    ASSERT_TRUE(pullUntil(*run, [&] { return run->model().frozen() == model::BreakKind::Paused; }));
    ASSERT_TRUE(run->model().firstToWake());
    const std::size_t awake = count(trace::EventKind::SleepEnd);
    run->step();
    ASSERT_TRUE(pullUntil(*run, [&] { return count(trace::EventKind::SleepEnd) > awake; })) << "it slept out its rest";
    EXPECT_EQ(run->state(), SessionRun::State::Paused);
}

TEST_F(ARun, ThatHangsWithoutACycleIsAHangWhoeverEndsItAndInItsFile) {
    const QTemporaryDir folder;
    for (const bool byItself : {true, false}) {
        SessionRun::Options kept = options();
        kept.tracePath = folder.filePath(byItself ? "itself.braid" : "stopped.braid");
        kept.endAtStandstill = byItself;
        auto run = start("event", {{"set", "no"}, {"delay", "1ms"}}, kept);
        if (byItself) {
            ASSERT_TRUE(pullToEnd(*run));
        } else {
            ASSERT_TRUE(pullUntil(*run, [&] { return run->standsStill(); }));
            run->stop();
        }
        EXPECT_EQ(run->model().outcome(), Outcome::Hang);
        EXPECT_THAT(run->findings().all(), Contains(Field(&analysis::Finding::kind, FindingKind::Hang)));
        auto saved = SessionRun::open(kept.tracePath);
        ASSERT_TRUE(saved) << saved.error().sentence();
        ASSERT_TRUE(pullToEnd(**saved));
        EXPECT_EQ((*saved)->model().outcome(), Outcome::Hang);
    }
}

TEST_F(ARun, WhoseFileCallsAHangADeadlockAsOlderOnesDoIsAHang) {
    const QTemporaryDir folder;
    SessionRun::Options kept = options();
    kept.tracePath = folder.filePath("old.braid");
    kept.endAtStandstill = true;
    auto run = start("event", {{"set", "no"}, {"delay", "1ms"}}, kept);
    ASSERT_TRUE(pullToEnd(*run));
    std::fstream file(kept.tracePath.toStdString(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(offsetof(trace::Header, outcome));
    const std::uint32_t deadlock = static_cast<std::uint32_t>(Outcome::Deadlock);
    file.write(reinterpret_cast<const char*>(&deadlock), sizeof deadlock);
    file.close();
    auto saved = SessionRun::open(kept.tracePath);
    ASSERT_TRUE(saved) << saved.error().sentence();
    ASSERT_TRUE(pullToEnd(**saved));
    EXPECT_EQ((*saved)->model().outcome(), Outcome::Hang);
}

TEST_F(ARun, StoppedWithAClosedCycleIsADeadlockHoweverEarlyStopIsPressed) {
    auto run = start("deadlock", {{"threads", "10"}, {"sleep", "5ms"}}, options());
    const auto closed = [&] {
        const auto& all = run->findings().all();
        return std::any_of(all.begin(), all.end(), [](const auto& finding) { return finding.kind == FindingKind::Deadlock; });
    };
    ASSERT_TRUE(pullUntil(*run, closed));
    run->stop(); // at once: no second look has confirmed anything
    EXPECT_EQ(run->model().outcome(), Outcome::Deadlock);
}

TEST_F(ARun, TellsInItsTraceWhereASliderWasLeftAndWhen) {
    const QTemporaryDir folder;
    SessionRun::Options kept = options();
    kept.tracePath = folder.filePath("moved.braid");
    auto run = start("producer-consumer", {{"items", "1000"}, {"produce", "50ms"}, {"consume", "50ms"}}, kept);
    const Parameter& produce = *catalogue().find("producer-consumer")->parameter("produce");
    const Parameter& consume = *catalogue().find("producer-consumer")->parameter("consume");
    ASSERT_TRUE(pullUntil(*run, [&] { return !run->model().lanes().empty(); }));
    for (const auto value : {60ms, 70ms, 880ms}) // under the hand
        run->setLive(produce, value);
    run->setLive(consume, 50ms); // back where it was: no move
    ASSERT_TRUE(pullUntil(*run, [&] { return !run->model().moved().empty(); }));
    run->setLive(produce, 44us); // not yet settled when the run is stopped
    run->stop();
    const auto saysSo = [](const SessionRun& told) {
        const auto& moved = told.model().moved();
        ASSERT_EQ(moved.size(), 2u);
        EXPECT_EQ(moved[0].name, "produce");
        EXPECT_EQ(moved[0].value, 880'000'000);
        EXPECT_EQ(moved[1].value, 44'000);
        EXPECT_GT(moved[1].at, moved[0].at);
        EXPECT_LE(moved[1].at, told.model().endTime());
    };
    saysSo(*run);
    auto saved = SessionRun::open(kept.tracePath);
    ASSERT_TRUE(saved) << saved.error().sentence();
    ASSERT_TRUE(pullToEnd(**saved));
    saysSo(**saved);
}

TEST_F(ARun, IsStoppedInTheMiddle) {
    auto run = start("thread-create", {{"sleep", "10s"}}, options());
    ASSERT_TRUE(pullUntil(*run, [&] { return !run->model().prints().empty(); }));
    const auto before = std::chrono::steady_clock::now();
    run->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, 1s);
    EXPECT_EQ(run->model().outcome(), Outcome::Stopped);
    EXPECT_TRUE(run->model().finished());
    EXPECT_FALSE(run->standsStill()) << "a sleeper moves on by itself";
    EXPECT_TRUE(groupIsGone(*run));
}

TEST_F(ARun, EndsWhenItsTimeIsOver) {
    SessionRun::Options brief = options();
    brief.timeout = 200ms;
    auto run = start("thread-create", {{"sleep", "10s"}}, brief);
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->model().outcome(), Outcome::TimedOut);
    EXPECT_TRUE(groupIsGone(*run));
}

TEST_F(ARun, WhoseProcessIsKilledSaysByWhichSignalAndSoDoesItsTrace) {
    const QTemporaryDir folder;
    SessionRun::Options kept = options();
    kept.tracePath = folder.filePath("killed.braid");
    auto run = start("thread-create", {{"sleep", "10s"}}, kept);
    ASSERT_TRUE(pullUntil(*run, [&] { return !run->model().prints().empty(); }));
    ::kill(static_cast<pid_t>(run->processId()), SIGQUIT); // sanitizers have handlers of their own for SIGSEGV and the like
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->model().outcome(), Outcome::Crashed);
    const auto saysSo = [](const SessionRun& told) {
        for (const analysis::Finding& finding : told.findings().all())
            if (finding.message.english().find("SIGQUIT") != std::string::npos)
                return true;
        return false;
    };
    EXPECT_TRUE(saysSo(*run));
    auto saved = SessionRun::open(kept.tracePath);
    ASSERT_TRUE(saved) << saved.error().sentence();
    ASSERT_TRUE(pullToEnd(**saved));
    EXPECT_EQ((*saved)->model().outcome(), Outcome::Crashed);
    EXPECT_TRUE(saysSo(**saved));
}

TEST_F(ARun, DiesWithItsObject) {
    qint64 pid = 0;
    {
        auto run = start("deadlock", {{"threads", "4"}}, options());
        pid = run->processId();
        ASSERT_GT(pid, 0);
    }
    EXPECT_NE(::kill(static_cast<pid_t>(-pid), 0), 0);
}

TEST_F(ARun, StartedPausedDoesNothingUntilItGoesOn) {
    SessionRun::Options paused = options();
    paused.startPaused = true;
    auto run = start("thread-create", {{"sleep", "0"}}, paused);
    EXPECT_EQ(run->state(), SessionRun::State::Paused);
    // Its lanes are there, held at the first operation.
    ASSERT_TRUE(pullUntil(*run, [&] { return !run->model().lanes().empty(); }));
    for (const auto until = std::chrono::steady_clock::now() + 100ms; std::chrono::steady_clock::now() < until;)
        run->pull();
    EXPECT_TRUE(run->model().prints().empty());
    EXPECT_FALSE(run->standsStill()) << "the person holds it";
    run->resume();
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(run->model().prints().size(), 3u);
}

TEST_F(ARun, OpenedFromItsFileIsTheSameRun) {
    const QTemporaryDir folder;
    SessionRun::Options kept = options();
    kept.tracePath = folder.filePath("kept.braid");
    kept.endAtStandstill = true;
    auto live = start("deadlock", {{"threads", "10"}, {"sleep", "5ms"}}, kept);
    ASSERT_TRUE(pullToEnd(*live));
    const QString copy = folder.filePath("copy.braid");
    ASSERT_TRUE(live->saveAs(copy));
    for (const QString& path : {kept.tracePath, copy}) {
        auto saved = SessionRun::open(path);
        ASSERT_TRUE(saved) << saved.error().sentence();
        ASSERT_TRUE(pullToEnd(**saved));
        EXPECT_FALSE((*saved)->live());
        EXPECT_EQ((*saved)->model().outcome(), Outcome::Deadlock);
        EXPECT_EQ((*saved)->model().log().size(), live->model().log().size());
        EXPECT_EQ((*saved)->model().endTime(), live->model().endTime());
        EXPECT_EQ((*saved)->model().frozen(), model::BreakKind::Standstill);
        expectSameBreaks((*saved)->model(), live->model());
        ASSERT_EQ((*saved)->findings().all().size(), live->findings().all().size());
        for (std::size_t i = 0; i < live->findings().all().size(); ++i) {
            EXPECT_EQ((*saved)->findings().all()[i].message.english(), live->findings().all()[i].message.english());
            EXPECT_EQ((*saved)->findings().all()[i].at, live->findings().all()[i].at);
        }
    }
}

TEST_F(ARun, ThatWasOpenedIsSavedElsewhereAndOntoItself) {
    const QTemporaryDir folder;
    SessionRun::Options kept = options();
    kept.tracePath = folder.filePath("kept.braid");
    auto live = start("thread-create", {{"sleep", "0"}}, kept);
    ASSERT_TRUE(pullToEnd(*live));
    auto saved = SessionRun::open(kept.tracePath);
    ASSERT_TRUE(saved);
    EXPECT_TRUE((*saved)->saveAs(kept.tracePath));
    EXPECT_TRUE((*saved)->saveAs(folder.filePath("copy.braid")));
    EXPECT_TRUE(SessionRun::open(folder.filePath("copy.braid")));
    EXPECT_FALSE((*saved)->saveAs(folder.filePath("no/such/folder.braid")));
    EXPECT_FALSE((*saved)->saveAs("/dev/full"));

    // The run on the screen outlives its file.
    ASSERT_TRUE(QFile::remove(kept.tracePath));
    const QString rescued = folder.filePath("rescued.braid");
    EXPECT_TRUE((*saved)->saveAs(rescued));
    EXPECT_EQ(contentsOf(rescued), contentsOf(folder.filePath("copy.braid")));
    auto again = SessionRun::open(rescued);
    ASSERT_TRUE(again);
    // And of a file that has lost a part nothing is saved.
    ASSERT_TRUE(QFile::resize(rescued, 100));
    const QByteArray before = contentsOf(folder.filePath("copy.braid"));
    const auto cut = (*again)->saveAs(folder.filePath("copy.braid"));
    ASSERT_FALSE(cut);
    EXPECT_NE(cut.error().sentence().find("rescued.braid: that file has become shorter"), std::string::npos) << cut.error().sentence();
    EXPECT_EQ(contentsOf(folder.filePath("copy.braid")), before);
    EXPECT_FALSE(QFile::exists(folder.filePath("copy.braid.part")));
    EXPECT_FALSE((*again)->saveAs(rescued)) << "its own file is not what it was";
}

TEST_F(ARun, WhoseHostIsMissingDoesNotStartAndLeavesNoFile) {
    const QTemporaryDir folder;
    SessionRun::Options missing = options();
    missing.hostPath = "/no/such/braid-host";
    missing.tracePath = folder.filePath("x.braid");
    const auto run = SessionRun::start(*catalogue().find("join"), {}, missing);
    ASSERT_FALSE(run);
    EXPECT_THAT(run.error().sentence(), HasSubstr("/no/such/braid-host"));
    EXPECT_FALSE(QFile::exists(missing.tracePath));
}

TEST_F(ARun, WhoseHostRefusesHasAFailureInItsWords) {
    Scenario unknown = *catalogue().find("join");
    unknown.id = "no-such-scenario";
    auto run = SessionRun::start(unknown, {}, options());
    ASSERT_TRUE(run);
    ASSERT_TRUE(pullToEnd(**run));
    EXPECT_THAT((*run)->failure().toStdString(), HasSubstr("no-such-scenario"));
}

TEST_F(ARun, ReplacesNoDeviceByItsTrace) {
    SessionRun::Options device = options();
    device.tracePath = "/dev/full";
    const auto run = SessionRun::start(*catalogue().find("join"), {}, device);
    ASSERT_FALSE(run);
    EXPECT_THAT(run.error().sentence(), HasSubstr("/dev/full"));
    EXPECT_TRUE(QFile::exists("/dev/full"));
}

TEST(ReadingBudget, IsAsLongAsTheRestOfAFrameSoThatSlowPicturesDoNotKeepTheRunFromAppearing) {
    using namespace std::chrono_literals;
    EXPECT_EQ(readingBudget(0ms), 8ms);
    EXPECT_EQ(readingBudget(5ms), 8ms);
    EXPECT_EQ(readingBudget(60ms), 60ms);
    EXPECT_EQ(readingBudget(3s), 100ms) << "the window has to answer";
}

} // namespace
} // namespace braid::session
