#include "app/editor/scenario_source.h"

#include "app/editor/program_build.h"
#include "app/editor/program_files.h"
#include "app/session/run/run.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <gtest/gtest.h>

#include <algorithm>

namespace braid::editor {
namespace {

const char* const Small = R"(#include "engine/sync/mutex.h"
#include "scenarios/scenario.h"
using namespace std::chrono_literals;
// Scenario no() { }
namespace mine {
namespace {
constexpr int Most = 1'000;
struct Params {
    int threads = 3; // Scenario no() {
    double share = 0.25;
    braid::scenarios::Time pause = 50ms;
    enum class Way { Quick, Slow } way = Way::Slow;
    bool loud = true;
    int odd = 2 * 21;
};
void run(const Params&) {}
} // namespace
braid::scenarios::Scenario small() {
    return braid::scenarios::describe("A \"small\" " "one", run)
        .integer("threads", "Threads", &Params::threads, 1, Most, "B")
        .real("share", "Share", &Params::share, -1, 1.5)
        .time("pause", "Pause", &Params::pause, 0s, 2s)
        .choice("way", "Way", &Params::way, {{Params::Way::Quick, "quick"}, {Params::Way::Slow, "slow"}})
        .flag("loud", "Loud", &Params::loud)
        .onlyFor("way", {"slow"})
        .integer("odd", "Odd", &Params::odd, 1, 50)
        .preset("fast", {.threads = 9, .pause = 1ms, .way = Params::Way::Quick}, {"any"})
        .about("What it shows.")
        .expects({"deadlock"});
}
} // namespace mine
)";

TEST(ScenarioSource, ReadsWhatIsWrittenInLiteralsAndLeavesOutTheRest) {
    const auto source = scenarioIn(Small, "/home/a/small.cpp");
    ASSERT_TRUE(source);
    EXPECT_EQ(source->function, "mine::small");
    const session::Scenario& scenario = source->described;
    EXPECT_EQ(scenario.id, "small.cpp");
    EXPECT_EQ(scenario.title, "A \"small\" one");
    EXPECT_EQ(scenario.source, "/home/a/small.cpp");
    EXPECT_EQ(scenario.about, "What it shows.");
    EXPECT_EQ(scenario.expects, std::vector<std::string>{"deadlock"});
    ASSERT_EQ(scenario.parameters.size(), 5u) << "a default that is no literal is not guessed";
    const auto of = [&](const char* name) { return *scenario.parameter(name); };
    EXPECT_EQ(of("threads").maximum, 1000);
    EXPECT_EQ(of("threads").unit, "B");
    EXPECT_EQ(of("threads").defaultValue, parameter::Value(std::int64_t{3}));
    EXPECT_EQ(of("share").minimum, -1);
    EXPECT_EQ(of("share").defaultValue, parameter::Value(0.25));
    EXPECT_EQ(of("pause").maximum, 2e9);
    EXPECT_TRUE(of("pause").live());
    EXPECT_EQ(of("way").defaultValue, parameter::Value(std::string("slow")));
    EXPECT_EQ(of("loud").onlyFor, std::vector<std::string>{"slow"});
    ASSERT_EQ(scenario.presets.size(), 2u);
    EXPECT_EQ(scenario.presets[1].name, "fast");
    EXPECT_EQ(scenario.presets[1].expects, std::vector<std::string>{"any"});
    const parameter::ValueMap fast{{"threads", std::int64_t{9}}, {"pause", std::int64_t{1'000'000}}, {"way", std::string("quick")}};
    EXPECT_EQ(scenario.presets[1].values, fast);
}

TEST(ScenarioSource, AProgramWithAMainOrAHalfWrittenTextIsNone) {
    EXPECT_FALSE(scenarioIn("int main() { return 0; }", "a.cpp"));
    EXPECT_FALSE(scenarioIn("/* Scenario a() {} */ const char* s = \"Scenario a() {}\"; int main() {}", "a.cpp"));
    EXPECT_FALSE(scenarioIn("void f() { Scenario a() { } }", "a.cpp")) << "within a function";
    const QString whole = Small;
    for (qsizetype end = 0; end < whole.size(); end += 7)
        static_cast<void>(scenarioIn(whole.left(end), "a.cpp")); // comes to an end
}

#ifdef BRAID_HOST

/// Those of Braid's scenarios whose description is all literals: what is read is what the compiled one says.
TEST(ScenarioSource, WhatIsReadOfBraidsOwnScenariosIsWhatTheySayThemselves) {
    const auto catalogue = session::Catalogue::load(BRAID_HOST);
    ASSERT_TRUE(catalogue);
    std::size_t read = 0, all = 0;
    for (const session::Scenario& scenario : catalogue->scenarios()) {
        const auto text = readProgram(QStringLiteral(BRAID_SOURCES "/") + QString::fromStdString(scenario.source));
        ASSERT_TRUE(text) << scenario.source;
        const auto source = scenarioIn(*text, "x.cpp");
        ASSERT_TRUE(source) << scenario.id;
        EXPECT_EQ(source->described.title, scenario.title);
        if (scenario.family != "io") { // whose parameters are described by a function that they share
            all += scenario.parameters.size();
            read += source->described.parameters.size();
        }
        for (session::Parameter each : source->described.parameters) {
            const session::Parameter* told = scenario.parameter(each.name);
            ASSERT_NE(told, nullptr) << scenario.id << ' ' << each.name;
            each.liveIndex = told->liveIndex;
            EXPECT_EQ(each, *told) << scenario.id << ' ' << each.name;
        }
        for (const session::Preset& each : source->described.presets)
            EXPECT_NE(scenario.preset(each.name), nullptr) << scenario.id << ' ' << each.name;
        if (source->described.parameters.size() == scenario.parameters.size()) {
            EXPECT_EQ(source->described.presets, scenario.presets) << scenario.id;
        }
    }
    EXPECT_GE(read * 100, all * 95) << read << " of " << all;
}

class ScenarioBuildTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (QStandardPaths::findExecutable("c++").isEmpty())
            GTEST_SKIP() << "no compiler";
        ASSERT_FALSE(kitFolder(BRAID_RUNNERS).isEmpty()) << "headers and library are not beside the programs";
        QObject::connect(&build, &ProgramBuild::described, &build, [this](const QString& made, const session::Scenario& described, const std::vector<Message>&) {
            host = made;
            scenario = described;
        });
        QObject::connect(&build, &ProgramBuild::failed, &build, [this](const QString& what, const std::vector<Message>& of) {
            failure = what;
            messages = of;
        });
    }

    /// Compiles `text` as the file `name`.
    void compile(const QString& name, const QString& text) {
        path = folder.filePath(name);
        ASSERT_TRUE(writeProgram(path, text));
        build.start(path, text, true, settings, BRAID_RUNNERS);
        QElapsedTimer since;
        since.start();
        while (build.busy() && since.elapsed() < 120'000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 100);
    }

    /// Runs what was compiled to its end.
    std::unique_ptr<session::Run> runIt(const parameter::ValueMap& values) {
        session::Run::Options options;
        options.hostPath = host;
        options.endAtStandstill = true;
        options.timeout = std::chrono::seconds(60);
        auto started = session::Run::start(scenario, values, options);
        if (!started) {
            ADD_FAILURE() << started.error().sentence();
            return nullptr;
        }
        while ((*started)->state() != session::Run::State::Over) {
            (*started)->pull(std::chrono::milliseconds(50));
            QCoreApplication::processEvents(QEventLoop::AllEvents, 2);
        }
        EXPECT_TRUE((*started)->failure().isEmpty()) << qPrintable((*started)->failure());
        return std::move(*started);
    }

    static QString ofBraid(const char* source) {
        const auto text = readProgram(QStringLiteral(BRAID_SOURCES "/scenarios/") + source);
        EXPECT_TRUE(text);
        return text ? *text : QString();
    }

    QTemporaryDir folder;
    ProgramSettings settings;
    ProgramBuild build;
    QString path, host, failure;
    session::Scenario scenario;
    std::vector<Message> messages;
};

struct CopiedScenario {
    const char *source, *id;
    trace::Outcome outcome;
    int lanes; ///< at least
};

class CopiedScenarioTest : public ScenarioBuildTest, public ::testing::WithParamInterface<CopiedScenario> {};

TEST_P(CopiedScenarioTest, IsCompiledDescribesItselfAsItDoesAndRunsAsItDoes) {
    const auto catalogue = session::Catalogue::load(BRAID_HOST);
    ASSERT_TRUE(catalogue);
    const session::Scenario* original = catalogue->find(GetParam().id);
    ASSERT_NE(original, nullptr);
    compile("a copy 副本.cpp", ofBraid(GetParam().source));
    ASSERT_FALSE(host.isEmpty()) << qPrintable(failure) << (messages.empty() ? "" : qPrintable(messages.front().text));
    EXPECT_EQ(scenario.title, original->title);
    EXPECT_EQ(scenario.parameters, original->parameters);
    EXPECT_EQ(scenario.presets, original->presets);
    EXPECT_EQ(scenario.source, path.toStdString());
    const session::Preset* quick = scenario.preset("quick");
    ASSERT_NE(quick, nullptr);
    const auto run = runIt(quick->values);
    ASSERT_TRUE(run);
    EXPECT_EQ(run->model().outcome(), GetParam().outcome);
    EXPECT_GE(static_cast<int>(run->model().lanes().size()), GetParam().lanes);
    EXPECT_FALSE(run->model().parameters().empty());
    // It keeps the text it was made of, and its places are in that file.
    const std::string* kept = run->model().keptSource(path.toStdString());
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(*kept, ofBraid(GetParam().source).toStdString());
}

INSTANTIATE_TEST_SUITE_P(OfEachKind, CopiedScenarioTest,
                         ::testing::Values(CopiedScenario{"locks/deadlock.cpp", "deadlock", trace::Outcome::Deadlock, 10},
                                           CopiedScenario{"processes/process_create.cpp", "process-create", trace::Outcome::Finished, 3},
                                           CopiedScenario{"coroutines/generator.cpp", "generator", trace::Outcome::Finished, 3},
                                           CopiedScenario{"io/io_epoll.cpp", "io-epoll", trace::Outcome::Finished, 2}),
                         [](const auto& each) { return QString(each.param.id).remove('-').toStdString(); });

TEST_F(ScenarioBuildTest, WhatTheCompilerSaysNamesTheFileAndTheLine) {
    compile("wrong.cpp", ofBraid("locks/deadlock.cpp").replace("Locks locks;", "Locks locks"));
    EXPECT_TRUE(host.isEmpty());
    ASSERT_FALSE(messages.empty());
    EXPECT_EQ(messages.front().file, path);
    EXPECT_GT(messages.front().line, 50);
}

TEST_F(ScenarioBuildTest, OneThatIsWrittenFromNothingIsOneWithoutANamespace) {
    compile("mine.cpp", "#include \"engine/braid.h\"\n#include \"scenarios/scenario.h\"\nusing namespace std::chrono_literals;\nstruct Params { int n = 2; braid::scenarios::Time t = 1ms; };\n"
                        "static void run(const Params& p) {\n    for (int i = 0; i < p.n; ++i)\n        braid::this_thread::sleep_for(p.t);\n    braid::print(\"done\");\n}\n"
                        "braid::scenarios::Scenario mine() {\n    return braid::scenarios::describe(\"Mine\", run).integer(\"n\", \"Rounds\", &Params::n, 1, 9).time(\"t\", \"Time\", &Params::t, 0s, 1s);\n}\n");
    ASSERT_FALSE(host.isEmpty()) << qPrintable(failure) << (messages.empty() ? "" : qPrintable(messages.front().text));
    EXPECT_EQ(scenario.parameters.size(), 2u);
    const auto run = runIt({{"n", std::int64_t{3}}});
    ASSERT_TRUE(run);
    EXPECT_EQ(run->model().outcome(), trace::Outcome::Finished);
}

TEST_F(ScenarioBuildTest, OneWhoseDescriptionCrashesIsSaidToBeSuch) {
    compile("bad.cpp", "#include \"scenarios/scenario.h\"\n#include <cstdlib>\nstruct Params {};\nstatic void run(const Params&) {}\nbraid::scenarios::Scenario bad() {\n    std::abort();\n    return braid::scenarios::describe(\"Bad\", run);\n}\n");
    EXPECT_TRUE(host.isEmpty());
    EXPECT_TRUE(failure.contains("description")) << qPrintable(failure);
}

#endif

} // namespace
} // namespace braid::editor
