#include "engine/record/shim/thread.h"

#include "engine/record/python/python.h"
#include "engine/record/shim/interpreter.h"
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/launch.h"
#include "engine/record/shim/memory.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/objects.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/waiting.h"

#include <cerrno>
#include <cstring>
#include <sys/prctl.h>
#include <unistd.h>

namespace braid::record {

constinit std::atomic<std::uint32_t> g_generation{1};
constinit std::atomic<std::uint32_t> g_processLane{0};

namespace {

using trace::LaneKind;

enum class Phase : std::uint32_t {
    Fresh,
    Resolving,
    Idle, ///< not recorded: the program goes as if this library were not there
    Recording
};
constinit std::atomic<Phase> g_phase{Phase::Fresh};
constinit trace::Mapping g_mapping{};
constinit SharedPage* g_shared = nullptr;
constinit ThreadRecord* g_threads = nullptr;
constexpr std::uint32_t Threads = 1u << 16;
constinit pthread_key_t g_key = 0;
constinit std::atomic<std::uint32_t> g_named{0};
constinit std::atomic<bool> g_stopped{false};
BRAID_NEXT Next<int(const timespec*, timespec*)> n_sleep{"nanosleep"};

constexpr std::uint32_t Started = 1, Begun = 2;

/// Runs after the thread's own destructors, and so often that nothing of the thread comes later.
void atThreadEnd(void*) {
    if (++t_thread.rounds < PTHREAD_DESTRUCTOR_ITERATIONS) {
        pthread_setspecific(g_key, &t_thread);
        return;
    }
    endThread();
}

void begin(std::uint32_t lane) {
    t_thread.tid = static_cast<std::uint32_t>(trace::systemCall(__NR_gettid));
    trace::enterTrace(t_writer, g_mapping, lane, g_generation.load(std::memory_order_relaxed));
    pthread_setspecific(g_key, &t_thread);
}

void defineLane(std::uint32_t lane, LaneKind kind, std::uint32_t parent, std::uint32_t osId, const char* name, bool daemon = false) {
    sayText(EventKind::DefineLane, lane, static_cast<std::uint64_t>(kind) | std::uint64_t{daemon ? 1u : 0u} << 8 | std::uint64_t{osId} << 32, parent, name);
}

/// The name that the kernel has for the program.
void programName(char (&name)[64]) {
    char path[512];
    const long length = trace::systemCall(__NR_readlink, reinterpret_cast<long>("/proc/self/exe"), reinterpret_cast<long>(path), sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    const char* slash = std::strrchr(path, '/');
    TextBuilder(name, sizeof name).add(slash != nullptr ? slash + 1 : path);
}

/// The first thread of a process that nobody has made known: `parent` may be 0.
void enterProcess(std::uint32_t parent) {
    char name[64];
    programName(name);
    const long pid = trace::systemCall(__NR_getpid);
    const std::uint32_t thread = newId(), process = newId();
    begin(thread);
    defineLane(process, LaneKind::Process, parent, static_cast<std::uint32_t>(pid), name);
    defineLane(thread, LaneKind::Thread, process, t_thread.tid, "main");
    if (parent != 0)
        say(EventKind::LaneStart, process, Started, 0);
    say(EventKind::LaneBegin, process, parent != 0 ? Begun : Started, 0, Order::Own, static_cast<std::uint64_t>(pid));
    say(EventKind::LaneBegin, thread, Started, 0, Order::Own, t_thread.tid);
    g_processLane.store(process);
    t_thread.record = addRecord(pthread_self(), thread, Started);
    publishProcess(pid, process, thread);
}

/// The program that the process was before has become this one: it goes on as the same lanes.
void enterAgain(const SharedPage::Process& before) {
    char name[64];
    programName(name);
    begin(before.thread);
    g_processLane.store(before.lane);
    sayText(EventKind::RenameLane, before.lane, 0, 0, name);
    t_thread.record = addRecord(pthread_self(), before.thread, 8); // whatever was said before has smaller numbers
    t_thread.record->sequence.store(Begun);
}

SharedPage::Process* processEntry(long pid) {
    if (g_shared == nullptr)
        return nullptr;
    std::uint32_t place = static_cast<std::uint32_t>(pid) % SharedPage::Processes;
    for (std::uint32_t tried = 0; tried < SharedPage::Processes; ++tried, place = (place + 1) % SharedPage::Processes) {
        SharedPage::Process& entry = g_shared->processes[place];
        const std::int32_t there = entry.pid.load(std::memory_order_acquire);
        if (there == pid)
            return &entry;
        if (there == 0)
            return nullptr;
    }
    return nullptr;
}

void forkedUnseen(trace::Mapping&) {
    if (hasStopped())
        return;
    const std::uint32_t parent = g_processLane.load();
    g_generation.fetch_add(1);
    trace::leaveTrace(t_writer);
    t_writer.next = nullptr;
    enterProcess(parent);
}

void start() {
    g_phase.store(Phase::Resolving);
    resolveNext();
    Phase next = Phase::Idle;
    if (openRecording(g_mapping, g_shared)) {
        g_threads = static_cast<ThreadRecord*>(pagesOf(sizeof(ThreadRecord) * Threads));
        if (g_threads != nullptr && makeObjectTable() && makeSiteTable() && makeDescriptorTable() && pthread_key_create(&g_key, atThreadEnd) == 0) {
            findInterpreter();
            static_cast<void>(preparePython());
            setSharedPage(*g_shared);
            g_mapping.forked = forkedUnseen;
            next = Phase::Recording;
        }
    }
    g_phase.store(next);
    if (next != Phase::Recording)
        return;
    const long pid = trace::systemCall(__NR_getpid);
    if (const SharedPage::Process* before = processEntry(pid); before != nullptr && before->lane != 0)
        enterAgain(*before);
    else
        enterProcess(processLaneOf(trace::systemCall(__NR_getppid)));
    tellEnds();
    atProcessEnd();
    followForks();
    watchForTheEnd(true);
}

[[gnu::constructor(101)]] void startEarly() { (void)enterSlowly(); }

/// A thread that was made without a hook, by the C library itself.
void registerThread() {
    const std::uint32_t lane = newId();
    begin(lane);
    char name[32];
    TextBuilder(name, sizeof name).add("thread #").add(g_named.fetch_add(1) + 1);
    defineLane(lane, LaneKind::Thread, g_processLane.load(), t_thread.tid, name);
    say(EventKind::LaneBegin, lane, Started, 0, Order::Own, t_thread.tid);
    t_thread.record = addRecord(pthread_self(), lane, Started);
}

void noteAsked(SharedPage::Process& entry, int signal) { entry.asked.store(std::uint64_t{entry.lane.load()} << 32 | static_cast<std::uint32_t>(signal)); }

} // namespace

trace::Mapping& mapping() { return g_mapping; }
SharedPage* sharedPage() { return g_shared; }
bool recordsProcess() { return g_phase.load(std::memory_order_acquire) == Phase::Recording; }
std::uint32_t newId() { return g_mapping.header().ids.fetch_add(1, std::memory_order_relaxed) + 1; }

void sayText(EventKind kind, std::uint32_t object, std::uint64_t a, std::uint32_t b, const char* text, std::uint32_t site) {
    trace::appendText(t_writer, kind, object, 0, site, Order::Own, a, b, text, std::strlen(text));
}

void stopRecording(const char* why) {
    sayText(EventKind::Note, 0, 0, 0, why);
    watchForTheEnd(false); // what it does is a system call
    g_stopped.store(true);
    // Every thread compares this word before it says something: as if it were in a forked child. This library's own to write.
    const_cast<std::atomic<std::uint64_t>*>(t_writer.mark)->store(0);
    t_writer.next = nullptr;
    // Another thread may be about to make a system call of this library's, a chunk's claim, which a filter would kill it for.
    constexpr timespec UntilTheyAreOut{0, 50'000'000};
    n_sleep(&UntilTheyAreOut, nullptr);
}

bool hasStopped() { return g_stopped.load(std::memory_order_relaxed); }

bool enterSlowly() {
    if (g_phase.load(std::memory_order_acquire) == Phase::Fresh)
        start();
    if (hasStopped() || g_phase.load(std::memory_order_acquire) != Phase::Recording || trace::isBusy(t_writer) || t_thread.over != 0 || t_thread.inside != 0)
        return false;
    if (t_writer.next == nullptr) {
        registerThread();
    } else if (t_writer.mark->load(std::memory_order_relaxed) != t_writer.process) {
        forkedUnseen(g_mapping);
    }
    return t_writer.next != nullptr;
}

ThreadRecord* recordOf(pthread_t thread) {
    std::uint32_t place = static_cast<std::uint32_t>(spread(thread) >> 40) % Threads;
    for (std::uint32_t tried = 0; g_threads != nullptr && tried < 64; ++tried, place = (place + 1) % Threads) {
        ThreadRecord& record = g_threads[place];
        const std::uint64_t key = record.key.load(std::memory_order_acquire);
        if (key == thread)
            return record.process.load() == g_generation.load() ? &record : nullptr;
        if (key == 0)
            return nullptr;
    }
    return nullptr;
}

ThreadRecord* addRecord(pthread_t thread, std::uint32_t lane, std::uint32_t sequence) {
    std::uint32_t place = static_cast<std::uint32_t>(spread(thread) >> 40) % Threads;
    for (std::uint32_t tried = 0; g_threads != nullptr && tried < 64; ++tried, place = (place + 1) % Threads) {
        ThreadRecord& record = g_threads[place];
        std::uint64_t key = record.key.load(std::memory_order_acquire);
        if (key != thread && !(key == 0 && (record.key.compare_exchange_strong(key, thread) || key == thread)))
            continue;
        // The parent and the thread itself both come here; numbers of lanes only grow.
        std::uint32_t known = record.lane.load();
        while (known < lane) {
            if (!record.lane.compare_exchange_weak(known, lane))
                continue;
            record.sequence.store(sequence);
            record.ended.store(0);
            record.joiner.store(0);
            record.process.store(g_generation.load());
        }
        return &record;
    }
    return nullptr;
}

std::uint32_t defineThread(std::uint32_t process) {
    const std::uint32_t lane = newId();
    char name[32];
    TextBuilder(name, sizeof name).add("thread #").add(g_named.fetch_add(1) + 1);
    defineLane(lane, LaneKind::Thread, process, 0, name, t_makesDaemon);
    return lane;
}

void beginThread(std::uint32_t lane, std::uint32_t lastNumber) {
    if (hasStopped())
        return;
    begin(lane);
    say(EventKind::LaneBegin, lane, lastNumber + 1, 0, Order::Own, t_thread.tid);
    t_thread.record = addRecord(pthread_self(), lane, lastNumber + 1);
    if (t_thread.record != nullptr && t_thread.record->lane.load() == lane)
        t_thread.record->sequence.store(lastNumber + 1);
}

void endThread() {
    if (t_thread.over != 0)
        return;
    t_thread.over = 1;
    if (t_writer.next == nullptr || hasStopped())
        return;
    t_thread.handlers = 0;
    settleOpenWait();
    ThreadRecord* record = t_thread.record;
    if (record != nullptr) {
        if (const bool fine = t_failure[0] == '\0'; fine)
            say(EventKind::LaneEnd, t_writer.home, record->sequence.fetch_add(1) + 1, 0);
        else
            trace::appendText(t_writer, EventKind::LaneEnd, t_writer.home, record->sequence.fetch_add(1) + 1, t_failureSite, Order::Own, 1, 0, t_failure,
                              std::strlen(t_failure));
        record->ended.store(1, std::memory_order_release);
    }
    trace::leaveTrace(t_writer);
}

void sayAllGivenOutside(std::uint32_t site) {
    const std::uint32_t process = g_generation.load();
    for (std::uint32_t i = 0; i < Threads; ++i)
        if (const ThreadRecord& record = g_threads[i]; record.key.load() != 0 && record.process.load() == process)
            if (const std::uint32_t object = record.waits.load(std::memory_order_relaxed); object != 0)
                say(EventKind::GivenOutside, object, 0, site, Order::Own, 1);
}

std::uint32_t processLaneOf(long pid) {
    const SharedPage::Process* entry = processEntry(pid);
    return entry != nullptr ? entry->lane.load(std::memory_order_acquire) : 0;
}

bool isProcessGone(std::uint32_t thread) {
    for (const SharedPage::Process& entry : g_shared->processes)
        if (entry.thread.load() == thread)
            return trace::systemCall(__NR_kill, entry.pid.load(), 0) == -ESRCH;
    return false;
}

void noteSignal(long pid, int signal) {
    if (pid > 0) {
        if (SharedPage::Process* entry = processEntry(pid))
            noteAsked(*entry, signal);
        return;
    }
    const long group = pid == 0 ? trace::systemCall(__NR_getpgid, 0) : -pid;
    for (SharedPage::Process& entry : g_shared->processes)
        if (const std::int32_t there = entry.pid.load(std::memory_order_relaxed); there != 0 && trace::systemCall(__NR_getpgid, there) == group)
            noteAsked(entry, signal);
}

int askedToEnd(long pid) {
    const SharedPage::Process* entry = processEntry(pid);
    const std::uint64_t asked = entry != nullptr ? entry->asked.load() : 0;
    return entry != nullptr && asked >> 32 == entry->lane.load() ? static_cast<int>(asked & 0xFFFFFFFF) : 0;
}

bool waitsForFileOf(long owner) {
    SharedPage::Process* own = processEntry(static_cast<long>(t_writer.pid));
    if (own == nullptr)
        return false;
    constexpr int Longest = 64;
    long next = owner;
    for (int steps = 0; next != 0 && steps < Longest; ++steps) {
        if (next == static_cast<long>(t_writer.pid))
            return true;
        const SharedPage::Process* entry = processEntry(next);
        next = entry != nullptr ? entry->fileOwner.load() : 0;
    }
    own->fileOwner.store(static_cast<std::int32_t>(owner));
    return false;
}

std::uint32_t defineProcess(std::uint32_t site) {
    const std::uint32_t lane = newId();
    char program[64], name[80];
    programName(program);
    TextBuilder(name, sizeof name).add(program).add(" child #").add(g_shared->forked.fetch_add(1) + 1);
    defineLane(lane, LaneKind::Process, g_processLane.load(), 0, name);
    say(EventKind::LaneStart, lane, Started, site);
    return lane;
}

void enterChild(std::uint32_t process) {
    g_generation.fetch_add(1);
    trace::setBusy(t_writer, false);
    t_writer.next = nullptr;
    t_thread.open = {};
    t_thread.rounds = 0;
    const std::uint32_t thread = newId();
    begin(thread);
    const long pid = trace::systemCall(__NR_getpid);
    defineLane(thread, LaneKind::Thread, process, static_cast<std::uint32_t>(pid), "main");
    say(EventKind::LaneBegin, process, Begun, 0, Order::Own, static_cast<std::uint64_t>(pid));
    say(EventKind::LaneBegin, thread, Started, 0, Order::Own, static_cast<std::uint64_t>(pid));
    g_processLane.store(process);
    t_thread.record = addRecord(pthread_self(), thread, Started);
    publishProcess(pid, process, thread);
}

void endProcess(int status) {
    if (t_writer.next == nullptr || hasStopped() || trace::isBusy(t_writer) || static_cast<long>(t_writer.pid) != trace::systemCall(__NR_getpid))
        return;
    const std::uint32_t process = g_processLane.exchange(0);
    if (process == 0)
        return;
    g_processLane.store(process); // what is of this process is known by it
    givesFilesBack();
    givesSemaphoresBack();
    g_processLane.store(0);
    const std::uint64_t shown = static_cast<std::uint64_t>(status & 0xFF);
    // No number: who waits for the end may say it as well.
    if (t_failure[0] == '\0') {
        say(EventKind::LaneEnd, t_writer.home, 0, 0, Order::Own, 0);
        say(EventKind::LaneEnd, process, 0, 0, Order::Own, shown);
    } else {
        say(EventKind::LaneEnd, t_writer.home, 0, 0, Order::Own, 1);
        sayText(EventKind::LaneEnd, process, shown, 0, t_failure, t_failureSite);
    }
    t_thread.over = 1;
    trace::leaveTrace(t_writer);
}

void publishProcess(long pid, std::uint32_t lane, std::uint32_t thread) {
    std::uint32_t place = static_cast<std::uint32_t>(pid) % SharedPage::Processes;
    for (std::uint32_t tried = 0; tried < SharedPage::Processes; ++tried, place = (place + 1) % SharedPage::Processes) {
        SharedPage::Process& entry = g_shared->processes[place];
        std::int32_t there = entry.pid.load();
        if (there != pid && !(there == 0 && (entry.pid.compare_exchange_strong(there, static_cast<std::int32_t>(pid)) || there == pid)))
            continue;
        entry.thread.store(thread);
        entry.lane.store(lane, std::memory_order_release);
        return;
    }
}

} // namespace braid::record
