#include "engine/model/query/level_of_detail.h"

#include <algorithm>
#include <utility>

namespace braid::model {

namespace {

/// So many steps are taken one by one before looking further ahead.
constexpr std::size_t Stride = 24;

/// The last of `size` > 0 elements with `begin(index)` ≤ time, 0 where all are later, searched from `near` on. `stride` is how
/// far the last search went: columns of one width mostly hold about as many, so that few places far from each other are
/// touched, which is what costs where millions of elements lie in memory. O(log of the distance).
template <class Begin>
std::size_t seekFrom(std::size_t near, std::size_t size, std::size_t& stride, Nanos time, Begin begin) {
    std::size_t low = near < size && begin(near) <= time ? near : 0;
    const std::size_t start = low;
    std::size_t high = size; // the first one that is known to be later
    const std::size_t guess = std::min(low + stride, size - 1);
    std::size_t step = std::max<std::size_t>(1, stride / 16);
    if (begin(guess) <= time) {
        low = guess;
        while (low + step < size && begin(low + step) <= time) {
            low += step;
            step *= 2;
        }
        high = std::min(low + step, size);
    } else {
        high = guess;
        while (high > low + step && begin(high - step) > time) {
            high -= step;
            step *= 2;
        }
        low = high > low + step ? high - step : low;
    }
    const std::size_t least = low;
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (begin(middle) <= time)
            low = middle + 1;
        else
            high = middle;
    }
    const std::size_t found = low == least ? low : low - 1;
    stride = found - start;
    return found;
}

using Times = IndexRange<LongVector<Nanos>, Nanos>;

std::size_t seekFrom(std::size_t near, const Times& times, std::size_t& stride, Nanos time) {
    return seekFrom(near, times.size(), stride, time, [&times](std::size_t index) { return times[index]; });
}

/// The part of [from, to) in which there was a run; false where there is none.
bool clamp(Nanos& from, Nanos& to, Nanos now) {
    from = std::max<Nanos>(from, 0);
    to = std::min(to, now);
    return from < to;
}

} // namespace

State LaneShare::mostly() const {
    return static_cast<State>(std::max_element(ns.begin(), ns.end()) - ns.begin());
}

LaneSweep::LaneSweep(const Lane& lane, Nanos now) : m_all(&lane.intervals()) {
    if (m_all->empty())
        return;
    m_end = lane.ended == Open ? std::max(now, m_all->back().begin) : lane.cutOff ? std::max(now, lane.ended)
                                                                                  : lane.ended;
    m_time = m_all->front().begin;
}

void LaneSweep::seek(Nanos time) {
    m_index = seekFrom(m_index, m_all->size(), m_stride, time, [this](std::size_t index) { return m_all->beginOf(index); });
}

LaneShare LaneSweep::over(Nanos from, Nanos to) {
    LaneShare share;
    const Intervals& all = *m_all;
    if (all.empty())
        return share;
    from = std::max(from, all.beginOf(0));
    to = std::min(to, m_end);
    if (to <= from)
        return share;
    if (from != m_time)
        seek(from);
    const std::size_t first = m_index, last = all.size() - 1;
    // A few intervals are added up one by one …
    std::size_t index = first;
    Nanos begin = from;
    for (std::size_t steps = 0; steps < Stride; ++steps) {
        const Nanos end = std::min(index < last ? all.beginOf(index + 1) : m_end, to);
        share.ns[static_cast<std::size_t>(all.shownOf(index))] += end - begin;
        begin = end;
        if (end == to)
            break;
        ++index;
    }
    m_index = index;
    // … of many the sums are taken: what lies before `from` away from what lies before `to`.
    if (begin != to) {
        seek(to);
        const StateTimes before = all.timesBefore(first);
        share.ns = all.timesBefore(m_index);
        for (std::size_t i = 0; i < StateCount; ++i)
            share.ns[i] -= before[i];
        share.ns[static_cast<std::size_t>(all.shownOf(first))] -= from - all.beginOf(first);
        share.ns[static_cast<std::size_t>(all.shownOf(m_index))] += to - all.beginOf(m_index);
    }
    share.intervals = {all, first, m_index + (all.beginOf(m_index) < to ? 1 : 0)};
    if (m_index < last && all.beginOf(m_index + 1) == to)
        ++m_index;
    m_time = to;
    return share;
}

ObjectSweep::ObjectSweep(const Object& object, Nanos now) : m_object(&object), m_now(now) {
    if (!object.levels().empty())
        m_now = std::max(m_now, object.levels().back().time);
    if (!object.holdings().empty())
        m_now = std::max(m_now, object.holdings().back().begin);
}

LevelSums ObjectSweep::levelsUpTo(Nanos time) {
    const Levels& levels = m_object->levels();
    if (levels.empty() || time <= levels.front().time)
        return {};
    m_levelBlock = seekFrom(m_levelBlock, levels.blockTimes(), m_levelStride, time);
    const Levels::Position position = levels.upTo(m_levelBlock, time);
    m_level = position.index;
    return position.sums;
}

/// The last one that begins at or before `time`, the first where all are later.
std::size_t ObjectSweep::lastHolding(Nanos time) {
    const Holdings& all = m_object->holdings();
    m_holdingBlock = seekFrom(m_holdingBlock, all.blockTimes(), m_holdingStride, time);
    // One after the other: what is searched is added up next, and a bisection guesses wrong half of the time.
    std::size_t after = m_holdingBlock * Holdings::BlockLength;
    const std::size_t first = after, end = std::min(first + Holdings::BlockLength, all.size());
    while (after < end && all[after].begin <= time)
        ++after;
    return std::max(after, first + 1) - 1;
}

Nanos ObjectSweep::heldUpTo(Nanos time, std::size_t index) const {
    const Holdings& all = m_object->holdings();
    const std::size_t block = index / Holdings::BlockLength;
    Nanos held = all.heldBefore(block);
    for (std::size_t i = block * Holdings::BlockLength; i <= index; ++i) {
        const Holding& holding = all[i];
        held += std::max<Nanos>(std::min(holding.end, time) - holding.begin, 0);
    }
    return held;
}

void ObjectSweep::addLevels(ObjectShare& share, Nanos from, Nanos to) {
    const LevelSums before = from == m_lastLevelsTo ? m_lastLevels : levelsUpTo(from);
    const LevelSums after = levelsUpTo(to);
    const auto length = static_cast<double>(to - from);
    share.contended = after.contended - before.contended;
    share.held = after.busy - before.busy;
    share.depth = (after.depth - before.depth) / length;
    share.waiters = (after.waiters - before.waiters) / length;
    share.level = m_object->levels().begin() + static_cast<std::ptrdiff_t>(m_level);
    m_lastLevelsTo = to;
    m_lastLevels = after;
}

ObjectShare ObjectSweep::over(Nanos from, Nanos to) {
    ObjectShare share;
    if (!clamp(from, to, m_now))
        return share;
    addLevels(share, from, to);
    if (!m_object->holdings().empty())
        findHoldings(share, from, to);
    return share;
}

ObjectShare ObjectSweep::overBlocks(Nanos from, Nanos to) {
    ObjectShare share;
    if (!clamp(from, to, m_now))
        return share;
    const auto blocks = [from, to](const Times& begins, std::size_t& near, std::size_t& stride) {
        std::pair<std::size_t, std::size_t> found{0, 0};
        if (begins.empty() || from < begins.front())
            return found;
        found.first = seekFrom(near, begins, stride, from);
        found.second = seekFrom(found.first, begins, stride, to);
        near = found.second;
        return found;
    };
    const auto length = static_cast<double>(to - from);
    const Levels& levels = m_object->levels();
    const Times times = levels.blockTimes();
    const auto [firstLevels, lastLevels] = blocks(times, m_levelBlock, m_levelStride);
    if (lastLevels < firstLevels + FewBlocks) {
        addLevels(share, from, to);
    } else {
        const LevelSums &before = levels.before(firstLevels), &after = levels.before(lastLevels);
        const auto summed = static_cast<double>(times[lastLevels] - times[firstLevels]);
        share.contended = static_cast<Nanos>(static_cast<double>(after.contended - before.contended) * length / summed);
        share.held = static_cast<Nanos>(static_cast<double>(after.busy - before.busy) * length / summed);
        share.depth = (after.depth - before.depth) / summed;
        share.waiters = (after.waiters - before.waiters) / summed;
        share.level = levels.begin() + static_cast<std::ptrdiff_t>(lastLevels * Levels::BlockLength);
    }
    const Holdings& holdings = m_object->holdings();
    const Times begins = holdings.blockTimes();
    const auto [firstHoldings, lastHoldings] = blocks(begins, m_holdingBlock, m_holdingStride);
    if (holdings.empty())
        return share;
    if (lastHoldings < firstHoldings + FewBlocks) {
        findHoldings(share, from, to);
        return share;
    }
    share.holdings = {holdings, firstHoldings * Holdings::BlockLength, lastHoldings * Holdings::BlockLength};
    if (m_object->exclusive()) {
        const Nanos held = holdings.heldBefore(lastHoldings) - holdings.heldBefore(firstHoldings);
        share.held = static_cast<Nanos>(static_cast<double>(held) * length / static_cast<double>(begins[lastHoldings] - begins[firstHoldings]));
    }
    return share;
}

void ObjectSweep::findHoldings(ObjectShare& share, Nanos from, Nanos to) {
    const Holdings& all = m_object->holdings();
    const std::size_t atFrom = from == m_lastTo ? m_atLastTo : lastHolding(from);
    const std::size_t atEnd = std::max(atFrom, lastHolding(to - 1));
    m_atLastTo = atEnd;
    const Nanos lastTo = std::exchange(m_lastTo, to);
    while (m_atLastTo + 1 < all.size() && all[m_atLastTo + 1].begin == to)
        ++m_atLastTo;
    if (m_object->exclusive()) {
        const Nanos before = from == lastTo ? m_lastHeld : heldUpTo(from, atFrom);
        m_lastHeld = heldUpTo(to, atEnd);
        share.held = m_lastHeld - before;
    }
    if (all[atEnd].begin >= to)
        return; // the first one begins later
    const bool startsInside = all[atFrom].begin >= from || (m_object->exclusive() && all[atFrom].end > from);
    share.holdings = {all, std::min(startsInside ? atFrom : atFrom + 1, atEnd + 1), atEnd + 1};
}

} // namespace braid::model
