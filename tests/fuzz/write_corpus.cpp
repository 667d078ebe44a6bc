#include "engine/trace/event.h"
#include "engine/trace/file.h"
#include "engine/trace/recording.h"
#include "tests/fuzz/packed_trace.h"

#include <cstddef>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>
#include <unistd.h>

/// Writes the seeds of the fuzzer into the folder named: small runs, recorded by the engine itself, so that they keep up
/// with the format.
namespace braid::fuzz {

namespace {

using trace::append;
using trace::appendText;
using trace::EventKind;
using trace::Order;

struct Seeds {
    std::filesystem::path folder;
    bool failed = false;

    void write(const std::string& name, const std::vector<std::uint8_t>& bytes) {
        std::ofstream stream(folder / name, std::ios::binary);
        stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        failed = failed || !stream;
    }
};

std::vector<std::uint8_t> contents(const trace::File& file) {
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(lseek(file.fd(), 0, SEEK_END)));
    if (pread(file.fd(), bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        bytes.clear();
    return bytes;
}

ObjectId define(trace::ObjectKind kind, std::int64_t initial, std::string_view name) {
    const ObjectId object{trace::Recording::current()->newId()};
    appendText(EventKind::DefineObject, object, 0, {}, Order::Own, static_cast<std::uint64_t>(initial),
               static_cast<std::uint32_t>(kind), name);
    return object;
}

/// A thread of the run, from its definition to its join.
void inThread(std::string_view name, const std::function<void()>& body) {
    trace::Recording& recording = *trace::Recording::current();
    const LaneId lane = recording.defineLane(trace::LaneKind::Thread, LaneId{2}, name, false);
    append(EventKind::LaneStart, objectOf(lane), 1, trace::siteId({}));
    std::thread([&] {
        recording.enter(lane);
        append(EventKind::LaneBegin, objectOf(lane), 2, {}, Order::Own, 7);
        body();
        append(EventKind::LaneEnd, objectOf(lane), 3, {});
        recording.leave();
    }).join();
    append(EventKind::JoinBegin, objectOf(lane), 3, {}, Order::After);
    append(EventKind::JoinEnd, objectOf(lane), 4, {});
}

/// Two locks in opposite order: each thread ends while it waits, which is what a killed deadlock leaves.
void deadlock() {
    const ObjectId a = define(trace::ObjectKind::Mutex, 0, "A");
    const ObjectId b = define(trace::ObjectKind::Mutex, 0, "B");
    trace::Recording& recording = *trace::Recording::current();
    std::uint32_t index = 0;
    for (const auto& [first, second] : {std::pair{a, b}, std::pair{b, a}}) {
        const LaneId lane = recording.defineLane(trace::LaneKind::Thread, LaneId{2}, index == 0 ? "T1" : "T2", false);
        append(EventKind::LaneStart, objectOf(lane), 1, {});
        std::thread([&, held = first, wanted = second] {
            recording.enter(lane);
            append(EventKind::LaneBegin, objectOf(lane), 2, {});
            append(EventKind::Acquired, held, 1, trace::siteId({}));
            append(EventKind::AcquireWait, wanted, 0, trace::siteId({}), Order::After, 0, 0);
            recording.leave();
        }).join();
        ++index;
    }
}

void lostUpdate() {
    const ObjectId counter = define(trace::ObjectKind::Variable, 0, "counter");
    const auto type = static_cast<std::uint32_t>(trace::ValueType::Signed);
    inThread("T1", [&] { append(EventKind::Read, counter, 1, {}, Order::Own, 100, type); });
    inThread("T2", [&] {
        append(EventKind::Read, counter, 2, {}, Order::Own, 100, type);
        append(EventKind::Write, counter, 3, {}, Order::Own, 99, type);
        appendText(EventKind::Print, {}, 0, {}, Order::Own, 0, 0, "99");
    });
    inThread("T3", [&] { append(EventKind::Write, counter, 4, {}, Order::Own, 99, type); });
}

void semaphoreAndEvent() {
    const ObjectId permits = define(trace::ObjectKind::BoundedSemaphore, 2, "permits");
    const ObjectId flag = define(trace::ObjectKind::Event, 0, "flag");
    append(EventKind::WaitBegin, flag, 0, {}, Order::After, 1'000'000);
    append(EventKind::WaitEnd, flag, 1, {}, Order::Own, 0, 1);
    inThread("T1", [&] {
        append(EventKind::Acquired, permits, 1, {});
        append(EventKind::AcquireFailed, permits, 1, {}, Order::After, 0, static_cast<std::uint32_t>(trace::Failure::TimedOut));
        append(EventKind::SleepBegin, {}, 0, {}, Order::Own, 5'000);
        append(EventKind::SleepEnd, {}, 0, {});
        append(EventKind::Released, permits, 2, {}, Order::Own, 1);
        append(EventKind::Fault, permits, 2, {}, Order::After, 0, static_cast<std::uint32_t>(trace::Misuse::ReleaseOverBound));
        append(EventKind::Signal, flag, 2, {}, Order::Own, ~std::uint64_t{0});
        append(EventKind::Clear, flag, 3, {});
    });
}

void queueAndCoroutines() {
    const ObjectId queue = define(trace::ObjectKind::Queue, 1, "q");
    const LaneId coroutine = trace::Recording::current()->defineLane(trace::LaneKind::Coroutine, LaneId{1}, "consumer", false);
    appendText(EventKind::Put, queue, 1, {}, Order::Own, 1, 0, "apple");
    append(EventKind::PutFailed, queue, 1, {}, Order::After, 0, static_cast<std::uint32_t>(trace::Failure::Full));
    append(EventKind::Resume, objectOf(coroutine), 0, {});
    append(EventKind::GetWait, queue, 1, {}, Order::After, 0);
    append(EventKind::Get, queue, 2, {}, Order::Own, 1);
    append(EventKind::TaskDone, queue, 3, {}, Order::Own, 0);
    append(EventKind::Suspend, queue, 0, {});
    append(EventKind::Resume, ObjectId{1}, 0, {});
    append(EventKind::DrainWait, queue, 3, {}, Order::After);
    append(EventKind::DrainEnd, queue, 4, {});
    append(EventKind::IoBegin, {}, 0, {}, Order::Own, 3);
    append(EventKind::IoEnd, {}, 0, {}, Order::Own, 16);
}

/// A number that never comes: its writer died before it published it.
void gap() {
    const ObjectId lock = define(trace::ObjectKind::RecursiveMutex, 0, "lock");
    append(EventKind::Acquired, lock, 2, {}, Order::Own, 2);
    append(EventKind::Released, lock, 3, {}, Order::Own, 1);
    appendText(EventKind::Note, {}, 0, {}, Order::Own, 0, 0, std::string(1500, 'n'));
}

void record(Seeds& seeds, const std::string& name, const std::function<void()>& body, trace::Outcome outcome) {
    Result<std::unique_ptr<trace::File>> file = trace::File::create("");
    if (!file.ok()) {
        std::fprintf(stderr, "%s\n", file.error().sentence().c_str());
        seeds.failed = true;
        return;
    }
    {
        trace::Recording recording(**file);
        (void)recording.enterProcess("seed", "main");
        appendText(EventKind::RunInfo, {}, 0, {}, Order::Own, 0, 0, std::string_view("scenario\0seed", 13));
        appendText(EventKind::Parameter, {}, 0, {}, Order::Own, 0, 0, std::string_view("threads\0002", 9));
        body();
        appendText(EventKind::RunResult, {}, 0, {}, Order::Own, 0, 0, std::string_view("counter\0002", 9));
    }
    if (outcome != trace::Outcome::Unknown)
        (*file)->setOutcome(outcome);
    const std::vector<std::uint8_t> whole = contents(**file);
    seeds.write(name, pack(whole, 0));
    seeds.write(name + "-grows", pack(whole, Grows));
    seeds.write(name + "-shrinks", pack(whole, Shrinks));
    // A hole behind it, of which the header says that it is full of chunks, and numbers as high as there are.
    std::vector<std::uint8_t> spoilt = whole;
    const auto put = [&spoilt](std::size_t offset, std::uint32_t value) { std::memcpy(spoilt.data() + offset, &value, sizeof value); };
    put(offsetof(trace::Header, claimed), UINT32_MAX / 2);
    put(offsetof(trace::Header, limitChunks), UINT32_MAX / 2);
    put(offsetof(trace::Header, check), 0);
    put(trace::ChunksOffset + sizeof(trace::ChunkHeader) + offsetof(trace::EventSlot, object), 0xFFFFFFF0);
    seeds.write(name + "-sparse", pack(spoilt, Sparse));
}

} // namespace

bool writeSeeds(const std::string& folder) {
    Seeds seeds{folder};
    std::filesystem::create_directories(seeds.folder);
    record(seeds, "deadlock", deadlock, trace::Outcome::Deadlock);
    record(seeds, "lost-update", lostUpdate, trace::Outcome::Finished);
    record(seeds, "semaphore-event", semaphoreAndEvent, trace::Outcome::Stopped);
    record(seeds, "queue-coroutine", queueAndCoroutines, trace::Outcome::Finished);
    record(seeds, "gap", gap, trace::Outcome::Unknown);
    const std::string magic(trace::Magic, sizeof trace::Magic);
    seeds.write("raw-magic", pack({reinterpret_cast<const std::uint8_t*>(magic.data()), magic.size()}, Raw));
    return !seeds.failed;
}

} // namespace braid::fuzz

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: write_corpus FOLDER\n");
        return 2;
    }
    return braid::fuzz::writeSeeds(argv[1]) ? 0 : 1;
}
