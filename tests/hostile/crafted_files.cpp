#include "tests/hostile/crafted_trace.h"

#include <algorithm>
#include <bit>

namespace braid::hostile {
namespace {

using trace::EventKind;
using trace::LaneKind;
using trace::ObjectKind;
using trace::Outcome;

std::uint32_t number(std::size_t i) { return static_cast<std::uint32_t>(i); }
std::string named(const char* stem, std::size_t i) { return stem + std::to_string(i); }

bool lanesOfOneFamily(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    for (std::size_t i = 0; i < count; ++i)
        trace.lane(number(i + 3), LaneKind::Thread, 1, named("T", i));
    return trace.write(path);
}

bool lanesWithoutAFamily(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    for (std::size_t i = 0; i < count; ++i) {
        std::string name = "n";
        for (std::size_t k = i; k > 0; k /= 26)
            name += static_cast<char>('a' + k % 26);
        trace.lane(number(i + 3), LaneKind::Thread, 1, name);
    }
    return trace.write(path);
}

bool parameters(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::Parameter, 0, 0, 0, named("p", i) + '\0' + "1");
    return trace.write(path);
}

bool results(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::RunResult, 0, 0, 0, named("r", i) + '\0' + "{\"x\": 1}");
    return trace.write(path);
}

/// Just as many lanes as make a crowd, in each family.
bool crowdsOfThreads(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    std::uint32_t id = 3;
    for (std::size_t family = 0; family < count; ++family) {
        const std::string stem(1 + family / 26, static_cast<char>('a' + family % 26));
        for (int i = 0; i < 66; ++i)
            trace.lane(id++, LaneKind::Thread, 1, stem + std::to_string(i));
    }
    return trace.write(path);
}

bool crowdsOfCoroutines(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    std::uint32_t id = 3;
    for (std::size_t crowd = 0; crowd < count; ++crowd) {
        const std::uint32_t thread = id++;
        trace.lane(thread, LaneKind::Thread, 1, "loop");
        for (int i = 0; i < 66; ++i)
            trace.lane(id++, LaneKind::Coroutine, thread, "c");
    }
    return trace.write(path);
}

/// A crowd takes one name after the other.
bool renamings(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    for (std::uint32_t i = 0; i < 66; ++i)
        trace.lane(3 + i, LaneKind::Thread, 1, named("T", i));
    for (std::size_t family = 0; family < count; ++family) {
        const std::string stem(1 + family / 26, static_cast<char>('a' + family % 26));
        for (std::uint32_t i = 0; i < 66; ++i)
            trace.add(EventKind::RenameLane, 3 + i, 0, 0, stem + std::to_string(i));
    }
    return trace.write(path);
}

/// One lane with a long past goes to and fro between two families.
bool renamingsOfABusyLane(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    for (std::uint32_t i = 0; i < 140; ++i)
        trace.lane(3 + i, LaneKind::Thread, 1, named(i < 70 ? "a" : "b", i));
    trace.as(3);
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::SleepBegin, 0, 5).add(EventKind::SleepEnd);
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::RenameLane, 3, 0, 0, i % 2 != 0 ? "a1" : "b1");
    return trace.write(path);
}

bool ring(const std::string& path, std::size_t count, bool backwards) {
    CraftedTrace trace;
    trace.begin();
    for (std::size_t i = 0; i < count; ++i) {
        trace.lane(number(2 * i + 3), LaneKind::Thread, 1, named("T", i));
        trace.object(number(2 * i + 4), ObjectKind::Mutex, 0, named("L", i));
        trace.as(number(2 * i + 3)).add(EventKind::LaneBegin, number(2 * i + 3), 7).add(EventKind::Acquired, number(2 * i + 4));
    }
    for (std::size_t k = 0; k < count; ++k) {
        const std::size_t i = backwards ? count - 1 - k : k;
        trace.as(number(2 * i + 3)).add(EventKind::AcquireWait, number(2 * ((i + 1) % count) + 4));
    }
    return trace.write(path, Outcome::Deadlock);
}
bool ringForwards(const std::string& path, std::size_t count) { return ring(path, count, false); }
bool ringBackwards(const std::string& path, std::size_t count) { return ring(path, count, true); }

/// Each joins the next one; the last one sleeps.
bool chainOfJoins(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    for (std::size_t i = 0; i < count; ++i)
        trace.lane(number(i + 3), LaneKind::Thread, 1, named("T", i));
    for (std::size_t i = 0; i + 1 < count; ++i)
        trace.as(number(i + 3)).add(EventKind::LaneBegin, number(i + 3), 7).add(EventKind::JoinBegin, number(i + 4));
    trace.as(number(count + 2)).add(EventKind::LaneBegin, number(count + 2), 7).add(EventKind::SleepBegin, 0, 1000);
    return trace.write(path);
}

/// Each waits for one event, and goes in the order in which it came.
bool waitersOfOneEvent(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin().object(3, ObjectKind::Event, 0, "E");
    for (std::size_t i = 0; i < count; ++i) {
        trace.lane(number(count + 4 - i), LaneKind::Thread, 1, "T");
        trace.as(number(count + 4 - i)).add(EventKind::LaneBegin, number(count + 4 - i), 7).add(EventKind::WaitBegin, 3);
    }
    for (std::size_t i = 0; i < count; ++i)
        trace.as(number(count + 4 - i)).add(EventKind::WaitEnd, 3);
    return trace.write(path);
}

bool permitsOfOneSemaphore(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin().object(3, ObjectKind::Semaphore, count, "S");
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::Acquired, 3);
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::Released, 3, 1);
    return trace.write(path);
}

bool readersOfOneLock(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin().object(3, ObjectKind::SharedMutex, 0, "R");
    for (std::size_t i = 0; i < count; ++i) {
        trace.lane(number(i + 4), LaneKind::Thread, 1, "T");
        trace.as(number(i + 4)).add(EventKind::LaneBegin, number(i + 4), 7).add(EventKind::Acquired, 3, 0, 1);
    }
    for (std::size_t i = 0; i < count; ++i)
        trace.as(number(i + 4)).add(EventKind::JoinBegin, number(i > 0 ? i + 3 : i + 4));
    return trace.write(path, Outcome::Deadlock);
}

/// Items leave a queue from its middle.
bool itemsOfOneQueue(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin().object(3, ObjectKind::PriorityQueue, 0, "Q");
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::Put, 3, i + 1);
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::Get, 3, 1 + (i % 2 != 0 ? count / 2 - i / 2 - 1 : count / 2 + i / 2));
    return trace.write(path);
}

bool descriptorsWatched(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin().object(3, ObjectKind::Loop, 0, "L");
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::Watch, 3, count - i, 1);
    return trace.write(path);
}

/// Each coroutine is the parent of the next one, has a loop, and is suspended.
bool chainOfCoroutines(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin().object(3, ObjectKind::Loop, 0, "loop");
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t id = number(i + 4);
        trace.lane(id, LaneKind::Coroutine, i == 0 ? 2 : id - 1, "c");
        trace.add(EventKind::LaneStart, id, 0, 3);
    }
    return trace.write(path, Outcome::Deadlock);
}

bool nestedJson(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    // Longer than a text may be where the engine writes it, but not than the file can say.
    const std::string deep(std::min<std::size_t>(count, 16'000), '[');
    for (std::size_t i = 0; i < count / deep.size() + 1; ++i) {
        trace.add(EventKind::Parameter, 0, 0, 0, named("p", i) + '\0' + deep);
        trace.add(EventKind::RunResult, 0, 0, 0, named("r", i) + '\0' + deep + "1" + std::string(200, ']'));
        trace.add(EventKind::RunResult, 0, 0, 0, named("s", i) + '\0' + std::string(7000, '[') + std::string(7000, ']'));
    }
    return trace.write(path);
}

bool numbersNearTheEnd(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t id = 0xFFFFFFF0u - number(7919 * i);
        trace.lane(id, LaneKind::Thread, 1, "T").object(id - 1, ObjectKind::Mutex, 0, "M");
        trace.add(EventKind::DefineSite, 1 + number(i % 60'000), 1 + i, 0, "x.cpp");
        trace.as(id).add(EventKind::LaneBegin, id, 7, 0, {}, 1).add(EventKind::Acquired, id - 1, 0, 0, {}, 1);
    }
    return trace.write(path);
}

bool holes(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin().lane(0x7FFFFFF0, LaneKind::Thread, 1, "T").object(0x7FFFFFF1, ObjectKind::Mutex, 0, "M");
    trace.as(0x7FFFFFF0).add(EventKind::LaneBegin, 0x7FFFFFF0, 7, 0, {}, 1).add(EventKind::Acquired, 0x7FFFFFF1, 0, 0, {}, 1);
    trace.as(0xFFFFFFF0).add(EventKind::Acquired, 0xFFFFFFF1, 0, 0, {}, 0x7FFFFFFF);
    return trace.write(path, Outcome::Stopped, std::uint64_t{count} << 30);
}

bool lostUpdates(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin().lane(3, LaneKind::Thread, 1, "T").object(4, ObjectKind::Variable, 0, "v");
    const auto type = static_cast<std::uint32_t>(trace::ValueType::Signed);
    for (std::size_t i = 0; i < count; ++i) {
        trace.as(2).add(EventKind::Read, 4, i, type).as(3).add(EventKind::Read, 4, i, type).add(EventKind::Write, 4, i + 1, type);
        trace.as(2).add(EventKind::Write, 4, i + 1, type);
    }
    return trace.write(path);
}

bool processesKilled(const std::string& path, std::size_t count) {
    CraftedTrace trace;
    trace.begin();
    for (std::size_t i = 0; i < count; ++i) {
        trace.object(number(2 * i + 3), ObjectKind::ProcessQueue, 0, "Q").lane(number(2 * i + 4), LaneKind::Process, 1, named("P", i));
        trace.add(EventKind::Put, number(2 * i + 3), 1);
    }
    for (std::size_t i = 0; i < count; ++i)
        trace.add(EventKind::LaneKilled, number(2 * i + 4), 9);
    return trace.write(path);
}

} // namespace

const std::vector<Crafted>& allCrafted() {
    static const std::vector<Crafted> All{
        {"lanes-of-one-family", lanesOfOneFamily, 100'000},
        {"lanes-without-a-family", lanesWithoutAFamily, 100'000},
        {"parameters", parameters, 100'000},
        {"results", results, 100'000},
        {"crowds-of-threads", crowdsOfThreads, 1600},
        {"crowds-of-coroutines", crowdsOfCoroutines, 400},
        {"renamings", renamings, 400},
        {"renamings-of-a-busy-lane", renamingsOfABusyLane, 50'000},
        {"ring", ringForwards, 100'000},
        {"ring-backwards", ringBackwards, 100'000},
        {"chain-of-joins", chainOfJoins, 100'000},
        {"waiters-of-one-event", waitersOfOneEvent, 100'000},
        {"permits-of-one-semaphore", permitsOfOneSemaphore, 200'000},
        {"readers-of-one-lock", readersOfOneLock, 50'000},
        {"items-of-one-queue", itemsOfOneQueue, 200'000},
        {"descriptors-watched", descriptorsWatched, 200'000},
        {"chain-of-coroutines", chainOfCoroutines, 40'000},
        {"nested-json", nestedJson, 60'000},
        {"numbers-near-the-end", numbersNearTheEnd, 20'000},
        {"hole-of-10-gb", holes, 10},
        {"hole-of-100-gb", holes, 100},
        {"lost-updates", lostUpdates, 200'000},
        {"processes-killed", processesKilled, 50'000},
    };
    return All;
}

} // namespace braid::hostile
