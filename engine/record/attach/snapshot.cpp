#include "engine/record/attach/snapshot.h"

#include "engine/record/attach/kinds.h"
#include "engine/record/attach/locks.h"
#include "engine/record/attach/openings.h"
#include "engine/record/attach/python.h"
#include "engine/record/attach/running/samples.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <map>
#include <set>
#include <unistd.h>
#include <utility>

namespace braid::attach {
namespace {

bool lives(int pid) { return livingThreadOf(pid) != 0; }

/// Takes in a process and who stands behind it until nobody new is found.
class Survey {
public:
    Result<Snapshot> of(int pid);

private:
    void add(int pid);
    void lookAt(const std::vector<SeenProcess*>& fresh);
    void understand(SeenProcess& process, const Samples& samples);
    void follow(const SeenProcess& process);
    void followLock(const SeenProcess& process, const Wait& wait);
    void want(std::optional<int> pid);

    Snapshot m_snapshot;
    Openings m_openings;
    std::set<int> m_known;
    std::vector<SeenProcess*> m_fresh;
};

void Survey::want(std::optional<int> pid) {
    if (pid && *pid > 1 && *pid != ::getpid() && !m_known.contains(*pid) && lives(*pid))
        add(*pid);
}

void Survey::add(int pid) {
    if (m_snapshot.processes.size() >= MostProcesses) {
        m_snapshot.whole = false;
        return;
    }
    m_known.insert(pid);
    auto process = std::make_unique<SeenProcess>(pid);
    process->parent = parentOf(pid).value_or(0);
    process->name = nameOf(pid);
    m_fresh.push_back(process.get());
    m_snapshot.processes.push_back(std::move(process));
}

/// Two looks, for all of them together.
void Survey::lookAt(const std::vector<SeenProcess*>& fresh) {
    std::map<int, std::vector<Thread>> before;
    Samples samples;
    for (const SeenProcess* process : fresh) {
        bool denied = false;
        before[process->pid] = threadsOf(process->pid, denied);
        for (const Thread& each : before[process->pid])
            if (each.state == 'R')
                samples.begin(each.id);
    }
    constexpr long NanosPerMilli = 1'000'000;
    const timespec pause{0, LookAgainAfterMs * NanosPerMilli};
    ::nanosleep(&pause, nullptr);
    for (SeenProcess* process : fresh) {
        bool denied = false;
        std::vector<Thread> threads = threadsOf(process->pid, denied);
        if (denied || !mayLookAt(process->pid)) {
            m_snapshot.whole = m_snapshot.whole && !lives(process->pid);
            continue;
        }
        const int living = livingThreadOf(process->pid);
        process->mappings = mappingsOf(process->pid);
        process->descriptors = descriptorsOf(process->pid);
        process->memory = ProcessMemory(living);
        process->symbols = std::make_unique<Symbols>(living, process->memory);
        for (Thread& thread : threads) {
            const auto& earlier = before[process->pid];
            const auto same = std::find_if(earlier.begin(), earlier.end(), [&thread](const Thread& each) { return each.id == thread.id; });
            const bool rests = same != earlier.end() && same->switches == thread.switches && same->call.number == thread.call.number &&
                               same->call.arguments == thread.call.arguments && (thread.state == 'S' || thread.state == 'D');
            if (thread.state != 'S' && thread.state != 'D')
                thread.call.number = SystemCall::None;
            SeenThread seen;
            seen.thread = std::move(thread);
            seen.wait.kind = rests ? WaitKind::Outside : WaitKind::None;
            process->threads.push_back(std::move(seen));
        }
        understand(*process, samples);
    }
}

void Survey::understand(SeenProcess& process, const Samples& samples) {
    std::vector<int> tids;
    for (const SeenThread& each : process.threads)
        tids.push_back(each.thread.id);
    for (SeenThread& each : process.threads) {
        const bool rests = each.wait.kind != WaitKind::None;
        if (const std::vector<Registers> seen = rests ? std::vector<Registers>() : samples.of(each.thread.id); !seen.empty()) {
            each.frames = process.symbols->stackOf(seen.back(), process.mappings);
            each.wait = spinOf(seen, each.frames, process.memory, *process.symbols);
        } else {
            each.frames = process.symbols->stackOf(each.thread.call, process.mappings);
        }
        if (rests)
            each.wait = waitOf(each.thread.call, each.frames, process.memory, tids);
        if (each.wait.kind == WaitKind::Opening)
            findNamedPipe(process.pid, each.wait);
        if (each.wait.kind == WaitKind::Ready && each.wait.descriptor >= 0)
            each.wait.watched = watchedBy(process.pid, each.wait.descriptor);
        if (each.wait.kind == WaitKind::SystemVSemaphore)
            findBlockedOperation(process, each.wait);
    }
    understandPython(process);
}

/// Who may have the lock: the process of the owner, and that from which it was forked.
void Survey::followLock(const SeenProcess& process, const Wait& wait) {
    if (wait.kind == WaitKind::Mutex || wait.kind == WaitKind::WriteLock || wait.kind == WaitKind::ReadLock) {
        const int owner = ownerOf(process, wait);
        if (owner > 0 && process.thread(owner) == nullptr) {
            want(processOfThread(owner));
            want(process.parent);
        }
    }
    if (const Mapping* where = process.mappingAt(wait.object); wait.object != 0 && where != nullptr && where->shared)
        for (const int pid : allProcesses())
            for (const Mapping& each : m_known.contains(pid) ? std::vector<Mapping>() : mappingsOf(pid))
                if (isSameFile(each, *where))
                    want(pid);
    if (wait.kind == WaitKind::SystemVSemaphore)
        if (const auto facts = semaphoreOf(process, wait))
            want(facts->last);
    const bool forked = process.parent > 1 && programOf(process.parent) == programOf(process.pid);
    if (isOfSystemV(wait.kind) && forked)
        want(process.parent); // it knows what has no key
    const bool alone = process.threads.size() == 1;
    if (alone && forked && (wait.kind == WaitKind::Library || wait.kind == WaitKind::PythonLock || wait.kind == WaitKind::Semaphore))
        want(process.parent);
}

void Survey::follow(const SeenProcess& process) {
    for (const int child : childrenOf(process.pid))
        want(child);
    for (const SeenThread& each : process.threads) {
        const Wait& wait = each.wait;
        followLock(process, wait);
        if (wait.kind == WaitKind::FileLock)
            for (const int holder : fileLockOf(process, wait).holders)
                want(holder);
        std::vector<Watched> ends = wait.watched;
        if (wait.kind == WaitKind::Receive || wait.kind == WaitKind::Send)
            ends.push_back({wait.descriptor, wait.kind == WaitKind::Receive, wait.kind == WaitKind::Send});
        for (const Watched& end : ends)
            for (const int holder : m_openings.othersOf(process, end.descriptor))
                want(holder);
    }
}

Result<Snapshot> Survey::of(int pid) {
    if (const Status may = mayLookAt(pid); !may)
        return may.error();
    add(pid);
    while (!m_fresh.empty()) {
        const std::vector<SeenProcess*> fresh = std::exchange(m_fresh, {});
        lookAt(fresh);
        for (const SeenProcess* process : fresh)
            follow(*process);
    }
    if (m_snapshot.processes.front()->threads.empty())
        return Error{"cannot look at process", std::to_string(pid), "it ended meanwhile"};
    std::erase_if(m_snapshot.processes, [](const auto& each) { return each->threads.empty() && !lives(each->pid); });
    return std::move(m_snapshot);
}

} // namespace

const SeenThread* SeenProcess::thread(int id) const {
    const auto found = std::find_if(threads.begin(), threads.end(), [id](const SeenThread& each) { return each.thread.id == id; });
    return found != threads.end() ? &*found : nullptr;
}

const Mapping* SeenProcess::mappingAt(Address address) const {
    const auto found = std::find_if(mappings.begin(), mappings.end(), [address](const Mapping& each) { return each.begin <= address && address < each.end; });
    return found != mappings.end() ? &*found : nullptr;
}

const SeenProcess* Snapshot::process(int pid) const {
    const auto found = std::find_if(processes.begin(), processes.end(), [pid](const auto& each) { return each->pid == pid; });
    return found != processes.end() ? found->get() : nullptr;
}

const SeenProcess* Snapshot::withThread(int tid) const {
    const auto found = std::find_if(processes.begin(), processes.end(), [tid](const auto& each) { return each->thread(tid) != nullptr; });
    return found != processes.end() ? found->get() : nullptr;
}

Result<Snapshot> look(int pid) { return Survey().of(pid); }

} // namespace braid::attach
