// What recording costs, as ratios within one run on one machine: see ratios.h for the pairs and their limits.

#include "engine/sync/mutex.h"
#include "engine/trace/recording/recording.h"
#include "engine/trace/recording/traced_object.h"
#include "tests/bench/floor.h"
#include "tests/bench/ratios.h"

#include <benchmark/benchmark.h>
#include <mutex>
#include <thread>

namespace {

using namespace braid;

constexpr int Batch = 1024;

std::unique_ptr<trace::File> makeFile(std::uint64_t limit) {
    auto file = trace::File::create({}, {.limit = limit});
    if (!file.ok())
        std::abort();
    return std::move(file.value());
}

void timeStamp(benchmark::State& state) {
    for (auto _ : state)
        for (int i = 0; i < Batch; ++i)
            benchmark::DoNotOptimize(trace::ticks(trace::ClockSource::TimeStampCounter));
    state.SetItemsProcessed(state.iterations() * Batch);
}
BENCHMARK(timeStamp);

void handWrittenEvent(benchmark::State& state) {
    for (auto _ : state)
        for (int i = 0; i < Batch; ++i)
            bench::t_ring.append(7, 1);
    state.SetItemsProcessed(state.iterations() * Batch);
}
BENCHMARK(handWrittenEvent);

/// Chunks that are faulted in already: the same few MiB again and again, by starting a fresh writer on reused memory.
void appendFaultedIn(benchmark::State& state) {
    // Everything is reserved and touched before the clock runs; a new recording whenever it is used up.
    constexpr std::uint64_t Bytes = 64u << 20;
    constexpr std::int64_t BatchesInFile = static_cast<std::int64_t>(Bytes / 16 / Batch * 9 / 10);
    std::unique_ptr<trace::File> file;
    std::unique_ptr<trace::Recording> recording;
    std::int64_t left = 0;
    for (auto _ : state) {
        if (left-- == 0) {
            state.PauseTiming();
            recording.reset();
            file = makeFile(Bytes);
            file->reserveAhead(UINT32_MAX, true);
            recording = std::make_unique<trace::Recording>(*file);
            recording->enterProcess("bench", "main");
            left = BatchesInFile - 1;
            state.ResumeTiming();
        }
        for (int i = 0; i < Batch; ++i)
            trace::append(trace::EventKind::Acquired, ObjectId{7}, static_cast<std::uint32_t>(i), SiteId{1});
    }
    state.SetItemsProcessed(state.iterations() * Batch);
    if (recording) {
        recording->leave();
        if (file->header().lost.load() != 0)
            state.SkipWithError("events were lost");
    }
}
BENCHMARK(appendFaultedIn);

/// 1 GiB of fresh file, written once from end to end, page faults and reservations included.
void appendFresh(benchmark::State& state) {
    constexpr std::int64_t Events = (std::int64_t{1} << 30) / 16;
    for (auto _ : state) {
        state.PauseTiming();
        auto file = makeFile(std::uint64_t{1200} << 20);
        auto recording = std::make_unique<trace::Recording>(*file);
        recording->enterProcess("bench", "main");
        state.ResumeTiming();
        for (std::int64_t i = 0; i < Events; ++i)
            trace::append(trace::EventKind::Acquired, ObjectId{7}, static_cast<std::uint32_t>(i), SiteId{1});
        state.PauseTiming();
        if (file->header().lost.load() != 0)
            state.SkipWithError("events were lost");
        recording.reset();
        file.reset();
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * Events);
}
BENCHMARK(appendFresh)->Iterations(2)->UseRealTime();

void stdMutex(benchmark::State& state) {
    std::mutex mutex;
    for (auto _ : state)
        for (int i = 0; i < Batch; ++i) {
            mutex.lock();
            benchmark::ClobberMemory();
            mutex.unlock();
        }
    state.SetItemsProcessed(state.iterations() * Batch);
}
BENCHMARK(stdMutex);
BENCHMARK(stdMutex)->Threads(2)->UseRealTime();

/// The floor of a recorded mutex: a std::mutex with two events written by hand.
void floorMutex(benchmark::State& state) {
    std::mutex mutex;
    for (auto _ : state)
        for (int i = 0; i < Batch; ++i) {
            mutex.lock();
            bench::t_ring.append(7, 1);
            benchmark::ClobberMemory();
            bench::t_ring.append(7, 2);
            mutex.unlock();
        }
    state.SetItemsProcessed(state.iterations() * Batch);
}
BENCHMARK(floorMutex);
BENCHMARK(floorMutex)->Threads(2)->UseRealTime();

void braidMutexNotRecorded(benchmark::State& state) {
    braid::mutex mutex("A");
    for (auto _ : state)
        for (int i = 0; i < Batch; ++i) {
            mutex.lock();
            benchmark::ClobberMemory();
            mutex.unlock();
        }
    state.SetItemsProcessed(state.iterations() * Batch);
}
BENCHMARK(braidMutexNotRecorded);

/// One mutex a thread, all in one file: nothing global may lie on the way.
std::unique_ptr<trace::File> g_file;
std::unique_ptr<trace::Recording> g_recording;

void setUp(const benchmark::State& state) {
    g_file = makeFile(std::uint64_t{3} << 30);
    // As much as the benchmark needs, faulted in before: this measures the mutex, appendFresh the file.
    g_file->reserveAhead(static_cast<std::uint32_t>(state.threads()) * 16384, true);
    g_recording = std::make_unique<trace::Recording>(*g_file);
}
void tearDown(const benchmark::State&) {
    if (g_file->header().lost.load() != 0)
        std::abort();
    g_recording.reset();
    g_file.reset();
}

void braidMutexRecorded(benchmark::State& state) {
    g_recording->enter(LaneId{static_cast<std::uint32_t>(state.thread_index()) + 1000});
    {
        braid::mutex mutex("A");
        for (auto _ : state)
            for (int i = 0; i < Batch; ++i) {
                mutex.lock();
                benchmark::ClobberMemory();
                mutex.unlock();
            }
    }
    g_recording->leave();
    state.SetItemsProcessed(state.iterations() * Batch);
}
BENCHMARK(braidMutexRecorded)->Setup(setUp)->Teardown(tearDown)->Iterations(6000);
BENCHMARK(braidMutexRecorded)->Setup(setUp)->Teardown(tearDown)->Iterations(6000)->Threads(2)->UseRealTime();

} // namespace

int main(int argc, char** argv) {
    using bench::Ratio;
    return bench::runAndCompare(
        argc, argv,
        {
            Ratio{"append an event, chunks faulted in : hand-written event", "appendFaultedIn", "handWrittenEvent", 1.3},
            Ratio{"append an event, 1 GiB of fresh file : hand-written event", "appendFresh/iterations:2/real_time",
                  "handWrittenEvent", 3.0},
            Ratio{"braid::mutex, both events kept : std::mutex + 2 hand-written events",
                  "braidMutexRecorded/iterations:6000", "floorMutex", 1.5},
            Ratio{"the same on 2 threads with 2 mutexes", "braidMutexRecorded/iterations:6000/real_time/threads:2",
                  "floorMutex/real_time/threads:2", 1.5},
            Ratio{"braid::mutex without a trace : std::mutex", "braidMutexNotRecorded", "stdMutex", 1.5},
        });
}
