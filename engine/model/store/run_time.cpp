#include "engine/model/store/run_time.h"

#include <algorithm>

namespace braid::model {

void RunTime::cutUpTo(Nanos raw, EventIndex next, BreakKind kind, bool again) {
    if (raw <= m_latest)
        return;
    const std::uint32_t last = m_breaks.empty() ? 0 : m_breaks.back().number;
    const Nanos duration = raw - m_latest;
    m_breaks.push_back({of(m_latest), m_cut, duration, next, again || last == 0 ? last + 1 : last, kind});
    m_cut += duration;
    m_resumed = raw;
}

Nanos RunTime::cutBefore(EventIndex event) const {
    const auto later = std::upper_bound(m_breaks.begin(), m_breaks.end(), event,
                                        [](EventIndex index, const Break& at) { return index < at.next; });
    return later == m_breaks.begin() ? m_begin : (later - 1)->before + (later - 1)->duration;
}

Nanos RunTime::search(Nanos raw) const {
    const auto later = std::upper_bound(m_breaks.begin(), m_breaks.end(), raw,
                                        [](Nanos moment, const Break& at) { return moment < at.at + at.before; });
    if (later == m_breaks.begin())
        return std::max<Nanos>(raw - m_begin, 0);
    const Break& last = *(later - 1);
    return std::max(last.at, raw - last.before - last.duration);
}

} // namespace braid::model
