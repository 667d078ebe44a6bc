#include "engine/record/attach/telling.h"

#include "engine/record/attach/cast.h"
#include "engine/record/attach/holders.h"
#include "engine/record/attach/kinds.h"
#include "engine/record/attach/locks.h"
#include "engine/record/attach/openings.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace braid::attach {
namespace {

using trace::EventKind;
using trace::ObjectKind;

constexpr auto Shared = static_cast<std::uint32_t>(trace::Mode::Shared);
constexpr std::uint64_t SomeLimit = 1'000'000'000; ///< of a wait with a time limit, in ns: how long it is does not matter

class Teller {
public:
    explicit Teller(const Snapshot& snapshot) : m_snapshot(snapshot), m_cast(snapshot) {}
    Told told();

private:
    ObjectId objectOf(const SeenProcess& process, const SeenThread& thread, LaneId by, const Held& held);
    std::string nameOf(const SeenProcess& process, const Wait& wait, ObjectKind kind);
    [[nodiscard]] std::string nameOfShared(const SeenProcess& process, Address address) const;
    std::string keyOf(const SeenProcess& process, const Wait& wait) const;
    void tellInherited();
    void tellHolders(bool ofConditions);
    void tellWait(const SeenProcess& process, const SeenThread& thread);
    void tellLockWait(const SeenProcess& process, const SeenThread& thread, LaneId lane);
    void tellIo(const SeenProcess& process, const SeenThread& thread, LaneId lane);
    void tellReady(const SeenProcess& process, const SeenThread& thread, LaneId lane);
    void tellFuture(const SeenProcess& process, const SeenThread& thread, LaneId lane, ObjectId event);
    void tellChild(const SeenProcess& process, const SeenThread& thread, LaneId lane);
    void tellOutside(LaneId lane, trace::IoCall call, SiteId site);
    void tellEnds();
    void defineEnds(const End& end);
    void tellClosings();
    ObjectId tasksOf(const SeenProcess& process, const std::string& name, std::int64_t workers);
    [[nodiscard]] bool ownOnly(const SeenProcess& process, const std::vector<Watched>& watched);

    const Snapshot& m_snapshot;
    Cast m_cast;
    Openings m_openings;
    std::map<std::string, ObjectId> m_objects;
    std::map<ObjectId, Held> m_held;
    std::map<std::string, ObjectId> m_tasks; ///< pools, by process and name
    std::map<int, std::uint64_t> m_taskOf;   ///< by thread: the task that it is in
    std::map<End, ObjectId> m_ends;
    std::map<std::string, int> m_numbers; ///< of objects without a name, by kind
    std::uint64_t m_lastTask = 0;
    std::uint64_t m_lastConnection = 0;
};

std::string Teller::keyOf(const SeenProcess& process, const Wait& wait) const {
    if (wait.kind == WaitKind::FileLock)
        return fileLockOf(process, wait).file;
    if (isOfSystemV(wait.kind))
        return systemVName(wait);
    if (wait.kind == WaitKind::Opening)
        return wait.pipe + (wait.forWriting ? " to write" : " to read");
    const Mapping* where = process.mappingAt(wait.object);
    if (where != nullptr && where->shared)
        return where->device + ":" + std::to_string(where->inode) + "+" + std::to_string(wait.object - where->begin + where->offset);
    return std::to_string(process.pid) + ":" + std::to_string(wait.object);
}

std::string Teller::nameOf(const SeenProcess& process, const Wait& wait, ObjectKind kind) {
    switch (wait.kind) {
    case WaitKind::InterpreterLock:
        return "GIL";
    case WaitKind::Library:
        return libraryLockName(wait);
    case WaitKind::SystemVSemaphore:
    case WaitKind::Message:
    case WaitKind::MessageRoom:
        return systemVName(wait);
    case WaitKind::FileLock: {
        const auto file = process.descriptors.find(wait.descriptor);
        return file != process.descriptors.end() ? "lock of " + file->second.target : "file lock";
    }
    case WaitKind::Opening:
        return "opening of " + fileName(wait.path) + (wait.forWriting ? " for reading" : " for writing");
    case WaitKind::Semaphore:
        if (const std::string name = nameOfShared(process, wait.object); !name.empty())
            return name;
        break;
    default:
        break;
    }
    std::string name = process.symbols->dataName(wait.object);
    constexpr std::string_view Guard = "guard variable for ";
    if (name.starts_with("_rtld_global"))
        return "lock of the loader";
    if (name.starts_with(Guard))
        return "initialisation of " + name.substr(Guard.size());
    if (!name.empty())
        return name;
    const std::string word = wait.kind == WaitKind::PythonLock ? "lock" : wait.kind == WaitKind::SpinLock ? "spin lock"
                                                                                                          : wordOf(kind);
    return word + " #" + std::to_string(++m_numbers[word]);
}

/// A semaphore of sem_open() by its name, as long as it has one, with the processes that have it open; empty for another one.
std::string Teller::nameOfShared(const SeenProcess& process, Address address) const {
    const Mapping* where = process.mappingAt(address);
    if (where == nullptr || !isSemaphoreFile(*where))
        return {};
    const std::string name = semaphoreNameOf(process.pid, *where);
    std::string users;
    for (const auto& each : m_snapshot.processes)
        if (std::any_of(each->mappings.begin(), each->mappings.end(), [where](const Mapping& one) { return isSameFile(one, *where); }))
            users += (users.empty() ? " (open in " : ", ") + each->name + " " + std::to_string(each->pid);
    return (name.empty() ? "semaphore" : "semaphore /" + name) + users + ")";
}

/// The object that is waited for, made at its first mention by `by`.
ObjectId Teller::objectOf(const SeenProcess& process, const SeenThread& thread, LaneId by, const Held& held) {
    const Wait& wait = thread.wait;
    const std::string key = keyOf(process, wait);
    if (const auto known = m_objects.find(key); known != m_objects.end())
        return known->second;
    const ObjectKind kind = held.unknown ? withoutHolder(wait.kind) : lockKind(process, wait).value_or(plainKind(wait.kind).value_or(ObjectKind::Event));
    std::int64_t initial = 0;
    if (kind == ObjectKind::SharedMutex)
        initial = readWriteAt(process.memory, wait.object).value_or(ReadWriteFacts{}).prefersWriters ? 1 : 0;
    else if (kind == ObjectKind::Semaphore && wait.kind == WaitKind::SystemVSemaphore)
        initial = static_cast<std::int64_t>(held.by.size());
    else if (kind == ObjectKind::Semaphore && wait.kind == WaitKind::SpinLock)
        initial = static_cast<std::int64_t>(held.by.size()); // its word counts something else
    else if (kind == ObjectKind::Semaphore)
        initial = static_cast<std::int64_t>(held.by.size() + permitsAt(process.memory, wait.object).value_or(0));
    else if (kind == ObjectKind::Channel)
        initial = 1; // how much it stores does not matter
    else if (kind == ObjectKind::Barrier)
        initial = barrierAt(process.memory, wait.object).value_or(BarrierFacts{}).expected;
    else if (wait.kind == WaitKind::PythonLock)
        initial = trace::AnyLaneReleases;
    const ObjectId object = m_cast.object(kind, initial, nameOf(process, wait, kind), by);
    if ((kind == ObjectKind::Semaphore || kind == ObjectKind::Barrier || kind == ObjectKind::ConditionVariable) && held.by.empty())
        m_cast.add(EventKind::ObjectAt, by, object, std::max<Address>(wait.object, 1)); // as of a recorded program: it does not say who is to give
    m_objects.emplace(key, object);
    m_held.emplace(object, held);
    return object;
}

/// Copies of locks that were held at a fork: those had to be held in the parent before the child is started.
void Teller::tellInherited() {
    for (const SeenProcess* process : m_cast.byAge()) {
        m_cast.begin(*process);
        for (const SeenProcess* child : m_cast.byAge()) {
            if (child->parent != process->pid)
                continue;
            for (const SeenThread& thread : child->threads) {
                const Held held = lockKind(*child, thread.wait) ? holdersOf(m_snapshot, *child, thread) : Held{};
                if (!held.atFork || m_objects.contains(keyOf(*child, thread.wait)))
                    continue;
                const ObjectKind kind = *lockKind(*child, thread.wait);
                const std::string name = nameOf(*child, thread.wait, kind);
                const ObjectId original = m_cast.object(kind, 0, name, m_cast.firstOf(*process));
                const Holder& holder = held.by.front();
                m_cast.add(EventKind::Acquired, m_cast.laneOf(holder.thread, *process), original);
                m_cast.whenBegun(*child, [this, child, &thread, original, kind, name, holder, process] {
                    const LaneId by = m_cast.firstOf(*child);
                    const ObjectId copy = m_cast.object(kind, 0, name, by);
                    m_cast.add(EventKind::CopyOf, by, copy, original.value);
                    m_objects.emplace(keyOf(*child, thread.wait), copy);
                    m_cast.add(EventKind::Released, m_cast.laneOf(holder.thread, *process), original);
                });
            }
        }
    }
    m_cast.endGone();
}

void Teller::tellHolders(bool ofConditions) {
    for (const SeenProcess* process : m_cast.byAge())
        for (const SeenThread& thread : process->threads) {
            const WaitKind kind = thread.wait.kind;
            if ((!lockKind(*process, thread.wait) && !plainKind(kind)) || isCondition(kind) != ofConditions || m_objects.contains(keyOf(*process, thread.wait)))
                continue;
            const Held held = holdersOf(m_snapshot, *process, thread);
            const ObjectId object = objectOf(*process, thread, m_cast.firstOf(*process), held);
            // Any program may open memory that has a name.
            const Mapping* where = process->mappingAt(thread.wait.object);
            if (held.outside || (where != nullptr && where->shared && mayBeOpened(process->pid, *where)))
                m_cast.add(EventKind::GivenOutside, m_cast.firstOf(*process), object);
            const auto facts = kind == WaitKind::Mutex ? mutexAt(process->memory, thread.wait.object) : std::nullopt;
            for (const Holder& holder : held.by) {
                const SeenProcess* its = m_snapshot.process(holder.process);
                m_cast.add(EventKind::Acquired, m_cast.laneOf(holder.thread, its != nullptr ? *its : *process), object,
                           facts && facts->recursive ? std::max(facts->depth, 1U) : 0, holder.reading ? Shared : 0);
            }
        }
    m_cast.endGone();
}

void Teller::tellOutside(LaneId lane, trace::IoCall call, SiteId site) {
    m_cast.add(EventKind::IoBegin, lane, {}, 0, trace::IoWaiting | static_cast<std::uint32_t>(call) << trace::IoCallShift, site);
}

void Teller::tellLockWait(const SeenProcess& process, const SeenThread& thread, LaneId lane) {
    const ObjectId object = m_objects.at(keyOf(process, thread.wait));
    const auto held = m_held.find(object);
    const ObjectKind told = held != m_held.end() && held->second.unknown ? withoutHolder(thread.wait.kind) : ObjectKind::Mutex;
    const bool any = told == ObjectKind::Inside || told == ObjectKind::Event;
    const std::uint32_t mode = thread.wait.kind == WaitKind::ReadLock ? Shared : 0;
    m_cast.add(any ? EventKind::WaitBegin : EventKind::AcquireWait, lane, object, thread.wait.timed ? SomeLimit : 0, any ? 0 : mode, m_cast.siteOf(thread));
}

ObjectId Teller::tasksOf(const SeenProcess& process, const std::string& name, std::int64_t workers) {
    const auto [known, isNew] = m_tasks.try_emplace(std::to_string(process.pid) + name);
    if (isNew)
        known->second = m_cast.object(ObjectKind::Pool, workers, name, m_cast.firstOf(process));
    return known->second;
}

/// Who works on what the future is for, or, where the waiter is a worker itself, that it waits among the workers.
void Teller::tellFuture(const SeenProcess& process, const SeenThread& thread, LaneId lane, ObjectId event) {
    const auto beginTask = [&](const SeenThread& worker, ObjectId pool) {
        const auto [task, isNew] = m_taskOf.try_emplace(worker.thread.id, m_lastTask + 1);
        if (isNew)
            m_cast.add(EventKind::TaskBegin, m_cast.laneOf(worker.thread.id, process), pool, ++m_lastTask);
        return task->second;
    };
    if (thread.wait.ofOwnLoop) {
        const ObjectId loop = tasksOf(process, "event loop", 1);
        static_cast<void>(beginTask(thread, loop));
        m_cast.add(EventKind::ResultOf, lane, event, ++m_lastTask, loop.value);
        return;
    }
    const auto workers = std::count_if(process.threads.begin(), process.threads.end(), [&process](const SeenThread& each) { return runsTask(process, each); });
    const int giver = giverOfFuture(process, thread, thread.wait.object);
    if (giver == 0 && !runsTask(process, thread))
        return;
    const ObjectId pool = tasksOf(process, "tasks", workers);
    for (const SeenThread& each : process.threads)
        if (runsTask(process, each))
            static_cast<void>(beginTask(each, pool));
    m_cast.add(EventKind::ResultOf, lane, event, giver != 0 ? beginTask(*process.thread(giver), pool) : ++m_lastTask, pool.value);
}

/// The ends of all that is waited for, which have to be there before who inherits them is started.
void Teller::tellEnds() {
    for (const SeenProcess* process : m_cast.byAge())
        for (const SeenThread& thread : process->threads) {
            std::vector<Watched> watched = thread.wait.watched;
            if (thread.wait.kind == WaitKind::Receive || thread.wait.kind == WaitKind::Send)
                watched.push_back({thread.wait.descriptor});
            for (const Watched& each : watched)
                for (const End& end : m_openings.endsOf(*process, each.descriptor))
                    defineEnds(end);
        }
}

void Teller::defineEnds(const End& end) {
    if (m_ends.contains(end))
        return;
    const LaneId home = m_cast.root();
    ++m_lastConnection;
    for (const End& each : {end, end.other()}) {
        const std::string side = each.channel.starts_with("pipe") ? (each.second ? " (writing end)" : " (reading end)") : "";
        const ObjectId descriptor = m_cast.object(ObjectKind::Descriptor, 0, each.channel + side, home);
        m_cast.add(EventKind::EndOf, home, descriptor, m_lastConnection,
                   static_cast<std::uint32_t>(each.second ? trace::EndFact::Second : trace::EndFact::First));
        m_ends.emplace(each, descriptor);
    }
}

/// Who has not got them closes them.
void Teller::tellClosings() {
    for (const auto& [end, descriptor] : m_ends) {
        const std::set<int>& holders = m_openings.holdersOf(end);
        for (const SeenProcess* process : m_cast.byAge())
            if (!holders.contains(process->pid))
                m_cast.add(EventKind::EndShut, m_cast.laneOf(*process), descriptor, 0, trace::ReadyToRead | trace::ReadyToWrite);
    }
}

void Teller::tellIo(const SeenProcess& process, const SeenThread& thread, LaneId lane) {
    const bool reads = thread.wait.kind == WaitKind::Receive;
    const auto call = reads ? trace::IoCall::Receive : trace::IoCall::Send;
    for (const End& end : m_openings.endsOf(process, thread.wait.descriptor)) {
        if (end.channel.starts_with("pipe") && end.second == reads)
            continue; // of a pipe that is open for both
        const auto holders = m_openings.holdersOf(end.other());
        const bool known = std::all_of(holders.begin(), holders.end(), [this](int pid) {
            const SeenProcess* holder = m_snapshot.process(pid);
            return holder != nullptr && !holder->threads.empty();
        });
        if (!known)
            break;
        m_cast.add(EventKind::IoBegin, lane, m_ends.at(end), 0, trace::IoWaiting | trace::IoUnlimited | static_cast<std::uint32_t>(call) << trace::IoCallShift,
                   m_cast.siteOf(thread));
        return;
    }
    tellOutside(lane, call, m_cast.siteOf(thread));
}

/// Nobody but `process` has any end of what is watched: it can only be woken by itself.
bool Teller::ownOnly(const SeenProcess& process, const std::vector<Watched>& watched) {
    return std::all_of(watched.begin(), watched.end(), [&](const Watched& each) {
        const std::vector<End> ends = m_openings.endsOf(process, each.descriptor);
        if (ends.empty())
            return !fromOutside(process, each.descriptor) && process.descriptors.at(each.descriptor).target.starts_with("anon_inode:[timerfd]");
        return std::all_of(ends.begin(), ends.end(), [&](const End& end) {
            const std::set<int>& holders = m_openings.holdersOf(end.other());
            return holders.empty() || (holders.size() == 1 && holders.contains(process.pid));
        });
    });
}

void Teller::tellReady(const SeenProcess& process, const SeenThread& thread, LaneId lane) {
    const Wait& wait = thread.wait;
    const SiteId site = m_cast.siteOf(thread);
    const auto call = wait.descriptor >= 0 ? trace::IoCall::EpollWait : trace::IoCall::Poll;
    const std::string name = wait.descriptor >= 0 ? "epoll " + std::to_string(wait.descriptor) : wait.through.empty() ? "poll"
                                                                                                                      : wait.through;
    if (wait.watched.empty() || wait.timed) {
        tellOutside(lane, call, site);
        return;
    }
    if (ownOnly(process, wait.watched)) {
        const ObjectId event = m_cast.object(ObjectKind::Event, 0, "wake-up of " + name, lane);
        m_cast.add(EventKind::WaitBegin, lane, event, 0, 0, site);
        return;
    }
    const ObjectId selector = m_cast.object(ObjectKind::Loop, 0, name, lane);
    for (const Watched& each : wait.watched) {
        const std::vector<End> ends = m_openings.endsOf(process, each.descriptor);
        const auto holders = ends.size() == 1 ? m_openings.holdersOf(ends.front().other()) : std::set<int>();
        const bool known = std::all_of(holders.begin(), holders.end(), [this](int pid) { return m_snapshot.process(pid) != nullptr && !m_snapshot.process(pid)->threads.empty(); });
        if (ends.size() != 1 || !known) { // what is not known may come from outside
            if (!ends.empty() && known)
                continue;
            tellOutside(lane, call, site);
            return;
        }
        const auto number = static_cast<std::uint64_t>(each.descriptor);
        m_cast.add(EventKind::WatchedIs, lane, selector, number, m_ends.at(ends.front()).value);
        m_cast.add(EventKind::Watch, lane, selector, number, (each.read ? trace::ReadyToRead : 0) | (each.write ? trace::ReadyToWrite : 0));
    }
    m_cast.add(EventKind::IoBegin, lane, selector, 0, trace::IoWaiting | trace::IoUnlimited | static_cast<std::uint32_t>(call) << trace::IoCallShift, site);
}

void Teller::tellChild(const SeenProcess& process, const SeenThread& thread, LaneId lane) {
    const SeenProcess* awaited = nullptr;
    for (const SeenProcess* child : m_cast.byAge()) {
        const bool fits = thread.wait.target > 0 ? child->pid == thread.wait.target : child->parent == process.pid;
        const auto moves = [](const SeenProcess* each) {
            return std::any_of(each->threads.begin(), each->threads.end(), [](const SeenThread& one) { return one.wait.kind <= WaitKind::Outside; });
        };
        if (fits && (awaited == nullptr || (!moves(awaited) && moves(child)))) // of several one that will end by itself
            awaited = child;
    }
    if (awaited == nullptr || awaited->threads.empty())
        tellOutside(lane, trace::IoCall::Other, m_cast.siteOf(thread));
    else
        m_cast.add(EventKind::JoinBegin, lane, braid::objectOf(m_cast.laneOf(*awaited)), 0, 0, m_cast.siteOf(thread));
}

void Teller::tellWait(const SeenProcess& process, const SeenThread& thread) {
    const LaneId lane = m_cast.laneOf(thread.thread.id, process);
    const Wait& wait = thread.wait;
    const SiteId site = m_cast.siteOf(thread);
    const std::uint64_t limit = wait.timed ? SomeLimit : 0;
    switch (wait.kind) {
    case WaitKind::None:
        break;
    case WaitKind::Sleep:
        m_cast.add(EventKind::SleepBegin, lane, {}, SomeLimit, 0, site);
        break;
    case WaitKind::Outside:
        tellOutside(lane, trace::IoCall::Other, site);
        break;
    case WaitKind::Receive:
    case WaitKind::Send:
        tellIo(process, thread, lane);
        break;
    case WaitKind::Ready:
        tellReady(process, thread, lane);
        break;
    case WaitKind::Child:
        tellChild(process, thread, lane);
        break;
    case WaitKind::Join:
        m_cast.add(EventKind::JoinBegin, lane, braid::objectOf(m_cast.laneOf(wait.target, process)), limit, 0, site);
        break;
    case WaitKind::Message:
        m_cast.add(EventKind::GetWait, lane, m_objects.at(keyOf(process, wait)), 0, 0, site);
        break;
    case WaitKind::MessageRoom:
        m_cast.add(EventKind::PutWait, lane, m_objects.at(keyOf(process, wait)), 0, 0, site);
        break;
    case WaitKind::PythonCondition:
        if (wait.ofOwnLoop) {
            const ObjectId event = m_cast.object(ObjectKind::Event, 0, "result of a coroutine", lane);
            tellFuture(process, thread, lane, event);
            m_cast.add(EventKind::WaitBegin, lane, event, limit, 0, site);
            break;
        }
        [[fallthrough]];
    case WaitKind::Condition:
    case WaitKind::Barrier:
    case WaitKind::Future:
    case WaitKind::Opening:
    case WaitKind::Word: {
        const ObjectId object = m_objects.at(keyOf(process, wait));
        if (wait.kind == WaitKind::Future)
            tellFuture(process, thread, lane, object);
        m_cast.add(EventKind::WaitBegin, lane, object, limit, 0, site);
        break;
    }
    default:
        tellLockWait(process, thread, lane);
    }
}

Told Teller::told() {
    tellEnds();
    if (!m_snapshot.whole) // who is not seen may give anything
        m_cast.add(EventKind::GivenOutside, m_cast.root(), braid::objectOf(m_cast.root()), 1);
    tellInherited();
    tellClosings();
    // Who holds something when it begins to wait at a condition is about to give that one's lock back. These have done so.
    for (const bool ofConditions : {true, false}) {
        tellHolders(ofConditions);
        for (const SeenProcess* process : m_cast.byAge())
            for (const SeenThread& thread : process->threads)
                if (isCondition(thread.wait.kind) == ofConditions)
                    tellWait(*process, thread);
    }
    return m_cast.finish();
}

} // namespace

Told tell(const Snapshot& snapshot) { return Teller(snapshot).told(); }

} // namespace braid::attach
