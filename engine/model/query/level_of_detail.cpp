#include "engine/model/query/level_of_detail.h"

#include <algorithm>
#include <utility>

namespace braid::model {

namespace {

/// So many steps are taken one by one before looking further ahead.
constexpr std::size_t Stride = 24;

/// The last element whose `begin(element)` ≤ time, 0 where all are later, searched from `near` on. `stride` is how far the last
/// search went: columns of one width mostly hold about as many, so that few places far from each other are touched,
/// which is what costs where millions of elements lie in memory. O(log of the distance).
template <class Elements, class Begin>
std::size_t seek(const Elements& elements, std::size_t near, std::size_t& stride, Nanos time, Begin begin) {
    const std::size_t size = elements.size();
    std::size_t low = near < size && begin(elements[near]) <= time ? near : 0;
    const std::size_t start = low;
    std::size_t high = size; // the first one that is known to be later
    const std::size_t guess = std::min(low + stride, size - 1);
    std::size_t step = std::max<std::size_t>(1, stride / 16);
    if (begin(elements[guess]) <= time) {
        low = guess;
        while (low + step < size && begin(elements[low + step]) <= time) {
            low += step;
            step *= 2;
        }
        high = std::min(low + step, size);
    } else {
        high = guess;
        while (high > low + step && begin(elements[high - step]) > time) {
            high -= step;
            step *= 2;
        }
        low = high > low + step ? high - step : low;
    }
    const auto first = elements.begin() + static_cast<std::ptrdiff_t>(low);
    const auto after = std::upper_bound(first, elements.begin() + static_cast<std::ptrdiff_t>(high), time,
                                        [&begin](Nanos t, const auto& e) { return t < begin(e); });
    const std::size_t found = after == first ? low : static_cast<std::size_t>(after - elements.begin()) - 1;
    stride = found - start;
    return found;
}

/// The part of [from, to) in which there was a run; false where there is none.
bool clamp(Nanos& from, Nanos& to, Nanos now) {
    from = std::max<Nanos>(from, 0);
    to = std::min(to, now);
    return from < to;
}

constexpr auto beginOfInterval = [](const Interval& interval) { return interval.begin; };
constexpr auto itself = [](Nanos begin) { return begin; };

} // namespace

State LaneShare::mostly() const {
    return static_cast<State>(std::max_element(ns.begin(), ns.end()) - ns.begin());
}

LaneSweep::LaneSweep(const Lane& lane, Nanos now) : m_lane(&lane) {
    if (lane.intervals.empty())
        return;
    m_end = lane.ended == Open ? std::max(now, lane.intervals.back().begin) : lane.cutOff ? std::max(now, lane.ended)
                                                                                          : lane.ended;
    m_time = lane.intervals.front().begin;
}

Nanos LaneSweep::endOf(std::size_t i) const {
    return i + 1 < m_lane->intervals.size() ? m_lane->intervals[i + 1].begin : m_end;
}

/// The time per state in all intervals before `index`.
StateTimes LaneSweep::wholeBefore(std::size_t index) const {
    const LongVector<Interval>& all = m_lane->intervals;
    const std::size_t blocks = std::min(index / Lane::BlockLength, m_lane->sums.size());
    StateTimes whole = blocks > 0 ? m_lane->sums[blocks - 1] : StateTimes{};
    for (std::size_t i = blocks * Lane::BlockLength; i < index; ++i)
        whole[static_cast<std::size_t>(all[i].state)] += all[i + 1].begin - all[i].begin;
    return whole;
}

LaneShare LaneSweep::over(Nanos from, Nanos to) {
    LaneShare share;
    const LongVector<Interval>& all = m_lane->intervals;
    if (all.empty())
        return share;
    from = std::max(from, all.front().begin);
    to = std::min(to, m_end);
    if (to <= from)
        return share;
    if (from != m_time)
        m_index = seek(all, m_index, m_stride, from, beginOfInterval);
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
        m_index = seek(all, m_index, m_stride, to, beginOfInterval);
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
    m_levelBlock = seek(levels.blockTimes(), m_levelBlock, m_levelStride, time, itself);
    const Levels::Position position = levels.upTo(m_levelBlock, time);
    m_level = position.index;
    return position.sums;
}

/// The last one that begins at or before `time`, the first where all are later.
std::size_t ObjectSweep::lastHolding(Nanos time) {
    const LongVector<Holding>& all = m_object->holdings;
    m_holdingBlock = seek(m_object->holdingBegins, m_holdingBlock, m_holdingStride, time, itself);
    const std::size_t begin = m_holdingBlock * Object::BlockLength;
    const Holding* const first = all.begin() + begin;
    // One after the other: what is searched is added up next, and a bisection guesses wrong half of the time.
    const Holding* const after = std::find_if(first, all.begin() + std::min(begin + Object::BlockLength, all.size()),
                                              [time](const Holding& holding) { return holding.begin > time; });
    return static_cast<std::size_t>(std::max(after - 1, first) - all.begin());
}

Nanos ObjectSweep::heldUpTo(Nanos time, std::size_t index) const {
    const LongVector<Holding>& all = m_object->holdings;
    const std::size_t block = index / Object::BlockLength;
    Nanos held = m_object->holdingBlocks[block].before;
    for (std::size_t i = block * Object::BlockLength; i <= index; ++i)
        held += std::max<Nanos>(std::min(all[i].end, time) - all[i].begin, 0);
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
    share.level = m_level;
    m_lastLevelsTo = to;
    m_lastLevels = after;
}

ObjectShare ObjectSweep::over(Nanos from, Nanos to) {
    ObjectShare share;
    if (!clamp(from, to, m_now))
        return share;
    addLevels(share, from, to);
    if (!m_object->holdings.empty())
        findHoldings(share, from, to);
    return share;
}

ObjectShare ObjectSweep::overBlocks(Nanos from, Nanos to) {
    ObjectShare share;
    if (!clamp(from, to, m_now))
        return share;
    const auto blocks = [from, to](const LongVector<Nanos>& begins, std::size_t& near, std::size_t& stride) {
        std::pair<std::size_t, std::size_t> found{0, 0};
        if (begins.empty() || from < begins.front())
            return found;
        found.first = seek(begins, near, stride, from, itself);
        found.second = seek(begins, found.first, stride, to, itself);
        near = found.second;
        return found;
    };
    const auto length = static_cast<double>(to - from);
    const LongVector<Nanos>& times = m_object->levels.blockTimes();
    const auto [firstLevels, lastLevels] = blocks(times, m_levelBlock, m_levelStride);
    if (lastLevels < firstLevels + FewBlocks) {
        addLevels(share, from, to);
    } else {
        const LevelSums &before = m_object->levels.before(firstLevels), &after = m_object->levels.before(lastLevels);
        const auto summed = static_cast<double>(times[lastLevels] - times[firstLevels]);
        share.contended = static_cast<Nanos>(static_cast<double>(after.contended - before.contended) * length / summed);
        share.held = static_cast<Nanos>(static_cast<double>(after.busy - before.busy) * length / summed);
        share.depth = (after.depth - before.depth) / summed;
        share.waiters = (after.waiters - before.waiters) / summed;
        share.level = lastLevels * Levels::BlockLength;
    }
    const LongVector<Nanos>& begins = m_object->holdingBegins;
    const auto [firstHoldings, lastHoldings] = blocks(begins, m_holdingBlock, m_holdingStride);
    if (m_object->holdings.empty())
        return share;
    if (lastHoldings < firstHoldings + FewBlocks) {
        findHoldings(share, from, to);
        return share;
    }
    share.first = firstHoldings * Object::BlockLength;
    share.holdings = (lastHoldings - firstHoldings) * Object::BlockLength;
    if (m_object->exclusive()) {
        const Nanos held = m_object->holdingBlocks[lastHoldings].before - m_object->holdingBlocks[firstHoldings].before;
        share.held = static_cast<Nanos>(static_cast<double>(held) * length / static_cast<double>(begins[lastHoldings] - begins[firstHoldings]));
    }
    return share;
}

void ObjectSweep::findHoldings(ObjectShare& share, Nanos from, Nanos to) {
    const LongVector<Holding>& all = m_object->holdings;
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
    share.first = startsInside ? atFrom : atFrom + 1;
    share.holdings = atEnd + 1 - std::min(share.first, atEnd + 1);
}

} // namespace braid::model
