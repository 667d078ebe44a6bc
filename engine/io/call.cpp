#include "engine/io/call.h"

#include "engine/io/text/first_words.h"
#include "engine/trace/recording/run_delay.h"

#include <utility>

namespace braid::io {

Call::Call(TracedObject& object, int fd, IoCall call, CallSite site)
    : m_fd(fd < 0 ? 0 : fd), m_call(call), m_seen(trace::recording()) {
    if (!m_seen)
        return;
    schedule::before(trace::systemCall(call), object, site);
    m_object = object.id();
    m_site = trace::siteId(site);
    m_begun = trace::ticks(trace::t_writer.clock);
}

std::uint32_t Call::bits(std::uint32_t phase) const {
    return phase | static_cast<std::uint32_t>(m_call) << trace::IoCallShift;
}

void Call::begin(std::uint32_t phase, std::uint32_t further) {
    if (m_seen)
        trace::append(EventKind::IoBegin, m_object, 0, m_site, Order::Own, static_cast<std::uint64_t>(m_fd), bits(phase) | further);
}

void Call::waits(bool unlimited) {
    if (m_seen)
        trace::waitBegins();
    m_waits = m_seen;
    begin(trace::IoWaiting, unlimited ? trace::IoUnlimited : 0);
}

void Call::copies() {
    waited();
    begin(trace::IoCopying);
}

void Call::waited() {
    if (std::exchange(m_waits, false))
        trace::waitEnds();
}

io_result Call::end(std::int64_t raw, const char* received) {
    waited();
    io_counts& counts = io::counts();
    ++counts.calls[static_cast<std::size_t>(m_call)];
    if (raw > 0 && m_call == IoCall::Receive)
        counts.received += static_cast<std::uint64_t>(raw);
    if (raw > 0 && m_call == IoCall::Send)
        counts.sent += static_cast<std::uint64_t>(raw);
    if (m_seen)
        tellEnd(raw, received && raw > 0 ? firstWords({received, static_cast<std::size_t>(raw)}) : std::string_view());
    return io_result(raw);
}

void Call::tellEnd(std::int64_t raw, std::string_view words) const {
    const auto result = static_cast<std::uint64_t>(raw);
    if (words.empty())
        trace::append(EventKind::IoEnd, m_object, 0, m_site, Order::Own, result, bits(trace::IoCopying));
    else
        trace::appendText(EventKind::IoEnd, m_object, 0, m_site, Order::Own, result, bits(trace::IoCopying), words);
}

io_result Call::endAtOnce(std::int64_t raw, const char* received) {
    // Only now it is known that it was a copy; it has been one since the call was made.
    if (m_seen && raw > 0)
        trace::appendAt(m_begun, EventKind::IoBegin, m_object, 0, m_site, Order::Own, static_cast<std::uint64_t>(m_fd),
                        bits(trace::IoCopying));
    return end(raw, received);
}

std::int64_t outcomeOf(std::int64_t returned) { return returned < 0 ? -static_cast<std::int64_t>(errno) : returned; }

} // namespace braid::io
