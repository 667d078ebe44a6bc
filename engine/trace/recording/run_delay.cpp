#include "engine/trace/recording/run_delay.h"

#include "engine/trace/recording/recording.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <new>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__x86_64__) && defined(__has_include)
#if __has_include(<sys/rseq.h>)
#include <cstddef>
#include <sys/rseq.h>
#define BRAID_HAS_RSEQ 1
#endif
#endif

namespace braid::trace {
namespace {

constexpr std::uint64_t LookEvery = 1'000'000; // ns
/// After so long without a look even the sampler does not get a processor.
constexpr std::uint64_t Overdue = 20'000'000; // ns
/// Descriptors left to the program: a look takes one for a moment and must not be what makes an accept() fail.
constexpr int SpareDescriptors = 16;

constinit thread_local DelaySlot* t_slot = nullptr;
constinit thread_local DelayBoard* t_board = nullptr;

std::atomic<std::uint32_t> g_looking{0}; ///< threads with a schedstat file open
std::atomic<bool> g_held{false};         ///< a fork is under way

std::uint64_t delta(std::uint64_t now, std::uint64_t before) { return now > before ? now - before : 0; }

/// Opens, reads and closes: 6 µs, and no descriptor that the program would have to share.
bool readOwnTimes(ThreadTimes& times) {
    const int error = errno;
    g_looking.fetch_add(1);
    bool good = false;
    if (!g_held.load()) {
        if (const int fd = open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC); fd >= 0) {
            rlimit limit{};
            if (getrlimit(RLIMIT_NOFILE, &limit) == 0 &&
                static_cast<rlim_t>(fd) + SpareDescriptors < limit.rlim_cur)
                good = readThreadTimes(fd, times);
            close(fd);
        }
    }
    g_looking.fetch_sub(1);
    errno = error;
    return good;
}

/// What was not told yet of `delayed`, now taken as told; 0 where it is too little or the sampler was quicker.
std::uint64_t claim(DelaySlot& slot, std::uint64_t delayed) {
    std::uint64_t told = slot.told.load();
    for (;;) {
        const bool first = told == NotReadYet;
        // The thread runs, so what the sampler told ahead is counted by now, or was none.
        if (!first && told <= delayed && delayed - told < LeastDelay)
            return 0;
        if (slot.told.compare_exchange_weak(told, delayed))
            return first ? 0 : delta(delayed, told);
    }
}

/// Takes all of `delayed` as told but what can be in the last `off`.
void startFrom(DelaySlot& slot, std::uint64_t delayed, std::uint64_t off) {
    std::uint64_t none = NotReadYet;
    slot.told.compare_exchange_strong(none, delayed - std::min(delayed, off));
}

std::uint64_t ownClock() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(time.tv_nsec);
}

std::uint32_t processorHere() { return static_cast<std::uint32_t>(sched_getcpu() + 1); }

void tell(std::uint64_t growth, std::uint64_t window, SiteId site) {
    append(EventKind::OffCpu, ObjectId{}, 0, site, Order::Own, growth, offCpuBits(processorHere(), window));
}

enum class Looked {
    NotDue,
    Nothing,
    Told
};

/// `exact`: the delay, if any, ended now.
Looked look(DelaySlot& slot, bool exact) {
    const std::uint64_t now = monotonicNanos();
    const std::uint64_t before = slot.lookedAt.load(std::memory_order_relaxed);
    if (delta(now, before) < LookEvery)
        return Looked::NotDue;
    ThreadTimes times;
    if (!readOwnTimes(times))
        return Looked::NotDue;
    // Never looked at since its begin, when it had a processor. How long it waited for that one is not meant.
    if (slot.told.load() == NotReadYet && slot.waits.load(std::memory_order_relaxed) == 0 && gettid() != getpid())
        startFrom(slot, times.delayed, delta(delta(now, before), ownClock()));
    slot.lookedAt.store(now, std::memory_order_relaxed);
    slot.waited.store(0, std::memory_order_relaxed);
    if (const std::uint64_t growth = claim(slot, times.delayed); growth > 0) {
        tell(growth, exact ? 0 : std::max<std::uint64_t>(delta(now, before), growth), SiteId{});
        return Looked::Told;
    }
    return Looked::Nothing;
}

bool busy() { return t_board->busy.load(std::memory_order_relaxed) != 0; }

void wakeSampler() {
    if (t_board->asleep.load(std::memory_order_relaxed) != 0) {
        t_board->wake.fetch_add(1);
        futexWakeAll(t_board->wake);
    }
}

/// Where the kernel writes the number of this thread's processor whenever it changes.
const std::uint32_t* processorCell() {
#if defined(BRAID_HAS_RSEQ)
    if (__rseq_size == 0)
        return nullptr;
    const std::byte* threadPointer = nullptr;
    __asm__("mov %%fs:0, %0"
            : "=r"(threadPointer));
    return &reinterpret_cast<const struct rseq*>(threadPointer + __rseq_offset)->cpu_id;
#else
    return nullptr;
#endif
}

} // namespace

void UnmapBoard::operator()(DelayBoard* board) const { munmap(board, sizeof *board); }

DelayBoardMapping newDelayBoard() {
    if (!delaysAreCounted())
        return nullptr;
    void* memory = mmap(nullptr, sizeof(DelayBoard), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return nullptr;
    // Zeros as the kernel gives them: a constructor would touch pages that are never used.
    return DelayBoardMapping(std::launder(reinterpret_cast<DelayBoard*>(memory)));
}

bool readThreadTimes(int fd, ThreadTimes& times) {
    char text[96];
    const ssize_t got = pread(fd, text, sizeof text - 1, 0);
    if (got <= 0)
        return false;
    text[got] = '\0';
    char* second = nullptr;
    times.ran = std::strtoull(text, &second, 10);
    char* end = nullptr;
    times.delayed = std::strtoull(second, &end, 10);
    times.slices = std::strtoull(end, nullptr, 10);
    return end != second;
}

std::uint32_t offCpuBits(std::uint32_t processor, std::uint64_t window) {
    const std::uint64_t micros = std::min<std::uint64_t>((window + 999) / 1000, OffCpuWindowMost);
    return (processor < OffCpuProcessorMask ? processor : 0) | static_cast<std::uint32_t>(micros) << OffCpuWindowShift;
}

bool delaysAreCounted() {
    // A kernel without CONFIG_SCHED_INFO says zeros; a process that has come so far has run.
    static const bool counted = [] {
        ThreadTimes times;
        return readOwnTimes(times) && times.ran > 0;
    }();
    return counted;
}

void joinDelayBoard(DelayBoard* board, LaneId lane) {
    if (board == nullptr)
        return;
    const auto tid = static_cast<std::uint32_t>(gettid());
    const std::uint32_t hint = board->firstFree.load(std::memory_order_relaxed);
    for (std::uint32_t k = 0; k < DelayBoard::Most; ++k) {
        const std::uint32_t index = (hint + k) % DelayBoard::Most;
        DelaySlot& slot = board->delaySlots[index];
        std::uint32_t none = 0;
        if (slot.tid.load(std::memory_order_relaxed) != 0 || !slot.tid.compare_exchange_strong(none, ~0u))
            continue;
        board->firstFree.store(index + 1, std::memory_order_relaxed);
        std::uint32_t used = board->used.load();
        while (used <= index && !board->used.compare_exchange_weak(used, index + 1)) {
        }
        t_board = board;
        t_slot = &slot;
        ThreadTimes times;
        slot.told.store(busy() && readOwnTimes(times) ? times.delayed : NotReadYet);
        slot.pid.store(static_cast<std::uint32_t>(getpid()));
        slot.lane.store(lane.value);
        slot.waiting.store(0);
        slot.waits.store(0);
        slot.waited.store(0);
        slot.looksItself.store(0);
        slot.processor.store(processorCell());
        slot.lookedAt.store(monotonicNanos());
        slot.tid.store(tid); // last: now the sampler looks at it
        wakeSampler();
        return;
    }
}

void leaveDelayBoard() {
    if (t_slot == nullptr)
        return;
    const auto index = static_cast<std::uint32_t>(t_slot - t_board->delaySlots);
    t_slot->processor.store(nullptr);
    while (t_board->reading.load() == index + 1) // the cell goes with the thread
        sched_yield();
    t_slot->tid.store(0);
    t_board->firstFree.store(index, std::memory_order_relaxed);
    forgetDelayBoard();
}

void forgetDelayBoard() {
    t_slot = nullptr;
    t_board = nullptr;
}

void holdDelayLooks(bool hold) {
    g_held.store(hold);
    while (hold && g_looking.load() != 0)
        sched_yield();
}

void waitBegins() {
    DelaySlot* slot = t_slot;
    if (slot == nullptr)
        return;
    slot->waiting.store(1, std::memory_order_relaxed);
    if (busy())
        look(*slot, false);
}

bool waitEnds() {
    DelaySlot* slot = t_slot;
    if (slot == nullptr)
        return false;
    const Looked looked = busy() ? look(*slot, true) : Looked::NotDue;
    if (looked == Looked::NotDue)
        slot->waited.store(1, std::memory_order_relaxed);
    slot->waits.store(slot->waits.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    slot->waiting.store(0, std::memory_order_release);
    wakeSampler();
    return looked == Looked::Told;
}

void lookAtDelay() {
    if (t_slot != nullptr &&
        (busy() || delta(monotonicNanos(), t_slot->lookedAt.load(std::memory_order_relaxed)) > Overdue))
        look(*t_slot, false);
}

void seesItself(bool on) {
    DelaySlot* slot = t_slot;
    if (slot == nullptr)
        return;
    if (on && delaysAreCounted()) {
        look(*slot, false); // what was before it began to look
        std::uint64_t none = NotReadYet;
        if (ThreadTimes times; slot->told.load() == none && readOwnTimes(times))
            slot->told.compare_exchange_strong(none, times.delayed);
    }
    slot->looksItself.store(on ? 1 : 0, std::memory_order_relaxed);
}

void tellDelay(std::chrono::nanoseconds off, SiteId site) {
    DelaySlot* slot = t_slot;
    ThreadTimes times;
    if (slot == nullptr || !readOwnTimes(times)) {
        // The system does not count: the clocks are all there is.
        if (recording() && !delaysAreCounted())
            tell(static_cast<std::uint64_t>(std::max<std::int64_t>(off.count(), 0)), 0, site);
        return;
    }
    slot->lookedAt.store(monotonicNanos(), std::memory_order_relaxed);
    slot->waited.store(0, std::memory_order_relaxed);
    if (const std::uint64_t growth = claim(*slot, times.delayed); growth > 0)
        tell(growth, 0, site);
}

} // namespace braid::trace
