#include "engine/record/attach/proc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <climits>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::attach {
namespace {

using testing::HasSubstr;

TEST(SystemCallIn, ReadsThePlaceOfAThread) {
    const std::optional<SystemCall> call = systemCallIn("202 0x7f00 0x189 0x2 0x0 0x0 0xffffffff 0x7ffd10 0x7f92e96");
    ASSERT_TRUE(call);
    EXPECT_EQ(call->number, 202);
    EXPECT_EQ(call->arguments[0], 0x7f00u);
    EXPECT_EQ(call->arguments[5], 0xffffffffu);
    EXPECT_EQ(call->stack, 0x7ffd10u);
    EXPECT_EQ(call->code, 0x7f92e96u);
    EXPECT_EQ(systemCallIn("-1 0x10 0x20")->stack, 0x10u);
    EXPECT_EQ(systemCallIn("running")->number, SystemCall::None);
    EXPECT_EQ(systemCallIn("running")->stack, 0u);
    EXPECT_FALSE(systemCallIn(""));
    EXPECT_FALSE(systemCallIn("202 0x1"));
}

TEST(InodeIn, IsTheNumberOfThatKindOnly) {
    EXPECT_EQ(inodeIn("pipe:[123]", "pipe"), 123u);
    EXPECT_FALSE(inodeIn("socket:[123]", "pipe"));
    EXPECT_FALSE(inodeIn("/tmp/pipe:[1]", "pipe"));
}

TEST(MappingsOf, CoverTheCodeAndTheStackOfThisProcess) {
    int local = 0;
    const auto at = [](Address address) {
        for (const Mapping& each : mappingsOf(::getpid()))
            if (each.begin <= address && address < each.end)
                return each;
        return Mapping{};
    };
    EXPECT_TRUE(at(reinterpret_cast<Address>(&mappingsOf)).executable);
    EXPECT_EQ(at(reinterpret_cast<Address>(&local)).path, "[stack]");
}

TEST(MayLookAt, SaysInOneSentenceWhyNot) {
    EXPECT_THAT(mayLookAt(INT_MAX).error().sentence(), HasSubstr("there is none"));
    EXPECT_THAT(mayLookAt(::getpid()).error().sentence(), HasSubstr("this command itself"));
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    siginfo_t info{};
    ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT), 0);
    EXPECT_THAT(mayLookAt(child).error().sentence(), HasSubstr("it has ended"));
    ::waitpid(child, nullptr, 0);
    EXPECT_THAT(mayLookAt(child).error().sentence(), HasSubstr("there is none"));
}

} // namespace
} // namespace braid::attach
