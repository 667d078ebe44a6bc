// Programs that nothing can be preloaded into, or that confine themselves: one sentence says so, and they end as they do without Braid.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// What a command prints, errors too, and its exit status.
std::pair<std::string, int> resultOf(const std::string& command) {
    FILE* out = ::popen((command + " 2>&1").c_str(), "r"); // NOLINT: the words are ours
    std::string text;
    char buffer[4096];
    for (std::size_t got = 0; out != nullptr && (got = std::fread(buffer, 1, sizeof buffer, out)) > 0;)
        text.append(buffer, got);
    const int status = out != nullptr ? ::pclose(out) : -1;
    return {text, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

std::pair<std::string, int> recorded(const std::string& program) {
    return resultOf("QT_QPA_PLATFORM=offscreen '" BRAID_COMMAND "' record --timeout 60 -- '" + program + "'");
}

struct Hindered {
    const char* program;
    const char* sentence;
};
std::ostream& operator<<(std::ostream& out, const Hindered& each) { return out << each.program; }

class HinderedProgram : public testing::TestWithParam<Hindered> {};

TEST_P(HinderedProgram, RunsUnrecordedAndItIsSaidWhy) {
    const std::string program = std::string(BRAID_HINDERED) + "/" + GetParam().program;
    if (!std::filesystem::exists(program))
        GTEST_SKIP() << "the compiler makes no such program here";
    const auto [plain, plainStatus] = resultOf("'" + program + "'");
    ASSERT_EQ(plain, "fine\n");
    const auto [text, status] = recorded(program);
    EXPECT_EQ(status, plainStatus) << text;
    EXPECT_THAT(text, testing::AllOf(testing::StartsWith("braid: "), HasSubstr(GetParam().sentence), HasSubstr(": it runs unrecorded\n"), HasSubstr("\nfine\n")));
}

INSTANTIATE_TEST_SUITE_P(Of, HinderedProgram,
                         testing::Values(Hindered{"static", "is linked statically, so that nothing can be preloaded"},
                                         Hindered{"address", "is built with AddressSanitizer, which wants to be loaded first"},
                                         Hindered{"thread", "is built with ThreadSanitizer, which wants the same calls for itself"},
                                         Hindered{"golike", "is a Go program, which makes its own system calls and has its own locks"}),
                         [](const auto& each) { return std::string(each.param.program); });

TEST(HinderedPrograms, ThatRunWithAnotherUsersRightsAreSaidToBeUnrecorded) {
    const std::string copy = testing::TempDir() + "/setuid-" + std::to_string(::getpid());
    std::filesystem::copy_file(std::string(BRAID_HINDERED) + "/plain", copy, std::filesystem::copy_options::overwrite_existing);
    constexpr uid_t Nobody = 65534;
    if (::geteuid() != 0 || ::chown(copy.c_str(), Nobody, Nobody) != 0 || ::chmod(copy.c_str(), 04755) != 0) {
        std::filesystem::remove(copy);
        GTEST_SKIP() << "only root can make one";
    }
    const auto [text, status] = recorded(copy);
    std::filesystem::remove(copy);
    EXPECT_EQ(status, 5) << text;
    EXPECT_THAT(text, HasSubstr("runs with another user's rights, and the system then preloads nothing: it runs unrecorded\nfine\n"));
}

/// Their filters kill them for every call that they do not need themselves: also for one that the recorder would make for them.
class ConfinedProgram : public testing::TestWithParam<const char*> {};

TEST_P(ConfinedProgram, IsRecordedUntilItConfinesItsCallsAndThenLeftAlone) {
    const std::string program = std::string(BRAID_HINDERED) + "/" + GetParam();
    const auto [plain, plainStatus] = resultOf("'" + program + "'");
    if (plain != "fine\n")
        GTEST_SKIP() << "the system lets no program confine itself here: " << plain;
    const auto [text, status] = recorded(program);
    EXPECT_EQ(status, plainStatus) << text;
    EXPECT_THAT(text, testing::AllOf(testing::StartsWith("fine\n"), HasSubstr("goes on unrecorded: it confines its system calls (seccomp)"), Not(HasSubstr("Deadlock"))));
}

INSTANTIATE_TEST_SUITE_P(By, ConfinedProgram, testing::Values("strict", "filter"), [](const auto& each) { return std::string(each.param); });

} // namespace
