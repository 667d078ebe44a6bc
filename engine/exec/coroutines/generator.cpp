#include "engine/exec/coroutines/generator.h"

namespace braid::exec {

using trace::EventKind;
using trace::Order;

void GeneratorTrace::enter(const std::string* label, CallSite site) {
    if (!trace::recording())
        return;
    const SiteId where = trace::siteId(site);
    if (!m_lane.known())
        m_lane.start(m_name.empty() ? "generator" : m_name, site);
    if (label != nullptr)
        put(*label, where);
    m_lane.enter(where);
    if (label != nullptr)
        get(SiteId{});
}

void GeneratorTrace::leave(const std::string& label, CallSite site) {
    if (!trace::recording())
        return;
    const SiteId where = trace::siteId(site);
    put(label, where);
    m_lane.suspend(ObjectId{}, std::chrono::nanoseconds(0), where);
    m_lane.leave();
    get(SiteId{});
}

void GeneratorTrace::end(bool failed) {
    m_lane.end(failed);
    m_lane.leave();
}

void GeneratorTrace::put(const std::string& label, SiteId site) {
    m_inTransit = label;
    const ObjectId channel = m_channel.id();
    trace::appendText(EventKind::Put, channel, m_channel.nextUnderProtection(), site, Order::Own, ++m_items, 0, label);
}

void GeneratorTrace::get(SiteId site) {
    if (m_items == 0) // the recording began in between
        return;
    const ObjectId channel = m_channel.id();
    trace::appendText(EventKind::Get, channel, m_channel.nextUnderProtection(), site, Order::Own, m_items, 0, m_inTransit);
}

} // namespace braid::exec
