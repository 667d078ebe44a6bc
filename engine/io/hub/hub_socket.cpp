#include "engine/io/hub/hub_socket.h"

#include "engine/io/ends.h"
#include "engine/io/text/first_words.h"

#include <cerrno>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace braid {
namespace {

[[noreturn]] void fail(int error, const char* what) {
    throw std::system_error(error, std::generic_category(), what);
}

int streamSocket() {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        fail(errno, "no further socket");
    return fd;
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

using trace::EventKind;

bool wouldBlock() { return errno == EAGAIN || errno == EWOULDBLOCK; }

} // namespace

hub_socket::hub_socket(int fd, std::string name)
    : m_fd(fd), m_traced(std::make_unique<trace::TracedObject>(trace::ObjectKind::Descriptor, std::move(name))) {}

hub_socket::hub_socket(hub_socket&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_traced(std::move(other.m_traced)), m_told(std::exchange(other.m_told, false)) {}

hub_socket::~hub_socket() {
    if (m_fd < 0)
        return;
    if (m_told)
        io::recordShut(*m_traced, io::Shut::Closed, trace::ReadyToRead | trace::ReadyToWrite, CallSite(nullptr, 0));
    close(m_fd);
}

hub_socket hub_socket::listen(std::string name, int backlog) {
    hub_socket made(streamSocket(), std::move(name));
    const sockaddr_in address = loopback(0);
    if (bind(made.m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(made.m_fd, backlog) != 0)
        fail(errno, "cannot listen on the loopback interface");
    made.m_told = io::recordListening(*made.m_traced, made.m_fd);
    return made;
}

std::uint16_t hub_socket::port() const {
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &length) != 0)
        fail(errno, "cannot ask for the port");
    return ntohs(address.sin_port);
}

void hub_socket::tell(trace::EventKind kind, trace::IoCall call, std::uint32_t phase, long number, CallSite site, std::string_view words) {
    if (!trace::recording())
        return;
    const auto a = static_cast<std::uint64_t>(number);
    const std::uint32_t b = phase | static_cast<std::uint32_t>(call) << trace::IoCallShift;
    if (words.empty())
        trace::append(kind, m_traced->id(), 0, trace::siteId(site), trace::Order::Own, a, b);
    else
        trace::appendText(kind, m_traced->id(), 0, trace::siteId(site), trace::Order::Own, a, b, words);
}

void hub_socket::await(hub& in, std::uint32_t what, CallSite site) {
    in.wait(m_fd, what, m_traced->name(), trace::recording() ? m_traced->id() : ObjectId{}, site);
}

hub_socket hub_socket::connect(hub& in, std::uint16_t port, std::string name, CallSite site) {
    hub_socket made(streamSocket(), std::move(name));
    const sockaddr_in address = loopback(port);
    if (::connect(made.m_fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        if (errno != EINPROGRESS)
            fail(errno, "cannot connect");
        made.await(in, trace::ReadyToWrite, site);
        int error = 0;
        socklen_t length = sizeof error;
        if (getsockopt(made.m_fd, SOL_SOCKET, SO_ERROR, &error, &length) != 0 || error != 0)
            fail(error != 0 ? error : errno, "cannot connect");
    }
    made.m_told = io::recordEnd(*made.m_traced, made.m_fd, port);
    made.tell(EventKind::IoEnd, trace::IoCall::Connect, trace::IoWaiting, 0, site);
    return made;
}

hub_socket hub_socket::accept(hub& in, std::string name, CallSite site) {
    for (;;) {
        const int fd = accept4(m_fd, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0) {
            tell(EventKind::IoEnd, trace::IoCall::Accept, trace::IoWaiting, fd, site);
            hub_socket made(fd, std::move(name));
            made.m_told = io::recordEnd(*made.m_traced, fd);
            return made;
        }
        if (wouldBlock())
            await(in, trace::ReadyToRead, site);
        else if (errno != EINTR && errno != ECONNABORTED)
            fail(errno, "cannot accept a connection");
    }
}

std::string hub_socket::receive(hub& in, CallSite site) {
    char buffer[8192];
    for (;;) {
        const ssize_t got = recv(m_fd, buffer, sizeof buffer, 0);
        if (got >= 0) {
            tell(EventKind::IoEnd, trace::IoCall::Receive, trace::IoCopying, got, site, io::firstWords({buffer, static_cast<std::size_t>(got)}));
            return {buffer, static_cast<std::size_t>(got)};
        }
        if (wouldBlock())
            await(in, trace::ReadyToRead, site);
        else if (errno != EINTR)
            fail(errno, "cannot receive");
    }
}

void hub_socket::send_all(hub& in, std::string_view bytes, CallSite site) {
    while (!bytes.empty()) {
        tell(EventKind::IoBegin, trace::IoCall::Send, trace::IoCopying, m_fd, site); // before the other side can have it
        const ssize_t sent = send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        const int error = errno;
        tell(EventKind::IoEnd, trace::IoCall::Send, trace::IoCopying, sent >= 0 ? sent : -error, site);
        errno = error;
        if (sent >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        } else if (wouldBlock()) {
            await(in, trace::ReadyToWrite, site);
        } else if (errno != EINTR) {
            fail(errno, "cannot send");
        }
    }
}

Status allow_descriptors(std::size_t count) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return Error{"cannot ask how many files may be open", {}, {}};
    if (limit.rlim_cur >= count)
        return Done{};
    if (limit.rlim_max < count)
        return Error{"this needs " + std::to_string(count) + " open files at once, and the system allows " +
                         std::to_string(limit.rlim_max),
                     {},
                     "raise the limit with ulimit -Hn, or ask for fewer tasks"};
    limit.rlim_cur = count;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        return Error{"cannot raise the number of files that may be open", {}, {}};
    return Done{};
}

} // namespace braid
