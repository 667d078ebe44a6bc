#include "engine/exec/process.h"

#include "engine/exec/registry.h"
#include "engine/schedule/choke_point.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace braid {

using trace::EventKind;
using trace::Order;

namespace {

/// The number of the last event this process wrote on its own lane.
std::uint32_t g_ownTurn = 0;

/// The numbers of the events on a process lane, which parent and child write in turn: the parent starts it, the child
/// begins and ends, and the parent sees the end or the death. Each knows its turn.
enum ProcessTurn : std::uint32_t { Started = 1, Begun = 2, Ended = 3, Reaped = 4 };

exit_status waitFor(pid_t pid) {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFSIGNALED(status) ? exit_status{0, WTERMSIG(status)} : exit_status{WEXITSTATUS(status), 0};
}

} // namespace

process::process(std::string name, std::function<void()> function, CallSite)
    : m_name(std::move(name)), m_function(std::move(function)) {
    if (trace::recording())
        m_lane = trace::Recording::current()->defineLane(trace::LaneKind::Process, exec::processLane(), m_name, false);
}

process::~process() {
    if (m_pid != 0 && !m_status)
        join(CallSite(nullptr, 0));
}

void process::start(CallSite site) {
    const bool seen = trace::recording() && m_lane;
    if (m_pid != 0) {
        if (seen)
            trace::append(EventKind::Fault, objectOf(m_lane), 0, trace::siteId(site), Order::Own, m_lane.value,
                          static_cast<std::uint32_t>(trace::Misuse::StartTwice));
        return;
    }
    if (seen) {
        schedule::pass();
        trace::append(EventKind::LaneStart, objectOf(m_lane), Started, trace::siteId(site));
    }
    const pid_t parent = getpid();
    m_pid = fork();
    if (m_pid < 0) {
        m_pid = 0;
        throw std::system_error(errno, std::generic_category(), "fork");
    }
    if (m_pid > 0)
        return;
    // The child dies with its parent, also where that died before the request.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    g_ownTurn = Begun;
    exec::Registry::ofProcess().forget();
    if (m_lane && trace::Recording::current() != nullptr) {
        trace::Recording::current()->enterForkedProcess(m_lane, "main");
        exec::setProcessLane(m_lane, "main");
        trace::append(EventKind::LaneBegin, objectOf(m_lane), Begun, SiteId{}, Order::Own, static_cast<std::uint64_t>(getpid()));
    }
    int status = 0;
    try {
        if (m_function)
            m_function();
    } catch (...) {
        status = 1;
    }
    exec::endProcess(status);
}

exit_status process::join(CallSite site) {
    if (m_status || m_pid == 0) {
        if (trace::recording() && m_lane)
            trace::append(EventKind::Fault, objectOf(m_lane), 0, trace::siteId(site), Order::Own, m_lane.value,
                          static_cast<std::uint32_t>(m_status ? trace::Misuse::JoinTwice : trace::Misuse::JoinNotStarted));
        return m_status.value_or(exit_status{});
    }
    const bool seen = trace::recording() && m_lane;
    if (seen) {
        schedule::pass();
        trace::append(EventKind::JoinBegin, objectOf(m_lane), Started, trace::siteId(site), Order::After);
    }
    m_status = waitFor(m_pid);
    if (!seen)
        return *m_status;
    std::uint32_t turn = Reaped;
    if (m_status->signal != 0) {
        // The child could not say its own end; it may not have come as far as its beginning either.
        trace::appendText(EventKind::LaneKilled, objectOf(m_lane), 0, SiteId{}, Order::Own,
                          static_cast<std::uint64_t>(m_status->signal), 0,
                          std::string("killed by signal ") + strsignal(m_status->signal));
        turn = 0;
    }
    trace::append(EventKind::JoinEnd, objectOf(m_lane), turn, trace::siteId(site), Order::Own, 0, 0);
    return *m_status;
}

bool process::is_alive() const { return m_pid != 0 && !m_status && kill(m_pid, 0) == 0; }

namespace exec {

LaneId beginProcess(std::string name, std::string mainThread) {
    trace::Recording& recording = *trace::Recording::current();
    const trace::Recording::ProcessLanes lanes = recording.enterProcess(name, mainThread);
    setProcessLane(lanes.process, std::move(mainThread));
    g_ownTurn = 1; // nobody started it: its beginning is the first event
    return lanes.main;
}

void endProcess(int status) {
    threads::join_all(CallSite(nullptr, 0));
    if (trace::recording()) {
        const LaneId main = this_thread::id();
        trace::append(EventKind::LaneEnd, objectOf(main), 2, SiteId{}, Order::Own, static_cast<std::uint64_t>(status));
        const LaneId self = processLane();
        trace::append(EventKind::LaneEnd, objectOf(self), g_ownTurn + 1, SiteId{}, Order::Own, static_cast<std::uint64_t>(status));
        trace::Recording::current()->leave();
    }
    _exit(status);
}

} // namespace exec
} // namespace braid
