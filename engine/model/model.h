#pragma once

#include "engine/model/model_data.h"

/// The model: events in, values out. No threads, no files, no clock: tested with hand-written events.
namespace braid::model {

/// Everything known of one run so far. Grows by apply(); what is handed out by reference stays valid until the next
/// apply(). Not thread-safe.
///
/// Events and finish() carry the trace's time. All that the model hands out is run time: it begins where the recorder has
/// said what it runs and hands over to the program, and a pause and a standstill take none of it, see breaks(). Never fails: an event that makes no sense (unknown object, release of a free lock) is kept
/// in the log and changes nothing else.
class Model {
public:
    /// Takes the next event in log order.
    void apply(const trace::Event& event);
    /// Says that the events up to `time` have come, as far as anybody knows: coroutines whose time is over by then are ready. For
    /// live views, while nothing comes because one of them keeps the thread.
    void passTo(Nanos time);
    /// Says that the run is over: lanes still alive are killed with their process at `time` and marked cutOff. Who
    /// waits for what and who owns what stays as it was left, for the question why. Later events only go into the log.
    /// Where the trace is not `whole` (trace::Reader::whole()), nothing is known of the lanes still alive after their last
    /// event, nor of the objects after theirs: State::NotRecorded, Object::recordedUntil.
    void finish(Nanos time, trace::Outcome outcome, bool whole = true);

    /// The time of the last event or finish(); live views may look past it, unless it is frozen().
    [[nodiscard]] Nanos endTime() const { return m_data.endTime; }
    /// Where time stood still for more than ShortestBreak, by time: from an event on after which nothing went on by itself, up
    /// to the next one. For a pause that is so while lanes are held by the person and none runs, copies or sleeps on; who
    /// waits, also with a time-out or for data, does not count. For a standstill, when none can move any more, and what
    /// ends it is the end of a lane from outside or of the run.
    [[nodiscard]] const std::vector<Break>& breaks() const { return m_data.runTime.breaks(); }
    /// The run time of a moment in the trace's time.
    [[nodiscard]] Nanos runTime(Nanos traceTime) const { return m_data.runTime.of(traceTime); }
    /// The trace's time of an event; of log().size() that of the end. Of one before the run's beginning that of the beginning.
    [[nodiscard]] Nanos traceTime(EventIndex event) const;
    /// While lanes are paused: where all of them are so in a sleep, the one that would wake first; none otherwise. O(lanes).
    [[nodiscard]] LaneId firstToWake() const;
    /// Looks whether time stands still as of the last event, and why. O(1), for a standstill O(lanes). After finish(): as it
    /// was then.
    std::optional<BreakKind> checkFrozen();
    /// What the last checkFrozen() said, if nothing has come since. finish() asks it.
    [[nodiscard]] std::optional<BreakKind> frozen() const { return m_data.frozen; }
    /// The number of the break that frozen() will make, see Break::number: that of the last one where it is the same pause or
    /// standstill, in which only something from outside came. 0 where time goes on.
    [[nodiscard]] std::uint32_t frozenNumber() const;
    [[nodiscard]] bool finished() const { return m_data.finished; }
    [[nodiscard]] trace::Outcome outcome() const { return m_data.outcome; }
    /// Parts of the trace could not be read: what was not found in it may have happened all the same.
    [[nodiscard]] bool incomplete() const { return m_data.incomplete; }

    /// By id; unknown ids give nullptr.
    [[nodiscard]] const Lane* lane(LaneId id) const;
    [[nodiscard]] const Object* object(ObjectId id) const;
    [[nodiscard]] const Site* site(SiteId id) const;
    /// Numbers of places are smaller than this.
    [[nodiscard]] std::uint32_t siteEnd() const { return static_cast<std::uint32_t>(m_data.sites.size()); }
    /// By the number of its definition.
    [[nodiscard]] const Module* module(std::uint32_t number) const { return m_data.module(number); }
    /// What a counter counts: "MB", "requests"; empty where nothing was said.
    [[nodiscard]] std::string_view unitOf(ObjectId counter) const {
        const auto known = m_data.units.find(counter.value);
        return known != m_data.units.end() ? std::string_view(known->second) : std::string_view();
    }
    /// Where in the source `event` was; none where that is not known.
    [[nodiscard]] SiteId siteOf(EventIndex event) const {
        return event < m_data.log.size() ? SiteId{m_data.log[event].site} : SiteId{};
    }
    /// All, in order of creation.
    [[nodiscard]] const std::vector<LaneId>& lanes() const { return m_data.laneOrder; }
    [[nodiscard]] const std::vector<ObjectId>& objects() const { return m_data.objectOrder; }
    /// What would end the wait that `lane` is in as of the last event besides what it waits for.
    [[nodiscard]] const std::vector<OpenWait>& alternativesOf(LaneId lane) const {
        static const std::vector<OpenWait> none;
        const auto known = m_data.alternatives.find(lane);
        return known != m_data.alternatives.end() ? known->second : none;
    }
    /// The lanes without a parent; Lane::children leads on.
    [[nodiscard]] const std::vector<LaneId>& roots() const { return m_data.roots; }
    /// A thread without a parent has run.
    [[nodiscard]] bool rootThreadBegan() const { return m_data.rootThreadBegan; }
    /// How deep lanes nest at most. One that a file nests deeper lies beside its parent instead of in it, so that whatever
    /// follows parents or children may do so by calling itself.
    static constexpr std::uint32_t DeepestNesting = ModelData::DeepestNesting;
    /// Lanes with a common parent and stem of the name, by Lane::family. A family keeps its place.
    [[nodiscard]] const std::vector<Family>& families() const { return m_data.families; }
    /// Cause-to-effect pairs, by the effect's place in the log.
    [[nodiscard]] Arrows arrows() const { return {m_data.arrows, 0, m_data.arrows.size()}; }
    /// Those whose effects happened in [begin, end), in run time, as far as the order of the log says it: neighbours in the log
    /// may be a little out of order in time. None where end ≤ begin. O(log n).
    [[nodiscard]] Arrows arrowsIn(Nanos begin, Nanos end) const;
    /// Those whose effects are the events [first, last) of the log. O(log n).
    [[nodiscard]] Arrows arrowsInto(EventIndex first, EventIndex last) const;

    [[nodiscard]] const Log& log() const { return m_data.log; }
    /// The full event at `index`; its text is valid as long as the model.
    [[nodiscard]] trace::Event event(EventIndex index) const { return m_data.log.event(index); }
    /// Those of Object::events(), Lane::marks() or prints() that happened in [begin, end); none where end ≤ begin. O(log n).
    [[nodiscard]] Events eventsIn(Events events, Nanos begin, Nanos end) const { return model::eventsIn(m_data.log, events, begin, end); }
    /// … that happened up to `time`, with it.
    [[nodiscard]] Events eventsUpTo(Events events, Nanos time) const { return model::eventsUpTo(m_data.log, events, time); }
    /// "T3", or the object's name, or "?" for unknown ids. A lane that is an object is named as the lane.
    [[nodiscard]] std::string_view name(LaneId id) const;
    [[nodiscard]] std::string_view name(ObjectId id) const;

    /// RunInfo, Parameter and RunResult records in order: (key, value); parameters and results hold JSON.
    using Pairs = std::vector<std::pair<std::string, std::string>>;
    [[nodiscard]] const Pairs& info() const { return m_data.info; }
    /// The run is one of a scenario: its lanes and objects have names that Braid's own sources give, so they are words that can be
    /// translated. Else they are the recorded program's, which may be the one in Python of a scenario.
    [[nodiscard]] bool namesAreWords() const { return m_data.ofScenario; }
    [[nodiscard]] const Pairs& parameters() const { return m_data.parameters; }
    [[nodiscard]] const Pairs& results() const { return m_data.results; }
    /// In log order. parameters() keeps the values the run began with.
    [[nodiscard]] const std::vector<MovedParameter>& moved() const { return m_data.moved; }
    /// The numbers of the processors on which threads of the run were seen to run, ascending; see query/processors.h.
    [[nodiscard]] const std::vector<std::uint32_t>& processors() const { return m_data.processors; }
    /// Grows where waits that came before turn out to have been idle ones (Interval::idle): whoever has added them up must do so again.
    [[nodiscard]] std::uint32_t idleMarked() const { return m_data.idleMarked; }
    /// For how long threads were seen to be ready without running, all together.
    [[nodiscard]] Nanos readyNs() const { return m_data.readyNs; }
    /// How many threads and processes of the run were found at `time` that have no lane, so that Braid does not see what they do.
    [[nodiscard]] std::uint32_t unknownThreadsAt(Nanos time) const;
    /// Bytes reserved for everything the model keeps. Walks over all lanes and objects.
    [[nodiscard]] std::size_t memory() const;
    /// The text of the source file that sites name `path`, as it was when the recorded program began; nullptr where the trace does not keep
    /// it. Valid until the next event.
    [[nodiscard]] const std::string* keptSource(std::string_view path) const { return m_data.sources.find(path); }
    /// The Print events, in log order.
    [[nodiscard]] Events prints() const { return {m_data.prints, 0, m_data.prints.size()}; }

private:
    /// While nothing else has come: the event is one of those with which a recorder opens a trace, before it hands over to the
    /// program: the first process, its main thread, what is run and with which parameters.
    [[nodiscard]] bool isPreparation(const trace::Event& event) const;
    /// Where nothing went on by itself since the last event, time stood still.
    void cutGap(Nanos traceTime, const trace::Event& event);
    [[nodiscard]] bool comesFromOutside(const trace::Event& event) const; ///< written while no lane of the run need move
    [[nodiscard]] bool beginsAnother(BreakKind kind) const;               ///< than the last break

    ModelData m_data;
};

} // namespace braid::model
