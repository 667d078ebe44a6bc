#include "engine/record/attach/running/samples.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

using namespace braid::attach;

namespace {

/// Keeps a thread running in one function until it is told to stop.
class Runner {
public:
    Runner()
        : m_thread([this] { run(); }) {
        while (m_id.load() == 0)
            std::this_thread::yield();
    }
    ~Runner() {
        m_stop = true;
        m_thread.join();
    }
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;
    [[nodiscard]] int id() const { return m_id; }

private:
    [[gnu::noinline]] void run() {
        m_id = static_cast<int>(::syscall(SYS_gettid));
        while (!m_stop.load(std::memory_order_relaxed)) {
        }
    }
    std::atomic<int> m_id{0};
    std::atomic<bool> m_stop{false};
    std::thread m_thread;
};

} // namespace

TEST(Samples, AreOfThreadsThatRun) {
    Runner runner;
    Samples samples;
    samples.begin(runner.id());
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (samples.of(runner.id()).empty() && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const std::vector<Registers> seen = samples.of(runner.id());
    if (seen.empty())
        GTEST_SKIP() << "events may not be counted here";
    for (const Registers& each : seen) {
        ASSERT_TRUE(each[Registers::ReturnAddress] && each[Registers::Rsp]);
        EXPECT_NE(*each[Registers::ReturnAddress], 0u);
        EXPECT_NE(*each[Registers::Rsp], 0u);
    }
}

TEST(Samples, OfAThreadThatIsNotLookedAtAreNone) {
    Samples samples;
    EXPECT_TRUE(samples.of(::getpid()).empty());
    samples.begin(-5);
    EXPECT_TRUE(samples.of(-5).empty());
}
