#include "tests/app/cli/ran.h"

#include <QFile>
#include <QRegularExpression>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <set>

namespace braid::cli {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using test::braid;
using test::Ran;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::StartsWith;

std::string fileStart(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(200).toStdString() : std::string();
}

TEST(ListCommand, NamesTheScenariosWithTheirParameters) {
    const Ran text = braid({"list"});
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out, AllOf(HasSubstr("locks"), HasSubstr("deadlock"), HasSubstr("presets: tutorial")));
    EXPECT_THAT(text.err, IsEmpty());

    const Ran ran = braid({"list", "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    const json all = ran.json();
    EXPECT_THAT(all["families"], IsSupersetOf({json("threads"), json("locks")}));
    for (const json& scenario : all["scenarios"]) {
        EXPECT_FALSE(scenario["title"].get<std::string>().empty()) << scenario["id"];
        EXPECT_EQ(scenario["presets"][0]["name"], "tutorial") << scenario["id"];
        for (const json& parameter : scenario["parameters"])
            EXPECT_TRUE(parameter.contains("unit") && parameter.contains("default")) << scenario["id"] << parameter;
    }
}

TEST(ReportCommand, AnswersWhyALaneIsStuckAndWhatTheCriticalPathIs) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("x.braid");
    const Ran ran = braid({"run", "join", "--set", "first=20ms", "--set", "second=500ms", "--out", path, "--critical-path"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("Story"), HasSubstr("Critical path")));

    const json critical = braid({"report", path, "--critical-path", "--json"}).json()["critical_path"];
    const json& greatest = critical["shares"][0];
    EXPECT_EQ(greatest["state"], "sleeping");
    EXPECT_GE(greatest["ns"], 400'000'000);
    // In the middle of that sleep, whenever the machine let it begin, main waits for its lane.
    std::int64_t middle = 0;
    for (const json& piece : critical["pieces"])
        if (piece["state"] == "sleeping" && piece["lane"] == greatest["lane"])
            middle = (piece["begin_ns"].get<std::int64_t>() + piece["end_ns"].get<std::int64_t>()) / 2;
    const QString at = QString::number(middle / 1000) + "us";
    const Ran text = braid({"report", path, "--why", "main", "--at", at});
    ASSERT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out, AllOf(StartsWith("main at "), HasSubstr(": why?"), HasSubstr("main has waited for T2 to end"),
                                HasSubstr("T2 sleeps")));
    const json report = braid({"report", path, "--why", "main", "--at", at, "--critical-path", "--json"}).json();
    EXPECT_EQ(report["why"]["cause"], "sleep");
    EXPECT_EQ(report["why"]["chain"].size(), 2U);
    EXPECT_EQ(report["outcome"], "finished") << "the report stands beside the answers";
    EXPECT_EQ(report["critical_path"]["shares"][0], greatest);
}

TEST(RunCommand, ShowsOnlyWhatTheProgramWritesWhereThatIsAskedFor) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("x.braid");
    const Ran ran = braid({"run", "daemon", "--output", "--out", path});
    EXPECT_EQ(ran.status, 0);
    EXPECT_EQ(ran.out, "ok\nend again\n");
    EXPECT_THAT(ran.err, IsEmpty());
    EXPECT_EQ(braid({"report", path, "--output"}).out, ran.out) << "of the saved run it is the same";

    const Ran stuck = braid({"run", "deadlock", "--set", "threads=2", "--set", "sleep=50", "--output"});
    EXPECT_EQ(stuck.status, 0) << "whatever it found";
    EXPECT_EQ(std::count(stuck.out.begin(), stuck.out.end(), '\n'), 4) << stuck.out;
    EXPECT_THAT(stuck.out, ::testing::ContainsRegex("^i am Thread-[12] GET LOCKA------")) << "who is first is luck";
}

TEST(RunCommand, FindsTheDeadlockAndEndsWithinASecondOfIt) {
    const Ran ran = braid({"run", "deadlock", "--set", "threads=10", "--set", "sleep=200", "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.err, IsEmpty());
    const json report = ran.json();
    EXPECT_EQ(report["outcome"], "deadlock");
    EXPECT_EQ(report["parameters"]["threads"], 10);
    EXPECT_EQ(report["parameters"]["sleep"], 200'000'000);
    std::vector<json> deadlocks;
    for (const json& finding : report["findings"])
        if (finding["kind"] == "deadlock")
            deadlocks.push_back(finding);
    ASSERT_EQ(deadlocks.size(), 1u);
    std::set<json> lanes, objects;
    for (const json& edge : deadlocks[0]["cycle"]) {
        lanes.insert(edge["lane"]);
        objects.insert(edge["waits_for"]);
    }
    EXPECT_EQ(deadlocks[0]["cycle"].size(), 2u);
    EXPECT_EQ(lanes.size(), 2u);
    EXPECT_EQ(objects.size(), 2u);
    const auto closed = std::chrono::nanoseconds(deadlocks[0]["at_ns"].get<std::int64_t>());
    EXPECT_LT(std::chrono::nanoseconds(report["duration_ns"].get<std::int64_t>()) - closed, 1s);
    EXPECT_LT(ran.took - closed, 1s);
}

TEST(RunCommand, TellsTheStoryAsText) {
    const Ran ran = braid({"run", "thread-create", "--set", "sleep=10ms"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(StartsWith("thread-create: finished"), HasSubstr("sleep = 10 ms"), HasSubstr("ending"),
                               HasSubstr("Lanes")));
}

TEST(RunCommand, EndsWhenItsTimeIsOver) {
    const Ran ran = braid({"run", "thread-create", "--set", "sleep=10s", "--timeout", "300ms", "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.json()["outcome"], "timeout");
    EXPECT_LT(ran.took, 3s);
}

TEST(RunCommand, ReportsWhatThereIsWhenItIsInterrupted) {
    for (const int signal : {SIGINT, SIGTERM}) {
        const Ran ran = test::braidInterrupted({"run", "thread-create", "--set", "sleep=10s", "--json"}, signal, 500ms);
        ASSERT_EQ(ran.status, 0) << ran.err;
        EXPECT_EQ(ran.json()["outcome"], "stopped");
        EXPECT_LT(ran.took, 4s);
    }
}

TEST(RunCommand, AddsRepeatedRunsUp) {
    const QTemporaryDir folder;
    const QString file = folder.filePath("last.braid");
    const Ran ran = braid({"run", "counter-race", "--set", "threads=20", "--set", "gap=100us", "--set", "tail=0", "--repeat",
                           "20", "--out", file, "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.err, IsEmpty());
    const json report = ran.json();
    EXPECT_EQ(report["scenario"], "counter-race");
    EXPECT_EQ(report["outcome"], "finished");
    const json& repeat = report["repeat"];
    EXPECT_EQ(repeat["runs"], 20);
    EXPECT_EQ(repeat["outcomes"], json({{"finished", 20}}));
    EXPECT_GE(repeat["findings"]["lost_update"].get<int>(), 1);
    int counted = 0;
    for (const auto& [value, times] : repeat["results"]["counter"].items()) {
        EXPECT_LT(std::stoi(value), 20);
        counted += times.get<int>();
    }
    EXPECT_EQ(counted, 20);
    EXPECT_GT(repeat["results"]["counter"].size(), 1u);
    EXPECT_TRUE(repeat["results"]["counter"].contains(std::to_string(report["result"]["counter"].get<int>())));
    const json& durations = repeat["durations_ms"];
    EXPECT_GT(durations["min"].get<double>(), 0);
    EXPECT_LE(durations["min"].get<double>(), durations["median"].get<double>());
    EXPECT_LE(durations["median"].get<double>(), durations["p99"].get<double>());
    EXPECT_LE(durations["p99"].get<double>(), durations["max"].get<double>());
    json kept = braid({"report", file, "--json"}).json();
    EXPECT_EQ(kept["result"], report["result"]);
    EXPECT_EQ(kept["duration_ns"], report["duration_ns"]);
}

TEST(RunCommand, SumsUpWhatIsMeasuredAndTellsPeopleTheSame) {
    const QStringList words{"run", "join", "--set", "first=1ms", "--set", "second=2ms", "--repeat", "5"};
    const json elapsed = braid(words + QStringList{"--json", "--jobs", "1"}).json()["repeat"]["results"]["elapsed_s"];
    EXPECT_LE(elapsed["min"].get<double>(), elapsed["median"].get<double>());
    EXPECT_LE(elapsed["median"].get<double>(), elapsed["max"].get<double>());
    const Ran text = braid(words);
    EXPECT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out, AllOf(StartsWith("join: 5 runs"), HasSubstr("finished"), HasSubstr("100 %"), HasSubstr("median"),
                                HasSubstr("elapsed_s")));
}

TEST(RunCommand, ReportsTheRunsThereAreWhenRepeatingIsInterrupted) {
    const Ran ran = test::braidInterrupted(
        {"run", "thread-create", "--set", "sleep=20ms", "--repeat", "10000", "--json"}, SIGINT, 2s);
    ASSERT_EQ(ran.status, 0) << ran.err;
    const int runs = ran.json()["repeat"]["runs"].get<int>();
    EXPECT_GE(runs, 1);
    EXPECT_LT(runs, 10'000);
    EXPECT_LT(ran.took, 10s);
}

TEST(RunCommand, TakesThePresetAndThenTheSingleValues) {
    const json report = braid({"run", "thread-create", "--preset", "tutorial", "--set", "sleep=1ms", "--json"}).json();
    EXPECT_EQ(report["parameters"]["sleep"], 1'000'000);
}

TEST(RunCommand, LetsThreadsTakeTurnsAsAScheduleDecides) {
    const QStringList words{"run", "counter-race", "--set", "threads=5", "--json", "--schedule"};
    const json drawn = braid(QStringList(words) << "random").json();
    EXPECT_THAT(drawn["schedule"], StartsWith("random:")) << "so that it can be run again";
    const auto told = [&] { // what it came to, but for the times, which are real
        const json run = braid(QStringList(words) << "random:3").json();
        std::vector<std::pair<std::string, json>> found{{"counter", run["result"]["counter"]}};
        for (const json& finding : run["findings"])
            found.emplace_back(QString::fromStdString(finding["message"]).remove(QRegularExpression("up to [0-9.]+ [^ ,]+")).toStdString(), finding["lanes"]);
        return found;
    };
    EXPECT_EQ(told(), told());
    EXPECT_FALSE(braid({"run", "join", "--set", "first=1ms", "--set", "second=1ms", "--json"}).json().contains("schedule"));

    const Ran refused = braid({"run", "process-create", "--schedule", "round-robin"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_EQ(refused.out, "");
    EXPECT_THAT(refused.err, HasSubstr("process-create cannot run so: a schedule decides over threads only, and this starts a process\n"));
    EXPECT_EQ(std::count(refused.err.begin(), refused.err.end(), '\n'), 1);
}

TEST(KeptTraces, AreReportedAsTheRunWas) {
    const QTemporaryDir folder;
    const QString file = folder.filePath("run.braid");
    const Ran ran = braid({"run", "deadlock", "--set", "sleep=5ms", "--out", file, "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    const Ran report = braid({"report", file, "--json"});
    ASSERT_EQ(report.status, 0) << report.err;
    EXPECT_EQ(report.json(), ran.json());
    const Ran text = braid({"report", file});
    EXPECT_EQ(text.status, 0);
    EXPECT_THAT(text.out, HasSubstr("deadlock"));
}

TEST(Pictures, OpenOnTheStoryOfTheRunAndSayWhatCameOfIt) {
    const QTemporaryDir folder;
    const QString file = folder.filePath("run.braid"), story = folder.filePath("story.svg"), whole = folder.filePath("whole.svg"), part = folder.filePath("part.svg");
    const Ran ran = braid({"run", "counter-race", "--set", "threads=10", "--set", "gap=5ms", "--set", "tail=500ms", "--out", file, "--image", story});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(braid({"image", file, "--out", whole, "--whole"}).status, 0);
    EXPECT_EQ(braid({"image", file, "--out", part, "--to", "400ms"}).status, 0);
    const auto contentOf = [](const QString& path) {
        QFile drawn(path);
        return drawn.open(QIODevice::ReadOnly) ? drawn.readAll().toStdString() : std::string();
    };
    for (const QString& path : {story, whole, part})
        EXPECT_THAT(contentOf(path), HasSubstr("num ended at")) << path.toStdString();
    EXPECT_THAT(contentOf(story), HasSubstr("tail = 500 ms · "));
    EXPECT_THAT(contentOf(whole), Not(HasSubstr("tail = 500 ms · ")));
    EXPECT_EQ(braid({"image", file, "--out", whole, "--whole", "--to", "400ms"}).status, 2);
    const QString mutex = folder.filePath("mutex.braid"), both = folder.filePath("both.svg");
    ASSERT_EQ(braid({"run", "counter-mutex", "--set", "threads=10", "--set", "gap=5ms", "--set", "tail=0", "--out", mutex}).status, 0);
    EXPECT_EQ(braid({"report", file, "--compare", mutex, "--image", both}).status, 0);
    EXPECT_THAT(contentOf(both), AllOf(HasSubstr("num ended at"), HasSubstr("Finished in"), HasSubstr("Differences")));
    EXPECT_EQ(braid({"report", file, "--image", both}).status, 2);
    EXPECT_EQ(braid({"report", file, "--compare", mutex, "--image", folder.filePath("both.txt")}).status, 2);
    const Ran chinese = braidSpeaking({"LANG=zh_CN.UTF-8", "LANGUAGE=zh_CN"}, {"--language", "zh", "image", file, "--out", story});
    EXPECT_EQ(chinese.status, 0) << chinese.err;
    EXPECT_THAT(contentOf(story), HasSubstr("丢失"));
}

TEST(Pictures, AreDrawnWithoutADisplayInAllThreeFormats) {
    const QTemporaryDir folder;
    const QString file = folder.filePath("run.braid");
    const QString png = folder.filePath("run.png");
    const Ran ran = braid({"run", "deadlock", "--set", "sleep=5ms", "--out", file, "--image", png});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(fileStart(png), StartsWith("\x89PNG"));
    const QString svg = folder.filePath("run.svg");
    EXPECT_EQ(braid({"image", file, "--out", svg, "--theme", "dark", "--width", "900", "--from", "1ms"}).status, 0);
    EXPECT_THAT(fileStart(svg), HasSubstr("<svg"));
    const QString pdf = folder.filePath("run.pdf");
    EXPECT_EQ(braid({"image", file, "--out", pdf, "--scale", "2", "--lanes", "*1"}).status, 0);
    EXPECT_THAT(fileStart(pdf), StartsWith("%PDF"));
    EXPECT_EQ(braid({"image", file, "--out", pdf, "--page", "a4-landscape", "--title", "", "--no-legend"}).status, 0);
    EXPECT_THAT(fileStart(pdf), StartsWith("%PDF"));
    const QString graph = folder.filePath("graph.svg");
    EXPECT_EQ(braid({"image", file, "--out", graph, "--graph", "--width", "600"}).status, 0);
    EXPECT_THAT(fileStart(graph), HasSubstr("<svg"));
    QFile drawn(graph);
    ASSERT_TRUE(drawn.open(QIODevice::ReadOnly));
    EXPECT_THAT(drawn.readAll().toStdString(), HasSubstr("Deadlock: a cycle"));
    EXPECT_EQ(braid({"image", file, "--out", graph, "--graph", "--at", "1h"}).status, 2);
    const QString gif = folder.filePath("run.gif");
    const Ran film = braid({"animate", file, "--out", gif, "--size", "640x360", "--length", "1", "--fps", "5"});
    EXPECT_EQ(film.status, 0) << film.err;
    EXPECT_THAT(fileStart(gif), StartsWith("GIF89a"));
    EXPECT_EQ(braid({"animate", file, "--out", gif, "--from", "1h"}).status, 2);
}

TEST(ReportCommand, WritesTablesAsCsv) {
    const QTemporaryDir folder;
    const QString file = folder.filePath("run.braid");
    ASSERT_EQ(braid({"run", "semaphore", "--set", "hold=5ms", "--out", file}).status, 0);
    const json report = braid({"report", file, "--json"}).json();
    const auto rows = [&](const char* what) {
        const Ran ran = braid({"report", file, "--csv", what, folder.filePath("table.csv")});
        EXPECT_EQ(ran.status, 0) << ran.err;
        EXPECT_THAT(ran.out, IsEmpty());
        QFile table(folder.filePath("table.csv"));
        EXPECT_TRUE(table.open(QIODevice::ReadOnly));
        return static_cast<std::size_t>(table.readAll().count("\r\n"));
    };
    EXPECT_EQ(rows("lanes"), report["lanes"].size() + 1);
    EXPECT_EQ(rows("objects"), report["objects"].size() + 1);
    EXPECT_EQ(rows("events"), report["events"].get<std::size_t>() + 1);
}

TEST(ReportCommand, TellsInWhatTwoRunsDiffer) {
    const QTemporaryDir folder;
    const QString first = folder.filePath("first.braid"), second = folder.filePath("second.braid");
    ASSERT_EQ(braid({"run", "semaphore", "--set", "hold=10ms", "--out", first}).status, 0);
    ASSERT_EQ(braid({"run", "semaphore", "--set", "hold=300ms", "--out", second}).status, 0);
    const Ran text = braid({"report", first, "--compare", second});
    ASSERT_EQ(text.status, 0) << text.err;
    EXPECT_THAT(text.out, AllOf(HasSubstr("first.braid"), HasSubstr("Parameters"), HasSubstr("Parameter hold was 10 ms, then 300 ms"),
                                HasSubstr("Objects"), HasSubstr("waited ")));
    const json differences = braid({"report", first, "--compare", second, "--json"}).json()["differences"];
    ASSERT_FALSE(differences.empty());
    EXPECT_EQ(differences[0]["subject"], "parameter");
    EXPECT_TRUE(differences[0]["first"].is_null()) << "words, not numbers";
    bool waited = false;
    for (const json& difference : differences)
        if (difference["what"] == "wait_ns")
            waited = difference["second"].get<std::int64_t>() > difference["first"].get<std::int64_t>();
    EXPECT_TRUE(waited);
    EXPECT_THAT(braid({"report", first, "--compare", first}).out, HasSubstr("do not differ"));
    EXPECT_EQ(braid({"report", first, "--compare", folder.filePath("none.braid")}).status, 1);
    EXPECT_THAT(text.out, Not(HasSubstr("different scenarios")));
}

TEST(ReportCommand, ComparesSixRunsAtOnce) {
    const QTemporaryDir folder;
    QStringList files;
    for (const char* fix : {"recursive", "order", "scoped", "backoff", "timeout"}) {
        files << folder.filePath(QString(fix) + ".braid");
        ASSERT_EQ(braid({"run", "deadlock-fixed", "--set", QString("fix=") + fix, "--set", "threads=2", "--set", "sleep=5ms", "--out", files.back()}).status, 0);
    }
    files << folder.filePath("deadlock.braid");
    ASSERT_EQ(braid({"run", "deadlock", "--set", "threads=2", "--set", "sleep=5ms", "--out", files.back()}).status, 0);
    QStringList words{"report", files.front()};
    for (const QString& file : files.mid(1))
        words << "--compare" << file;
    const QString picture = folder.filePath("all.svg");
    const Ran text = braid(words + QStringList{"--image", picture});
    ASSERT_EQ(text.status, 0) << text.err;
    const json all = braid(words + QStringList{"--json"}).json()["comparisons"];
    ASSERT_EQ(all.size(), static_cast<std::size_t>(files.size() - 1));
    for (qsizetype i = 1; i < files.size(); ++i) {
        EXPECT_THAT(text.out, HasSubstr("Run " + std::to_string(i + 1) + " (second) compared with run 1 (first)"));
        EXPECT_EQ(all[static_cast<std::size_t>(i - 1)]["second"], files[i].toStdString());
        EXPECT_EQ(all[static_cast<std::size_t>(i - 1)]["differences"][0]["name"], "fix");
    }
    EXPECT_THAT(text.out, HasSubstr("of different scenarios"));
    QFile drawn(picture);
    ASSERT_TRUE(drawn.open(QIODevice::ReadOnly));
    const std::string svg = drawn.readAll().toStdString();
    for (qsizetype i = 1; i <= files.size(); ++i)
        EXPECT_THAT(svg, HasSubstr(">" + std::to_string(i) + " · "));
    while (words.size() < 2 + 2 * 12)
        words << "--compare" << files.front();
    EXPECT_EQ(braid(words).status, 2) << "twelve at most";
}

TEST(ReportCommand, SaysOfACompareOfTwoScenariosThatTheyAreTwo) {
    const QTemporaryDir folder;
    const QString first = folder.filePath("first.braid"), second = folder.filePath("second.braid");
    ASSERT_EQ(braid({"run", "semaphore", "--set", "hold=5ms", "--out", first}).status, 0);
    ASSERT_EQ(braid({"run", "counter-mutex", "--set", "tail=0ms", "--out", second}).status, 0);
    const std::string text = braid({"report", first, "--compare", second}).out;
    const std::size_t said = text.find("The two runs are of different scenarios: “A semaphore lets a fixed number in at a time” and “");
    ASSERT_NE(said, std::string::npos) << text;
    EXPECT_LT(said, text.find("Parameters")) << "before the differences";
    EXPECT_EQ(braid({"report", first, "--compare", second, "--json"}).json()["scenarios"], json({"semaphore", "counter-mutex"}));
}

} // namespace
} // namespace braid::cli
