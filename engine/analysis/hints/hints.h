#pragma once

#include "engine/analysis/findings/findings.h"

#include <cstdint>
#include <vector>

/// What may go wrong another time, although it did not in this run.
namespace braid::analysis {

enum class HintKind : std::uint8_t {
    ForkWithLockHeld,  ///< a process with several threads was forked while another thread held a lock
    LockOrderInversion ///< two threads take two locks in opposite orders, and nothing keeps them apart
};
/// "fork_with_lock_held", "lock_order_inversion": stable, for JSON.
[[nodiscard]] const char* hintName(HintKind kind);

/// Where a lane took a lock, or began to wait for it.
struct HintPlace {
    LaneId lane;
    ObjectId object;
    SiteId site;
    friend bool operator==(const HintPlace&, const HintPlace&) = default;
};

/// Less than a finding: nothing has gone wrong. Value type.
struct Hint {
    HintKind kind = HintKind::ForkWithLockHeld;
    model::Sentence message;
    model::Nanos at = 0;
    model::EventIndex event = model::NoEvent; ///< that made it true
    std::vector<LaneId> lanes;
    std::vector<ObjectId> objects;
    /// Of a fork who holds the lock and where; of an inversion the two nestings, each as the outer lock and then the inner one.
    std::vector<HintPlace> places;
};

/// Of recorded programs (objects that have an address), in the order of time, each pair of locks and each fork and lock once, at most
/// MostHints. What `findings` tell of the same locks already is left out.
///
/// A fork is none where the child becomes another program.
///
/// Two nestings are no inversion where the same thread does both; where a common lock is held around both, or readers that do not
/// exclude each other are all that meets; where the one comes after the other (starts and joins of threads and processes, notifications,
/// permits of semaphores: vector clocks, C. Fidge 1988, F. Mattern 1989); where the inner lock was only tried, as std::scoped_lock does;
/// and where the outer one lies in memory that was allotted, is as new, and no other thread has ever used it (S. Savage et al., Eraser,
/// 1997: what is initialised before it is made known to others).
///
/// O(events), where there are such nestings O(events · threads that nest). Pure.
[[nodiscard]] std::vector<Hint> hintsOf(const model::Model& model, const Findings& findings);
constexpr std::size_t MostHints = 64;

} // namespace braid::analysis
