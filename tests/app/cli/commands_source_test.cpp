#include "tests/app/cli/ran.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace braid::cli {
namespace {

using test::braid;
using ::testing::HasSubstr;

class RunOfASource : public ::testing::Test {
protected:
    QString write(const QString& name, const QByteArray& text) {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        return file.fileName();
    }
    static bool has(const char* program) { return !QStandardPaths::findExecutable(program).isEmpty(); }

    QTemporaryDir folder;
};

const char* const Door = "#include \"engine/braid.h\"\n#include \"scenarios/scenario.h\"\nusing namespace std::chrono_literals;\nstruct Params { int rounds = 2; braid::scenarios::Time pause = 1ms; };\n"
                         "static void run(const Params& params) {\n    braid::mutex door{\"door\"};\n    for (int i = 0; i < params.rounds; ++i) {\n        braid::lock_guard guard(door);\n"
                         "        braid::this_thread::sleep_for(params.pause);\n    }\n    braid::result(\"rounds\", params.rounds);\n}\nbraid::scenarios::Scenario door() {\n"
                         "    return braid::scenarios::describe(\"A door\", run).integer(\"rounds\", \"Rounds\", &Params::rounds, 1, 9).time(\"pause\", \"Pause\", &Params::pause, 0s, 1s)"
                         ".preset(\"many\", {.rounds = 7}).expects({\"finished\"});\n}\n";

TEST_F(RunOfASource, ThatDescribesAScenarioIsLikeTheRunOfAScenario) {
    if (!has("c++"))
        GTEST_SKIP() << "no compiler";
    const QString path = write("a door 门.cpp", Door);
    const auto ran = braid({"run", path, "--preset", "many", "--set", "pause=2ms", "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.json()["outcome"], "finished");
    EXPECT_EQ(ran.json()["result"]["rounds"], 7);
    EXPECT_EQ(ran.json()["parameters"]["rounds"], 7);
    const auto refused = braid({"run", path, "--set", "rounds=10"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(refused.err, HasSubstr("1 to 9"));
    const auto controlled = braid({"run", path, "--schedule", "random:7", "--json"});
    EXPECT_EQ(controlled.status, 0) << controlled.err;
}

TEST_F(RunOfASource, WithAnErrorSaysWhatTheCompilerSaysAndThatItWasNotStarted) {
    if (!has("c++"))
        GTEST_SKIP() << "no compiler";
    const auto ran = braid({"run", write("wrong.cpp", QByteArray(Door).replace("braid::mutex door", "braid::mutexes door"))});
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.err, HasSubstr("wrong.cpp:6:"));
    EXPECT_THAT(ran.err, HasSubstr("was not started"));
}

TEST_F(RunOfASource, OfAnyOtherProgramRecordsItWithTheValuesThatAreSet) {
    if (!QFile::exists("/usr/bin/python3"))
        GTEST_SKIP() << "no python3";
    const QString path = write("lock.py", "import threading\nn = 3  # 1..50\nfor i in range(n):\n    threading.Thread(target=print, args=('one',)).start()\n");
    const auto ran = braid({"run", path, "--set", "n=5", "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    int threads = 0;
    const auto json = ran.json();
    for (const auto& lane : json["lanes"])
        threads += lane["kind"] == "thread" ? 1 : 0;
    EXPECT_GE(threads, 6) << ran.out;
    ASSERT_EQ(json["command"].size(), 2u) << json["command"] << ": not how the values get in";
    EXPECT_EQ(json["command"][1], path.toStdString());
    const auto refused = braid({"run", path, "--set", "n=51"});
    EXPECT_EQ(refused.status, 2);
    EXPECT_THAT(braid({"run", path, "--repeat", "3"}).err, HasSubstr("describes none"));
    EXPECT_EQ(braid({"run", folder.filePath("missing.py")}).status, 1);
}

const char* const Crashes = "#include <pthread.h>\n#include <signal.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n"
                            "#define HOW 0 // 0..6\n"
                            "static char* nowhere;\nstatic void (*nothing)(void);\n"
                            "static void* work(void* from) {\n"
                            "    if (HOW == 0) *nowhere = 1;\n"          // 10
                            "    if (HOW == 1) strcpy(nowhere, from);\n" // 11: in the C library
                            "    if (HOW == 2) nothing();\n"             // 12: nowhere
                            "    if (HOW == 3) abort();\n"               // 13
                            "    if (HOW == 4) raise(SIGSEGV);\n"        // 14
                            "    return from;\n}\n"
                            "static void own(int number) { printf(\"own %d\\n\", number); fflush(stdout); signal(number, SIG_DFL); }\n"
                            "int main(void) {\n"
                            "    struct sigaction before;\n"
                            "    sigaction(SIGSEGV, NULL, &before);\n"
                            "    if (before.sa_handler != SIG_DFL || before.sa_flags != 0) return 9;\n"
                            "    if (HOW == 5) { signal(SIGSEGV, own); *nowhere = 1; }\n" // 22
                            "    if (HOW == 6) { signal(SIGSEGV, SIG_IGN); raise(SIGSEGV); return 6; }\n"
                            "    pthread_t thread;\n    pthread_create(&thread, NULL, work, \"text\");\n    pthread_join(thread, NULL);\n    return 0;\n}\n";

TEST_F(RunOfASource, ThatCrashesSaysItsLineAndEndsAsItWould) {
    if (!has("cc"))
        GTEST_SKIP() << "no compiler";
    const QString path = write("crashes.c", Crashes);
    const std::pair<const char*, int> ends[] = {{"(crashes.c:10) crashed: SIGSEGV", 11}, {"(crashes.c:11) crashed: SIGSEGV", 11}, {"(crashes.c:12) crashed: SIGSEGV", 11}, {"(crashes.c:13) crashed: SIGABRT (Aborted)", 6}, {"(crashes.c:14) crashed: SIGSEGV", 11}, {"(crashes.c:22) crashed: SIGSEGV", 11}};
    for (int how = 0; how < 6; ++how) {
        const auto json = braid({"run", path, "--json", "--set", QStringLiteral("HOW=%1").arg(how)}).json();
        EXPECT_EQ(json["outcome"], "crashed") << how;
        EXPECT_EQ(json["signal"], ends[how].second) << how;
        ASSERT_EQ(json["findings"].size(), 1u) << how << json["findings"];
        EXPECT_THAT(json["findings"][0]["message"].get<std::string>(), HasSubstr(ends[how].first)) << how;
    }
    const auto ignored = braid({"run", path, "--json", "--set", "HOW=6"});
    EXPECT_EQ(ignored.status, 6) << ignored.out;
}

TEST_F(RunOfASource, OfACompiledProgramItIsCalledByItsSource) {
    if (!has("c++"))
        GTEST_SKIP() << "no compiler";
    const auto path = write("greets.cpp", "#include <cstdio>\nint main() { std::puts(\"hello\"); }\n");
    const auto ran = braid({"run", path, "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    const auto json = ran.json();
    EXPECT_EQ(json["command"], nlohmann::json::array({path.toStdString()}));
    EXPECT_EQ(json["lanes"][0]["name"], "greets");
}

} // namespace
} // namespace braid::cli
