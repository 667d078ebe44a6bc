#pragma once

#include "engine/model/store/allowance.h"
#include "engine/model/store/events.h"
#include "engine/model/store/family.h" // after it: moc cannot read <compare> as the first of the standard headers
#include "engine/model/store/id_table.h"
#include "engine/model/store/index_range.h"
#include "engine/model/store/kept_sources.h"
#include "engine/model/store/lane.h"
#include "engine/model/store/log.h"
#include "engine/model/store/long_vector.h"
#include "engine/model/store/object.h"
#include "engine/model/store/records.h"
#include "engine/model/store/run_time.h"
#include "engine/model/take_points.h"
#include "engine/trace/event.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace braid::model {

/// Cause to effect.
enum class ArrowKind : std::uint8_t {
    Start,    ///< LaneStart → LaneBegin
    HandOver, ///< Released → the Acquired of a lane that was blocked
    Wake,     ///< Signal → WaitEnd it released
    Join,     ///< LaneEnd → JoinEnd
    Item,     ///< Put → Get of the same item
    Resume,   ///< Resume → the coroutine's next stretch
    Signal,   ///< SendSignal → the end of the process it was sent to
    Flow,     ///< FlowBegin or FlowStep → the next FlowStep or FlowEnd of the same flow
};
struct Arrow {
    static constexpr EventIndex Last = (EventIndex{1} << 29) - 1; ///< arrows to later events are not kept

    EventIndex from = NoEvent;
    EventIndex to : 29 = Last;
    ArrowKind kind : 3 = ArrowKind::Start;

    friend bool operator==(const Arrow&, const Arrow&) = default;
};
static_assert(sizeof(Arrow) == 8);
using Arrows = IndexRange<LongVector<Arrow>, Arrow>;

/// A parameter that was moved while the run went on: from `at` on it had `value`.
struct MovedParameter {
    std::string name;
    Nanos value = 0;
    Nanos at = 0;
    EventIndex event = NoEvent;
};
/// What a ParameterMoved event says; nothing where its value is no whole number. `at` is the event's own time, `event` is left
/// open.
[[nodiscard]] std::optional<MovedParameter> movedParameter(const trace::Event& event);

/// The event being applied, with what it is about looked up.
struct Step {
    const trace::Event& event;
    EventIndex index;
    Nanos time;
    LaneRecord* lane;     ///< who wrote it; nullptr for unknown ones
    ObjectRecord* object; ///< what it is about; nullptr for none, lanes and unknown ones
};

/// `time` where it is sound, else the nearest that is: a damaged file must not make sums overflow.
[[nodiscard]] inline Nanos soundTime(std::chrono::nanoseconds time) {
    constexpr Nanos Latest = (Nanos{1} << 57) - 1; // about four and a half years
    return std::clamp<Nanos>(time.count(), 0, Latest);
}

/// Everything the model keeps. The reducers (lane_reducer.h, lock_reducer.h, …) change it event by event; Model hands it
/// out. For the model's own files only.
struct ModelData {
    /// How deep lanes nest at most. One that a file nests deeper lies beside its parent instead of in it, so that whatever
    /// follows parents or children may do so by calling itself.
    static constexpr std::uint32_t DeepestNesting = 60;

    RunTime runTime;
    bool running = false;   ///< the recorder's preparation is over
    std::size_t active = 0; ///< lanes that go on by themselves, see activity.cpp
    std::size_t paused = 0; ///< lanes held by a pause
    bool resumed = false;   ///< one of them was let go since the last break
    std::optional<BreakKind> frozen;
    LaneId mover;               ///< it could move when last asked
    std::size_t lanesAsked = 0; ///< for the standstills before the end of a lane
    Nanos endTime = 0;
    bool finished = false;
    bool incomplete = false;
    trace::Outcome outcome = trace::Outcome::Unknown;
    std::deque<LaneRecord> lanes;
    std::deque<ObjectRecord> objects;
    std::uint32_t processes = 0, executing = 0; ///< lanes made known: processes; threads and coroutines
    IdTable ids;
    std::vector<Site> sites; ///< by SiteId
    std::unordered_map<std::uint32_t, Module> modules;
    std::vector<std::uint32_t> processors;                          ///< on which threads were seen to run, ascending
    Nanos readyNs = 0;                                              ///< for which threads were seen to be ready without running, all together
    std::unordered_map<std::uint32_t, std::string> units;           ///< of counters, by ObjectId
    std::unordered_map<LaneId, std::vector<OpenWait>> alternatives; ///< of the lanes whose wait ends by several objects: the others
    std::unordered_map<std::uint64_t, EventIndex> flows;            ///< the last event of those that have not ended
    /// By their numbers: the ends that were said so far, until both are known.
    std::unordered_map<std::uint64_t, std::array<ObjectId, 2>> connections;
    std::unordered_map<std::uint32_t, ObjectId> doors; ///< by port: who listened there last
    std::vector<LaneId> laneOrder, roots;
    std::vector<Family> families;
    std::unordered_map<std::string, std::uint32_t> familyOf; ///< by parent, kind and pattern
    Allowance moves;                                         ///< of lanes from one family to another
    bool rootThreadBegan = false;
    std::vector<ObjectId> objectOrder;
    /// Until when a coroutine stays suspended at the latest.
    struct Limit {
        Nanos at;
        LaneId lane;
    };
    std::vector<Limit> limits; ///< a heap, the earliest first; some are of waits that are over
    LongVector<Arrow> arrows;
    Log log;
    std::vector<std::pair<std::string, std::string>> info, parameters, results;
    KeptSources sources;     ///< as they were when the run began
    bool ofScenario = false; ///< the run is one of a scenario, not of its program in Python
    std::vector<MovedParameter> moved;
    std::vector<std::pair<Nanos, std::uint32_t>> unknownThreads; ///< (from when on, how many)
    LongVector<EventIndex> prints;
    TakePoints takePoints;
    std::uint32_t idleMarked = 0; ///< how often lanes were found to have been idle before

    /// By id; unknown ids give nullptr. O(1).
    [[nodiscard]] LaneRecord* laneRecord(LaneId id) { return at(lanes, ids.find(id.value).lane); }
    [[nodiscard]] ObjectRecord* objectRecord(ObjectId id) { return at(objects, ids.find(id.value).object); }
    [[nodiscard]] const LaneRecord* laneRecord(LaneId id) const { return at(lanes, ids.find(id.value).lane); }
    [[nodiscard]] const ObjectRecord* objectRecord(ObjectId id) const { return at(objects, ids.find(id.value).object); }
    /// By the number of its definition; unknown ones give nullptr.
    [[nodiscard]] const Module* module(std::uint32_t number) const {
        const auto known = modules.find(number);
        return known != modules.end() ? &known->second : nullptr;
    }
    /// The event leaves a mark on its lane.
    void mark(const Step& step);
    /// An arrow; none where there is no `from`. `to` may be earlier than that of the last ones.
    void connect(EventIndex from, EventIndex to, ArrowKind kind);

private:
    template <class Records>
    static auto at(Records& records, std::uint32_t place) -> decltype(&records[place]) {
        return place == IdTable::None ? nullptr : &records[place];
    }
};

} // namespace braid::model
