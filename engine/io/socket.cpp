#include "engine/io/socket.h"

#include "engine/io/ends.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace braid {

using io::Call;
using io::outcomeOf;
using io::untilDone;
using trace::IoCall;

namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

const sockaddr* plain(const sockaddr_in& address) { return reinterpret_cast<const sockaddr*>(&address); }

void require(io_result result, const char* what) {
    if (!result.ok())
        throw std::system_error(result.error(), std::generic_category(), what);
}

int newSocket() {
    schedule::refuse("this opens a socket");
    return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

} // namespace

socket::socket(int fd, std::string name, int error) : descriptor(fd, std::move(name)), m_error(error) {
    if (m_fd < 0)
        return;
    const int on = 1;
    setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

socket::socket(std::string name, CallSite site)
    : socket(newSocket(), std::move(name), 0) {
    if (m_fd < 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a socket");
    require(Call(*m_traced, m_fd, IoCall::Other, site).end(m_fd), "cannot make a socket");
}

socket socket::adopt(int fd, std::string name, int error) {
    socket made(fd, std::move(name), error);
    made.m_told = fd >= 0 && io::recordEnd(*made.m_traced, fd);
    return made;
}

std::pair<socket, socket> socketpair(std::string name, CallSite site) {
    schedule::refuse("this opens a socket");
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a pair of sockets");
    std::pair<socket, socket> pair(socket(ends[0], name + " 1", 0), socket(ends[1], name + " 2", 0));
    require(Call(*pair.first.m_traced, ends[0], IoCall::Other, site).end(ends[0]), "cannot make a pair of sockets");
    pair.first.m_told = pair.second.m_told = io::recordPair(*pair.first.m_traced, *pair.second.m_traced);
    return pair;
}

void socket::bind(int port, CallSite site) {
    if (!is_open())
        require(io_result(-EBADF), "bind");
    Call call(*m_traced, m_fd, IoCall::Other, site);
    const sockaddr_in address = loopback(port);
    require(call.end(outcomeOf(::bind(m_fd, plain(address), sizeof address))), "cannot bind to a port of the loopback");
}

void socket::listen(int backlog, CallSite site) {
    if (!is_open())
        require(io_result(-EBADF), "listen");
    Call call(*m_traced, m_fd, IoCall::Other, site);
    require(call.end(outcomeOf(::listen(m_fd, backlog))), "cannot listen");
    m_told = io::recordListening(*m_traced, m_fd);
}

int socket::port() const {
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &length) != 0)
        return 0;
    return ntohs(address.sin_port);
}

socket socket::accept(std::string name, CallSite site) {
    if (!is_open())
        return {-1, std::move(name), EBADF};
    Call call(*m_traced, m_fd, IoCall::Accept, site);
    if (m_blocking)
        waitUntilReady(call, POLLIN);
    const io_result result =
        call.end(untilDone([this] { return ::accept4(m_fd, nullptr, nullptr, SOCK_CLOEXEC); }));
    return adopt(result.ok() ? static_cast<int>(result.count()) : -1, std::move(name), result.error());
}

io_result socket::connect(int port, CallSite site) {
    if (!is_open())
        return io_result(-EBADF);
    Call call(*m_traced, m_fd, IoCall::Connect, site);
    if (m_blocking)
        call.waits();
    const sockaddr_in address = loopback(port);
    std::int64_t outcome =
        outcomeOf(schedule::blockOutside([&] { return ::connect(m_fd, plain(address), sizeof address); }));
    if (outcome == -EINTR) {
        // It goes on by itself; asking again would be an error.
        pollfd waited{m_fd, POLLOUT, 0};
        while (schedule::blockOutside([&waited] { return ::poll(&waited, 1, -1); }) < 0 && errno == EINTR) {
        }
        int error = 0;
        socklen_t length = sizeof error;
        outcome = getsockopt(m_fd, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? -error : outcomeOf(-1);
    }
    const io_result result = call.end(outcome);
    if (result.ok() || outcome == -EINPROGRESS)
        m_told = io::recordEnd(*m_traced, m_fd, port);
    return result;
}

io_result socket::recv(std::span<char> into, CallSite site) {
    return take([](int fd, void* to, std::size_t size) { return ::recv(fd, to, size, 0); }, into, site);
}

io_result socket::send(std::string_view bytes, CallSite site) {
    if (!is_open())
        return io_result(-EBADF);
    Call call(*m_traced, m_fd, IoCall::Send, site);
    // Never with a signal: that the other side is gone is a result like any other.
    const auto give = [this, bytes](int flags) { return ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | flags); };
    if (!m_blocking)
        return call.endAtOnce(untilDone([&] { return give(0); }));
    // Copies what there is room for, so that waiting for more room shows as waiting and not as one long copy.
    for (;;) {
        waitUntilReady(call, POLLOUT);
        call.copies();
        const std::int64_t outcome = untilDone([&] { return give(MSG_DONTWAIT); });
        if (outcome != -EAGAIN)
            return call.end(outcome);
    }
}

io_result socket::sendall(std::string_view bytes, CallSite site) {
    return giveAll(bytes, [this, site](std::string_view rest) { return send(rest, site); });
}

void socket::set_buffers(int receive, int send) {
    if (receive > 0)
        setsockopt(m_fd, SOL_SOCKET, SO_RCVBUF, &receive, sizeof receive);
    if (send > 0)
        setsockopt(m_fd, SOL_SOCKET, SO_SNDBUF, &send, sizeof send);
}

void socket::shutdown(side which, CallSite site) {
    if (!is_open())
        return;
    if (m_told)
        io::recordShut(*m_traced, io::Shut::Down,
                       (which != side::writing ? trace::ReadyToRead : 0) | (which != side::reading ? trace::ReadyToWrite : 0), site);
    Call call(*m_traced, m_fd, IoCall::Other, site);
    const int how = which == side::reading ? SHUT_RD : which == side::writing ? SHUT_WR
                                                                              : SHUT_RDWR;
    (void)call.end(outcomeOf(::shutdown(m_fd, how)));
}

bool allow_descriptors(std::size_t count, std::string& refusal) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= count)
        return true;
    if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < count) {
        refusal = "this needs " + std::to_string(count) + " open descriptors, and the system allows this user " +
                  std::to_string(limit.rlim_max) + " (ulimit -Hn)";
        return false;
    }
    limit.rlim_cur = count;
    if (setrlimit(RLIMIT_NOFILE, &limit) == 0)
        return true;
    refusal = "cannot raise the limit of open descriptors to " + std::to_string(count) + ": " +
              std::generic_category().message(errno);
    return false;
}

} // namespace braid
