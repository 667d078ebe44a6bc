#pragma once

#include "engine/io/call.h"

#include <exception>
#include <string_view>

namespace braid {

/// A named piece of work on the current lane, from its making to its end; failed where an exception ends it. Stretches nest.
class stretch {
public:
    explicit stretch(std::string_view label, CallSite site = {}) : stretch(nullptr, 0, label, site) {}
    /// `number`: its place among those done for `object`, or 0.
    stretch(trace::TracedObject& object, std::uint64_t number, std::string_view label, CallSite site = {})
        : stretch(&object, number, label, site) {}
    ~stretch() {
        if (m_seen)
            trace::append(trace::EventKind::TaskEnd, m_object, 0, m_site, trace::Order::Own, m_number,
                          std::uncaught_exceptions() > m_exceptions ? 1 : 0);
    }
    stretch(const stretch&) = delete;
    stretch& operator=(const stretch&) = delete;

private:
    stretch(trace::TracedObject* object, std::uint64_t number, std::string_view label, CallSite site)
        : m_number(number), m_exceptions(std::uncaught_exceptions()), m_seen(trace::recording()) {
        if (!m_seen)
            return;
        m_object = object == nullptr ? ObjectId{} : object->id();
        schedule::before(schedule::OperationKind::BeginTask, m_object, site);
        m_site = trace::siteId(site);
        trace::appendText(trace::EventKind::TaskBegin, m_object, 0, m_site, trace::Order::Own, number, 0, label);
    }
    std::uint64_t m_number;
    int m_exceptions;
    bool m_seen;
    ObjectId m_object;
    SiteId m_site;
};

} // namespace braid
