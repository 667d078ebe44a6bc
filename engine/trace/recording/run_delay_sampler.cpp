#include "engine/trace/recording/run_delay_sampler.h"

#include "engine/trace/deadline.h"
#include "engine/trace/file.h"
#include "engine/trace/process_stat.h"
#include "engine/trace/recording/helper_thread.h"
#include "engine/trace/recording/recording.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <optional>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace braid::trace {
namespace {

constexpr std::uint64_t ShortestPeriod = 4'000'000; // ns
constexpr std::uint64_t LongestPeriod = 250'000'000;
/// A round may take one part in so many of a processor.
constexpr std::uint64_t Share = 100;
/// What waking up and going to sleep again costs beside the round itself, about.
constexpr std::uint64_t WakeUpCost = 8'000;
/// The most that OffCpuOther has room for, ns.
constexpr std::uint64_t SinceMost = ((std::uint64_t{1} << (64 - OffCpuSinceShift)) - 1) * 1000;
/// By how much the processor time of a thread of another process may be behind: a tick of the kernel.
constexpr std::int64_t StaleBy = 5'000'000; // ns
/// Delay found in one round from which on threads look for themselves, and rounds without until they stop.
constexpr std::uint64_t BusyFrom = 100'000;
constexpr int QuietRounds = 200;
/// Rounds with every thread waiting until the sampler waits too.
constexpr int IdleRounds = 4;

std::uint64_t clockOf(clockid_t clock) {
    timespec time{};
    if (clock_gettime(clock, &time) != 0)
        return 0;
    return static_cast<std::uint64_t>(time.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(time.tv_nsec);
}

/// The processor clock of any thread, by its number, as pthread_getcpuclockid() makes it.
clockid_t clockOfThread(std::uint32_t tid) { return static_cast<clockid_t>((~tid << 3) | 6u); }

/// Gives this thread a table of descriptors of its own with nothing in it but `trace`, which grows where this thread claims
/// the next chunk. False where the kernel has no such call, and under ThreadSanitizer, for which descriptors of one number are one.
bool haveOwnDescriptors(int trace) {
#if defined(SYS_close_range) && !defined(__SANITIZE_THREAD__)
    constexpr unsigned Unshare = 2; // CLOSE_RANGE_UNSHARE
    const auto kept = static_cast<unsigned>(trace);
    if (syscall(SYS_close_range, kept + 1, ~0u, Unshare) != 0)
        return false;
    return kept == 0 || syscall(SYS_close_range, 0u, kept - 1, 0u) == 0;
#else
    static_cast<void>(trace);
    return false;
#endif
}

} // namespace

/// What the sampler's thread does.
class RunDelaySampler::Rounds {
public:
    Rounds(DelayBoard& board, File& file)
        : m_board(board), m_pid(static_cast<std::uint32_t>(getpid())), m_keeps(haveOwnDescriptors(file.fd())), m_known(DelayBoard::Most) {
        enterTrace(m_writer, file.mapping(), 0, 0, false); // for no lane of its own
    }
    ~Rounds() { leaveTrace(m_writer); }
    Rounds(const Rounds&) = delete;
    Rounds& operator=(const Rounds&) = delete;

    /// Looks at all once.
    void round();
    /// How long until the next round, ns.
    [[nodiscard]] std::uint64_t period() const {
        return std::clamp((m_cost + WakeUpCost) * Share, ShortestPeriod, LongestPeriod);
    }
    [[nodiscard]] bool allWait() const { return m_idle >= IdleRounds; }
    [[nodiscard]] bool anyRuns() const;

private:
    /// A /proc file of a thread.
    struct ProcFile {
        int fd = -1;
    };
    /// What was seen of a slot's thread at the look before.
    struct Known {
        std::uint32_t tid = 0; ///< 0 = nothing yet
        ProcFile schedstat, wchan, stat;
        std::uint32_t waits = 0;
        std::uint64_t time = 0, ran = 0, slices = 0, told = 0;
        /// Time in which it did not run and that is not told: since the look before, and from earlier.
        std::int64_t owed = 0, missed = 0;
    };
    template <class Read>
    bool readAll(ProcFile& file, const char* name, const DelaySlot& slot, std::uint32_t tid, Read read);
    std::uint32_t processorSaid(std::uint32_t index);
    void closeFile(ProcFile& file) const;
    void forget(Known& known) const;
    void lookAt(std::uint32_t index);
    void afterWait(std::uint32_t index, const ThreadTimes& times, std::uint64_t window);
    void whileRunning(std::uint32_t index, const ThreadTimes& times, std::uint64_t window, std::uint64_t ran,
                      std::uint64_t clock);
    void tellTurn(std::uint32_t index, std::uint64_t delay, std::uint64_t window, std::uint64_t ran, bool exactly);
    void tell(std::uint32_t index, std::uint64_t delay, std::uint64_t window, std::uint64_t since, std::uint32_t processor);
    [[nodiscard]] std::uint32_t processorOf(std::uint32_t index);

    DelayBoard& m_board;
    const std::uint32_t m_pid;
    ThreadWriter m_writer{};
    const bool m_keeps;                                       ///< descriptors stay open
    std::vector<Known> m_known;                               ///< by slot
    std::uint64_t m_cost = 0;                                 ///< of the last round, ns of processor time
    std::uint64_t m_found = 0;                                ///< delay in this round
    std::array<std::uint64_t, OffCpuProcessorMask> m_taken{}; ///< of each processor (its number + 1) in this round: ns told of threads of other processes
    bool m_ran = false;                                       ///< a thread did not wait in this round
    int m_quiet = 0, m_idle = 0;
};

void RunDelaySampler::Rounds::closeFile(ProcFile& file) const {
    if (file.fd >= 0)
        close(std::exchange(file.fd, -1));
}

void RunDelaySampler::Rounds::forget(Known& known) const {
    closeFile(known.schedstat);
    closeFile(known.wchan);
    closeFile(known.stat);
    known = {};
}

/// `read` of the descriptor of that file of the thread. False where it cannot be opened, with errno, or `read` says so.
template <class Read>
bool RunDelaySampler::Rounds::readAll(ProcFile& file, const char* name, const DelaySlot& slot, std::uint32_t tid, Read read) {
    if (file.fd < 0) {
        char path[64];
        std::snprintf(path, sizeof path, "/proc/%u/task/%u/%s", slot.pid.load(), tid, name);
        file.fd = open(path, O_RDONLY | O_CLOEXEC);
        if (file.fd < 0)
            return false;
    }
    const bool good = read(file.fd);
    if (!m_keeps) {
        const int error = errno;
        closeFile(file);
        errno = error;
    }
    return good;
}

/// Its number + 1, as the system says it of a thread of another process; 0 where it does not.
std::uint32_t RunDelaySampler::Rounds::processorSaid(std::uint32_t index) {
    std::optional<int> processor;
    readAll(m_known[index].stat, "stat", m_board.delaySlots[index], m_known[index].tid, [&](int fd) {
        char text[1024];
        const ssize_t got = pread(fd, text, sizeof text, 0);
        if (got > 0)
            processor = processStatIn({text, static_cast<std::size_t>(got)}).processor;
        return processor.has_value();
    });
    return static_cast<std::uint32_t>(processor.value_or(-1) + 1);
}

/// Between `reading` and its clearing the thread does not end.
std::uint32_t RunDelaySampler::Rounds::processorOf(std::uint32_t index) {
    const DelaySlot& slot = m_board.delaySlots[index];
    if (slot.pid.load() != m_pid)
        return processorSaid(index);
    m_board.reading.store(index + 1);
    const std::uint32_t* cell = slot.processor.load();
    const std::uint32_t number = cell != nullptr ? *static_cast<const volatile std::uint32_t*>(cell) : ~0u;
    m_board.reading.store(0);
    return number + 1;
}

void RunDelaySampler::Rounds::lookAt(std::uint32_t index) {
    DelaySlot& slot = m_board.delaySlots[index];
    Known& known = m_known[index];
    std::uint32_t tid = slot.tid.load(std::memory_order_acquire);
    if (tid != known.tid && known.tid != 0)
        forget(known);
    if (tid == 0 || tid == ~0u)
        return;
    if (slot.waiting.load(std::memory_order_acquire) != 0)
        return;
    m_ran = true;
    const std::uint32_t waits = slot.waits.load(std::memory_order_relaxed);
    const bool fresh = known.tid == 0;
    // Exact; of threads of other processes the kernel does not tell it.
    const bool exact = slot.pid.load() == m_pid;
    std::uint64_t ran = exact ? clockOf(clockOfThread(tid)) : 0;
    const std::uint64_t now = monotonicNanos();
    if (fresh) {
        // One that the recording began with has begun to run when it took its slot.
        known.tid = tid;
        known.time = slot.lookedAt.load();
        known.waits = tid == m_pid ? ~0u : 0;
    }
    const std::uint64_t window = now > known.time ? now - known.time : 0;
    const bool waited = waits != known.waits;
    if (!fresh && !waited && exact && window < ran - known.ran + LeastDelay && known.owed < std::int64_t{LeastDelay}) {
        known.time = now;
        known.ran = ran;
        slot.lookedAt.store(now, std::memory_order_relaxed);
        return; // it ran all the time
    }
    ThreadTimes times;
    if (!readAll(known.schedstat, "schedstat", slot, tid, [&](int fd) { return readThreadTimes(fd, times); })) {
        const int error = errno;
        forget(known);
        if (error == ESRCH || error == ENOENT) // killed: it could not give its slot back
            slot.tid.compare_exchange_strong(tid, 0);
        return;
    }
    if (!exact)
        ran = times.ran;
    if (waited) {
        afterWait(index, times, now - std::min(now, slot.lookedAt.load()));
        known.owed = known.missed = 0;
    } else {
        whileRunning(index, times, window, ran - std::min(ran, known.ran), exact ? ran : 0);
    }
    known.time = now;
    known.ran = ran;
    known.waits = waits;
    known.slices = times.slices;
    slot.lookedAt.store(now, std::memory_order_relaxed);
}

/// It waited since the look before. If it has looked for itself, what is new lies after that wait.
void RunDelaySampler::Rounds::afterWait(std::uint32_t index, const ThreadTimes& times, std::uint64_t window) {
    DelaySlot& slot = m_board.delaySlots[index];
    std::uint64_t told = slot.told.load();
    const bool first = told == NotReadYet;
    const std::uint64_t growth = !first && times.delayed > told ? times.delayed - told : 0;
    m_known[index].told = told;
    if ((!first && growth < LeastDelay) || !slot.told.compare_exchange_strong(told, times.delayed))
        return; // or the thread was quicker to tell it
    m_known[index].told = times.delayed;
    m_found += growth;
    if (growth > 0 && slot.waited.exchange(0) == 0 && slot.waiting.load() == 0)
        tell(index, growth, std::max(window, growth), 0, processorOf(index));
}

/// It has not waited since the look before: when it did not run it was ready, if the kernel agrees. `clock`: its processor
/// clock at this look, 0 = not known exactly.
void RunDelaySampler::Rounds::whileRunning(std::uint32_t index, const ThreadTimes& times, std::uint64_t window,
                                           std::uint64_t ran, std::uint64_t clock) {
    DelaySlot& slot = m_board.delaySlots[index];
    Known& known = m_known[index];
    std::uint64_t told = slot.told.load();
    if (told == NotReadYet)
        slot.told.compare_exchange_strong(told, 0);
    told = slot.told.load();
    if (slot.looksItself.load(std::memory_order_relaxed) != 0) { // it tells it better; that there are delays counts all the same
        m_found += told > known.told ? told - known.told : 0;
        known.told = told;
        known.owed = known.missed = 0;
        return;
    }
    // What the thread told itself meanwhile is not owed any more.
    known.owed += static_cast<std::int64_t>(window) - static_cast<std::int64_t>(ran);
    if (told > known.told)
        known.owed -= static_cast<std::int64_t>(told - known.told);
    known.told = told;
    const std::int64_t least = clock != 0 ? std::int64_t{LeastDelay} : StaleBy;
    if (known.owed < least)
        return;
    std::int64_t delay = 0;
    const bool arrived = times.slices != known.slices;
    // What it waits for in the kernel is "0" then.
    const auto runnable = [&] {
        return readAll(known.wchan, "wchan", slot, known.tid, [](int fd) {
            char first[2] = {};
            return pread(fd, first, sizeof first, 0) == 1 && first[0] == '0';
        });
    };
    bool runs = true;
    if (arrived) {
        const auto counted = static_cast<std::int64_t>(times.delayed - std::min(times.delayed, told));
        delay = std::min(known.owed + known.missed, counted);
        // Off again, which the kernel counts later? Then its clock stands still.
        runs = delay >= known.owed || clock == 0 || clockOf(clockOfThread(known.tid)) != clock || !runnable();
        if (!runs)
            delay = known.owed;
        known.missed += known.owed - delay; // blocked in the kernel
    } else if (runnable()) {
        delay = known.owed; // it lost its processor and has not got one since
        runs = false;
    }
    known.owed = 0;
    // What was told ahead is counted now, or was no delay.
    const std::uint64_t base = arrived ? std::min(told, times.delayed) : told;
    const std::uint64_t next = base + static_cast<std::uint64_t>(delay);
    if (next != told && !slot.told.compare_exchange_strong(told, next))
        return;
    known.told = next;
    if (delay < std::int64_t{LeastDelay})
        return;
    const auto told64 = static_cast<std::uint64_t>(delay);
    m_found += told64;
    if (slot.waiting.load() == 0)
        tellTurn(index, told64, std::max(window, told64), runs ? std::min(ran, window - std::min(window, told64)) : 0, clock != 0);
}

/// It was ready for `delay` of the `window` and ran for `ran` of it, last where that is known `exactly`. Else those that were on one
/// processor since the round before are told one behind the other: in which order they were there nobody says, but not at once.
void RunDelaySampler::Rounds::tellTurn(std::uint32_t index, std::uint64_t delay, std::uint64_t window, std::uint64_t ran, bool exactly) {
    const std::uint32_t processor = processorOf(index);
    if (exactly || ran == 0 || processor == 0 || processor >= m_taken.size()) {
        tell(index, delay, window, ran, processor);
        return;
    }
    const std::uint64_t after = std::min(std::exchange(m_taken[processor], m_taken[processor] + ran), delay);
    if (delay - after >= LeastDelay)
        tell(index, delay - after, window, after + ran, processor);
    if (after >= LeastDelay)
        tell(index, after, window, 0, processor);
}

void RunDelaySampler::Rounds::tell(std::uint32_t index, std::uint64_t delay, std::uint64_t window, std::uint64_t since, std::uint32_t processor) {
    append(m_writer, EventKind::OffCpuOther, m_board.delaySlots[index].lane.load(), 0, 0, Order::Own,
           std::min(delay, OffCpuDelayMask) | (std::min(since, SinceMost) / 1000) << OffCpuSinceShift,
           offCpuBits(processor, window));
}

void RunDelaySampler::Rounds::round() {
    const std::uint64_t begin = clockOf(CLOCK_THREAD_CPUTIME_ID);
    m_found = 0;
    m_ran = false;
    m_taken = {};
    const std::uint32_t used = std::min(m_board.used.load(), DelayBoard::Most);
    for (std::uint32_t index = 0; index < used; ++index)
        lookAt(index);
    m_idle = m_ran ? 0 : m_idle + 1;
    m_quiet = m_found >= BusyFrom ? 0 : m_quiet + 1;
    if (m_quiet == 0)
        m_board.busy.store(1, std::memory_order_relaxed);
    else if (m_quiet == QuietRounds)
        m_board.busy.store(0, std::memory_order_relaxed);
    m_cost = clockOf(CLOCK_THREAD_CPUTIME_ID) - begin;
}

bool RunDelaySampler::Rounds::anyRuns() const {
    const std::uint32_t used = std::min(m_board.used.load(), DelayBoard::Most);
    for (std::uint32_t index = 0; index < used; ++index)
        if (m_board.delaySlots[index].tid.load() != 0 && m_board.delaySlots[index].waiting.load() == 0)
            return true;
    return false;
}

RunDelaySampler::RunDelaySampler(File& file, DelayBoard& board) : m_board(board) {
    m_thread = startHelper("braid-sampler", [this, &file] { run(file); });
}

void RunDelaySampler::run(File& file) {
    Rounds rounds(m_board, file);
    while (!m_over.load()) {
        const std::uint32_t seen = m_board.wake.load();
        rounds.round();
        std::chrono::nanoseconds pause(rounds.period());
        if (rounds.allWait()) {
            m_board.asleep.store(1);
            if (!rounds.anyRuns())
                pause = std::chrono::nanoseconds(LongestPeriod); // a thread that begins to run wakes it
        }
        const std::timespec timeout = timespecOf(pause);
        if (!m_over.load())
            futexWait(m_board.wake, seen, &timeout);
        m_board.asleep.store(0);
    }
}

RunDelaySampler::~RunDelaySampler() {
    m_over.store(true);
    m_board.wake.fetch_add(1);
    futexWakeAll(m_board.wake);
    if (m_thread.joinable())
        m_thread.join();
}

void RunDelaySampler::stayedWithParent() {
    if (m_thread.joinable())
        m_thread.detach();
}

} // namespace braid::trace
