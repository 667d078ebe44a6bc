#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <poll.h>
#include <sstream>
#include <string>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

// Every program of programs/TRUTH.tsv that is C or C++, and what Braid says of it.

namespace {

using Json = nlohmann::json;

struct Case {
    std::string name, truth, finding, cause;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    std::ifstream in(std::string(BRAID_CASES) + "/TRUTH.tsv");
    std::string line;
    std::getline(in, line); // the heading
    while (std::getline(in, line)) {
        std::istringstream fields(line);
        Case each;
        std::getline(fields, each.name, '\t');
        std::getline(fields, each.truth, '\t');
        std::getline(fields, each.finding, '\t');
        std::getline(fields, each.cause, '\t');
        const std::filesystem::path file(each.name);
        const std::string program = std::string(BRAID_CASE_PROGRAMS) + "/" + file.stem().string();
        if (file.extension() == ".py" || !std::filesystem::exists(program))
            continue;
        each.name = file.stem().string();
        all.push_back(each);
    }
    return all;
}

/// How a program ended: its status as from waitpid, or nothing where it was still there when its time was over.
struct Ended {
    bool inTime = false;
    int status = 0;
    std::string output;
};

/// Runs it in the folder of the programs, with a standard input that stays open and empty.
Ended run(const std::vector<std::string>& words, std::chrono::milliseconds limit) {
    int in[2], out[2];
    if (::pipe(in) != 0 || ::pipe(out) != 0)
        return {};
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::setpgid(0, 0);
        ::dup2(in[0], 0);
        ::dup2(out[1], 1);
        for (const int fd : {in[0], in[1], out[0], out[1]})
            ::close(fd);
        ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
        if (::chdir(BRAID_CASE_PROGRAMS) != 0)
            ::_exit(126);
        std::vector<char*> arguments;
        for (const std::string& word : words)
            arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(in[0]);
    ::close(out[1]);
    Ended ended;
    const int handle = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    pollfd waited{handle, POLLIN, 0};
    ended.inTime = ::poll(&waited, 1, static_cast<int>(limit.count())) == 1;
    ::kill(-pid, SIGKILL);
    ::waitpid(pid, &ended.status, 0);
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(out[0], buffer, sizeof buffer)) > 0;)
        ended.output.append(buffer, static_cast<std::size_t>(got));
    for (const int fd : {in[1], out[0], handle})
        ::close(fd);
    return ended;
}

std::string described(const Json& report) {
    std::string text = report.value("outcome", "?");
    for (const Json& finding : report["findings"])
        text += "\n  " + finding.value("kind", "") + " " + finding.value("cause", "") + ": " + finding.value("message", "");
    return text;
}

class RecordedCase : public testing::TestWithParam<Case> {};

TEST_P(RecordedCase, IsToldWhyItHangsAndNothingWhereItDoesNot) {
    using namespace std::chrono_literals;
    const Case& truth = GetParam();
    const std::string program = std::string(BRAID_CASE_PROGRAMS) + "/" + truth.name;
    const std::string file = testing::TempDir() + "/" + truth.name + "-" + std::to_string(::getpid()) + ".json";
    const Ended recorded = run({BRAID_COMMAND, "record", "--until-stuck", "--timeout", "60", "--json=" + file, "--", program}, 120s);
    ASSERT_TRUE(recorded.inTime);
    std::ifstream in(file);
    ASSERT_TRUE(in) << truth.name;
    const Json report = Json::parse(in);
    std::filesystem::remove(file);
    const auto isStuck = [](const Json& finding) { return finding["kind"] == "deadlock" || finding["kind"] == "hang"; };
    const Json& findings = report["findings"];
    if (truth.truth == "HANG" || (truth.truth == "HANG?" && report["outcome"] != "finished")) {
        EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [&](const Json& finding) {
            return finding["kind"] == truth.finding && finding.contains("cause") && truth.cause.find(finding["cause"].get<std::string>()) != std::string::npos;
        })) << described(report);
        EXPECT_NE(report["outcome"], "timeout") << "it is ended, also where a part of it moves on";
        return;
    }
    EXPECT_TRUE(std::none_of(findings.begin(), findings.end(), [&](const Json& finding) { return isStuck(finding) || finding["kind"] == "killed"; }))
        << described(report);
    const Json& hints = report["hints"];
    if (truth.truth == "HINT") {
        EXPECT_TRUE(std::any_of(hints.begin(), hints.end(), [&](const Json& hint) { return hint["kind"] == truth.finding; })) << hints.dump(1);
    } else if (truth.truth == "OK") {
        EXPECT_TRUE(hints.empty()) << hints.dump(1);
    }
    ASSERT_EQ(report["outcome"], "finished");
    const Ended plain = run({program}, 120s);
    ASSERT_TRUE(plain.inTime);
    EXPECT_EQ(recorded.status, plain.status);
}

/// How often each program is run with and without: BRAID_CASES_REPEAT, by default once.
int repeats() {
    const char* asked = std::getenv("BRAID_CASES_REPEAT");
    return asked != nullptr ? std::max(std::atoi(asked), 1) : 1;
}

std::string described(const Ended& ended) {
    if (!ended.inTime)
        return "hangs";
    return WIFEXITED(ended.status) ? "exit " + std::to_string(WEXITSTATUS(ended.status)) : "signal " + std::to_string(WTERMSIG(ended.status));
}

TEST_P(RecordedCase, EndsAsItDoesWithoutBraid) {
    using namespace std::chrono_literals;
    const Case& truth = GetParam();
    if (truth.truth == "HANG?" || truth.truth == "LOST" || truth.name.starts_with("c37"))
        return; // it ends, or prints, one way or the other
    const bool hangs = truth.truth == "HANG";
    const std::string program = std::string(BRAID_CASE_PROGRAMS) + "/" + truth.name;
    const std::chrono::milliseconds limit = hangs ? 2s : 120s; // one that ends sooner than that does not hang
    for (int i = 0; i < repeats(); ++i) {
        std::future<Ended> alone = std::async(std::launch::async, [&] { return run({program}, limit); }); // of one that hangs both take all their time
        const Ended recorded = run({BRAID_COMMAND, "record", "--json=/dev/null", "--", program}, limit), plain = alone.get();
        EXPECT_EQ(plain.inTime, !hangs);
        EXPECT_EQ(described(recorded), described(plain));
        if (truth.truth != "SLOW") { // those print times
            EXPECT_EQ(recorded.output, plain.output);
        }
        std::printf("%s: %s, recorded: %s\n", truth.name.c_str(), described(plain).c_str(), described(recorded).c_str());
    }
}

INSTANTIATE_TEST_SUITE_P(Truth, RecordedCase, testing::ValuesIn(cases()), [](const auto& each) { return each.param.name; });
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RecordedCase);

TEST(Recording, NamesTheProgramsLinesWhereFunctionsOfHeadersWereNotExpanded) {
    using namespace std::chrono_literals;
    const std::string file = testing::TempDir() + "/unoptimised-" + std::to_string(::getpid()) + ".json";
    const Ended ended = run({BRAID_COMMAND, "record", "--until-stuck", "--timeout", "60", "--json=" + file, "--",
                             std::string(BRAID_CASE_PROGRAMS) + "/c47_unoptimised_abba"},
                            120s);
    ASSERT_TRUE(ended.inTime);
    std::ifstream in(file);
    const Json report = Json::parse(in);
    std::filesystem::remove(file);
    ASSERT_FALSE(report["findings"].empty());
    EXPECT_THAT(report["findings"][0].value("message", ""),
                testing::AllOf(testing::HasSubstr("waits for b (c47_unoptimised_abba.cpp:9), held by"),
                               testing::HasSubstr("(c47_unoptimised_abba.cpp:10); "), testing::HasSubstr("waits for a (c47_unoptimised_abba.cpp:11), held by"),
                               testing::HasSubstr("(c47_unoptimised_abba.cpp:8)")));
}

TEST(Recording, LeavesOutputAndStatusToTheProgram) {
    using namespace std::chrono_literals;
    const Ended ended = run({BRAID_COMMAND, "record", "--json=/dev/null", "--", "/bin/sh", "-c", "echo said; exit 7"}, 60s);
    ASSERT_TRUE(ended.inTime);
    EXPECT_EQ(ended.output, "said\n");
    EXPECT_TRUE(WIFEXITED(ended.status));
    EXPECT_EQ(WEXITSTATUS(ended.status), 7);
}

TEST(Recording, EndsByTheSignalThatEndedTheProgram) {
    using namespace std::chrono_literals;
    const Ended ended = run({BRAID_COMMAND, "record", "--json=/dev/null", "--", "/bin/sh", "-c", "kill -USR1 $$"}, 60s);
    ASSERT_TRUE(ended.inTime);
    EXPECT_TRUE(WIFSIGNALED(ended.status));
    EXPECT_EQ(WTERMSIG(ended.status), SIGUSR1);
}

TEST(Recording, SaysWhereAProgramGoesOnUnrecorded) {
    using namespace std::chrono_literals;
    const std::string command = std::string(BRAID_COMMAND) + " record -- /usr/bin/env -i /bin/true 2>&1";
    const Ended ended = run({"/bin/sh", "-c", command}, 60s);
    ASSERT_TRUE(ended.inTime);
    EXPECT_THAT(ended.output, testing::HasSubstr("goes on unrecorded: started with an empty environment"));
}

TEST(Recording, SaysHowManyPlacesHaveNoLine) {
    using namespace std::chrono_literals;
    const std::string program = std::string(BRAID_CASE_PROGRAMS) + "/r20_very_many_places_ok";
    const Ended ended = run({"/bin/sh", "-c", std::string(BRAID_COMMAND) + " record --json -- " + program + " 2>&1"}, 120s);
    ASSERT_TRUE(ended.inTime);
    const Json report = Json::parse(ended.output);
    if (report["exit_status"] == 77)
        GTEST_SKIP() << "the program is for x86-64";
    EXPECT_GE(report["places_without_line"], 70'000 - 65'535);
    EXPECT_EQ(report["outcome"], "finished");
}

TEST(Recording, NamesTheProcessesThatGoOnAndLetsThemDoSo) {
    using namespace std::chrono_literals;
    const std::string file = testing::TempDir() + "/left-" + std::to_string(::getpid()) + ".json";
    const std::string command = std::string(BRAID_COMMAND) + " record --json=" + file + " -- /bin/sh -c 'setsid sleep 120 >/dev/null 2>&1 & echo $!' 2>&1";
    const Ended ended = run({"/bin/sh", "-c", command}, 60s);
    ASSERT_TRUE(ended.inTime);
    std::ifstream in(file);
    const Json report = Json::parse(in);
    std::filesystem::remove(file);
    EXPECT_EQ(report["outcome"], "finished");
    ASSERT_EQ(report["left_running"].size(), 1u) << ended.output;
    const pid_t left = report["left_running"][0].get<pid_t>();
    EXPECT_THAT(ended.output, testing::HasSubstr("processes that it left behind go on, and are not recorded any more: " + std::to_string(left)));
    EXPECT_EQ(::kill(left, SIGKILL), 0) << "it lives";
}

TEST(Recording, OfBraidItselfEndsAsItDoesAndFindsNothing) {
    using namespace std::chrono_literals;
    const std::vector<std::string> program{BRAID_COMMAND, "run", "deadlock-fixed", "--json"};
    const std::string file = testing::TempDir() + "/braid-" + std::to_string(::getpid()) + ".json";
    std::vector<std::string> recording{BRAID_COMMAND, "record", "--until-stuck", "--json=" + file, "--"};
    recording.insert(recording.end(), program.begin(), program.end());
    const Ended plain = run(program, 120s), recorded = run(recording, 120s);
    ASSERT_TRUE(plain.inTime && recorded.inTime);
    EXPECT_EQ(described(recorded), described(plain));
    const Json own = Json::parse(plain.output), same = Json::parse(recorded.output);
    EXPECT_EQ(own["outcome"], same["outcome"]);
    std::ifstream in(file);
    const Json report = Json::parse(in);
    std::filesystem::remove(file);
    EXPECT_EQ(report["outcome"], "finished");
    EXPECT_TRUE(report["findings"].empty()) << described(report);
}

TEST(Recording, DoesNotTakeAProcessInAGroupOfItsOwnForDead) {
    using namespace std::chrono_literals;
    const std::string file = testing::TempDir() + "/group-" + std::to_string(::getpid()) + ".json";
    const Ended ended = run({BRAID_COMMAND, "record", "--json=" + file, "--", "/bin/sh", "-c", "setsid sleep 2 & wait"}, 60s);
    ASSERT_TRUE(ended.inTime);
    std::ifstream in(file);
    const Json report = Json::parse(in);
    std::filesystem::remove(file);
    EXPECT_TRUE(report["findings"].empty()) << described(report);
}

TEST(Recording, SaysAsAShellDoesThatAProgramCannotBeStarted) {
    using namespace std::chrono_literals;
    const Ended missing = run({BRAID_COMMAND, "record", "--", "/nowhere/at-all"}, 60s);
    EXPECT_EQ(WEXITSTATUS(missing.status), 127);
    const Ended notExecutable = run({BRAID_COMMAND, "record", "--", std::string(BRAID_CASES) + "/TRUTH.tsv"}, 60s);
    EXPECT_EQ(WEXITSTATUS(notExecutable.status), 126);
}

} // namespace
