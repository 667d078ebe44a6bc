#include "app/session/run/run.h"
#include "app/views/base/source_files.h"
#include "app/views/base/words.h"
#include "app/views/cursor/twin_lines.h"

#include <QFile>
#include <QTest>

#include <gmock/gmock.h>

#include <map>
#include <set>

// The table of lines that do the same thing, against runs of both programs.

namespace braid::views {
namespace {

const session::Catalogue& catalogue() {
    static const auto loaded = session::Catalogue::load(BRAID_HOST);
    return *loaded;
}

std::vector<std::string> tutorial() {
    std::vector<std::string> ids;
    for (const session::Scenario& scenario : catalogue().scenarios())
        if (scenario.tutorial)
            ids.push_back(scenario.id);
    return ids;
}

/// The values of the preset "quick", or small ones, with which all that the table names is done.
parameter::ValueMap valuesOf(const session::Scenario& scenario) {
    static const std::map<std::string, std::vector<std::pair<std::string, std::string>>> small{
        {"daemon", {{"daemon", "no"}, {"sleep", "100ms"}, {"head_start", "20ms"}}},
        {"context-switch", {{"work", "20ms"}}},
        {"gil", {{"work", "50ms"}}},
        {"counter-race", {{"threads", "4"}, {"tail", "1ms"}}},
        {"counter-mutex", {{"threads", "4"}, {"tail", "1ms"}}},
        {"queue-lifo", {{"work", "5ms"}}},
        {"queue-priority", {{"work", "5ms"}}},
        {"coroutine-blocking", {{"block", "100ms"}, {"tick", "20ms"}}}};
    const session::Preset* quick = scenario.preset("quick");
    parameter::ValueMap values = scenario.valuesOf(quick ? *quick : session::Preset{});
    if (const auto own = small.find(scenario.id); own != small.end())
        for (const auto& [name, text] : own->second)
            values[name] = *parameter::parse(*scenario.parameter(name), text);
    return values;
}

/// The lines of `file` that an operation of the run has for its place.
std::set<int> linesOfRun(const session::Scenario& scenario, const QString& file, const session::Interpreter& interpreter) {
    session::Run::Options options;
    options.hostPath = BRAID_HOST;
    options.endAtStandstill = true;
    options.timeout = std::chrono::seconds(60);
    options.interpreter = interpreter;
    options.ownTerminal = !interpreter.program.isEmpty();
    const auto started = session::Run::start(scenario, valuesOf(scenario), options);
    std::set<int> lines;
    if (!started) {
        ADD_FAILURE() << started.error().sentence();
        return lines;
    }
    session::Run& run = **started;
    EXPECT_TRUE(QTest::qWaitFor([&] { return run.pull(), run.state() == session::Run::State::Over; }, 120'000));
    for (const auto& event : run.model().log())
        if (const model::Site* site = run.model().site(SiteId{event.site}); site && toQt(site->file).section(u'/', -1) == file.section(u'/', -1))
            lines.insert(static_cast<int>(site->line));
    return lines;
}

class TwinLinesOf : public testing::TestWithParam<std::string> {};

TEST_P(TwinLinesOf, AreLinesOfOperations) {
    const session::Scenario& scenario = *catalogue().find(toQt(GetParam()));
    const QString python = session::pythonSource(scenario, toQt(BRAID_HOST).section(u'/', 0, -2)), cpp = toQt(scenario.source);
    const SourceFiles files;
    const auto text = [&files](const QString& file) { return files.read(file).value_or(QString()); };
    const TwinLines twins = twinLines(text("scenarios/python/beside.txt"), toQt(scenario.id), text(cpp), text(python));
    EXPECT_TRUE(twins.unknown.isEmpty()) << qPrintable(twins.unknown.join('\n'));
    ASSERT_FALSE(twins.pairs.empty());
    if (!QFile::exists("/usr/bin/python3"))
        GTEST_SKIP() << "there is no Python";
    const std::set<int> ofCpp = linesOfRun(scenario, cpp, {}), ofPython = linesOfRun(scenario, python, session::interpreterCalled());
    for (const auto& [a, b] : twins.pairs) {
        EXPECT_TRUE(ofCpp.contains(a)) << qPrintable(cpp) << ":" << a << qPrintable(text(cpp).section('\n', a - 1, a - 1));
        EXPECT_TRUE(ofPython.contains(b)) << qPrintable(python) << ":" << b << qPrintable(text(python).section('\n', b - 1, b - 1));
    }
}

INSTANTIATE_TEST_SUITE_P(EveryScenario, TwinLinesOf, testing::ValuesIn(tutorial()), [](const auto& tested) {
    return toQt(tested.param).replace('-', '_').toStdString();
});

} // namespace
} // namespace braid::views
