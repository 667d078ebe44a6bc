#pragma once

#include "engine/model/model.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace braid::tests {

/// What a run is like at one moment, told from nothing but its events up to then: no intervals, no history, no search. The
/// slow and plain counterpart of what the window shows at its cursor, written from the event vocabulary
/// (engine/trace/event.h) to be compared with it.
class Replay {
public:
    struct Lane {
        trace::LaneKind kind = trace::LaneKind::Thread;
        LaneId parent;
        std::vector<LaneId> children;
        bool started = false, begun = false, ended = false;
        model::State state = model::State::Created;
        ObjectId object; ///< that of its state
        model::Nanos since = 0;
        ObjectId waitsFor;
        bool waits = false;
        std::vector<ObjectId> orFor;                           ///< what would end that wait as well
        LaneId carrier;                                        ///< of a coroutine: the thread it ran on last
        bool inLoop = false;                                   ///< a coroutine to which a loop gives its turns
        model::Nanos limit = 0;                                ///< of a suspended one: when it goes on at the latest; 0 = none
        LaneId runs;                                           ///< of a thread: its coroutine that runs
        std::optional<std::pair<model::State, ObjectId>> held; ///< what the scheduling point interrupted
        std::vector<std::pair<ObjectId, std::uint64_t>> tasks; ///< (for whom, number), innermost last
    };
    struct Item {
        std::uint64_t number = 0;
        std::string label;
        std::uint64_t priority = 0; ///< of a pipe: bytes
    };
    struct Object {
        trace::ObjectKind kind = trace::ObjectKind::Mutex;
        std::int64_t initial = 0;
        std::vector<LaneId> owners; ///< by when they took it
        std::vector<bool> shared;   ///< of the same
        std::int64_t recursion = 0;
        std::int64_t permits = 0;
        std::int64_t count = 0;                   ///< flag, latch's rest, those at the barrier
        std::int64_t expected = 0, remaining = 0; ///< at a barrier, in this round and in the next one
        std::uint64_t generation = 0;
        std::vector<Item> items;
        std::int64_t unfinished = 0;
        std::set<std::uint64_t> gotBefore; ///< of a channel: items that were got before they were put
        std::uint64_t bytesPut = 0, bytesGot = 0;
        std::string value;                              ///< of a variable: the bits and the text last read or written; empty: none yet
        std::map<std::uint64_t, std::uint64_t> watched; ///< (descriptor, how often ready)
        std::uint64_t received = 0, sent = 0, failed = 0;

        [[nodiscard]] bool exclusive() const;
        [[nodiscard]] bool semaphore() const;
    };

    void apply(const trace::Event& event);
    /// Up to `time` no event comes any more.
    void passTo(model::Nanos time);

    std::map<LaneId, Lane> lanes;
    std::map<ObjectId, Object> objects;

private:
    std::multimap<model::Nanos, LaneId> m_limits;

    void set(LaneId lane, model::State state, ObjectId object, model::Nanos time);
    void begin(const trace::Event& event, model::State state);
    void end(const trace::Event& event);
    void finish(LaneId lane);
    void resume(const trace::Event& event);
    void take(const trace::Event& event, Object& object);
    void give(const trace::Event& event, Object& object);
    static void beginRound(Object& object);
    static void arrive(Object& object);
    void applyQueue(const trace::Event& event, Object& object);
    Lane* lane(LaneId id);
};

} // namespace braid::tests
