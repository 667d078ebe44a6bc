#pragma once

#include "engine/analysis/waiting/wait_relation.h"
#include "engine/model/text/sentence.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace braid::analysis {

/// The names in JSON are those of findingName(): deadlock, hang, lost_update, misuse, crashed, failed, killed, lost_events …
enum class FindingKind : std::uint8_t {
    Deadlock,    ///< a cycle that cannot open by itself
    Hang,        ///< stuck for ever without a cycle, e.g. waits for an event that nobody can set
    LostUpdate,  ///< a write to a shared variable vanished under another one, or was made because of a stale value
    Misuse,      ///< see trace::Misuse
    Crashed,     ///< a process died of a signal that it brought upon itself, or nobody knows of what
    Failed,      ///< a process ended with an exception, or the run's own one with a status other than 0
    Killed,      ///< a process was killed by SIGKILL or another signal that somebody sent
    LostEvents,  ///< the trace reached its limit
    LoopBlocked, ///< one coroutine froze its event loop
    OwnerDied,   ///< a process died while it held a lock that another one took over
    Livelock     ///< lanes that do the same in vain over and over, and nobody else can help them
};
[[nodiscard]] const char* findingName(FindingKind kind);

/// Why lanes are stuck.
enum class StuckCause : std::uint8_t {
    None,               ///< of findings that are about something else
    Cycle,              ///< each waits for the next one
    Self,               ///< a lane waits for what only it could give
    OwnerGone,          ///< who has what is waited for has ended
    InheritedAtFork,    ///< the copy of a lock that another thread of the parent held when the process was forked
    LostNotification,   ///< it was given when nobody waited yet, and such a thing does not stay
    WrongOneWoken,      ///< it was given while the lane waited, and another one got it
    NobodyLeft,         ///< nobody who could give it moves any more
    PoolWaitsForItself, ///< the workers of a pool wait for tasks that only they could do
    FullPipe,           ///< they wait for room in a pipe or socket whose other end nobody reads from, without a cycle that is known
    InsideLibrary       ///< they wait for something inside a library, of which only the waits are seen
};
/// "cycle", "owner_gone" …: stable, for JSON.
[[nodiscard]] const char* stuckCauseName(StuckCause cause);

/// In which way a LostUpdate came about.
enum class UpdateLoss : std::uint8_t {
    Overwritten, ///< by a write that was worked out from an older value
    StaleCheck   ///< it was made because of a value that was no longer there
};
/// "overwritten", "stale_check": stable, for JSON.
[[nodiscard]] const char* updateLossName(UpdateLoss loss);

/// What all accesses to a shared variable add up to. An update is made to what its lane has read (of a Modify: to what stood
/// there), any other write begins anew.
struct LostTotal {
    std::uint64_t updates = 0; ///< that were lost: the present value does not rest on them
    /// Only of numbers: the last value, and the one it would have had every update been made to the latest value, which is the
    /// sum of what each added to what it read. The bits are those of trace::ValueType `type`.
    struct Values {
        trace::ValueType type = trace::ValueType::Signed;
        std::uint64_t last = 0;
        std::uint64_t expected = 0;
        friend bool operator==(const Values&, const Values&) = default;
    };
    std::optional<Values> values;
    friend bool operator==(const LostTotal&, const LostTotal&) = default;
};

/// One edge of the wait-for relation: `lane` waits for `waitsFor`, which `heldBy` holds or alone could give.
struct CycleEdge {
    LaneId lane;
    ObjectId waitsFor; ///< none for a coroutine's turn
    LaneId heldBy;     ///< none where nobody is known who could give it
    SiteId waitSite;   ///< where it waits
    SiteId heldSite;   ///< where the other took it, gave it the last time, or began its own wait (see Giver::event)
    Need need = Need::Release;
    Tie tie = Tie::Owner;
};

/// One thing worth telling, or many of its kind (see `count`). Value type.
struct Finding {
    FindingKind kind = FindingKind::Deadlock;
    model::Sentence message;
    model::Nanos at = 0;
    model::EventIndex event = model::NoEvent; ///< the event that made it true
    /// How many it stands for. Of many of one kind about one object the first few are told one by one; one more stands for
    /// all that follow: it is the first of them, and its message tells how many there are and what the last one is. Lost updates
    /// of one variable are one finding from the beginning.
    std::uint64_t count = 1;
    model::Nanos lastAt = 0;                      ///< of the last one, where it stands for several
    model::EventIndex lastEvent = model::NoEvent; ///< the same
    std::vector<LaneId> lanes;
    std::vector<ObjectId> objects;
    std::vector<CycleEdge> cycle; ///< for Deadlock only, in ring order
    /// For Deadlock and Hang: the waits of the other lanes that are named, those of `lanes` first.
    std::vector<CycleEdge> waits;
    /// For Livelock: of each of `waits` how often it was tried; 0 = the lane waits once and for good.
    std::vector<std::uint64_t> times;
    std::vector<LaneId> behind; ///< lanes that are stuck because of `lanes`, the first MostBehind of them
    StuckCause cause = StuckCause::None;
    /// When one of them went on after all, because it was killed or something came from outside; −1 = not so far.
    model::Nanos openedAt = -1;
    static constexpr std::size_t MostBehind = 256;
    /// Those to show with it; of a lost update the reads and writes of the first one and of the last one, the write that won at
    /// the end of each.
    std::vector<model::EventIndex> events;
    /// Of a LostUpdate: the writes that vanished, the first MostLost of them, in the order of the log.
    std::vector<model::EventIndex> lost;
    static constexpr std::size_t MostLost = 64;
    UpdateLoss loss = UpdateLoss::Overwritten; ///< of a LostUpdate
    std::optional<LostTotal> total;            ///< of a LostUpdate that was overwritten, once the run is over or stands still
};

/// Whether `finding` is of lanes that are stuck at `time` because of it.
[[nodiscard]] inline bool holdsAt(const Finding& finding, model::Nanos time) {
    return finding.cause != StuckCause::None && finding.at <= time && (finding.openedAt < 0 || time < finding.openedAt);
}

/// Finds what is wrong while the run goes on. Feed it after every Model::apply with the same model.
/// Not thread-safe. Pure: depends on the events, and on when findStuck() is called.
class Findings {
public:
    Findings();
    ~Findings();
    Findings(Findings&&) noexcept;
    Findings& operator=(Findings&&) noexcept;

    /// Looks at the event the model applied last. O(1) but where a lane blocks: then the length of its chain.
    void update(const model::Model& model);
    /// Looks for lanes that are stuck without being in a cycle of locks, while others may go on; nothing where no event came
    /// since the last time. Call it whenever the events that there are have been taken in, at most every LookEvery. Costs as stuckLanes(),
    /// and so looks at all lanes at every call only where there are up to 2000; of more when StuckWatch says that it is worth it,
    /// and now and then, so that an event costs no more than with few (relation_bench).
    /// What is found has the time of the event that made it true. Where one of those lanes goes on after all, the finding says
    /// so (openedAt); where that was to be expected, since other lanes moved, it is taken back.
    /// `sure` is asked before something new is told: where it says no, it is looked for again when more events have come.
    void findStuck(const model::Model& model, const std::function<bool()>& sure = {});
    static constexpr std::chrono::milliseconds LookEvery{40};
    /// The same after Model::finish, or when the model stands still (Model::checkFrozen()): then daemons are named too where
    /// nobody else is stuck. May be called repeatedly; each finding is reported once.
    void nameHangs(const model::Model& model);

    /// Says the deadlocks of a recorded program with the names that have become known since: its places and variables get them later
    /// than the finding.
    void sayAnew(const model::Model& model);

    /// In the order in which they were found. Does not grow without bound: what stands for several changes in its place, and a
    /// hang that was none after all goes.
    [[nodiscard]] const std::vector<Finding>& all() const;
    /// How many were found, each one counted; grows with every change of all().
    [[nodiscard]] std::uint64_t found() const;
    /// The deadlock finding whose cycle contains `lane` and has not opened, or nullptr. O(log lanes).
    [[nodiscard]] const Finding* deadlockOf(LaneId lane) const;
    /// Where `lane` stands in the findings of lanes that are or were stuck, of several in the last one; nothing where in none. O(log lanes).
    struct Place {
        std::size_t finding = 0; ///< in all()
        int number = 0;          ///< among its lanes, from 1; 0 = it stands behind them
    };
    [[nodiscard]] std::optional<Place> stuckIn(LaneId lane) const;
    /// What a run in which nothing can move any more has come to: Deadlock where a cycle was found, else Hang.
    [[nodiscard]] trace::Outcome standstillOutcome() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace braid::analysis
