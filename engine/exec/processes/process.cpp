#include "engine/exec/processes/process.h"

#include "engine/exec/children.h"
#include "engine/exec/exception_text.h"
#include "engine/exec/fork.h"
#include "engine/exec/registry.h"
#include "engine/schedule/wait.h"
#include "engine/trace/recording/run_delay.h"

#include <algorithm>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

namespace braid {

using exec::Children;
using trace::EventKind;
using trace::Order;

namespace {

/// The number of the last event this process wrote on its own lane.
std::uint32_t g_ownTurn = 0;

/// The numbers of the events on a process lane, which parent and child write in turn: the parent starts it, the child
/// begins and ends, and the parent sees the end. Each knows its turn. The observer of a death has no turn.
enum ProcessTurn : std::uint32_t {
    Started = 1,
    Begun = 2,
    Ended = 3,
    Joined = 4
};

/// How long daemons get between SIGTERM and SIGKILL.
constexpr std::chrono::nanoseconds Grace = std::chrono::milliseconds(500);

bool seen(const process::State& child) { return trace::recording() && child.lane; }

void fault(const process::State& child, trace::Misuse misuse, CallSite site) {
    if (seen(child))
        trace::append(EventKind::Fault, objectOf(child.lane), 0, trace::siteId(site), Order::Own, child.lane.value,
                      static_cast<std::uint32_t>(misuse));
}

[[noreturn]] void childMain(const process::State& child) {
    g_ownTurn = Begun;
    exec::enterChild();
    if (child.lane && trace::Recording::current() != nullptr) {
        const LaneId main = trace::Recording::current()->enterForkedProcess(child.lane, "main", child.daemon);
        exec::setProcessLane(child.lane, main, "main", child.name);
        trace::append(EventKind::LaneBegin, objectOf(child.lane), Begun, SiteId{}, Order::Own,
                      static_cast<std::uint64_t>(getpid()));
    }
    try {
        if (child.function)
            child.function();
    } catch (...) {
        exec::endProcess(1, exec::exceptionText());
    }
    exec::endProcess(0);
}

/// Tells a child of this process to end, and waits for that.
void endDaemon(process::State& child) {
    const auto tell = [&child](int signal) {
        const NativeLock lock(child.mutex);
        if (child.status)
            return;
        child.asked = true;
        if (seen(child))
            trace::append(EventKind::SendSignal, objectOf(child.lane), 0, SiteId{}, Order::Own,
                          static_cast<std::uint64_t>(signal));
        ::kill(child.pid, signal);
    };
    tell(SIGTERM);
    if (!exec::awaitEnd(child, &Grace)) {
        tell(SIGKILL);
        (void)exec::awaitEnd(child, nullptr);
    }
}

void joinChild(process::State& child) {
    const bool recorded = seen(child) && !exec::reapIfEnded(child);
    if (recorded) {
        trace::waitBegins();
        trace::append(EventKind::JoinBegin, objectOf(child.lane), Started, SiteId{}, Order::After);
    }
    const std::optional<exit_status> status = exec::awaitEnd(child, nullptr);
    if (recorded)
        trace::waitEnds();
    if (recorded)
        trace::append(EventKind::JoinEnd, objectOf(child.lane), status->signal == 0 ? std::uint32_t{Joined} : 0, SiteId{}, Order::Own,
                      0, 0);
}

} // namespace

process::process(std::string name, std::function<void()> function, options how, CallSite)
    : m_state(std::make_shared<State>()) {
    m_state->name = std::move(name);
    m_state->function = std::move(function);
    m_state->daemon = how.daemon;
    if (trace::recording())
        m_state->lane = trace::Recording::current()->defineLane(trace::LaneKind::Process, exec::processLane(), m_state->name,
                                                                how.daemon);
}

process::~process() {
    bool leave = m_state->daemon;
    {
        const NativeLock lock(m_state->mutex);
        leave = leave || m_state->pid == 0 || m_state->joined;
    }
    if (!leave)
        joinWithin(nullptr, CallSite(nullptr, 0));
}

void process::start(CallSite site) {
    schedule::refuse("this starts a process");
    {
        const NativeLock lock(m_state->mutex);
        if (m_state->pid != 0) {
            fault(*m_state, trace::Misuse::StartTwice, site);
            return;
        }
        m_state->pid = -1; // no other thread starts it meanwhile
    }
    if (seen(*m_state)) {
        schedule::before(schedule::OperationKind::Start, objectOf(m_state->lane), site);
        trace::append(EventKind::LaneStart, objectOf(m_state->lane), Started, trace::siteId(site));
    }
    try {
        const pid_t pid = exec::forkChild([state = m_state] { childMain(*state); });
        const NativeLock lock(m_state->mutex);
        m_state->pid = pid;
    } catch (...) {
        const NativeLock lock(m_state->mutex);
        m_state->pid = 0;
        throw;
    }
    Children::ofProcess().add(m_state);
}

exit_status process::join(CallSite site) { return joinWithin(nullptr, site).value_or(exit_status{}); }

std::optional<exit_status> process::join_for(std::chrono::nanoseconds limit, CallSite site) {
    return joinWithin(&limit, site);
}

std::optional<exit_status> process::joinWithin(const std::chrono::nanoseconds* limit, CallSite site) {
    const bool recorded = seen(*m_state);
    if (recorded)
        schedule::before(schedule::OperationKind::Join, objectOf(m_state->lane), site);
    {
        const NativeLock lock(m_state->mutex);
        if (m_state->pid <= 0) {
            fault(*m_state, trace::Misuse::JoinNotStarted, site);
            return exit_status{};
        }
        if (m_state->joined) {
            fault(*m_state, trace::Misuse::JoinTwice, site);
            return m_state->status;
        }
    }
    const SiteId where = recorded ? trace::siteId(site) : SiteId{};
    if (recorded) {
        const std::uint64_t nanos =
            limit == nullptr ? 0 : static_cast<std::uint64_t>(std::max<std::int64_t>(limit->count(), 1));
        trace::waitBegins();
        trace::append(EventKind::JoinBegin, objectOf(m_state->lane), Started, where, Order::After, nanos);
    }
    const std::optional<exit_status> status = exec::awaitEnd(*m_state, limit);
    if (recorded)
        trace::waitEnds();
    bool first = false;
    if (status) {
        const NativeLock lock(m_state->mutex);
        first = !std::exchange(m_state->joined, true);
    }
    if (recorded && first && status->signal == 0)
        trace::append(EventKind::JoinEnd, objectOf(m_state->lane), Joined, where, Order::Own, 0, 0);
    else if (recorded)
        trace::append(EventKind::JoinEnd, objectOf(m_state->lane), 0, where, Order::Own, 0, status ? 0 : 1);
    return status;
}

bool process::is_alive() const {
    const NativeLock lock(m_state->mutex);
    if (m_state->pid <= 0 || m_state->status)
        return false;
    siginfo_t info{};
    // Looks without reaping: a zombie has ended, and stays for join to see.
    const int looked = waitid(P_PID, static_cast<id_t>(m_state->pid), &info, WEXITED | WNOHANG | WNOWAIT);
    return looked == 0 && info.si_pid == 0;
}

void process::terminate(CallSite site) { send(SIGTERM, true, site); }
void process::kill(CallSite site) { send(SIGKILL, true, site); }
void process::send_signal(int signal, CallSite site) { send(signal, false, site); }

void process::send(int signal, bool asked, CallSite site) {
    const bool recorded = seen(*m_state);
    if (recorded)
        schedule::before(schedule::OperationKind::SendSignal, objectOf(m_state->lane), site);
    // Under the mutex no other thread reaps it: the number cannot have become another process's.
    const NativeLock lock(m_state->mutex);
    if (m_state->pid <= 0 || m_state->status)
        return;
    m_state->asked = m_state->asked || asked;
    if (recorded)
        trace::append(EventKind::SendSignal, objectOf(m_state->lane), 0, trace::siteId(site), Order::Own,
                      static_cast<std::uint64_t>(signal));
    ::kill(m_state->pid, signal);
}

pid_t process::pid() const {
    const NativeLock lock(m_state->mutex);
    return std::max(m_state->pid, 0);
}
LaneId process::id() const { return m_state->lane; }
const std::string& process::name() const { return m_state->name; }
bool process::daemon() const { return m_state->daemon; }

namespace this_process {

void end(int status) { exec::endProcess(status); }
std::string name() { return exec::processName(); }

} // namespace this_process

namespace exec {

LaneId beginProcess(std::string name, std::string mainThread) {
    trace::Recording& recording = *trace::Recording::current();
    const trace::Recording::ProcessLanes lanes = recording.enterProcess(name, mainThread);
    setProcessLane(lanes.process, lanes.main, std::move(mainThread), std::move(name));
    g_ownTurn = 1; // it has no starter: its beginning is the first event
    return lanes.main;
}

void reportDeadChildren() {
    for (const auto& child : Children::ofProcess().living())
        (void)reapIfEnded(*child);
}

void atProcessEnd(std::function<void()> what) { Children::ofProcess().atEnd(std::move(what)); }

void endProcess(int status, const std::string& why) {
    for (const auto& what : Children::ofProcess().takeAtEnd())
        what();
    threads::join_all(CallSite(nullptr, 0));
    for (const auto& child : Children::ofProcess().living())
        if (!child->daemon)
            joinChild(*child);
    for (const auto& child : Children::ofProcess().living())
        endDaemon(*child);
    if (trace::recording()) {
        trace::lookAtDelay();
        const auto end = [status, &why](ObjectId lane, std::uint32_t turn) {
            trace::appendText(EventKind::LaneEnd, lane, turn, SiteId{}, Order::Own, static_cast<std::uint64_t>(status), 0, why);
        };
        // The main thread's begin was its first event, that of others comes after their start.
        thread::State* thread = currentThread();
        end(objectOf(this_thread::id()), thread == nullptr ? 2 : thread->sequence.fetch_add(1) + 1);
        end(objectOf(processLane()), g_ownTurn + 1);
        trace::Recording::current()->leave();
    }
    _exit(status);
}

} // namespace exec
} // namespace braid
