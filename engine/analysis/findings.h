#pragma once

#include "engine/model/model.h"
#include "engine/model/text/sentence.h"

#include <memory>

namespace braid::analysis {

/// The names in JSON are those of findingName(): deadlock, hang, lost_update, misuse, crashed, failed, killed, lost_events …
enum class FindingKind : std::uint8_t {
    Deadlock,    ///< a cycle that can never open again
    Hang,        ///< stuck for ever without a cycle, e.g. waits for an event that no lane can set
    LostUpdate,  ///< a write to a shared variable vanished under another one
    Misuse,      ///< see trace::Misuse
    Crashed,     ///< a process died of a signal that it brought upon itself, or of an unknown cause
    Failed,      ///< a process ended with an exception, or the run's own one with a status other than 0
    Killed,      ///< a process was killed by SIGKILL or another signal that was sent to it
    LostEvents,  ///< the trace reached its limit
    LoopBlocked, ///< one coroutine froze its event loop
    OwnerDied    ///< a process died while it held a lock that another one took over
};
[[nodiscard]] const char* findingName(FindingKind kind);

/// One edge of a cycle: `lane` waits for `waitsFor`, which `heldBy` holds.
struct CycleEdge {
    LaneId lane;
    ObjectId waitsFor;
    LaneId heldBy;
    SiteId waitSite; ///< where it waits
    SiteId heldSite; ///< where the holder took it
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
    std::vector<CycleEdge> cycle;          ///< for Deadlock only, in ring order
    std::vector<model::EventIndex> events; ///< those to show with it, e.g. the reads and writes of a lost update
};

/// Finds what is wrong while the run goes on. Feed it after every Model::apply with the same model.
/// Not thread-safe. Pure: depends on the events only.
class Findings {
public:
    Findings();
    ~Findings();
    Findings(Findings&&) noexcept;
    Findings& operator=(Findings&&) noexcept;

    /// Looks at the event the model applied last. O(1) but where a lane blocks: then the length of its chain.
    void update(const model::Model& model);
    /// After Model::finish, or when the model stands still (Model::checkFrozen()): names what is stuck without being in a cycle.
    /// May be called repeatedly; each finding is reported once.
    void nameHangs(const model::Model& model);

    /// In the order in which they became true. Only ever grows, and not without bound: what stands for several changes in
    /// its place.
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
