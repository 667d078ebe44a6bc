#pragma once

#include "engine/analysis/waiting/wait_relation.h"
#include "engine/model/text/sentence.h"

#include <chrono>
#include <memory>

namespace braid::analysis {

/// The names in JSON are those of findingName(): deadlock, hang, lost_update, misuse, crashed, failed, killed, lost_events …
enum class FindingKind : std::uint8_t {
    Deadlock,    ///< a cycle that cannot open by itself
    Hang,        ///< stuck for ever without a cycle, e.g. waits for an event that nobody can set
    LostUpdate,  ///< a write to a shared variable vanished under another one
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
    FullPipe            ///< they wait for room in a pipe or socket whose other end nobody reads from, without a cycle that is known
};
/// "cycle", "owner_gone" …: stable, for JSON.
[[nodiscard]] const char* stuckCauseName(StuckCause cause);

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
    /// all that follow: it is the first of them, and its message tells how many there are and what the last one is.
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
    std::vector<model::EventIndex> events; ///< those to show with it, e.g. the reads and writes of a lost update
};

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
    /// and so looks at every call only where there are up to 2000 lanes.
    /// What is found has the time of the event that made it true. Where one of those lanes goes on after all, the finding says
    /// so (openedAt); where that was to be expected, since other lanes moved, it is taken back.
    void findStuck(const model::Model& model);
    static constexpr std::chrono::milliseconds LookEvery{40};
    /// The same after Model::finish, or when the model stands still (Model::checkFrozen()): then daemons are named too where
    /// nobody else is stuck. May be called repeatedly; each finding is reported once.
    void nameHangs(const model::Model& model);

    /// In the order in which they were found. Does not grow without bound: what stands for several changes in its place, and a
    /// hang that was none after all goes.
    [[nodiscard]] const std::vector<Finding>& all() const;
    /// How many were found, each one counted; grows with every change of all().
    [[nodiscard]] std::uint64_t found() const;
    /// The deadlock finding whose cycle contains `lane`, or nullptr.
    [[nodiscard]] const Finding* deadlockOf(LaneId lane) const;
    /// What a run in which nothing can move any more has come to: Deadlock where a cycle was found, else Hang.
    [[nodiscard]] trace::Outcome standstillOutcome() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace braid::analysis
