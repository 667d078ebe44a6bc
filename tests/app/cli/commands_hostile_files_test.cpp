// Files that mean harm, through the commands that read a trace.

#include "tests/app/cli/ran.h"
#include "tests/hostile/crafted_trace.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::cli {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool MemoryCounts = false; // a sanitizer takes its own
#else
constexpr bool MemoryCounts = true;
#endif

struct Spent {
    int status = -1; ///< −1: ended by a signal
    long megabytes = 0;
};

/// Runs the real braid with its output to nowhere. It has two minutes of processor time: an endless loop ends.
Spent spent(const QStringList& words) {
    std::vector<std::string> texts{BRAID_COMMAND};
    for (const QString& word : words)
        texts.push_back(word.toStdString());
    const pid_t child = fork();
    if (child == 0) {
        const rlimit enough{120, 120};
        setrlimit(RLIMIT_CPU, &enough);
        const int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
        std::vector<char*> arguments;
        for (std::string& text : texts)
            arguments.push_back(text.data());
        arguments.push_back(nullptr);
        setenv("QT_QPA_PLATFORM", "offscreen", 1);
        execv(BRAID_COMMAND, arguments.data());
        _exit(127);
    }
    int status = 0;
    rusage used{};
    if (wait4(child, &status, 0, &used) != child || !WIFEXITED(status))
        return {};
    return {WEXITSTATUS(status), used.ru_maxrss / 1024};
}

class HostileFile : public testing::TestWithParam<hostile::Crafted> {};

TEST_P(HostileFile, GoesThroughEveryCommandInLittleMemory) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("hostile.braid");
    ASSERT_TRUE(GetParam().write(path.toStdString(), GetParam().count));
    const std::vector<QStringList> commands{
        {"report", path}, {"report", path, "--json"}, {"image", path, "--out", folder.filePath("x.svg")}};
    for (const QStringList& words : commands) {
        const Spent cost = spent(words);
        // A picture may be refused as too large.
        EXPECT_TRUE(cost.status == 0 || (cost.status == 1 && words.front() == QLatin1String("image"))) << words.join(' ').toStdString();
        if (MemoryCounts) {
            EXPECT_LT(cost.megabytes, 300) << words.join(' ').toStdString();
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, HostileFile, testing::ValuesIn(hostile::allCrafted()), [](const auto& about) {
    std::string name = about.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(HostileValues, NestedDeeplyAreTextInTheReport) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("nested.braid");
    hostile::CraftedTrace trace;
    trace.begin();
    const std::string deep(8000, '[');
    trace.add(trace::EventKind::RunResult, 0, 0, 0, std::string("open") + '\0' + deep);
    trace.add(trace::EventKind::RunResult, 0, 0, 0, std::string("closed") + '\0' + deep.substr(0, 4000) + std::string(4000, ']'));
    trace.add(trace::EventKind::RunResult, 0, 0, 0, std::string("shallow") + '\0' + "[[1]]");
    trace.add(trace::EventKind::RunResult, 0, 0, 0, std::string("twice") + '\0' + "1");
    trace.add(trace::EventKind::RunResult, 0, 0, 0, std::string("twice") + '\0' + "2");
    ASSERT_TRUE(trace.write(path.toStdString()));
    const test::Ran ran = test::braid({"report", path, "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    const nlohmann::json result = ran.json()["result"];
    EXPECT_EQ(result["open"], deep);
    EXPECT_TRUE(result["closed"].is_string());
    EXPECT_EQ(result["shallow"][0][0], 1);
    EXPECT_EQ(result["twice"], 2);
}

TEST(HostileFindings, AreCountedInTheReport) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("lost.braid");
    for (const hostile::Crafted& crafted : hostile::allCrafted())
        if (std::string(crafted.name) == "lost-updates") {
            ASSERT_TRUE(crafted.write(path.toStdString(), 3000));
        }
    const test::Ran ran = test::braid({"report", path, "--json"});
    ASSERT_EQ(ran.status, 0) << ran.err;
    const nlohmann::json findings = ran.json()["findings"];
    EXPECT_LT(findings.size(), 20u);
    std::uint64_t count = 0;
    for (const auto& finding : findings)
        count += finding["count"].get<std::uint64_t>();
    EXPECT_EQ(count, 3000u);
    EXPECT_EQ(findings[0]["total"]["lost"], 3000);
    EXPECT_EQ(findings[0]["total"]["last_value"], 3000);
    EXPECT_EQ(findings[0]["total"]["expected_value"], 6000) << "each of the 6000 writes added one";
}

} // namespace
} // namespace braid::cli
