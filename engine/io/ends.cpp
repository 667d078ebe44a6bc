#include "engine/io/ends.h"

#include "engine/io/text/first_words.h"

#include <algorithm>
#include <netinet/in.h>
#include <sys/socket.h>

namespace braid::io {

using trace::EndFact;

namespace {

/// What connections of the loopback do not use, whose numbers are made of two ports.
constexpr std::uint64_t PairNumber = std::uint64_t{1} << 32;

/// The port of an address of the loopback, as getsockname or getpeername (`ask`) gives it; 0 where it is no such address.
int portOf(int fd, int (*ask)(int, sockaddr*, socklen_t*)) {
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (ask(fd, reinterpret_cast<sockaddr*>(&address), &length) != 0 || address.sin_family != AF_INET ||
        address.sin_addr.s_addr != htonl(INADDR_LOOPBACK))
        return 0;
    return ntohs(address.sin_port);
}

void record(ObjectId descriptor, EndFact what, std::uint64_t number) {
    trace::append(EventKind::EndOf, descriptor, 0, SiteId{}, Order::Own, number, static_cast<std::uint32_t>(what));
}

} // namespace

bool recordEnd(TracedObject& descriptor, int fd, int peerPort) {
    if (!trace::recording())
        return false;
    const int own = portOf(fd, getsockname), other = peerPort > 0 ? peerPort : portOf(fd, getpeername);
    if (own <= 0 || other <= 0 || own == other)
        return false;
    // Both ends know both ports, and nothing else of each other.
    const auto low = static_cast<std::uint64_t>(std::min(own, other)), high = static_cast<std::uint64_t>(std::max(own, other));
    record(descriptor.id(), own < other ? EndFact::First : EndFact::Second, low << 16 | high);
    return true;
}

bool recordPair(TracedObject& one, TracedObject& other) {
    if (!trace::recording())
        return false;
    const std::uint64_t number = PairNumber | one.id().value;
    record(one.id(), EndFact::First, number);
    record(other.id(), EndFact::Second, number);
    return true;
}

bool recordListening(TracedObject& descriptor, int fd) {
    const int port = trace::recording() ? portOf(fd, getsockname) : 0;
    if (port > 0)
        record(descriptor.id(), EndFact::Listens, static_cast<std::uint64_t>(port));
    return port > 0;
}

void recordBytes(ObjectId descriptor, EndFact how, std::int64_t count, std::string_view received) {
    if (!trace::recording() || count == 0)
        return;
    const std::string_view words = firstWords(received);
    if (words.empty())
        record(descriptor, how, static_cast<std::uint64_t>(count));
    else
        trace::appendText(EventKind::EndOf, descriptor, 0, SiteId{}, Order::Own, static_cast<std::uint64_t>(count), static_cast<std::uint32_t>(how), words);
}

void recordShut(TracedObject& descriptor, Shut how, std::uint32_t what, CallSite site) {
    if (trace::recording())
        trace::append(EventKind::EndShut, descriptor.id(), 0, trace::siteId(site), Order::Own, how == Shut::Down ? 1 : 0, what);
}

} // namespace braid::io
