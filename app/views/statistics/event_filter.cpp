#include "app/views/statistics/event_filter.h"

#include <algorithm>

namespace braid::views {

EventFilter::EventFilter(EventCriteria criteria, std::function<QString(model::EventIndex)> textOf)
    : m_criteria(std::move(criteria)), m_textOf(std::move(textOf)) {}

bool EventFilter::fits(const model::LogEntry& entry, model::EventIndex index) const {
    const std::uint32_t object = trace::isObject(entry.kind) ? entry.object : 0;
    if (m_criteria.lane && entry.lane != m_criteria.lane.value && object != m_criteria.lane.value)
        return false;
    if (m_criteria.object && object != m_criteria.object.value)
        return false;
    if (m_criteria.kinds.any() && !m_criteria.kinds.test(static_cast<std::uint8_t>(entry.kind)))
        return false;
    return m_criteria.text.isEmpty() || m_textOf(index).contains(m_criteria.text, Qt::CaseInsensitive);
}

bool EventFilter::advance(const model::Model& model, std::size_t work) {
    const std::size_t all = model.log().size();
    const std::size_t end = work < all - std::min(all, m_seen) ? m_seen + work : all;
    for (; m_seen < end; ++m_seen)
        if (const auto index = static_cast<model::EventIndex>(m_seen); fits(model.log()[m_seen], index))
            m_matches.push_back(index);
    return m_seen >= all;
}

} // namespace braid::views
