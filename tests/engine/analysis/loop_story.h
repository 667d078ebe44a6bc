#pragma once

#include "tests/engine/analysis/watched.h"

namespace braid::tests {

/// A thread with a loop and its coroutines.
struct LoopStory : Watched {
    LaneId main = thread("main");
    ObjectId loop = object(Type::Loop, "loop", 100'000'000);

    LaneId coroutine(std::string_view name, bool inLoop = true) {
        const LaneId id = define(name, trace::LaneKind::Coroutine, main);
        add(Kind::LaneStart, main, objectOf(id), 0, inLoop ? loop.value : 0);
        return id;
    }
    void resume(LaneId by, LaneId whom) { add(Kind::Resume, by, objectOf(whom), 0, 0, {}, false); }
    void suspend(LaneId lane, model::Nanos limit = 0, ObjectId on = {}) {
        add(Kind::Suspend, lane, on, static_cast<std::uint64_t>(limit), 0, {}, false);
        resume(lane, main);
    }
    /// One short turn.
    void turn(LaneId lane, model::Nanos limit = 0, ObjectId on = {}) {
        resume(main, lane);
        suspend(lane, limit, on);
    }
    void sleepFor(LaneId lane, model::Nanos time) {
        add(Kind::SleepBegin, lane, {}, static_cast<std::uint64_t>(time));
        after(time).add(Kind::SleepEnd, lane);
    }
};

} // namespace braid::tests
