#include "app/views/base/elided_label.h"
#include "app/views/text/source_pane.h"
#include "app/views/text/terminal_view.h"
#include "tests/app/views/window_fixture.h"

#include <QFile>
#include <QLabel>
#include <QToolButton>

namespace braid::views {
namespace {

using State = session::Run::State;

/// Runs of the scenarios' programs in Python.
class WindowPythonTest : public WindowTest {
protected:
    void SetUp() override {
        if (!QFile::exists("/usr/bin/python3"))
            GTEST_SKIP() << "there is no Python";
    }
    session::Run& run() { return *window->session().run(); }
    QString banner() { return find<QLabel>("bannerHeadline")->text() + ": " + find<ElidedLabel>("bannerSentence")->text(); }
    QString source() { return find<SourcePane>("source")->path(); }
    QString tag(const QString& parameter) { return find<QLabel>("parameter." + parameter + ".tag")->text(); }
    std::size_t prints() { return run().model().prints().size(); }
};

TEST_F(WindowPythonTest, TheSwitchBesideRunSaysWhichProgramRuns) {
    choose("deadlock");
    set("threads", 2);
    set("sleep", 10 * Millisecond);
    EXPECT_TRUE(find<QToolButton>("codeCpp")->isChecked());
    EXPECT_EQ(source(), "scenarios/locks/deadlock.cpp");
    find<QToolButton>("codePython")->setFocus(Qt::TabFocusReason);
    EXPECT_TRUE(find<QToolButton>("codePython")->hasFocus()) << "it is reached by the keyboard";
    QTest::keyClick(find<QToolButton>("codePython"), Qt::Key_Space);
    EXPECT_TRUE(find<QToolButton>("codePython")->isChecked());
    EXPECT_FALSE(find<QToolButton>("codeCpp")->isChecked());
    EXPECT_EQ(source(), "scenarios/python/deadlock.py");
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().live() && banner().contains("LockA") && banner().contains("LockB"); })) << qPrintable(banner());
    EXPECT_TRUE(banner().contains("deadlock.py:")) << qPrintable(banner());
    EXPECT_TRUE(run().title().startsWith("Deadlock: two locks in opposite order (Python 3")) << qPrintable(run().title());
    EXPECT_TRUE(window->windowTitle().contains("opposite order (Python 3")) << qPrintable(window->windowTitle());
    EXPECT_EQ(run().scenarioId(), "deadlock");
    trigger("stop");
    ASSERT_TRUE(waitForState(State::Over));
    trigger("codeCpp");
    EXPECT_EQ(source(), "scenarios/locks/deadlock.cpp");
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().live() && !run().findings().all().empty(); }));
    EXPECT_EQ(run().pythonVersion(), "");
}

TEST_F(WindowPythonTest, ALaneStandsAtItsLineOfTheProgramAsItIsBuiltIn) {
    choose("deadlock");
    set("threads", 2);
    set("sleep", 10 * Millisecond);
    trigger("runPython");
    ASSERT_TRUE(waitFor([&] { return window->session().live() && !run().findings().all().empty(); }));
    EXPECT_TRUE(find<QToolButton>("codePython")->isChecked()) << "the key chooses it, too";
    window->session().view().update([](render::ViewState& state) { state.cursor = 0; });
    window->session().view().update([this](render::ViewState& state) { state.cursor = run().edge(); });
    EXPECT_EQ(source(), "scenarios/python/deadlock.py");
    find<QToolButton>("sourceBeside")->setChecked(true);
    EXPECT_EQ(find<SourcePane>("twinSource")->path(), "scenarios/locks/deadlock.cpp");
}

TEST_F(WindowPythonTest, AMovedSleepChangesTheProgramThatRuns) {
    choose("semaphore");
    set("threads", 2);
    set("permits", 1);
    set("rounds", 0);
    set("hold", 1500 * Millisecond);
    trigger("codePython");
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().live() && prints() >= 1; }));
    EXPECT_EQ(tag("hold"), "live");
    EXPECT_EQ(tag("threads"), "applies at next run");
    set("hold", 2 * Millisecond);
    EXPECT_TRUE(waitFor([&] { return prints() > 30; })) << "with the old value it would take 45 s";
    EXPECT_TRUE(waitFor([&] { return run().model().moved().size() == 1; })) << "and the timeline says so";
    EXPECT_EQ(run().model().moved().front().name, "hold");
    EXPECT_EQ(run().model().moved().front().value, 2 * Millisecond);
    trigger("stop");
    ASSERT_TRUE(waitForState(State::Over));
}

TEST_F(WindowPythonTest, AValueThatIsReadOnceSaysThatItWaits) {
    choose("gil");
    set("mode", std::string("gil"));
    set("work", 10'000 * Millisecond);
    trigger("codePython");
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().live(); }));
    EXPECT_EQ(tag("interval"), "applies at next run");
    EXPECT_EQ(tag("work"), "live");
    trigger("stop");
}

TEST_F(WindowPythonTest, RunsItManyTimes) {
    choose("counter-mutex");
    set("threads", 3);
    set("tail", 0 * Millisecond);
    trigger("codePython");
    window->repeat().setCount(3);
    window->repeat().start();
    ASSERT_TRUE(waitFor([&] { return window->repeat().tally() && window->repeat().tally()->runs().size() == 3; }, 60));
    EXPECT_TRUE(window->repeat().title().contains("(Python 3")) << qPrintable(window->repeat().title());
    for (const auto& each : window->repeat().tally()->runs())
        EXPECT_EQ(each.outcome, "finished");
}

} // namespace
} // namespace braid::views
