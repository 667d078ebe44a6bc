#include "engine/record/attach/holders.h"

#include "engine/record/attach/code.h"
#include "engine/record/attach/locks.h"
#include "engine/record/attach/python.h"
#include "engine/record/attach/semlock.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace braid::attach {
namespace {

bool isIn(const Frame& frame, std::string_view function) { return plainName(frame.place.function) == function || plainName(frame.entered) == function; }

bool isAncestor(const Snapshot& snapshot, const SeenProcess& which, const SeenProcess& of) {
    std::size_t steps = 0;
    for (const SeenProcess* each = snapshot.process(of.parent); each != nullptr && steps < MostProcesses; each = snapshot.process(each->parent), ++steps)
        if (each == &which)
            return true;
    return false;
}

/// The owner of a lock in its own words, or whose it was in another process.
Held byWord(const Snapshot& snapshot, const SeenProcess& process, Address address, int owner) {
    Held held;
    const Mapping* where = process.mappingAt(address);
    if (process.thread(owner) != nullptr) {
        held.by.push_back({owner, process.pid});
        return held;
    }
    const SeenProcess* other = snapshot.withThread(owner);
    if (other == nullptr && processOfThread(owner) && (where == nullptr || where->shared || processOfThread(owner) == process.parent)) {
        held.unknown = held.outside = true; // it lives, and what it does is not known
        return held;
    }
    if (where != nullptr && where->shared) {
        held.by.push_back({owner, other != nullptr ? other->pid : process.pid});
        return held;
    }
    const SeenProcess* parent = snapshot.process(process.parent);
    const bool ancestors = other != nullptr && isAncestor(snapshot, *other, process);
    // Threads that were made in this process have greater numbers than it, until those begin anew.
    const bool before = !ancestors && owner < process.pid && parent != nullptr && copiedFrom(*parent, process, address);
    if (parent == nullptr || (!ancestors && !before)) {
        held.by.push_back({owner, process.pid}); // it has ended
        return held;
    }
    if (owner == forkerOf(*parent, process)) { // it goes on in this process
        held.by.push_back({process.threads.front().thread.id, process.pid});
        return held;
    }
    held.atFork = true;
    held.by.push_back({owner, parent->pid});
    return held;
}

Held ofReadWrite(const Snapshot& snapshot, const SeenProcess& process, Address address) {
    Held held;
    const auto facts = readWriteAt(process.memory, address);
    if (!facts)
        return held;
    if (facts->writer != 0)
        return byWord(snapshot, process, address, facts->writer);
    for (const SeenThread& thread : process.threads) {
        const bool takes = std::any_of(thread.frames.begin(), thread.frames.end(), [&](const Frame& frame) {
            return !ofSystem(frame.place.module) && tookBefore(frame, address, Lending::Reading, *process.symbols, process.memory);
        });
        if (takes && held.by.size() < facts->readers)
            held.by.push_back({thread.thread.id, process.pid, true, true});
    }
    held.unknown = held.by.empty() && facts->readers > 0;
    return held;
}

/// Who is in a function that took it, in each process that has it, by its address there.
Held byCode(const Snapshot& snapshot, const SeenProcess& process, Address address, Lending lending) {
    Held held;
    const Mapping* where = process.mappingAt(address);
    for (const auto& each : snapshot.processes) {
        Address there = address;
        if (each.get() != &process) {
            const auto same = std::find_if(each->mappings.begin(), each->mappings.end(), [where](const Mapping& one) { return where != nullptr && isSameFile(one, *where); });
            if (same == each->mappings.end())
                continue;
            there = same->begin + (address - where->begin) + where->offset - same->offset;
        }
        for (const SeenThread& thread : each->threads) {
            const bool takes = std::any_of(thread.frames.begin(), thread.frames.end(), [&](const Frame& frame) {
                return !ofSystem(frame.place.module) && tookBefore(frame, there, lending, *each->symbols, each->memory);
            });
            if (takes)
                held.by.push_back({thread.thread.id, each->pid, false, true});
        }
    }
    return held;
}

/// Who took it in the function that it is in; where that is so of several, nothing says which of them has it.
Held ofSpinLock(const Snapshot& snapshot, const SeenProcess& process, const SeenThread& waiter) {
    Held held = byCode(snapshot, process, waiter.wait.object, Lending::Spin);
    if (held.by.size() > 1)
        held.by.clear();
    held.unknown = held.by.empty();
    return held;
}

/// Of System V: the process whose operation was the last one, where it left nothing. One that waits for the same semaphore has not taken
/// it to give it back, and of one with several threads nothing says which.
Held ofSystemV(const Snapshot& snapshot, const SeenProcess& process, const Wait& wait) {
    Held held;
    const auto facts = semaphoreOf(process, wait);
    held.outside = !facts || facts->named;
    if (!facts || wait.forZero || facts->value != 0 || facts->last == 0)
        return held;
    const SeenProcess* last = snapshot.process(facts->last);
    if (last == nullptr || last->threads.empty()) {
        held.outside = processOfThread(facts->last).has_value(); // it lives, and could not be looked at
        if (!held.outside)
            held.by.push_back({facts->last, process.pid});
        return held;
    }
    const bool waitsToo = std::any_of(last->threads.begin(), last->threads.end(), [&wait](const SeenThread& each) {
        return each.wait.kind == wait.kind && each.wait.target == wait.target && each.wait.number == wait.number;
    });
    if (!waitsToo && last->threads.size() == 1) {
        held.outside = false;
        held.by.push_back({last->threads.front().thread.id, last->pid, false, true});
    }
    return held;
}

/// Who is in the function that runs the definition, further out than `waiter` stands before it.
Held ofStaticGuard(const SeenProcess& process, const SeenThread& waiter) {
    Held held;
    const auto at = std::find_if(waiter.frames.begin(), waiter.frames.end(), [](const Frame& frame) { return isIn(frame, "cxa_guard_acquire"); });
    const Address function = at == waiter.frames.end() || at + 1 == waiter.frames.end() ? 0 : (at + 1)->place.functionBegin;
    for (const SeenThread& thread : process.threads)
        for (std::size_t i = 1; i < thread.frames.size() && function != 0; ++i)
            if (thread.frames[i].place.functionBegin == function && !isIn(thread.frames[i - 1], "cxa_guard_acquire")) {
                held.by.push_back({thread.thread.id, process.pid, false, true});
                break;
            }
    if (held.by.size() > 1)
        held.by.clear();
    held.unknown = held.by.empty();
    return held;
}

/// What lies in the frame `i` of the thread, where that is one of pthread_once(): the word for which that was called is among it.
std::vector<Address> wordsOfOnce(const SeenProcess& process, const SeenThread& thread, std::size_t i) {
    constexpr std::size_t MostBytes = 1024;
    const Frame& frame = thread.frames[i];
    const Address end = i + 1 < thread.frames.size() ? thread.frames[i + 1].stack : 0;
    if (!(isIn(frame, "pthread_once") || isIn(frame, "call_once")) || end <= frame.stack || end - frame.stack > MostBytes)
        return {};
    std::vector<Address> words((end - frame.stack) / sizeof(Address));
    return process.memory.read(frame.stack, words.data(), words.size() * sizeof(Address)) ? words : std::vector<Address>();
}

/// Who is in pthread_once() of that very word, which it keeps in its frame.
Held ofOnce(const SeenProcess& process, const SeenThread& waiter) {
    Held held;
    for (const SeenThread& thread : process.threads)
        for (std::size_t i = &thread == &waiter ? 3 : 0; i < thread.frames.size() && held.by.empty(); ++i) {
            const std::vector<Address> words = wordsOfOnce(process, thread, i);
            if (std::find(words.begin(), words.end(), waiter.wait.object) != words.end())
                held.by.push_back({thread.thread.id, process.pid});
        }
    held.unknown = held.by.empty();
    return held;
}

/// At `once` lies what sees to it that a future of libstdc++ is set once only: the state around it has a type, which tells its name in
/// programs without symbols as well.
bool isOfFuture(const SeenProcess& process, Address once) {
    constexpr Address InState = 24, TypeBefore = 8, NameInType = 8;
    constexpr std::string_view Class = "St13__future_base"; // mangled
    const Mapping* where = once % sizeof(std::uint32_t) == 0 ? process.mappingAt(once) : nullptr;
    if (where == nullptr || !where->writable)
        return false;
    const auto table = process.memory.at<Address>(once - InState);
    const auto type = table ? process.memory.at<Address>(*table - TypeBefore) : std::nullopt;
    const auto name = type ? process.memory.at<Address>(*type + NameInType) : std::nullopt;
    std::array<char, 2 + Class.size()> text{}; // "N" before it, or "*N"
    return name && process.memory.read(*name, text.data(), text.size()) && std::string_view(text.data(), text.size()).find(Class) != std::string_view::npos;
}

Held ofFileLock(const Snapshot& snapshot, const SeenProcess& process, const SeenThread& waiter) {
    Held held;
    const FileLockFacts facts = fileLockOf(process, waiter.wait);
    for (const int pid : facts.holders) {
        const SeenProcess* holder = snapshot.process(pid);
        if (holder == nullptr || holder->threads.empty()) {
            held.unknown = held.outside = true;
            continue;
        }
        // The kernel names the process. One of several threads of the waiter's own could be any.
        if (pid == process.pid && process.threads.size() > 1)
            held.unknown = true;
        else
            held.by.push_back({holder->threads.front().thread.id, pid, facts.shared});
    }
    held.unknown = held.unknown || held.by.empty();
    return held;
}

/// Locks that tell nobody their owner: in a process with one thread that is this thread itself, or one that was not copied when
/// the process was forked.
Held withoutOwner(const Snapshot& snapshot, const SeenProcess& process, const SeenThread& waiter) {
    Held held;
    held.unknown = true;
    if (process.threads.size() != 1)
        return held;
    const SeenProcess* parent = snapshot.process(process.parent);
    const bool interrupted = std::any_of(waiter.frames.begin(), waiter.frames.end(), [](const Frame& frame) { return frame.interrupted; });
    if (parent != nullptr && !interrupted && copiedFrom(*parent, process, waiter.wait.object)) {
        held.unknown = false;
        held.atFork = true;
        held.by.push_back({0, parent->pid});
    } else if (waiter.wait.kind == WaitKind::PythonLock) {
        held.unknown = false;
        held.by.push_back({waiter.thread.id, process.pid});
    }
    return held;
}

} // namespace

bool copiedFrom(const SeenProcess& parent, const SeenProcess& process, Address address) {
    const Mapping* here = process.mappingAt(address);
    const Mapping* there = parent.mappingAt(address);
    return here != nullptr && there != nullptr && !here->shared && here->begin == there->begin && here->path == there->path;
}

int forkerOf(const SeenProcess& parent, const SeenProcess& process) {
    const Mapping* stack = process.threads.empty() ? nullptr : process.mappingAt(process.threads.front().thread.call.stack);
    for (const SeenThread& each : parent.threads)
        if (stack != nullptr && each.thread.call.stack != 0)
            if (const Mapping* theirs = parent.mappingAt(each.thread.call.stack); theirs != nullptr && theirs->end == stack->end)
                return each.thread.id;
    return 0;
}

bool runsTask(const SeenProcess& process, const SeenThread& thread) {
    const bool named = std::any_of(thread.frames.begin(), thread.frames.end(), [](const Frame& frame) {
        const std::string& name = frame.place.function;
        return name.find("_State_baseV2::_M_do_set") != std::string::npos || name.find("__future_base::_Task_state<") != std::string::npos;
    });
    for (std::size_t i = 0; !named && i < thread.frames.size(); ++i)
        for (const Address word : wordsOfOnce(process, thread, i))
            if (isOfFuture(process, word))
                return true;
    return named;
}

int giverOfFuture(const SeenProcess& process, const SeenThread& waiter, Address word) {
    // _State_baseV2: the word is 16 bytes behind its begin.
    constexpr Address Before = 16, Bytes = 64;
    constexpr std::size_t Steps = 3, WordsOfBlock = 16, MostWords = 8192, MostStackWords = 4096;
    const auto isState = [word](Address value) { return value >= word - Before && value < word - Before + Bytes; };
    int giver = 0;
    std::size_t nearest = Steps;
    for (const SeenThread& thread : process.threads) {
        const Address stack = thread.thread.call.stack;
        const Mapping* mapping = process.mappingAt(stack);
        if (&thread == &waiter || mapping == nullptr || thread.frames.empty())
            continue;
        std::vector<Address> words(std::min<std::size_t>(MostStackWords, (std::min(mapping->end, thread.frames.back().stack + Bytes) - stack) / sizeof(Address)));
        if (!process.memory.read(stack, words.data(), words.size() * sizeof(Address)))
            continue;
        std::unordered_set<Address> seen;
        for (std::size_t step = 0; step < Steps; ++step) {
            if (std::any_of(words.begin(), words.end(), isState)) {
                if (step < nearest)
                    giver = thread.thread.id;
                else if (step == nearest)
                    giver = 0; // as near as another one
                nearest = std::min(nearest, step);
                break;
            }
            std::vector<Address> next;
            for (const Address pointer : words) {
                std::array<Address, WordsOfBlock> block{};
                const Mapping* to = pointer % sizeof(Address) == 0 ? process.mappingAt(pointer) : nullptr;
                const bool onStack = to == mapping; // what lies there has been looked at
                if (to == nullptr || !to->writable || onStack || next.size() >= MostWords || !seen.insert(pointer).second)
                    continue;
                if (process.memory.read(pointer, block.data(), sizeof block))
                    next.insert(next.end(), block.begin(), block.end());
            }
            words = std::move(next);
        }
    }
    return nearest < Steps ? giver : 0;
}

Held holdersOf(const Snapshot& snapshot, const SeenProcess& process, const SeenThread& waiter) {
    const Wait& wait = waiter.wait;
    switch (wait.kind) {
    case WaitKind::Mutex: {
        const int owner = ownerOf(process, wait);
        if (owner != 0)
            return byWord(snapshot, process, wait.object, owner);
        Held held;
        held.unknown = true;
        return held;
    }
    case WaitKind::ReadLock:
    case WaitKind::WriteLock:
        return ofReadWrite(snapshot, process, wait.object);
    case WaitKind::Semaphore:
        if (const std::optional<Held> held = holdersOfSharedLock(snapshot, process, waiter))
            return *held;
        return byCode(snapshot, process, wait.object, Lending::Permit);
    case WaitKind::SpinLock:
        return ofSpinLock(snapshot, process, waiter);
    case WaitKind::Opening: {
        Held held;
        held.outside = true; // any program may open it
        return held;
    }
    case WaitKind::SystemVSemaphore:
        return ofSystemV(snapshot, process, wait);
    case WaitKind::Message:
    case WaitKind::MessageRoom: {
        Held held;
        held.outside = mayBeKnownToOthers(process, wait);
        return held;
    }
    case WaitKind::StaticGuard:
        return ofStaticGuard(process, waiter);
    case WaitKind::Once:
        return ofOnce(process, waiter);
    case WaitKind::FileLock:
        return ofFileLock(snapshot, process, waiter);
    case WaitKind::Library:
    case WaitKind::PythonLock:
        return withoutOwner(snapshot, process, waiter);
    case WaitKind::InterpreterLock: {
        Held held;
        const auto lock = interpreterLockOf(process);
        if (lock && lock->holder != 0)
            held.by.push_back({lock->holder, process.pid});
        return held;
    }
    default:
        return {};
    }
}

} // namespace braid::attach
