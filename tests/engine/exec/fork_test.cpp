// What a child may use of the primitives that other threads of its parent use at the moment of the fork.

#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/exec/threads/thread_pool.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/queue.h"
#include "engine/sync/shared.h"
#include "engine/sync/shared_mutex.h"
#include "tests/engine/recorded_run.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>
#include <unistd.h>

namespace braid {
namespace {

using namespace std::chrono_literals;

/// One of each primitive with something of std inside.
struct Primitives {
    event flag{"flag"};
    queue<int> items{0, "items"};
    shared<std::string> text{"", "text"};
    shared_mutex readers{"readers"};
    mutex lock{"lock"};
    condition_variable condition{"condition"};

    /// Uses all of them but the lock, which another thread may rightly hold. No value of theirs counts.
    void use() {
        flag.set();
        (void)flag.wait_for(1ms); // another thread may clear it
        flag.clear();
        items.put(1);
        try {
            (void)items.get_nowait();
            items.task_done();
        } catch (const empty&) { // another thread had it
        }
        text = std::string("a text that does not fit into the string itself");
        (void)text.exchange(text.load());
        text.notify_all();
        condition.notify_one();
        condition.notify_all();
    }
};

/// The child's status, or nothing where it did not end: it is killed then.
std::optional<exit_status> statusOf(process& child) {
    child.start();
    const std::optional<exit_status> status = child.join_for(20s);
    if (!status)
        child.kill();
    return status;
}

/// All other threads of this process wait for something.
bool allOthersSleep() {
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream stat(task.path() / "stat");
        std::string line;
        std::getline(stat, line);
        if (task.path().filename() != std::to_string(gettid()) && line.substr(line.rfind(')') + 1, 2) != " S")
            return false;
    }
    return true;
}

class Fork : public testing::TestWithParam<bool> {
protected:
    void SetUp() override {
        if (GetParam())
            m_run.emplace();
    }
    std::optional<test::RecordedRun> m_run;
};

TEST_P(Fork, LeavesTheChildPrimitivesThatOtherThreadsAreInTheMiddleOfUsing) {
    Primitives all;
    std::atomic<bool> over{false};
    std::vector<std::unique_ptr<thread>> users;
    for (int i = 0; i < 3; ++i) {
        users.push_back(std::make_unique<thread>("user", [&] {
            while (!over) {
                all.use();
                const Primitives passing; // made and destroyed meanwhile
            }
        }));
        users.back()->start();
    }
    int ended = 0;
    constexpr int Children = 60;
    for (int i = 0; i < Children; ++i) {
        process child("child", [&all, &users] {
            for (int turn = 0; turn < 10; ++turn)
                all.use();
            (void)users.front()->name();
            (void)users.front()->is_alive();
        });
        const auto status = statusOf(child);
        if (!status)
            break;
        ended += status->code == 0 && status->signal == 0 ? 1 : 0;
    }
    over = true;
    for (const auto& user : users)
        user->join();
    EXPECT_EQ(ended, Children) << "the next one has not ended";
}

TEST_P(Fork, LeavesTheChildPrimitivesThatOtherThreadsWaitFor) {
#if defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "ThreadSanitizer lets no child with more than one thread live";
#endif
    Primitives all;
    std::atomic<int> waiting{0};
    std::atomic<bool> over{false};
    const auto waits = [&waiting](const char* name, std::function<void()> what) {
        auto made = std::make_unique<thread>(name, [&waiting, what = std::move(what)] {
            ++waiting;
            what();
        });
        made->start();
        return made;
    };
    std::vector<std::unique_ptr<thread>> waiters;
    for (int i = 0; i < 2; ++i) {
        waiters.push_back(waits("for the flag", [&] { all.flag.wait(); }));
        waiters.push_back(waits("for an item", [&] { (void)all.items.get(); }));
        waiters.push_back(waits("for the condition", [&] {
            unique_lock<mutex> lock(all.lock);
            all.condition.wait(lock, [&] { return over.load(); });
        }));
        waiters.push_back(waits("for the text", [&] { all.text.wait(""); }));
    }
    // They have begun; the system knows when they sleep.
    while (waiting != 8 || !allOthersSleep())
        std::this_thread::yield();
    process child("child", [&all] {
        // Several times: the first signals may be taken for those of the parent's waiters, who are not there.
        for (int turn = 0; turn < 3; ++turn) {
            std::atomic<bool> began{false};
            const std::string text = all.text.load();
            thread waiter("waiter", [&] {
                began = true;
                all.flag.wait();
                (void)all.items.get();
                all.text.wait(text);
            });
            waiter.start();
            while (!began)
                std::this_thread::yield();
            all.flag.set();
            all.items.put(turn);
            all.text.store(text + "+");
            all.text.notify_one(); // not one of the parent's
            waiter.join();
            all.flag.clear();
            unique_lock<mutex> lock(all.lock);
            all.condition.notify_one();
            (void)all.condition.wait_for(lock, 1ms);
        }
    });
    const auto status = statusOf(child);
    over = true;
    all.flag.set();
    all.items.put(1);
    all.items.put(2);
    all.text.store("over");
    all.text.notify_all();
    {
        const unique_lock<mutex> lock(all.lock);
        all.condition.notify_all();
    }
    for (const auto& waiter : waiters)
        waiter->join();
    ASSERT_TRUE(status.has_value()) << "the child waits for ever";
    EXPECT_EQ(status->code, 0);
    EXPECT_EQ(status->signal, 0);
}

TEST_P(Fork, LeavesTheChildTheResultsOfAPool) {
    thread_pool pool(2, "Pool");
    std::vector<future<int>> results;
    for (int i = 0; i < 40; ++i) {
        for (int task = 0; task < 20; ++task)
            results.push_back(pool.submit([] { return 1; }));
        process child("child", [&results] {
            for (const auto& result : results)
                (void)result.ready();
        });
        ASSERT_TRUE(statusOf(child).has_value());
        results.clear();
    }
}

INSTANTIATE_TEST_SUITE_P(WithAndWithoutATrace, Fork, testing::Bool(),
                         [](const auto& tested) { return tested.param ? "Recorded" : "NotRecorded"; });

/// Of the signals that `tid`, a thread of this process, or the process itself (0) blocks.
bool blocks(const std::string& tid, int signal) {
    std::ifstream status("/proc/self/task/" + tid + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("SigBlk:"))
            return (std::stoull(line.substr(7), nullptr, 16) >> (signal - 1) & 1) != 0;
    return false;
}

/// The number of the thread called `name`; empty where there is none.
std::string threadCalled(const std::string& name) {
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::string called;
        std::ifstream comm(task.path() / "comm");
        if (std::getline(comm, called) && called == name)
            return task.path().filename();
    }
    return {};
}

TEST(EngineThreads, LeaveSignalsToThoseOfTheProgram) {
    test::RecordedRun run;
    std::optional<exit_status> status;
    thread forks("forks", [&] {
        process child("child", [] { this_process::end(blocks(std::to_string(gettid()), SIGTERM) ? 1 : 0); });
        status = statusOf(child);
    });
    forks.start();
    forks.join();
    for (const char* name : {"braid-prefault", "braid-launcher"}) {
        const std::string tid = threadCalled(name);
        ASSERT_FALSE(tid.empty()) << name;
        EXPECT_TRUE(blocks(tid, SIGTERM)) << name;
        EXPECT_TRUE(blocks(tid, SIGUSR1)) << name;
    }
    EXPECT_FALSE(blocks(std::to_string(gettid()), SIGTERM)) << "this one is the program's";
    ASSERT_TRUE(status.has_value());
    EXPECT_EQ(status->code, 0) << "the child blocks what its parent did not";
}

} // namespace
} // namespace braid
