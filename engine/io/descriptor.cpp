#include "engine/io/descriptor.h"

#include "engine/io/ends.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace braid {

using io::Call;
using io::outcomeOf;
using io::untilDone;
using trace::IoCall;

namespace {

/// Writes without the signal that comes where nobody is left to read: it is taken back from this thread alone.
ssize_t writeQuietly(int fd, std::string_view bytes) {
    sigset_t broken, before, pending;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    sigpending(&pending);
    const bool known = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &broken, &before);
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    const int error = errno;
    if (written < 0 && error == EPIPE && !known) {
        constexpr std::timespec Now{};
        while (sigtimedwait(&broken, nullptr, &Now) < 0 && errno == EINTR) {
        }
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = error;
    return written;
}

} // namespace

descriptor::descriptor(int fd, std::string name) : m_fd(fd), m_name(std::move(name)) {
    if (m_fd < 0)
        return;
    schedule::refuse("this uses a descriptor");
    m_blocking = (fcntl(m_fd, F_GETFL) & O_NONBLOCK) == 0;
    m_traced = std::make_unique<trace::TracedObject>(trace::ObjectKind::Descriptor, m_name + " (fd " + std::to_string(m_fd) + ")");
}

descriptor descriptor::lent(int fd, std::string name) {
    descriptor made(fd, std::move(name));
    made.m_lent = true;
    return made;
}

std::pair<descriptor, descriptor> raw_pipe(std::string name, CallSite site) {
    schedule::refuse("this uses a pipe");
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
    std::pair<descriptor, descriptor> pair(descriptor(ends[0], name + " reading"), descriptor(ends[1], name + " writing"));
    (void)Call(*pair.first.m_traced, ends[0], IoCall::Other, site).end(ends[0]);
    pair.first.m_told = pair.second.m_told = io::recordPair(*pair.first.m_traced, *pair.second.m_traced);
    return pair;
}

descriptor::~descriptor() { close(CallSite(nullptr, 0)); }

descriptor::descriptor(descriptor&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_blocking(other.m_blocking), m_lent(other.m_lent), m_told(other.m_told),
      m_name(std::move(other.m_name)), m_traced(std::move(other.m_traced)) {}

descriptor& descriptor::operator=(descriptor&& other) noexcept {
    if (this != &other) {
        close(CallSite(nullptr, 0));
        m_fd = std::exchange(other.m_fd, -1);
        m_blocking = other.m_blocking;
        m_lent = other.m_lent;
        m_told = other.m_told;
        m_name = std::move(other.m_name);
        m_traced = std::move(other.m_traced);
    }
    return *this;
}

void descriptor::waitUntilReady(Call& call, short events) const {
    pollfd waited{m_fd, events, 0};
    // Nobody else can tell whether there is room; whether there is data is counted.
    if ((events & POLLOUT) != 0 && ::poll(&waited, 1, 0) > 0) {
        call.waits();
        return;
    }
    call.waits((events & POLLOUT) != 0 || m_told);
    while (schedule::blockOutside([&waited] { return ::poll(&waited, 1, -1); }) < 0 && errno == EINTR) {
    }
}

io_result descriptor::take(ssize_t (*call)(int, void*, std::size_t), std::span<char> into, CallSite site) {
    if (!is_open())
        return io_result(-EBADF);
    Call told(*m_traced, m_fd, IoCall::Receive, site);
    const auto once = [this, call, into] { return call(m_fd, into.data(), into.size()); };
    if (!m_blocking)
        return told.endAtOnce(untilDone(once), into.data());
    waitUntilReady(told, POLLIN);
    told.copies();
    return told.end(untilDone(once), into.data());
}

io_result descriptor::read(std::span<char> into, CallSite site) { return take(::read, into, site); }

io_result descriptor::write(std::string_view bytes, CallSite site) {
    if (!is_open())
        return io_result(-EBADF);
    Call call(*m_traced, m_fd, IoCall::Send, site);
    if (!m_blocking)
        return call.endAtOnce(untilDone([&] { return writeQuietly(m_fd, bytes); }));
    // As much as surely fits once poll says that there is room, so that waiting for more shows as waiting and not as one long copy.
    constexpr std::size_t Fits = 4096; // PIPE_BUF of Linux: poll tells of so much
    waitUntilReady(call, POLLOUT);
    call.copies();
    return call.end(untilDone([&] { return writeQuietly(m_fd, bytes.substr(0, Fits)); }));
}

io_result descriptor::write_all(std::string_view bytes, CallSite site) {
    return giveAll(bytes, [this, site](std::string_view rest) { return write(rest, site); });
}

void descriptor::setblocking(bool blocking, CallSite site) {
    m_blocking = blocking;
    if (!is_open())
        return;
    Call call(*m_traced, m_fd, IoCall::Other, site);
    const int flags = fcntl(m_fd, F_GETFL);
    (void)call.end(outcomeOf(fcntl(m_fd, F_SETFL, blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK)));
}

void descriptor::close(CallSite site) {
    if (!is_open())
        return;
    if (std::exchange(m_lent, false)) {
        m_fd = -1;
        return;
    }
    if (m_told)
        io::recordShut(*m_traced, io::Shut::Closed, trace::ReadyToRead | trace::ReadyToWrite, site);
    Call call(*m_traced, m_fd, IoCall::Other, site);
    const int fd = std::exchange(m_fd, -1);
    (void)call.end(outcomeOf(::close(fd)));
}

} // namespace braid
