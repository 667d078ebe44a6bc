#include "engine/model/level_of_detail.h"

#include "engine/model/arithmetic.h"

#include <algorithm>

namespace braid::model {

namespace {

/// So many steps are taken one by one before looking further ahead.
constexpr std::size_t Stride = 24;

/// The last element whose `begin(element)` ≤ time, searched from `start` on; 0 where all are later. Doubles its steps,
/// so it costs O(log of the distance).
template <class Elements, class Begin>
std::size_t seek(const Elements& elements, std::size_t start, Nanos time, Begin begin) {
    if (start >= elements.size() || begin(elements[start]) > time)
        start = 0;
    std::size_t step = 1;
    while (start + step < elements.size() && begin(elements[start + step]) <= time) {
        start += step;
        step *= 2;
    }
    const auto first = elements.begin() + static_cast<std::ptrdiff_t>(start);
    const auto last = elements.begin() + static_cast<std::ptrdiff_t>(std::min(start + step, elements.size()));
    const auto after = std::upper_bound(first, last, time, [&begin](Nanos t, const auto& e) { return t < begin(e); });
    return after == first ? start : static_cast<std::size_t>(after - elements.begin()) - 1;
}

constexpr auto beginOfInterval = [](const Interval& interval) { return interval.begin; };
constexpr auto beginOfLevel = [](const Level& level) { return level.time; };
constexpr auto beginOfHolding = [](const Holding& holding) { return holding.begin; };

} // namespace

State LaneShare::mostly() const {
    return static_cast<State>(std::max_element(ns.begin(), ns.end()) - ns.begin());
}

LaneSweep::LaneSweep(const Lane& lane, Nanos now) : m_lane(&lane) {
    if (lane.intervals.empty())
        return;
    m_end = lane.ended != Open ? lane.ended : std::max(now, lane.intervals.back().begin);
    m_time = lane.intervals.front().begin;
}

Nanos LaneSweep::endOf(std::size_t i) const {
    return i + 1 < m_lane->intervals.size() ? m_lane->intervals[i + 1].begin : m_end;
}

/// The time per state in all intervals before `index`.
StateTimes LaneSweep::wholeBefore(std::size_t index) const {
    const std::vector<Interval>& all = m_lane->intervals;
    const std::size_t blocks = std::min(index / Lane::BlockLength, m_lane->sums.size());
    StateTimes whole = blocks > 0 ? m_lane->sums[blocks - 1] : StateTimes{};
    for (std::size_t i = blocks * Lane::BlockLength; i < index; ++i)
        whole[static_cast<std::size_t>(all[i].state)] += all[i + 1].begin - all[i].begin;
    return whole;
}

LaneShare LaneSweep::over(Nanos from, Nanos to) {
    LaneShare share;
    const std::vector<Interval>& all = m_lane->intervals;
    if (all.empty())
        return share;
    from = std::max(from, all.front().begin);
    to = std::min(to, m_end);
    if (to <= from)
        return share;
    if (from != m_time)
        m_index = seek(all, m_index, from, beginOfInterval);
    share.first = m_index;
    // A few intervals are added up one by one …
    Nanos begin = from;
    for (std::size_t steps = 0; steps < Stride; ++steps) {
        const Nanos end = std::min(endOf(m_index), to);
        share.ns[static_cast<std::size_t>(all[m_index].state)] += end - begin;
        begin = end;
        if (end == to)
            break;
        ++m_index;
    }
    // … of many the sums are taken: what lies before `from` away from what lies before `to`.
    if (begin != to) {
        m_index = seek(all, m_index, to, beginOfInterval);
        const StateTimes before = wholeBefore(share.first);
        share.ns = wholeBefore(m_index);
        for (std::size_t i = 0; i < StateCount; ++i)
            share.ns[i] -= before[i];
        share.ns[static_cast<std::size_t>(all[share.first].state)] -= from - all[share.first].begin;
        share.ns[static_cast<std::size_t>(all[m_index].state)] += to - all[m_index].begin;
    }
    share.intervals = m_index - share.first + (all[m_index].begin < to ? 1 : 0);
    if (m_index + 1 < all.size() && all[m_index + 1].begin == to)
        ++m_index;
    m_time = to;
    return share;
}

ObjectSweep::ObjectSweep(const Object& object, Nanos now) : m_object(&object), m_now(now) {
    if (!object.levels.empty())
        m_now = std::max(m_now, object.levels.back().time);
    if (!object.holdings.empty())
        m_now = std::max(m_now, object.holdings.back().begin);
}

LevelSums ObjectSweep::levelsUpTo(Nanos time) {
    const Levels& levels = m_object->levels;
    if (levels.empty() || time <= levels.front().time)
        return {};
    m_level = seek(levels, m_level, time, beginOfLevel);
    const std::size_t blocks = std::min(m_level / Object::BlockLength, m_object->levelSums.size());
    LevelSums sums = blocks > 0 ? m_object->levelSums[blocks - 1] : LevelSums{};
    for (std::size_t i = blocks * Object::BlockLength; i < m_level; ++i)
        accumulate(sums, levels[i], levels[i + 1].time - levels[i].time);
    accumulate(sums, levels[m_level], time - levels[m_level].time);
    return sums;
}

std::size_t ObjectSweep::seekHolding(Nanos time) {
    m_holding = seek(m_object->holdings, m_holding, time, beginOfHolding);
    return m_holding;
}

Nanos ObjectSweep::heldUpTo(Nanos time, std::size_t index) const {
    const std::vector<Holding>& all = m_object->holdings;
    const std::size_t block = index / Object::BlockLength;
    Nanos held = m_object->holdingBlocks[block].before;
    for (std::size_t i = block * Object::BlockLength; i <= index; ++i)
        held += std::max<Nanos>(std::min(all[i].end, time) - all[i].begin, 0);
    return held;
}

ObjectShare ObjectSweep::over(Nanos from, Nanos to) {
    ObjectShare share;
    from = std::max<Nanos>(from, 0);
    to = std::min(to, m_now);
    if (to <= from)
        return share;
    const LevelSums before = from == m_lastTo ? m_lastLevels : levelsUpTo(from);
    const LevelSums after = levelsUpTo(to);
    const auto length = static_cast<double>(to - from);
    share.contended = after.contended - before.contended;
    share.held = after.busy - before.busy;
    share.depth = (after.depth - before.depth) / length;
    share.waiters = (after.waiters - before.waiters) / length;
    if (!m_object->holdings.empty())
        findHoldings(share, from, to);
    m_lastTo = to;
    m_lastLevels = after;
    return share;
}

void ObjectSweep::findHoldings(ObjectShare& share, Nanos from, Nanos to) {
    const std::vector<Holding>& all = m_object->holdings;
    const std::size_t atFrom = seekHolding(from);
    const std::size_t atEnd = seekHolding(to - 1);
    if (m_object->exclusive()) {
        const Nanos before = from == m_lastTo ? m_lastHeld : heldUpTo(from, atFrom);
        m_lastHeld = heldUpTo(to, atEnd);
        share.held = m_lastHeld - before;
    }
    if (all[atEnd].begin >= to)
        return; // the first one begins later
    const bool startsInside = all[atFrom].begin >= from || (m_object->exclusive() && all[atFrom].end > from);
    share.first = startsInside ? atFrom : atFrom + 1;
    share.holdings = atEnd + 1 - std::min(share.first, atEnd + 1);

    Nanos longest = 0;
    const auto consider = [&](std::size_t i) {
        const Nanos part = std::min({all[i].end, to, m_now}) - std::max(all[i].begin, from);
        if (part > longest || !share.mostly) {
            longest = part;
            share.mostly = all[i].lane;
        }
    };
    for (std::size_t i = share.first; i <= atEnd;) {
        const HoldingBlock& block = m_object->holdingBlocks[i / Object::BlockLength];
        const bool whole = i % Object::BlockLength == 0 && i + Object::BlockLength <= atEnd && i > share.first;
        consider(whole && block.open == 0 ? block.longest : i);
        i += whole && block.open == 0 ? Object::BlockLength : 1;
    }
    if (share.holdings == 0 && all[atFrom].end > from && all[atFrom].begin < to)
        share.mostly = all[atFrom].lane; // a permit taken earlier and still held
}

} // namespace braid::model
