#include "tests/engine/event_writer.h"
#include "tests/fuzz/packed_trace.h"

#include <cstddef>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

/// Writes the seeds of the fuzzer into the folder named: small runs, written by the engine itself, so that they keep up
/// with the format.
namespace braid::fuzz {

namespace {

using trace::EventKind;
using trace::Order;

std::vector<std::uint8_t> asInput(std::span<const std::byte> bytes) {
    std::vector<std::uint8_t> input(bytes.size());
    std::memcpy(input.data(), bytes.data(), bytes.size());
    return input;
}

struct Seeds {
    std::filesystem::path folder;
    bool failed = false;

    void write(const std::string& name, const std::vector<std::uint8_t>& bytes) {
        std::ofstream stream(folder / name, std::ios::binary);
        stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        failed = failed || !stream;
    }
};

/// A run in the making: the process 1 with its thread 2, a microsecond from one event to the next. Each lane writes its own
/// stream, so that readers have something to put in order.
struct ModeledStory : test::EventWriter {
    LaneId process, main;

    ModeledStory() : EventWriter(trace::Builder::Streams::PerLane) {
        process = builder.lane(trace::LaneKind::Process, {}, "seed", now, {}, 7);
        main = lane = builder.lane(trace::LaneKind::Thread, process, "main", now, {}, 7);
        append(EventKind::LaneBegin, objectOf(main), 1, {}, Order::Own, 7);
    }
    void append(EventKind kind, ObjectId object, std::uint32_t sequence, SiteId where = {}, Order order = Order::Own,
                std::uint64_t a = 0, std::uint32_t b = 0, std::string_view text = {}) {
        site = where;
        add(kind, object, sequence, a, b, text, order);
    }
    ObjectId define(trace::ObjectKind kind, std::int64_t initial, std::string_view name) {
        return builder.object(kind, initial, name, now, lane);
    }
    LaneId thread(std::string_view name) {
        const LaneId made = builder.lane(trace::LaneKind::Thread, process, name, now, main);
        append(EventKind::LaneStart, objectOf(made), 1, builder.site("seed.cpp", 1, now, main));
        return made;
    }
    /// A thread of the run, from its definition to its join.
    void inThread(std::string_view name, const std::function<void()>& body) {
        const LaneId made = thread(name);
        lane = made;
        append(EventKind::LaneBegin, objectOf(made), 2, {}, Order::Own, 7);
        body();
        append(EventKind::LaneEnd, objectOf(made), 3);
        lane = main;
        append(EventKind::JoinBegin, objectOf(made), 3, {}, Order::After);
        append(EventKind::JoinEnd, objectOf(made), 4);
    }
};

/// Two locks in opposite order: each thread ends while it waits, which is what a killed deadlock leaves.
void deadlock(ModeledStory& told) {
    const ObjectId a = told.define(trace::ObjectKind::Mutex, 0, "A");
    const ObjectId b = told.define(trace::ObjectKind::Mutex, 0, "B");
    for (const auto& [name, held, wanted] : {std::tuple{"T1", a, b}, std::tuple{"T2", b, a}}) {
        const LaneId thread = told.thread(name);
        told.lane = thread;
        told.append(EventKind::LaneBegin, objectOf(thread), 2);
        told.append(EventKind::Acquired, held, 1);
        told.append(EventKind::AcquireWait, wanted, 0, {}, Order::After);
        told.lane = told.main;
    }
}

void lostUpdate(ModeledStory& told) {
    const ObjectId counter = told.define(trace::ObjectKind::Variable, 0, "counter");
    const auto type = static_cast<std::uint32_t>(trace::ValueType::Signed);
    told.inThread("T1", [&] { told.append(EventKind::Read, counter, 1, {}, Order::Own, 100, type); });
    told.inThread("T2", [&] {
        told.append(EventKind::Read, counter, 2, {}, Order::Own, 100, type);
        told.append(EventKind::Write, counter, 3, {}, Order::Own, 99, type);
        told.append(EventKind::Print, {}, 0, {}, Order::Own, 0, 0, "99");
    });
    told.inThread("T3", [&] { told.append(EventKind::Write, counter, 4, {}, Order::Own, 99, type); });
    told.inThread("T4", [&] {
        told.append(EventKind::Modify, counter, 5, {}, Order::Own, 100, type);
        told.append(EventKind::ExchangeFailed, counter, 5, {}, Order::After);
        told.append(EventKind::Signal, counter, 6, {}, Order::Own, 1);
        told.append(EventKind::WaitBegin, counter, 7, {}, Order::Own, 0, type);
    });
}

void semaphoreAndEvent(ModeledStory& told) {
    const ObjectId permits = told.define(trace::ObjectKind::BoundedSemaphore, 2, "permits");
    const ObjectId flag = told.define(trace::ObjectKind::Event, 0, "flag");
    told.append(EventKind::WaitBegin, flag, 0, {}, Order::After, 1'000'000);
    told.append(EventKind::WaitEnd, flag, 1, {}, Order::Own, 0, 1);
    told.inThread("T1", [&] {
        told.append(EventKind::Acquired, permits, 1, {});
        told.append(EventKind::AcquireFailed, permits, 1, {}, Order::After, 0, static_cast<std::uint32_t>(trace::Failure::TimedOut));
        told.append(EventKind::SleepBegin, {}, 0, {}, Order::Own, 5'000);
        told.append(EventKind::SleepEnd, {}, 0, {});
        told.append(EventKind::Released, permits, 2, {}, Order::Own, 1);
        told.append(EventKind::Fault, permits, 2, {}, Order::After, 0, static_cast<std::uint32_t>(trace::Misuse::ReleaseOverBound));
        told.append(EventKind::Signal, flag, 2, {}, Order::Own, ~std::uint64_t{0});
        told.append(EventKind::Clear, flag, 3, {});
    });
}

void queueAndCoroutines(ModeledStory& told) {
    const ObjectId queue = told.define(trace::ObjectKind::Queue, 1, "q");
    const LaneId coroutine = told.builder.lane(trace::LaneKind::Coroutine, told.main, "consumer", told.now, told.main);
    told.append(EventKind::Put, queue, 1, {}, Order::Own, 1, 0, "apple");
    told.append(EventKind::PutFailed, queue, 1, {}, Order::After, 0, static_cast<std::uint32_t>(trace::Failure::Full));
    told.append(EventKind::Resume, objectOf(coroutine), 0, {});
    told.lane = coroutine;
    told.append(EventKind::GetWait, queue, 1, {}, Order::After, 0);
    told.append(EventKind::Get, queue, 2, {}, Order::Own, 1);
    told.append(EventKind::TaskDone, queue, 3, {}, Order::Own, 0);
    told.append(EventKind::Suspend, queue, 0, {});
    told.lane = told.main;
    told.append(EventKind::Resume, objectOf(told.main), 0, {});
    told.append(EventKind::DrainWait, queue, 3, {}, Order::After);
    told.append(EventKind::DrainEnd, queue, 4, {});
    told.append(EventKind::IoBegin, {}, 0, {}, Order::Own, 3);
    told.append(EventKind::IoEnd, {}, 0, {}, Order::Own, 16);
}

/// Two threads that wait for each other's word, one of them in a selector.
void connection(ModeledStory& told) {
    const auto call = [](trace::IoCall which) { return trace::IoUnlimited | static_cast<std::uint32_t>(which) << trace::IoCallShift; };
    const ObjectId left = told.define(trace::ObjectKind::Descriptor, 0, "left"), right = told.define(trace::ObjectKind::Descriptor, 0, "right"),
                   door = told.define(trace::ObjectKind::Descriptor, 0, "door"), poll = told.define(trace::ObjectKind::Loop, 0, "poll");
    const auto is = [&](ObjectId end, trace::EndFact fact, std::uint64_t a) { told.append(EventKind::EndOf, end, 0, {}, Order::Own, a, static_cast<std::uint32_t>(fact)); };
    is(door, trace::EndFact::Listens, 80);
    is(left, trace::EndFact::Second, 80U << 16 | 5000);
    is(right, trace::EndFact::First, 80U << 16 | 5000);
    is(left, trace::EndFact::Put, 5);
    is(right, trace::EndFact::Got, 5);
    told.append(EventKind::EndShut, door, 0, {}, Order::Own, 0, trace::ReadyToRead | trace::ReadyToWrite);
    told.append(EventKind::WatchedIs, poll, 0, {}, Order::Own, 7, right.value);
    told.append(EventKind::Watch, poll, 1, {}, Order::Own, 7, trace::ReadyToRead, "right");
    for (const auto& [name, object, which] : {std::tuple{"T1", poll, trace::IoCall::Poll}, std::tuple{"T2", left, trace::IoCall::Receive}}) {
        const LaneId thread = told.thread(name);
        told.lane = thread;
        told.append(EventKind::LaneBegin, objectOf(thread), 2);
        told.append(EventKind::IoBegin, object, 0, {}, Order::Own, 6, call(which));
        told.lane = told.main;
    }
}

void channelAndBarrier(ModeledStory& told) {
    const ObjectId channel = told.define(trace::ObjectKind::Channel, 0, "c"), other = told.define(trace::ObjectKind::Channel, 1, "d");
    const ObjectId barrier = told.define(trace::ObjectKind::Barrier, 3, "b");
    told.append(EventKind::PutWait, channel, 0, {}, Order::After);
    told.append(EventKind::AlsoWaits, other, 0, {}, Order::After, 0, static_cast<std::uint32_t>(EventKind::GetWait));
    told.inThread("T4", [&] {
        told.append(EventKind::Get, channel, 1, {}, Order::Own, 1, 0, "apple");
        told.append(EventKind::WaitBegin, barrier, 1, {});
    });
    told.append(EventKind::Put, channel, 2, {}, Order::Own, 1, 0, "apple");
    told.append(EventKind::ChannelClosed, channel, 3, {});
    told.append(EventKind::BarrierDropped, barrier, 2, {});
    told.append(EventKind::BarrierBroken, barrier, 3, {});
    told.append(EventKind::Clear, barrier, 4, {});
}

/// A number that never comes: its writer died before it published it.
void gap(ModeledStory& told) {
    const ObjectId lock = told.define(trace::ObjectKind::RecursiveMutex, 0, "lock");
    told.append(EventKind::Acquired, lock, 2, {}, Order::Own, 2);
    told.append(EventKind::Released, lock, 3, {}, Order::Own, 1);
    told.append(EventKind::Note, {}, 0, {}, Order::Own, 0, 0, std::string(1500, 'n'));
}

void record(Seeds& seeds, const std::string& name, const std::function<void(ModeledStory&)>& body, trace::Outcome outcome) {
    ModeledStory told;
    told.append(EventKind::RunInfo, {}, 0, {}, Order::Own, 0, 0, std::string_view("scenario\0seed", 13));
    told.append(EventKind::Parameter, {}, 0, {}, Order::Own, 0, 0, std::string_view("threads\0002", 9));
    body(told);
    told.append(EventKind::RunResult, {}, 0, {}, Order::Own, 0, 0, std::string_view("counter\0002", 9));
    const std::vector<std::byte> bytes = told.builder.bytes(outcome, told.now);
    const std::vector<std::uint8_t> whole = asInput(bytes);
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
    record(seeds, "connection", connection, trace::Outcome::Deadlock);
    record(seeds, "semaphore-event", semaphoreAndEvent, trace::Outcome::Stopped);
    record(seeds, "queue-coroutine", queueAndCoroutines, trace::Outcome::Finished);
    record(seeds, "channel-barrier", channelAndBarrier, trace::Outcome::Finished);
    record(seeds, "gap", gap, trace::Outcome::Unknown);
    // Events one after the other: a process, a thread, a mutex that the thread takes and gives back.
    const std::vector<std::uint8_t> events{Built, 255, 1, 0x11, 0, 0, 1, 0, 0, 1, 'p', 1, 0x21, 0, 1, 2, 0, 1, 1, 'T', 3, 0x32, 0, 2, 0, 0, 1, 1, 'A',
                                           41, 0x32, 1, 0, 0, 0, 1, 0, 43, 0x32, 2, 0, 0, 0, 1, 0};
    seeds.write("built", events);
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
