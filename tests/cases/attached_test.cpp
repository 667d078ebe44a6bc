#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <linux/perf_event.h>
#include <poll.h>
#include <semaphore.h>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

// What `braid attach` says of programs that were started without Braid and stand still on every run. What it can know is less than
// what a recording tells: who gave what nobody waited for yet is gone (resources/doc/attach.md).

namespace {

using Json = nlohmann::json;
using namespace std::chrono_literals;

struct Attached {
    const char* program;
    const char* finding;
    const char* cause;
};
std::ostream& operator<<(std::ostream& out, const Attached& each) { return out << each.program; }

constexpr Attached Table[] = {
    {"c01_log_mutex_vs_future", "deadlock", "cycle"},
    {"c02_pool_waits_for_itself", "hang", "pool_waits_for_itself"},
    {"c06_static_init_crossed", "deadlock", "cycle"},
    {"c07_dlopen_constructor_joins", "deadlock", "cycle"},
    {"c08_rwlock_read_twice", "deadlock", "cycle"},
    {"c10_fork_while_lock_held", "hang", "inherited_at_fork"},
    {"c16_signal_handler_locks", "deadlock", "self"},
    {"c18_signal_before_wait", "hang", "nobody_left"},
    {"c20_barrier_miscounted", "hang", "nobody_left"},
    {"c22_wait_before_reading_pipe", "deadlock", "cycle"},
    {"c29_c11_threads_abba", "deadlock", "cycle"},
    {"c31_atomic_wait_nobody", "hang", "nobody_left"},
    {"c32_openmp_critical_order", "hang", "inside_library"},
    {"c35_flock_twice", "deadlock", "self"},
    {"c44_cancelled_in_wait", "hang", "owner_gone"},
    {"c45_cancel_of_semaphore_wait", "hang", "nobody_left"},
    {"c48_sysv_sem_cross", "deadlock", "cycle"},
    {"c49_messages_both_wait", "hang", "nobody_left"},
    {"m01_popen_writes_back", "deadlock", "cycle"},
    {"m03_tcp_both_read", "deadlock", "cycle"},
    {"m06_barrier_under_lock", "deadlock", "cycle"},
    {"m07_latch_under_lock", "deadlock", "cycle"},
    {"n04_call_once_recursive", "deadlock", "self"},
    {"n05_static_needs_thread", "deadlock", "cycle"},
    {"n10_fork_grandchild", "hang", "inherited_at_fork"},
    {"n13_child_keeps_write_end", "deadlock", "self"},
    {"n15_sysv_taken_and_gone", "hang", "owner_gone"},
    {"n19_join_ring", "deadlock", "cycle"},
    {"s11_named_semaphores_cross", "hang", "nobody_left"},
    {"n26_nested_monitor", "deadlock", "cycle"},
    {"n25_constructor_waits", "deadlock", "cycle"},
    {"n30_tls_destructor_locks", "deadlock", "cycle"},
    {"n35_system_under_flock", "deadlock", "cycle"},
    {"n40_waits_for_grandchild_pipe", "deadlock", "cycle"},
    {"dl08_rw_upgrade", "deadlock", "self"},
    {"dl10_bounded_queues", "hang", "nobody_left"},
    {"dl14_barrier_count", "hang", "nobody_left"},
    {"dl16_self", "deadlock", "self"},
    {"p01_fork_thread_lock.py", "hang", "inherited_at_fork"},
    {"p02_pool_worker_killed.py", "hang", "owner_gone"},
    {"p03_join_before_get.py", "deadlock", "cycle"},
    {"p06_queue_put_in_del.py", "deadlock", "self"},
    {"p07_result_on_loop_thread.py", "hang", "pool_waits_for_itself"},
    {"p08_future_set_from_other_thread.py", "hang", "nobody_left"},
    {"p11_notify_before_wait.py", "hang", "nobody_left"},
    {"p12_asyncio_notify_and_cancel.py", "hang", "nobody_left"},
    {"p17_gil_and_mutex.py", "deadlock", "cycle"},
    {"p18_second_signal.py", "deadlock", "self"},
};

/// A program in a process group of its own, which is ended with it.
class Program {
public:
    explicit Program(const std::vector<std::string>& words) : m_pid(::fork()) {
        if (m_pid != 0)
            return;
        ::setpgid(0, 0);
        const int nothing = ::open("/dev/null", O_RDWR);
        for (const int fd : {0, 1, 2})
            ::dup2(nothing, fd);
        if (::chdir(BRAID_CASE_PROGRAMS) != 0)
            ::_exit(126);
        std::vector<char*> arguments;
        for (const std::string& word : words)
            arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        ::execv(arguments[0], arguments.data());
        ::_exit(127);
    }
    ~Program() {
        ::kill(-m_pid, SIGKILL);
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    [[nodiscard]] int pid() const { return m_pid; }

private:
    pid_t m_pid;
};

/// What `braid attach` prints and its exit status. `as`: a command that runs it.
std::pair<std::string, int> attach(int pid, const std::string& as = {}) {
    const std::string command = as + std::string(BRAID_COMMAND) + " attach --json " + std::to_string(pid) + " 2>&1";
    FILE* out = ::popen(command.c_str(), "r"); // NOLINT: the words are ours
    std::string text;
    char buffer[4096];
    for (std::size_t got = 0; out != nullptr && (got = std::fread(buffer, 1, sizeof buffer, out)) > 0;)
        text.append(buffer, got);
    const int status = out != nullptr ? ::pclose(out) : -1;
    return {text, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

bool isStuck(const Json& finding) { return finding["kind"] == "deadlock" || finding["kind"] == "hang"; }

class AttachedCase : public testing::TestWithParam<Attached> {};

/// Looks at `program` until it is told to stand still for that reason.
void expectTold(const Program& program, const char* kind, const char* cause) {
    // Until it stands still nothing is found, or that somebody waits who will go on.
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    std::string said;
    while (std::chrono::steady_clock::now() < deadline) {
        const auto [text, status] = attach(program.pid());
        said = text;
        if (status == 1 && text.find("would help") != std::string::npos)
            GTEST_SKIP() << "looking into other processes is not permitted here: " << text;
        const Json report = status == 0 ? Json::parse(text, nullptr, false) : Json();
        if (!report.is_object())
            continue;
        for (const Json& finding : report["findings"])
            if (finding["kind"] == kind && finding.value("cause", "") == cause) {
                EXPECT_EQ(report["outcome"], std::any_of(report["findings"].begin(), report["findings"].end(), [](const Json& one) { return one["kind"] == "deadlock"; }) ? "deadlock" : "hang");
                EXPECT_FALSE(report["threads"].empty());
                return;
            }
    }
    FAIL() << said;
}

TEST_P(AttachedCase, IsToldWhyItStandsStill) {
    const Attached& each = GetParam();
    const std::string name = each.program;
    const bool python = name.ends_with(".py");
    const std::string file = std::string(python ? BRAID_CASES : BRAID_CASE_PROGRAMS) + "/" + name;
    if (!std::filesystem::exists(file) || (python && !std::filesystem::exists("/usr/bin/python3")))
        GTEST_SKIP() << "there is no " << file;
    expectTold(Program(python ? std::vector<std::string>{"/usr/bin/python3", file} : std::vector<std::string>{file}), each.finding, each.cause);
}

INSTANTIATE_TEST_SUITE_P(Standing, AttachedCase, testing::ValuesIn(Table), [](const auto& each) {
    std::string name = each.param.program;
    return name.substr(0, name.find('.'));
});

/// Without any symbol of its own: what is left are the owners in memory, the tables for unwinding, and what the libraries export.
class AttachedWithoutSymbols : public testing::TestWithParam<Attached> {};

TEST_P(AttachedWithoutSymbols, IsToldWhyItStandsStill) {
    const Attached& each = GetParam();
    const std::string file = std::string(BRAID_CASE_PROGRAMS) + "/" + each.program;
    const std::string stripped = testing::TempDir() + "/" + each.program + "-" + std::to_string(::getpid());
    const std::string command = "strip -s -o " + stripped + " " + file + " 2>/dev/null";
    if (!std::filesystem::exists(file) || ::system(command.c_str()) != 0) // NOLINT: the words are ours
        GTEST_SKIP() << "there is no " << file << ", or no strip";
    expectTold(Program({stripped}), each.finding, each.cause);
    std::filesystem::remove(stripped);
}

INSTANTIATE_TEST_SUITE_P(Standing, AttachedWithoutSymbols,
                         testing::Values(Attached{"c02_pool_waits_for_itself", "hang", "pool_waits_for_itself"}, Attached{"m06_barrier_under_lock", "deadlock", "cycle"}, Attached{"c06_static_init_crossed", "deadlock", "cycle"},
                                         Attached{"c08_rwlock_read_twice", "deadlock", "cycle"}, Attached{"n01_shared_upgrade", "deadlock", "self"},
                                         Attached{"n05_static_needs_thread", "deadlock", "cycle"}, Attached{"n17_priority_inheritance_abba", "deadlock", "cycle"}),
                         [](const auto& each) { return std::string(each.param.program); });

/// CPythons beside the system's, as people have them, that are not older than 3.7: until then nothing says where their state lies.
std::vector<std::string> otherPythons() {
    namespace fs = std::filesystem;
    std::vector<std::string> found;
    const char* home = std::getenv("HOME");
    for (const fs::path& folder : {fs::path(home != nullptr ? home : "/nowhere") / ".pyenv/versions", fs::path("/opt")}) {
        std::error_code error;
        for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator(); entry.increment(error)) {
            const std::string python = (entry->path() / "bin/python3").string();
            const std::string asks = python + " -c 'import sys, sysconfig; sys.exit(not (sys.version_info >= (3, 7) and sys.implementation.name == \"cpython\" "
                                              "and not sysconfig.get_config_var(\"Py_GIL_DISABLED\")))' 2>/dev/null";
            if (fs::exists(python) && ::system(asks.c_str()) == 0) // NOLINT: the words are ours
                found.push_back(python);
        }
    }
    return found;
}

TEST(Attach, NamesWhoHasTheInterpreterLockOfOtherVersionsOfPython) {
    const std::vector<std::string> pythons = otherPythons();
    if (pythons.empty())
        GTEST_SKIP() << "there is no other Python here";
    for (const std::string& python : pythons) {
        SCOPED_TRACE(python);
        expectTold(Program({python, std::string(BRAID_CASES) + "/p17_gil_and_mutex.py"}), "deadlock", "cycle");
    }
}

/// Programs that go on, or wait for something from outside.
class AttachedToARunningOne : public testing::TestWithParam<const char*> {};

TEST_P(AttachedToARunningOne, FindsNothing) {
    const std::string script = GetParam();
    const Program program({"/bin/sh", "-c", script});
    for (int look = 0; look < 5; ++look) {
        const auto [text, status] = attach(program.pid());
        if (status == 1 && text.find("would help") != std::string::npos)
            GTEST_SKIP() << "looking into other processes is not permitted here: " << text;
        ASSERT_EQ(status, 0) << text;
        const Json report = Json::parse(text);
        EXPECT_TRUE(std::none_of(report["findings"].begin(), report["findings"].end(), isStuck)) << text;
        EXPECT_EQ(report["outcome"], "stopped");
    }
}

INSTANTIATE_TEST_SUITE_P(Of, AttachedToARunningOne,
                         testing::Values("sleep 1000", "while :; do :; done", "sleep 1000 | cat", "sleep 1000 & sleep 1000 & wait",
                                         "/usr/bin/python3 -c 'import threading, time; e = threading.Event(); threading.Thread(target=e.wait).start(); time.sleep(1000)'",
                                         "/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind((\"127.0.0.1\", 0)); s.listen(); s.accept()'"),
                         [](const auto& each) { return "Program" + std::to_string(each.index); });

/// Looks at the process until its report has `name` among its objects.
void expectObject(int pid, const std::string& name) {
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    std::string said;
    while (std::chrono::steady_clock::now() < deadline) {
        const auto [text, status] = attach(pid);
        said = text;
        if (status == 1 && text.find("would help") != std::string::npos)
            GTEST_SKIP() << "looking into other processes is not permitted here: " << text;
        const Json report = status == 0 ? Json::parse(text, nullptr, false) : Json();
        if (report.is_object() && std::any_of(report["objects"].begin(), report["objects"].end(), [&name](const Json& each) { return each["name"] == name; }))
            return;
    }
    FAIL() << "no " << name << ": " << said;
}

TEST(Attach, NamesThePipeThatWaitsForSomebodyToOpenItsOtherEnd) {
    const std::string pipe = "attached-" + std::to_string(::getpid()), path = testing::TempDir() + "/" + pipe;
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    expectObject(Program({"/bin/cat", path}).pid(), "opening of " + pipe + " for writing");
    expectObject(Program({"/bin/sh", "-c", "cd " + testing::TempDir() + "; exec dd status=none if=/dev/zero of=" + pipe}).pid(), "opening of " + pipe + " for reading");
    ::unlink(path.c_str());
}

TEST(Attach, NamesASemaphoreWithTheProcessesThatHaveItOpen) {
    const std::string name = "/attached-" + std::to_string(::getpid());
    sem_t* semaphore = ::sem_open(name.c_str(), O_CREAT | O_EXCL, 0600, 0);
    ASSERT_NE(semaphore, SEM_FAILED);
    const pid_t waiter = ::fork();
    if (waiter == 0) {
        ::sem_wait(semaphore);
        ::_exit(0);
    }
    const std::string program = "attached_test ";
    expectObject(waiter, "semaphore " + name + " (open in " + program + std::to_string(waiter) + ", " + program + std::to_string(::getpid()) + ")");
    ::sem_post(semaphore);
    ::waitpid(waiter, nullptr, 0);
    ::sem_close(semaphore);
    ::sem_unlink(name.c_str());
}

TEST(Attach, SaysWhoSpinsForALockThatTellsNobodyItsOwner) {
    perf_event_attr what{};
    what.size = sizeof what;
    what.type = PERF_TYPE_SOFTWARE;
    what.config = PERF_COUNT_SW_CPU_CLOCK;
    what.exclude_kernel = 1;
    const long counter = ::syscall(SYS_perf_event_open, &what, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
    if (counter < 0)
        GTEST_SKIP() << "events may not be counted here, so that nothing is known of threads that run";
    ::close(static_cast<int>(counter));
    expectTold(Program({std::string(BRAID_CASE_PROGRAMS) + "/n20_spin_owner_cancelled"}), "hang", "nobody_left");
}

TEST(Attach, SaysInOneSentenceThatThereIsNoSuchProcess) {
    const auto [text, status] = attach(2'000'000'000);
    EXPECT_EQ(status, 1);
    EXPECT_EQ(text, "braid: cannot look at process 2000000000: there is none\n");
}

TEST(Attach, SaysWhichRightIsMissing) {
    if (::geteuid() != 0 || ::system("setpriv --reuid=65534 --regid=65534 --clear-groups " BRAID_COMMAND " --version >/dev/null 2>&1") != 0) // NOLINT
        GTEST_SKIP() << "no other user can be run here";
    const Program program({"/bin/sh", "-c", "sleep 1000"});
    const auto [text, status] = attach(program.pid(), "HOME=/nonexistent setpriv --reuid=65534 --regid=65534 --clear-groups ");
    EXPECT_EQ(status, 1);
    EXPECT_THAT(text, testing::AnyOf(testing::HasSubstr("it belongs to another user: root or CAP_SYS_PTRACE would help"), testing::HasSubstr("kernel.yama.ptrace_scope is 3")));
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
}

TEST(Attach, TakesANumberOnly) {
    const auto [text, status] = attach(-3);
    EXPECT_EQ(status, 2);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
}

} // namespace
