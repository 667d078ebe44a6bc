#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"
#include "engine/model/text/sentence.h"

#include <vector>

/// Why is this one stuck? Who woke it? Backwards from a lane at a moment to the cause, in sentences.
namespace braid::analysis {

/// One step of the chain: what `lane` does at the moment, and who it depends on.
struct WhyLink {
    LaneId lane;
    ObjectId object; ///< what it waits for; none where it does not wait
    LaneId next;     ///< on whom it depends; none for the last one
    model::Nanos since = 0;
    model::EventIndex event = model::NoEvent; ///< that began it
    SiteId site;
    model::Sentence sentence; ///< "T7 has waited for A for 2.1 s, held by T3 for 1.4 s (deadlock.cpp:31)"
};

/// What a chain ends in.
enum class Cause : std::uint8_t {
    None,  ///< the lane does not exist at that moment
    Cycle, ///< a deadlock: the chain comes back to one that is in it already
    Sleep,
    Io,
    Work,        ///< computing
    Ready,       ///< could run: held by the person, or no core is free
    Turn,        ///< a coroutine that waits for its turn on a thread that does something else
    TimeLimit,   ///< the wait ends by itself
    NoneLeft,    ///< no lane that is left can give it
    Later,       ///< waits for something of which the trace does not tell who gives it
    Ended,       ///< the one it depends on has ended
    NotRecorded, ///< what the last one does is not in the trace
    Outside,     ///< somebody whom Braid does not see may give it
    Idle,        ///< a worker that waits for its next piece of work
};
[[nodiscard]] const char* causeName(Cause cause); ///< "cycle", "sleep" …: stable, for JSON

struct Why {
    std::vector<WhyLink> links; ///< from the lane asked about to the cause
    Cause cause = Cause::None;
    model::Sentence verdict;   ///< the cause in one sentence
    std::vector<LaneId> cycle; ///< the lanes of the cycle, for Cause::Cycle, in ring order
};

/// Why `lane` does what it does at `at` (past the end of a finished run: at its end; past the last event
/// of one that goes on: as things stand). Follows the holder of a lock, the
/// next permit to be released, the lane that is joined; for flags, queues and conditions the one who in fact gave it later,
/// and where none ever did, what `findings` say of it. Pure. Costs O(length · log n).
[[nodiscard]] Why whyAt(const model::Model& model, const Findings& findings, LaneId lane, model::Nanos at);

/// Who let `lane` go on into what it does at `at`: the other end of the arrow that ended its last wait.
struct Waker {
    LaneId lane;                               ///< none where no lane did
    model::EventIndex cause = model::NoEvent;  ///< its event: the release, the set, the put …
    model::EventIndex effect = model::NoEvent; ///< the event of the woken lane
    model::Nanos at = 0;                       ///< of the cause
    model::Sentence sentence;                  ///< empty pattern where no lane did
};
[[nodiscard]] Waker wakerAt(const model::Model& model, LaneId lane, model::Nanos at);

} // namespace braid::analysis
