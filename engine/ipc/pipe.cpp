#include "engine/ipc/pipe.h"

namespace braid {

void connection::send_bytes(std::string_view bytes, std::string_view label, CallSite site) {
    if (m_out == nullptr)
        throw broken_pipe();
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Send, m_out->traced(), site);
    m_out->write(bytes, label, seen ? trace::siteId(site) : SiteId{});
}

exec::Bytes connection::recv_bytes(const ipc::MessageChannel::Label& label, CallSite site) {
    if (m_in == nullptr)
        throw end_of_file();
    const bool seen = trace::recording();
    if (seen)
        schedule::before(schedule::OperationKind::Receive, m_in->traced(), site);
    return *m_in->read({}, label, seen ? trace::siteId(site) : SiteId{});
}

void connection::close() {
    if (m_in != nullptr)
        m_in->closeReading();
    if (m_out != nullptr)
        m_out->closeWriting();
}

std::pair<connection, connection> pipe(std::string name, bool duplex, int capacity) {
    connection first;
    connection second;
    const std::string called = name.empty() ? "pipe" : name;
    first.m_in = second.m_out = std::make_shared<ipc::MessageChannel>(duplex ? called + " \u2190" : called, capacity);
    if (duplex)
        first.m_out = second.m_in = std::make_shared<ipc::MessageChannel>(called + " \u2192", capacity);
    return {std::move(first), std::move(second)};
}

} // namespace braid
