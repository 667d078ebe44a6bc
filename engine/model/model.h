#pragma once

#include "engine/model/allowance.h"
#include "engine/model/id_table.h"
#include "engine/model/family.h" // after it: moc cannot read <compare> as the first of the standard headers
#include "engine/model/lane.h"
#include "engine/model/log.h"
#include "engine/model/long_vector.h"
#include "engine/model/object.h"
#include "engine/model/records.h"
#include "engine/model/run_time.h"
#include "engine/trace/event.h"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// The model: events in, values out. No threads, no files, no clock: tested with hand-written events.
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
};
static_assert(sizeof(Arrow) == 8);

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

/// Everything known of one run so far. Grows by apply(); what is handed out by reference stays valid until the next
/// apply(). Not thread-safe.
///
/// Events and finish() carry the trace's time. All that the model hands out is run time: a pause and a standstill take none
/// of it, see breaks(). Never fails: an event that makes no sense (unknown object, release of a free lock) is kept
/// in the log and changes nothing else.
class Model {
public:
    Model();

    /// Takes the next event in log order.
    void apply(const trace::Event& event);
    /// Says that the run is over: lanes still alive are killed with their process at `time` and marked cutOff. Who
    /// waits for what and who owns what stays as it was left, for whoever asks why. Later events only go into the log.
    /// Where the trace is not `whole` (trace::Reader::whole()), nothing is known of the lanes still alive after their last
    /// event, nor of the objects after theirs: State::NotRecorded, Object::recordedUntil.
    void finish(Nanos time, trace::Outcome outcome, bool whole = true);

    /// The time of the last event or finish(); live views may look past it, unless it is frozen().
    [[nodiscard]] Nanos endTime() const { return m_endTime; }
    /// Where time stood still for more than ShortestBreak, by time: from an event on after which nothing went on by itself, up
    /// to the next one. For a pause that is so while lanes are held by the person and none runs, copies or sleeps on; who
    /// waits, also with a time-out or for data, does not count. For a standstill, when none can move any more, and what
    /// ends it is the end of a lane from outside or of the run.
    [[nodiscard]] const std::vector<Break>& breaks() const { return m_runTime.breaks(); }
    /// The run time of a moment in the trace's time.
    [[nodiscard]] Nanos runTime(Nanos traceTime) const { return m_runTime.of(traceTime); }
    /// The trace's time of an event; of log().size() that of the end.
    [[nodiscard]] Nanos traceTime(EventIndex event) const;
    /// While lanes are paused: where all of them are so in a sleep, the one that would wake first; none otherwise. O(lanes).
    [[nodiscard]] LaneId firstToWake() const;
    /// Looks whether time stands still as of the last event, and why. O(1), for a standstill O(lanes). After finish(): as it
    /// was then.
    std::optional<BreakKind> checkFrozen();
    /// What the last checkFrozen() said, if nothing has come since. finish() asks it.
    [[nodiscard]] std::optional<BreakKind> frozen() const { return m_frozen; }
    /// The number of the break that frozen() will make, see Break::number: that of the last one where it is the same pause or
    /// standstill, in which only something from outside came. 0 where time goes on.
    [[nodiscard]] std::uint32_t frozenNumber() const;
    [[nodiscard]] bool finished() const { return m_finished; }
    [[nodiscard]] trace::Outcome outcome() const { return m_outcome; }
    /// Parts of the trace could not be read: what was not found in it may have happened all the same.
    [[nodiscard]] bool incomplete() const { return m_incomplete; }

    /// By id; unknown ids give nullptr.
    [[nodiscard]] const Lane* lane(LaneId id) const;
    [[nodiscard]] const Object* object(ObjectId id) const;
    [[nodiscard]] const Site* site(SiteId id) const;
    /// By the number of its definition.
    [[nodiscard]] const Module* module(std::uint32_t number) const;
    /// Where in the source `event` was; none where that is not known.
    [[nodiscard]] SiteId siteOf(EventIndex event) const {
        return event < m_log.size() ? SiteId{m_log[event].site} : SiteId{};
    }
    /// All, in order of creation.
    [[nodiscard]] const std::vector<LaneId>& lanes() const { return m_laneOrder; }
    [[nodiscard]] const std::vector<ObjectId>& objects() const { return m_objectOrder; }
    /// The lanes without a parent; Lane::children leads on.
    [[nodiscard]] const std::vector<LaneId>& roots() const { return m_roots; }
    /// A thread without a parent has run.
    [[nodiscard]] bool rootThreadBegan() const { return m_rootThreadBegan; }
    /// How deep lanes nest at most. One that a file nests deeper lies beside its parent instead of in it, so that whatever
    /// follows parents or children may do so by calling itself.
    static constexpr std::uint32_t DeepestNesting = 60;
    /// Lanes with a common parent and stem of the name, by Lane::family. A family keeps its place.
    [[nodiscard]] const std::vector<Family>& families() const { return m_families; }
    /// Cause-to-effect pairs, by the effect's place in the log.
    [[nodiscard]] const LongVector<Arrow>& arrows() const { return m_arrows; }

    [[nodiscard]] const Log& log() const { return m_log; }
    /// The full event at `index`; its text is valid as long as the model.
    [[nodiscard]] trace::Event event(EventIndex index) const { return m_log.event(index); }
    /// "T3", or the object's name, or "?" for unknown ids. A lane that is an object is named as the lane.
    [[nodiscard]] std::string_view name(LaneId id) const;
    [[nodiscard]] std::string_view name(ObjectId id) const;

    /// RunInfo, Parameter and RunResult records in order: (key, value); parameters and results hold JSON.
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    [[nodiscard]] const Pairs& info() const { return m_info; }
    [[nodiscard]] const Pairs& parameters() const { return m_parameters; }
    [[nodiscard]] const Pairs& results() const { return m_results; }
    /// In log order. parameters() keeps the values the run began with.
    [[nodiscard]] const std::vector<MovedParameter>& moved() const { return m_moved; }
    /// Bytes reserved for everything the model keeps. Walks over all lanes and objects.
    [[nodiscard]] std::size_t memory() const;
    /// The Print events, in log order.
    [[nodiscard]] const LongVector<EventIndex>& prints() const { return m_prints; }

private:
    /// The event being applied, with what it is about looked up.
    struct Step {
        const trace::Event& event;
        EventIndex index;
        Nanos time;
        LaneRecord* lane;     ///< who wrote it; nullptr for unknown ones
        ObjectRecord* object; ///< what it is about; nullptr for none, lanes and unknown ones
    };

    // model.cpp: definitions and what people read
    [[nodiscard]] LaneRecord* laneRecord(LaneId id);
    [[nodiscard]] ObjectRecord* objectRecord(ObjectId id);
    void applyDefinition(const Step& step);
    void applyText(const Step& step);
    void defineLane(const Step& step);
    void defineObject(const Step& step);
    void defineSite(const Step& step);
    void applyFlow(const Step& step);
    void count(const Step& step);
    void mark(const Step& step);
    static void noteUser(ObjectRecord& object, LaneId lane);
    void connect(EventIndex from, EventIndex to, ArrowKind kind);

    // freeze.cpp: when time stands still
    void cutGap(Nanos traceTime, const trace::Event& event);
    [[nodiscard]] bool comesFromOutside(const trace::Event& event) const; ///< written while nobody in the run need move
    [[nodiscard]] bool beginsAnother(BreakKind kind) const; ///< than the last break
    void setHold(LaneRecord& lane, Hold hold);
    void setCurrent(LaneRecord& carrier, LaneId coroutine);
    void reckon(LaneRecord& lane);

    // lanes.cpp: what a lane does
    void applyLane(const Step& step);
    void startLane(const Step& step);
    void beginLane(const Step& step);
    void endLane(LaneRecord& lane, Nanos time, EventIndex event, End end, std::string message);
    void holdAtSchedulingPoint(const Step& step, bool begin);
    void suspend(const Step& step);
    void resume(const Step& step);
    void joinEnded(const Step& step);
    void setState(LaneRecord& lane, Nanos time, State state, ObjectId object, const Step& step, bool timed = false);
    void push(LaneRecord& lane, const Interval& interval);
    void loseSight(const Step& step);
    void cutOff();
    void joinCrowd(LaneRecord& parent, LaneRecord& lane);
    static void enterCrowd(Crowd& crowd, LaneRecord& lane);
    void noteBegun(const LaneRecord& lane);
    [[nodiscard]] Crowd* crowdOf(const LaneRecord& lane);
    void changeCrowd(const LaneRecord& lane, Nanos time, State from, std::optional<State> to);

    // off_cpu.cpp: time in which a lane could run and did not
    void offCpu(const Step& step);
    void insertReady(LaneRecord& lane, Nanos begin, Nanos end, EventIndex event);
    [[nodiscard]] State stateBeforeWakeUp(const Lane& lane) const;

    // families.cpp: lanes of a common stem
    void joinFamily(LaneRecord& lane);
    void renameLane(LaneRecord& lane, Nanos time, std::string_view name);
    void nameInFull(LaneRecord& lane);

    // tasks.cpp: named pieces of work, and what loops and selectors watch
    void applyTask(const Step& step);
    void endTasks(LaneRecord& lane, Nanos time, std::size_t keep, bool failed);
    void applyWatch(const Step& step);

    // waits.cpp: the beginning and end of every wait, depth and waiters over time
    void beginWait(const Step& step, State state);
    std::optional<OpenWait> endWait(const Step& step);
    void abandonWait(LaneRecord& lane, Nanos time);
    void updateLevel(ObjectRecord& object, Nanos time);

    // locks.cpp: locks and semaphores
    void applyLock(const Step& step);
    void acquired(const Step& step);
    void released(const Step& step);
    void own(const Step& step);
    void disown(ObjectRecord& object, const OpenHolding& owner, Nanos time);
    [[nodiscard]] static const OpenHolding* holdingOf(const ObjectRecord& object, LaneId lane);

    // signals.cpp: events, condition variables, barriers, latches
    void applySignal(const Step& step);
    void arrive(const Step& step, std::int64_t count);
    void signal(const Step& step);
    void woken(const Step& step);

    // queues.cpp: queues, channels and shared variables
    void applyQueue(const Step& step);
    void put(const Step& step);
    void get(const Step& step);
    void updatePipe(const Step& step);
    [[nodiscard]] static EventIndex takeItem(ObjectRecord& object, std::uint64_t number);
    static void keepPutter(ObjectRecord& object, LaneRecord& lane);
    void orphanItems(const LaneRecord& lane);

    RunTime m_runTime;
    std::size_t m_active = 0;      ///< lanes that go on by themselves, see isActive()
    std::size_t m_paused = 0;      ///< lanes held by a pause
    bool m_resumed = false;        ///< one of them was let go since the last break
    std::optional<BreakKind> m_frozen;
    LaneId m_mover;                ///< it could move when last asked
    std::size_t m_lanesAsked = 0;  ///< for the standstills before the end of a lane
    Nanos m_endTime = 0;
    bool m_finished = false;
    bool m_incomplete = false;
    trace::Outcome m_outcome = trace::Outcome::Unknown;
    std::deque<LaneRecord> m_lanes;
    std::deque<ObjectRecord> m_objects;
    std::uint32_t m_processes = 0, m_executing = 0; ///< lanes made known: processes; threads and coroutines
    IdTable m_ids;
    std::vector<Site> m_sites; ///< by SiteId
    std::unordered_map<std::uint32_t, Module> m_modules;
    std::unordered_map<std::uint64_t, EventIndex> m_flows; ///< the last event of those that have not ended
    std::vector<LaneId> m_laneOrder, m_roots;
    std::vector<Family> m_families;
    std::unordered_map<std::string, std::uint32_t> m_familyOf; ///< by parent, kind and pattern
    Allowance m_moves; ///< of lanes from one family to another
    bool m_rootThreadBegan = false;
    std::vector<ObjectId> m_objectOrder;
    LongVector<Arrow> m_arrows;
    Log m_log;
    Pairs m_info, m_parameters, m_results;
    std::vector<MovedParameter> m_moved;
    LongVector<EventIndex> m_prints;
};

} // namespace braid::model
