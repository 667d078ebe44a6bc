#pragma once

#include "engine/model/model.h"

#include <cstdint>

/// Zoomed-out views: what happened in each of many stretches of time, without looking at every interval in them.
namespace braid::model {

/// What a lane did in a stretch of time.
struct LaneShare {
    StateTimes ns{};            ///< time in each state; less than the stretch where the lane did not live all the time
    Intervals::Range intervals; ///< those that lie in it, wholly or in part

    /// The state with most time; Created where there is none at all.
    [[nodiscard]] State mostly() const;
};

/// Goes along one lane from stretch to stretch. Each step costs O(1) for neighbouring stretches with few intervals and
/// O(log n) at most; going back is allowed and costs O(log n). The lane must stay as it is meanwhile. Cheap to make.
class LaneSweep {
public:
    /// Intervals still open last until `now`, and so does one that the end of the run cut off.
    LaneSweep(const Lane& lane, Nanos now);
    /// What happened in [from, to). Nothing where to ≤ from.
    [[nodiscard]] LaneShare over(Nanos from, Nanos to);

private:
    void seek(Nanos time);

    const Intervals* m_all;
    Nanos m_end = 0;         ///< of the lane, as of now
    Nanos m_time = 0;        ///< where the sweep stands
    std::size_t m_index = 0; ///< and in which interval: the last one that begins at or before m_time
    std::size_t m_stride = 1;
};

/// What became of an object in a stretch of time.
struct ObjectShare {
    Nanos held = 0;         ///< time with an owner (locks), a permit taken (semaphores), something in it (queues)
    Nanos contended = 0;    ///< time with at least one waiter
    double depth = 0;       ///< mean of Level::depth
    double waiters = 0;     ///< mean number of waiters
    Levels::iterator level; ///< the one in force at the end of the stretch
    /// Locks with one owner: those that lie in it, wholly or in part. Semaphores and shared locks: those that begin in it.
    Holdings::Range holdings;
};

/// As LaneSweep, for an object.
class ObjectSweep {
public:
    /// What is still held or waited for lasts until `now`.
    ObjectSweep(const Object& object, Nanos now);
    /// What became of it in [from, to). Nothing where to ≤ from.
    [[nodiscard]] ObjectShare over(Nanos from, Nanos to);
    /// The same, taken from the sums over blocks of levels and of holdings alone: what is said is the mean from the block in
    /// force at `from` to the one in force at `to`, scaled to the stretch; neighbouring stretches share these edges, so that
    /// nothing is left out or counted twice. `level` is the first one of the last of those blocks, `holdings` are theirs. Where a stretch holds
    /// fewer than FewBlocks, as over() says. For pictures: it looks at a tenth of the memory, and the edges are off by less
    /// than a FewBlocks-th of the stretch.
    [[nodiscard]] ObjectShare overBlocks(Nanos from, Nanos to);
    static constexpr std::size_t FewBlocks = 6;

private:
    void addLevels(ObjectShare& share, Nanos from, Nanos to);
    [[nodiscard]] LevelSums levelsUpTo(Nanos time);
    [[nodiscard]] std::size_t lastHolding(Nanos time);
    [[nodiscard]] Nanos heldUpTo(Nanos time, std::size_t index) const;
    void findHoldings(ObjectShare& share, Nanos from, Nanos to);

    const Object* m_object;
    Nanos m_now;
    std::size_t m_level = 0;
    std::size_t m_levelBlock = 0, m_levelStride = 1; ///< where the last search ended, and how far it went
    std::size_t m_holdingBlock = 0, m_holdingStride = 1;
    // The next stretch mostly begins where the last one ended: what was counted up to there.
    Nanos m_lastTo = -1;
    std::size_t m_atLastTo = 0; ///< the last holding that begins at or before it
    LevelSums m_lastLevels;
    Nanos m_lastLevelsTo = -1;
    Nanos m_lastHeld = 0;
};

} // namespace braid::model
