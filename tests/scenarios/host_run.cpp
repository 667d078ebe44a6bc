#include "tests/scenarios/host_run.h"

#include "app/session/run/process_tree.h"
#include "engine/trace/file.h"
#include "engine/trace/reading/reader.h"
#include "engine/trace/recording/supervisor_writer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::tests {
namespace {

using namespace std::chrono_literals;

/// The host as a process group of its own, killed with all it started when this goes.
class Child {
public:
    /// `prepare` runs between fork and exec.
    Child(const std::vector<std::string>& words, const std::function<void()>& prepare) {
        std::vector<std::string> arguments{BRAID_HOST};
        arguments.insert(arguments.end(), words.begin(), words.end());
        std::vector<char*> pointers;
        for (std::string& argument : arguments)
            pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        m_pid = fork();
        if (m_pid == 0) {
            setpgid(0, 0);
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            prepare();
            execv(BRAID_HOST, pointers.data());
            _exit(127);
        }
        setpgid(m_pid, m_pid); // both sides, so that it holds whichever comes first
    }
    ~Child() {
        kill(-m_pid, SIGKILL);
        if (!m_over)
            wait(0);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    [[nodiscard]] long pid() const { return m_pid; }
    [[nodiscard]] bool running() { return !m_over && !wait(WNOHANG); }
    void kill9() {
        kill(-m_pid, SIGKILL);
        if (!m_over)
            wait(0);
    }
    void finish() {
        if (!m_over)
            wait(0);
    }
    /// -1 where a signal ended it.
    [[nodiscard]] int exitStatus() const { return WIFEXITED(m_status) ? WEXITSTATUS(m_status) : -1; }

private:
    bool wait(int options) {
        m_over = waitpid(m_pid, &m_status, options) == m_pid;
        return m_over;
    }
    pid_t m_pid = 0;
    int m_status = 0;
    bool m_over = false;
};

/// True where something came.
bool pullAll(trace::Reader& reader, HostRun& run) {
    for (bool came = false;; came = true) {
        const auto events = reader.pull();
        if (events.empty())
            return came;
        for (const trace::Event& event : events) {
            run.model.apply(event);
            run.findings.update(run.model);
        }
    }
}

std::string readAll(int fd) {
    std::string text;
    char buffer[4096];
    for (ssize_t got = 0; (got = read(fd, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    return text;
}

} // namespace

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int Slower = 4; ///< a run under a sanitizer than one without
#else
constexpr int Slower = 1;
#endif

HostRun runHost(const std::vector<std::string>& words, const Watch& watch, std::chrono::seconds patience) {
    HostRun run;
    auto file = trace::File::create("");
    if (!file) {
        ADD_FAILURE() << file.error().sentence();
        return run;
    }
    const int fd = (*file)->fd();
    std::vector<std::string> arguments{"run"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    arguments.insert(arguments.end(), {"--trace-fd", std::to_string(fd)});
    auto reader = trace::Reader::open(fd, "the test's trace");
    if (!reader) {
        ADD_FAILURE() << reader.error().sentence();
        return run;
    }

    const auto begin = std::chrono::steady_clock::now();
    std::optional<trace::SupervisorWriter> writer;
    Child child(arguments, [fd] { fcntl(fd, F_SETFD, 0); });
    run.outcome = "finished";
    bool still = false; ///< it has looked stuck since `stillSince`, without an event
    auto stillSince = begin, looked = begin;
    // As the product does: what seems stuck may be given by threads that Braid does not know.
    const auto noteUnknownThreads = [&] {
        if (run.model.roots().empty())
            return false;
        const std::size_t count = session::unknownThreads(child.pid(), run.model);
        if (count == run.model.unknownThreadsAt(run.model.endTime()))
            return false;
        if (!writer)
            writer.emplace(**file, run.model.roots().front());
        writer->append(trace::EventKind::GivenOutside, objectOf(run.model.roots().front()), count);
        return true;
    };
    while (child.running()) {
        const bool came = pullAll(*reader, run);
        if (const auto now = std::chrono::steady_clock::now(); now - looked >= analysis::Findings::LookEvery) {
            looked = now;
            if (run.model.unknownThreadsAt(run.model.endTime()) > 0)
                noteUnknownThreads();
            run.findings.findStuck(run.model, [&] { return !noteUnknownThreads(); });
        }
        if (watch)
            watch(run, (*file)->control());
        // As the product does (session::Run::pull): a thread may lose its CPU between an operation and its event.
        if (came || run.model.checkFrozen() != model::BreakKind::Standstill)
            still = false;
        else if (!std::exchange(still, true))
            stillSince = std::chrono::steady_clock::now();
        else if (std::chrono::steady_clock::now() - stillSince >= 20ms && !session::treeMayMove(child.pid()) &&
                 !noteUnknownThreads() && !pullAll(*reader, run)) {
            run.findings.nameHangs(run.model);
            run.outcome = run.findings.standstillOutcome() == trace::Outcome::Deadlock ? "deadlock" : "hang";
            break;
        }
        if (std::chrono::steady_clock::now() - begin > patience * Slower) {
            run.outcome = "timeout";
            break;
        }
        std::this_thread::sleep_for(2ms); // how often to look, not how long it takes
    }
    child.kill9();
    run.duration = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    run.exitStatus = child.exitStatus();
    if (run.outcome == "finished" && run.exitStatus != 0)
        run.outcome = "crashed";

    (*file)->setOutcome(run.outcome == "finished"  ? trace::Outcome::Finished
                        : run.outcome == "crashed" ? trace::Outcome::Crashed
                        : run.outcome == "timeout" ? trace::Outcome::TimedOut
                                                   : trace::Outcome::Deadlock);
    reader->assumeOver();
    pullAll(*reader, run);
    EXPECT_TRUE(reader->complete());
    run.model.finish(reader->endTime().count(), reader->outcome());
    run.findings.update(run.model);
    run.findings.nameHangs(run.model);
    run.lost = reader->lost();
    run.gaps = reader->gaps();
    run.damage = reader->damage();
    return run;
}

std::vector<std::string> HostRun::prints() const {
    std::vector<std::string> lines;
    for (const model::EventIndex index : model.prints())
        lines.emplace_back(model.event(index).text);
    return lines;
}

nlohmann::json HostRun::result(const std::string& key) const {
    for (const auto& [name, json] : model.results())
        if (name == key)
            return nlohmann::json::parse(json);
    return nullptr;
}

std::vector<std::string> HostRun::findingKinds() const {
    std::vector<std::string> kinds;
    for (const auto& finding : findings.all())
        if (const std::string kind = analysis::findingName(finding.kind);
            std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            kinds.push_back(kind);
    return kinds;
}

std::string HostRun::story() const {
    std::string text = "outcome " + outcome + ", exit status " + std::to_string(exitStatus) + "\n";
    for (const auto& finding : findings.all())
        text += std::string(analysis::findingName(finding.kind)) + ": " + finding.message.english() + "\n";
    for (const std::string& line : prints())
        text += "| " + line + "\n";
    return text;
}

const model::Lane* HostRun::lane(const std::string& name) const {
    for (const LaneId id : model.lanes())
        if (const model::Lane* lane = model.lane(id); lane != nullptr && lane->name == name)
            return lane;
    return nullptr;
}

const model::Object* HostRun::object(const std::string& name) const {
    for (const ObjectId id : model.objects())
        if (const model::Object* object = model.object(id); object != nullptr && object->name == name)
            return object;
    return nullptr;
}

std::size_t HostRun::count(trace::EventKind kind) const {
    const auto& log = model.log();
    return static_cast<std::size_t>(
        std::count_if(log.begin(), log.end(), [kind](const auto& e) { return e.kind == kind; }));
}

Spoken speakToHost(const std::vector<std::string>& words) {
    Spoken spoken;
    int out[2];
    int err[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) {
        ADD_FAILURE() << "no pipe";
        return spoken;
    }
    Child child(words, [&] {
        dup2(out[1], STDOUT_FILENO);
        dup2(err[1], STDERR_FILENO);
    });
    close(out[1]);
    close(err[1]);
    std::thread other([&] { spoken.err = readAll(err[0]); });
    spoken.out = readAll(out[0]);
    other.join();
    child.finish();
    close(out[0]);
    close(err[0]);
    spoken.exitStatus = child.exitStatus();
    return spoken;
}

const nlohmann::json& description() {
    static const nlohmann::json json = [] {
        auto parsed = nlohmann::json::parse(speakToHost({"--describe"}).out, nullptr, false);
        return parsed.is_object() ? parsed : nlohmann::json{{"scenarios", nlohmann::json::array()}};
    }();
    return json;
}

std::vector<std::string> allIds() {
    std::vector<std::string> ids;
    for (const auto& scenario : description()["scenarios"])
        ids.push_back(scenario["id"]);
    return ids;
}

model::Nanos timeIn(const model::Lane& lane, model::State state) {
    model::Nanos sum = 0;
    for (const model::Interval& interval : lane.intervals())
        if (interval.state == state)
            sum += std::min(interval.end, lane.ended) - interval.begin;
    return sum;
}

nlohmann::json describedScenario(const std::string& id) {
    for (const auto& scenario : description()["scenarios"])
        if (scenario["id"] == id)
            return scenario;
    return nullptr;
}

} // namespace braid::tests
