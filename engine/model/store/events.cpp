#include "engine/model/store/events.h"

#include "engine/model/store/gallop.h"

#include <algorithm>

namespace braid::model {

namespace {

/// Those before the first one for which `after` holds.
template <class After>
Events until(Events events, After after) {
    const auto first = std::partition_point(events.begin(), events.end(), [&](EventIndex event) { return !after(event); });
    events.removeSuffix(static_cast<std::size_t>(events.end() - first));
    return events;
}

} // namespace

Events eventsIn(const Log& log, Events events, Nanos begin, Nanos end) {
    if (end <= begin)
        return {};
    events = until(events, [&](EventIndex event) { return log[event].time >= end; });
    events.removePrefix(until(events, [&](EventIndex event) { return log[event].time >= begin; }).size());
    return events;
}

Events eventsUpTo(const Log& log, Events events, Nanos time) {
    return until(events, [&](EventIndex event) { return log[event].time > time; });
}

Events eventsBefore(Events events, EventIndex before) {
    return until(events, [&](EventIndex event) { return event >= before; });
}

void Marks::append(EventIndex event, Nanos time) {
    if (m_events.size() % BlockLength == 0)
        m_times.push_back(time);
    m_events.push_back(event);
}

Nanos Marks::timeOf(const Log& log, iterator mark) const {
    const auto index = static_cast<std::size_t>(mark - begin());
    return index % BlockLength == 0 ? m_times[index / BlockLength] : log[*mark].time;
}

Marks::iterator Marks::next(const Log& log, iterator from, Nanos time, Nanos apart) const {
    const auto start = static_cast<std::size_t>(from - begin());
    const std::size_t near = std::min((start + BlockLength - 1) / BlockLength, m_times.size());
    const Nanos* const block = gallop(m_times.begin() + near, m_times.end(), [time](Nanos first) { return first >= time; });
    const auto index = static_cast<std::size_t>(block - m_times.begin());
    const iterator last = begin() + static_cast<std::ptrdiff_t>(std::min(index * BlockLength, size()));
    if (index > near && index < m_times.size() && block[0] - block[-1] <= apart)
        return last;
    const std::size_t first = std::max(start, index == 0 ? 0 : (index - 1) * BlockLength);
    return std::partition_point(std::min(begin() + static_cast<std::ptrdiff_t>(first), last), last,
                                [&](EventIndex mark) { return log[mark].time < time; });
}

// In a crowd these are the first ones of blocks, about as far ahead as the last step went.
void Marks::prefetch(const Log& log, iterator from, iterator next) const {
    constexpr std::size_t Ahead = 6;
    const auto passed = static_cast<std::size_t>(next - from);
    const auto here = static_cast<std::size_t>(next - begin());
    const bool blocks = passed > BlockLength;
    const std::size_t soon = blocks ? (here + passed) / BlockLength * BlockLength - BlockLength : here + Ahead;
    const std::size_t last = std::min(blocks ? soon + 3 * BlockLength : soon + passed, size());
    for (std::size_t each = soon; each < last; each += blocks ? BlockLength : 1)
        log.prefetch(m_events[each]);
}

} // namespace braid::model
