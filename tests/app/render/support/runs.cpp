#include "tests/app/render/support/runs.h"

#include <string>

namespace braid::tests {

using model::Nanos;
using trace::EventKind;
using trace::LaneKind;

ModeledStory::ModeledStory() {
    story.afterEach = [this](const model::Model& now) {
        findings.update(now);
        m_edge = std::max(m_edge, now.endTime());
    };
}

std::unique_ptr<ModeledStory> deadlockRun(int threads) {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId process = s.process("deadlock");
    const LaneId main = s.thread("main", process);
    const ObjectId a = s.mutex("A");
    const ObjectId b = s.mutex("B");
    told->objects = {a, b};
    for (int i = 1; i <= threads; ++i) {
        const LaneId lane = s.define("Thread-" + std::to_string(i), LaneKind::Thread, process);
        told->lanes.push_back(lane);
        s.after(5_ms).start(main, lane);
        s.begin(lane);
        if (i == 1) {
            s.take(lane, a);
            s.add(EventKind::Print, lane, {}, 0, 0, "Thread-1 gets A");
            s.take(lane, b);
            s.add(EventKind::Print, lane, {}, 0, 0, "Thread-1 gets B");
            s.give(lane, b);
            s.add(EventKind::SleepBegin, lane, {}, 1'000'000'000);
        } else {
            s.wait(lane, a);
        }
    }
    s.join(main, told->lanes[0]);
    const LaneId first = told->lanes[0], second = told->lanes[1];
    s.after(700_ms).add(EventKind::SleepEnd, first);
    s.give(first, a);
    s.take(second, a);
    s.take(first, b);
    s.add(EventKind::Print, first, {}, 0, 0, "Thread-1 gets B");
    s.add(EventKind::Print, second, {}, 0, 0, "Thread-2 gets A");
    s.wait(second, b);
    s.after(20_ms).wait(first, a);
    told->wait(900_ms);
    return told;
}

std::unique_ptr<ModeledStory> everyFormRun() {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId process = s.process("forms");
    const LaneId main = s.thread("main", process);
    const ObjectId lock = s.mutex("lock");
    const ObjectId flag = s.object(Story::Type::Event, "go");
    const ObjectId socket = s.object(Story::Type::Descriptor, "socket 7");
    const ObjectId value = s.object(Story::Type::Variable, "n");
    told->objects = {lock, flag, socket, value};
    const auto child = [&](const char* name) {
        const LaneId lane = s.define(name, LaneKind::Thread, process);
        told->lanes.push_back(lane);
        return lane;
    };
    const LaneId blocked = child("blocked"), waiting = child("waiting"), sleeping = child("sleeping"), io = child("I/O"),
                 ready = child("ready"), killed = child("killed"), daemon = s.define("daemon", LaneKind::Thread, process, true);
    told->lanes.push_back(daemon);
    const LaneId late = child("created");
    (void)late;
    for (LaneId lane : {blocked, waiting, sleeping, io, ready, killed, daemon}) {
        s.after(8_ms).start(main, lane);
        s.after(4_ms).begin(lane);
    }
    const LaneId fiber = s.define("fiber", LaneKind::Coroutine, ready);
    s.take(main, lock);
    s.write(main, value, 42);
    s.wait(blocked, lock);
    s.await(waiting, flag);
    s.add(EventKind::SleepBegin, sleeping, {}, 120'000'000);
    s.add(EventKind::IoBegin, io, socket, 7, 0);
    s.add(EventKind::HoldBegin, ready);
    s.after(30_ms).add(EventKind::Print, main, {}, 0, 0, "hello 你好");
    s.after(40_ms).add(EventKind::Note, main, {}, 0, 0, "half way");
    s.add(EventKind::IoEnd, io, socket, 64);
    s.add(EventKind::IoBegin, io, socket, 7, 1);
    s.after(30_ms).add(EventKind::IoEnd, io, socket, 64);
    s.add(EventKind::HoldEnd, ready);
    s.add(EventKind::Resume, ready, objectOf(fiber));
    s.after(20_ms).add(EventKind::Suspend, ready, {});
    s.after(20_ms).add(EventKind::Resume, ready, objectOf(fiber));
    s.after(10_ms).add(EventKind::Suspend, ready, {});
    s.add(EventKind::SleepEnd, sleeping);
    s.read(sleeping, value, 42);
    s.after(20_ms).write(sleeping, value, 41);
    s.fail(io, lock, trace::Failure::WouldBlock);
    s.after(20_ms).give(main, lock);
    s.take(blocked, lock);
    s.after(10_ms).signal(main, flag);
    s.wake(waiting, flag);
    s.after(20_ms).kill(main, killed);
    s.give(blocked, lock);
    s.after(10_ms).end(blocked);
    s.end(waiting);
    s.after(15_ms).end(sleeping);
    s.add(EventKind::Fault, main, lock, 0, static_cast<std::uint32_t>(trace::Misuse::UnlockOfFree));
    told->wait(60_ms);
    return told;
}

std::unique_ptr<ModeledStory> primitivesRun() {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId process = s.process("primitives");
    const LaneId main = s.thread("main", process);
    const ObjectId permits = s.object(Story::Type::BoundedSemaphore, "permits", 3);
    const ObjectId flag = s.object(Story::Type::Event, "ready");
    const ObjectId deep = s.object(Story::Type::RecursiveMutex, "deep");
    const ObjectId counter = s.object(Story::Type::Variable, "counter");
    told->objects = {permits, flag, deep, counter};
    for (int i = 1; i <= 7; ++i) {
        const LaneId lane = s.define("Thread-" + std::to_string(i), LaneKind::Thread, process);
        told->lanes.push_back(lane);
        s.after(6_ms).start(main, lane);
        s.begin(lane);
        if (i <= 3) {
            s.take(lane, permits);
            s.add(EventKind::SleepBegin, lane, {}, 200'000'000);
        } else {
            s.wait(lane, permits);
        }
    }
    const auto& t = told->lanes;
    s.write(main, counter, 100);
    for (std::size_t wave = 0; wave < 3; ++wave) {
        s.after(wave == 0 ? 150_ms : 10_ms).add(EventKind::SleepEnd, t[wave]);
        s.add(EventKind::Print, t[wave], {}, 0, 0, "ok");
        s.give(t[wave], permits, 1);
        s.take(t[wave + 3], permits);
        s.add(EventKind::SleepBegin, t[wave + 3], {}, 200'000'000);
        s.await(t[wave], flag);
    }
    s.after(60_ms).take(main, deep, 1);
    s.after(20_ms).take(main, deep, 2);
    s.after(20_ms).take(main, deep, 3);
    s.after(20_ms).give(main, deep, 2);
    s.after(20_ms).give(main, deep, 1);
    s.after(20_ms).give(main, deep, 0);
    s.after(10_ms).signal(main, flag);
    for (std::size_t i = 0; i < 3; ++i)
        s.wake(t[i], flag);
    s.read(t[0], counter, 100);
    s.after(12_ms).read(t[1], counter, 100);
    s.after(30_ms).write(t[0], counter, 99);
    s.after(25_ms).write(t[1], counter, 99);
    s.after(20_ms).read(t[2], counter, 99);
    s.after(20_ms).write(t[2], counter, 98);
    for (std::size_t i = 0; i < 3; ++i)
        s.after(5_ms).end(t[i]);
    told->wait(80_ms);
    return told;
}

std::unique_ptr<ModeledStory> processRun() {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId parent = s.process("parent (1200)");
    const LaneId main = s.thread("main", parent);
    const ObjectId lock = s.mutex("shared lock");
    told->objects = {lock};
    for (int p = 1; p <= 3; ++p) {
        const LaneId process = s.define("worker process " + std::to_string(p), LaneKind::Process, parent);
        s.after(10_ms).start(main, process);
        told->lanes.push_back(process);
        for (int t = 1; t <= 3; ++t) {
            const LaneId lane = s.define("worker " + std::to_string(p) + "." + std::to_string(t), LaneKind::Thread, process);
            s.after(3_ms).begin(lane);
            told->lanes.push_back(lane);
        }
    }
    for (int round = 0; round < 3; ++round) {
        for (LaneId lane : told->lanes) {
            if (s.model.lane(lane)->intervals().empty())
                continue;
            s.take(lane, lock);
            s.after(12_ms).give(lane, lock);
            s.after(2_ms).add(EventKind::SleepBegin, lane, {}, 100'000'000);
        }
        for (LaneId lane : told->lanes) {
            if (!s.model.lane(lane)->intervals().empty())
                s.after(1_ms).add(EventKind::SleepEnd, lane);
        }
    }
    s.after(20_ms).kill(main, told->lanes[4]);
    told->wait(50_ms);
    return told;
}

} // namespace braid::tests
