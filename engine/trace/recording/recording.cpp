#include "engine/trace/recording/recording.h"

#include "engine/trace/native_mutex.h"
#include "engine/trace/recording/helper_thread.h"
#include "engine/trace/recording/run_delay.h"
#include "engine/trace/recording/run_delay_sampler.h"
#include "engine/trace/recording/traced_object.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace braid::trace {
namespace {

/// How far ahead of the writers chunks are faulted in: a writer at full speed fills about one in 15 µs, the helper needs
/// a few µs for each.
constexpr std::uint32_t AheadChunks = 128;
constexpr std::uint32_t LowWater = 96;

std::atomic<Recording*> g_current{nullptr};
std::atomic<std::uint32_t> g_generation{0};

} // namespace

struct Recording::Internals {
    explicit Internals(File& traceFile) : file(traceFile) {}

    File& file;
    std::uint32_t generation = 0;          ///< grows with each fork that leads here
    std::uint32_t firstGeneration = 0;     ///< that of the process in which the recording began
    std::atomic<std::uint32_t> process{0}; ///< its lane; 0 = none yet

    NativeMutex sitesMutex;
    std::map<std::pair<std::string_view, std::uint32_t>, std::uint32_t> sites BRAID_GUARDED_BY(sitesMutex);

    // The helper sleeps on `wake`; writers move it on when they claim.
    std::atomic<std::uint32_t> wake{0};
    std::atomic<std::uint32_t> populatedUpTo{0};
    std::atomic<bool> over{false};
    std::thread helper;

    DelayBoardMapping delays = newDelayBoard(); ///< null where the system does not count them
    std::optional<RunDelaySampler> sampler;     ///< not in a forked child: its parent's looks at its threads too

    void keepAhead() {
        while (!over.load(std::memory_order_relaxed)) {
            const std::uint32_t seen = wake.load();
            const std::uint32_t claimed = file.header().claimed.load(std::memory_order_relaxed);
            if (populatedUpTo.load(std::memory_order_relaxed) < claimed + LowWater) {
                file.reserveAhead(AheadChunks, true);
                populatedUpTo.store(claimed + AheadChunks, std::memory_order_relaxed);
                continue;
            }
            if (!over.load())
                futexWait(wake, seen);
        }
    }

    void nudgeHelper() {
        const std::uint32_t claimed = file.header().claimed.load(std::memory_order_relaxed);
        if (claimed + LowWater > populatedUpTo.load(std::memory_order_relaxed)) {
            wake.fetch_add(1);
            futexWakeAll(wake);
        }
    }
};

Recording::Recording(File& file) : m(std::make_unique<Internals>(file)) {
    m->generation = m->firstGeneration = g_generation.fetch_add(1) + 1;
    // A small start: short runs should not pay for a megabyte.
    file.reserveAhead(8, true);
    m->populatedUpTo.store(8);
    m->helper = startHelper("braid-prefault", [this] { m->keepAhead(); });
    Mapping& mapping = file.mapping();
    mapping.owner = m.get();
    mapping.tookChunk = [](Mapping& grown) {
        static_cast<Internals*>(grown.owner)->nudgeHelper();
        // A thread that writes much and never waits has its delays told here.
        lookAtDelay();
    };
    g_current.store(this, std::memory_order_release);
    if (m->delays)
        m->sampler.emplace(file, *m->delays);
}

Recording::~Recording() {
    m->sampler.reset();
    leave();
    g_current.store(nullptr, std::memory_order_release);
    m->file.mapping().tookChunk = nullptr;
    m->over.store(true);
    m->wake.fetch_add(1);
    futexWakeAll(m->wake);
    if (m->helper.joinable())
        m->helper.join();
}

Recording* Recording::current() { return g_current.load(std::memory_order_acquire); }

File& Recording::file() const { return m->file; }

std::uint32_t Recording::generation() const { return m->generation; }

std::uint32_t Recording::firstGeneration() const { return m->firstGeneration; }

std::uint32_t Recording::newId() { return m->file.header().ids.fetch_add(1, std::memory_order_relaxed) + 1; }

LaneId Recording::defineLane(LaneKind kind, LaneId parent, std::string_view name, bool daemon, std::uint32_t osId) {
    const LaneId lane{newId()};
    const std::uint64_t a =
        static_cast<std::uint64_t>(kind) | (daemon ? 0x100u : 0u) | (static_cast<std::uint64_t>(osId) << 32);
    appendText(EventKind::DefineLane, objectOf(lane), 0, SiteId{}, Order::Own, a, parent.value, name);
    return lane;
}

Recording::ProcessLanes Recording::enterProcess(std::string_view processName, std::string_view threadName) {
    const auto pid = static_cast<std::uint32_t>(getpid());
    // The thread needs a lane to write the definitions in: its own, whose number is taken first.
    const LaneId thread{newId()};
    enter(thread);
    const LaneId process = defineLane(LaneKind::Process, LaneId{}, processName, false, pid);
    appendText(EventKind::DefineLane, objectOf(thread), 0, SiteId{}, Order::Own,
               static_cast<std::uint64_t>(LaneKind::Thread) | (static_cast<std::uint64_t>(pid) << 32), process.value,
               threadName);
    append(EventKind::LaneBegin, objectOf(process), 1, SiteId{}, Order::Own, pid);
    append(EventKind::LaneBegin, objectOf(thread), 1, SiteId{}, Order::Own, pid);
    m->process.store(process.value);
    return {process, thread};
}

BRAID_UNCHECKED_LOCKING void Recording::beforeFork() {
    holdIntroductions(true); // an introduction may intern a site, not the other way round
    m->sitesMutex.lock();
    holdDelayLooks(true);
}

BRAID_UNCHECKED_LOCKING void Recording::afterFork() {
    holdDelayLooks(false);
    m->sitesMutex.unlock();
    holdIntroductions(false);
}

LaneId Recording::enterForkedProcess(LaneId process, std::string_view threadName, bool daemon) {
    // The helper thread stayed with the parent, and so did the parent's chunk.
    if (m->helper.joinable())
        m->helper.detach();
    if (m->sampler)
        m->sampler->stayedWithParent();
    forgetDelayBoard();
    t_writer.next = nullptr;
    m->generation = g_generation.fetch_add(1) + 1;
    m->process.store(process.value);
    m->populatedUpTo.store(UINT32_MAX - LowWater);
    const auto pid = static_cast<std::uint32_t>(getpid());
    const LaneId thread{newId()};
    enter(thread);
    appendText(EventKind::DefineLane, objectOf(thread), 0, SiteId{}, Order::Own,
               static_cast<std::uint64_t>(LaneKind::Thread) | (daemon ? 0x100u : 0u) |
                   (static_cast<std::uint64_t>(pid) << 32),
               process.value,
               threadName);
    append(EventKind::LaneBegin, objectOf(thread), 1, SiteId{}, Order::Own, pid);
    return thread;
}

void Recording::enter(LaneId lane) {
    t_writer.next = nullptr; // of an earlier recording, where it did not leave that
    enterTrace(t_writer, m->file.mapping(), lane.value, m->generation);
    std::fill(std::begin(t_sites), std::end(t_sites), CachedSite{});
    if (lane) // the sampler writes for no lane of its own
        joinDelayBoard(m->delays.get(), lane);
}

void Recording::leave() {
    leaveTrace(t_writer);
    leaveDelayBoard();
}

bool Recording::visit() {
    const std::uint32_t process = m->process.load();
    if (process == 0 || !enterTrace(t_writer, m->file.mapping(), process, m->generation))
        return false;
    std::fill(std::begin(t_sites), std::end(t_sites), CachedSite{});
    return true;
}

SiteId internSite(CallSite site) {
    Recording* recording = Recording::current();
    if (recording == nullptr || site.file == nullptr) // no place: not said where
        return {};
    Recording::Internals& m = *recording->m;
    std::uint32_t id = 0;
    {
        const NativeLock lock(m.sitesMutex);
        auto [entry, fresh] = m.sites.try_emplace({std::string_view(site.file), site.line}, 0);
        if (fresh) {
            const std::uint32_t number = m.file.header().sites.fetch_add(1, std::memory_order_relaxed) + 1;
            entry->second = number <= UINT16_MAX ? number : 0; // beyond: "unknown site"
            if (entry->second != 0)
                appendText(EventKind::DefineSite, ObjectId{number}, 0, SiteId{}, Order::Own, site.line, 0, site.file);
        }
        id = entry->second;
    }
    const auto hash = (reinterpret_cast<std::uintptr_t>(site.file) >> 3) ^ (std::uintptr_t{site.line} * 0x9E37u);
    t_sites[hash & 63u] = {site.file, site.line, id};
    return SiteId{id};
}

} // namespace braid::trace
