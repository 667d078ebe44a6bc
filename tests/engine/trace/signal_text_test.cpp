#include "engine/trace/signal_text.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <string>

namespace braid::trace {
namespace {

TEST(SignalText, NamesEverySignalOfTheSystem) {
    EXPECT_EQ(signalName(SIGABRT), "SIGABRT");
    EXPECT_EQ(signalName(SIGBUS), "SIGBUS");
    EXPECT_EQ(signalName(SIGSYS), "SIGSYS");
    EXPECT_EQ(signalName(SIGXCPU), "SIGXCPU");
    EXPECT_EQ(signalName(SIGPIPE), "SIGPIPE");
    EXPECT_EQ(signalName(SIGTRAP), "SIGTRAP");
    EXPECT_EQ(signalName(SIGUSR1), "SIGUSR1");
    for (int signal = 1; signal < 32; ++signal)
        EXPECT_TRUE(signalName(static_cast<std::uint64_t>(signal)).starts_with("SIG")) << signal;
}

TEST(SignalText, CountsTheRealTimeSignalsFromTheFirst) {
    EXPECT_EQ(signalName(static_cast<std::uint64_t>(SIGRTMIN)), "SIGRTMIN");
    EXPECT_EQ(signalName(static_cast<std::uint64_t>(SIGRTMIN) + 2), "SIGRTMIN+2");
    EXPECT_EQ(signalName(static_cast<std::uint64_t>(SIGRTMAX)), "SIGRTMIN+" + std::to_string(SIGRTMAX - SIGRTMIN));
    EXPECT_EQ(signalText(SIGRTMIN), "SIGRTMIN");
}

TEST(SignalText, OfANumberThatIsNoSignalIsTheNumber) {
    EXPECT_EQ(signalText(0), "signal 0");
    EXPECT_EQ(signalText(SIGRTMAX + 1), "signal " + std::to_string(SIGRTMAX + 1));
    EXPECT_EQ(signalName((std::uint64_t{1} << 32) + SIGSEGV), "signal 4294967307") << "is not cut to 32 bits";
    EXPECT_EQ(signalName(~std::uint64_t{0}), "signal 18446744073709551615");
}

TEST(SignalText, DescribesAllButTheMostCommonOnes) {
    EXPECT_EQ(signalText(SIGSEGV), "SIGSEGV (Segmentation fault)");
    EXPECT_EQ(signalText(SIGSYS), "SIGSYS (Bad system call)");
    EXPECT_EQ(signalText(SIGKILL), "SIGKILL");
    EXPECT_EQ(signalText(SIGTERM), "SIGTERM");
}

} // namespace
} // namespace braid::trace
