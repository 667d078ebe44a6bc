// Calls that wait for data, room, readiness or a signal.
#include "engine/record/shim/descriptors.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/waiting.h"
#include "engine/trace/writer/system_call.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace braid::record {

using trace::IoCall;

namespace {

BRAID_NEXT Next<int(int*)> n_pipe{"pipe"};
BRAID_NEXT Next<int(int*, int)> n_pipe2{"pipe2"};
BRAID_NEXT Next<int(int, int, int, int*)> n_socketpair{"socketpair"};
BRAID_NEXT Next<int(int, int, int)> n_socket{"socket"};
BRAID_NEXT Next<int(int)> n_close{"close"};
BRAID_NEXT Next<int(unsigned, unsigned, int)> n_close_range{"close_range"};
BRAID_NEXT Next<void(int)> n_closefrom{"closefrom"};
BRAID_NEXT Next<int(FILE*)> n_fclose{"fclose"};
BRAID_NEXT Next<int(int, int)> n_dup2{"dup2"};
BRAID_NEXT Next<int(int, int, int)> n_dup3{"dup3"};
BRAID_NEXT Next<ssize_t(int, void*, std::size_t)> n_read{"read"};
BRAID_NEXT Next<ssize_t(int, const void*, std::size_t)> n_write{"write"};
BRAID_NEXT Next<ssize_t(int, const iovec*, int)> n_readv{"readv"};
BRAID_NEXT Next<ssize_t(int, const iovec*, int)> n_writev{"writev"};
BRAID_NEXT Next<ssize_t(int, void*, std::size_t, int)> n_recv{"recv"};
BRAID_NEXT Next<ssize_t(int, void*, std::size_t, int, sockaddr*, socklen_t*)> n_recvfrom{"recvfrom"};
BRAID_NEXT Next<ssize_t(int, msghdr*, int)> n_recvmsg{"recvmsg"};
BRAID_NEXT Next<ssize_t(int, const void*, std::size_t, int)> n_send{"send"};
BRAID_NEXT Next<ssize_t(int, const void*, std::size_t, int, const sockaddr*, socklen_t)> n_sendto{"sendto"};
BRAID_NEXT Next<ssize_t(int, const msghdr*, int)> n_sendmsg{"sendmsg"};
BRAID_NEXT Next<int(int, sockaddr*, socklen_t*)> n_accept{"accept"};
BRAID_NEXT Next<int(int, sockaddr*, socklen_t*, int)> n_accept4{"accept4"};
BRAID_NEXT Next<int(int, const sockaddr*, socklen_t)> n_connect{"connect"};
BRAID_NEXT Next<int(pollfd*, nfds_t, int)> n_poll{"poll"};
BRAID_NEXT Next<int(pollfd*, nfds_t, const timespec*, const sigset_t*)> n_ppoll{"ppoll"};
BRAID_NEXT Next<int(int, fd_set*, fd_set*, fd_set*, timeval*)> n_select{"select"};
BRAID_NEXT Next<int(int, fd_set*, fd_set*, fd_set*, const timespec*, const sigset_t*)> n_pselect{"pselect"};
BRAID_NEXT Next<int()> n_pause{"pause"};
BRAID_NEXT Next<int(const sigset_t*, int*)> n_sigwait{"sigwait"};
BRAID_NEXT Next<int(const sigset_t*)> n_sigsuspend{"sigsuspend"};

constexpr std::uint32_t bitsOf(IoCall call) { return static_cast<std::uint32_t>(call) << trace::IoCallShift; }

bool readyNow(int fd, short what) {
    pollfd asked{fd, what, 0};
    const timespec now{};
    return trace::systemCall(__NR_ppoll, reinterpret_cast<long>(&asked), 1, reinterpret_cast<long>(&now), 0, 8) != 0;
}

bool isBlocking(int fd) { return (trace::systemCall(__NR_fcntl, fd, F_GETFL) & O_NONBLOCK) == 0; }

/// A call that may wait for `what` of `fd`. `size`: of what it is to take; where it goes at once its end alone is told.
template <class Call>
auto ioWith(int fd, IoCall call, short what, std::size_t size, bool blocks, std::uint32_t site, const Call& real) {
    ObjectEntry* entry = descriptorEntry(fd, site);
    if (entry == nullptr)
        return real();
    const std::uint32_t object = entry->number();
    // There may be room for some of it and not for all.
    constexpr std::size_t SurelyFits = 4096;
    const bool waits = blocks && (!readyNow(fd, what) || (what == POLLOUT && size > SurelyFits)) && isBlocking(fd);
    if (waits) {
        say(EventKind::IoBegin, object, 0, site, Order::Own, static_cast<std::uint64_t>(fd), trace::IoWaiting | trace::IoUnlimited | bitsOf(call));
        beginOpenWait({OpenWait::Kind::Io, object, nullptr, site, bitsOf(call)});
    }
    const auto result = real();
    endOpenWait();
    const int error = errno;
    if (call == IoCall::Accept)
        noteNew(static_cast<int>(result));
    if (enter())
        say(EventKind::IoEnd, object, 0, site, Order::Own, static_cast<std::uint64_t>(result < 0 ? -error : static_cast<std::int64_t>(result)), bitsOf(call));
    errno = error;
    return result;
}

/// A wait for what this library does not follow: the outside world.
template <class Call>
auto outsideWith(IoCall call, std::uint64_t limit, std::uint32_t site, const Call& real) {
    if (limit == 0)
        return real(); // it does not wait
    say(EventKind::IoBegin, 0, 0, site, Order::Own, 0, trace::IoWaiting | bitsOf(call));
    beginOpenWait({OpenWait::Kind::Io, 0, nullptr, site, bitsOf(call)});
    const auto result = real();
    endOpenWait();
    const int error = errno;
    if (enter())
        say(EventKind::IoEnd, 0, 0, site, Order::Own, static_cast<std::uint64_t>(result < 0 ? -error : result), bitsOf(call));
    errno = error;
    return result;
}

std::size_t sizeOf(const iovec* parts, int count) {
    std::size_t size = 0;
    for (int i = 0; i < count; ++i)
        size += parts[i].iov_len;
    return size;
}

bool mayBlock(int flags) { return (flags & MSG_DONTWAIT) == 0; }

std::uint64_t limitOf(const timespec* limit) { return limit == nullptr ? 1 : limit->tv_sec != 0 || limit->tv_nsec != 0 ? 1
                                                                                                                       : 0; }

} // namespace

BRAID_HOOK int pipe(int* ends) noexcept {
    const int result = n_pipe(ends);
    if (result == 0 && enter())
        noteEnds(ends[0], ends[1], true, BRAID_CALLER);
    return result;
}
BRAID_HOOK int pipe2(int* ends, int flags) noexcept {
    const int result = n_pipe2(ends, flags);
    if (result == 0 && enter())
        noteEnds(ends[0], ends[1], true, BRAID_CALLER);
    return result;
}
BRAID_HOOK int socketpair(int domain, int type, int protocol, int* ends) noexcept {
    const int result = n_socketpair(domain, type, protocol, ends);
    if (result == 0 && enter())
        noteEnds(ends[0], ends[1], false, BRAID_CALLER);
    return result;
}
BRAID_HOOK int socket(int domain, int type, int protocol) noexcept {
    const int result = n_socket(domain, type, protocol);
    if (enter())
        noteNew(result);
    return result;
}
BRAID_HOOK int close(int fd) {
    if (enter())
        forgetDescriptor(fd, BRAID_CALLER);
    return n_close(fd);
}
BRAID_HOOK int close_range(unsigned first, unsigned last, int flags) noexcept {
    if ((flags & 4) == 0 && enter()) { // 4: CLOSE_RANGE_CLOEXEC, which closes nothing now
        const std::uint32_t site = BRAID_CALLER;
        for (unsigned fd = first; fd <= last && fd < 1024; ++fd)
            forgetDescriptor(static_cast<int>(fd), site);
    }
    return n_close_range(first, last, flags);
}
BRAID_HOOK void closefrom(int first) noexcept {
    if (enter()) {
        const std::uint32_t site = BRAID_CALLER;
        for (int fd = first; fd >= 0 && fd < 1024; ++fd)
            forgetDescriptor(fd, site);
    }
    n_closefrom(first);
}
BRAID_HOOK int fclose(FILE* file) {
    if (enter())
        forgetDescriptor(fileno(file), BRAID_CALLER);
    return n_fclose(file);
}
BRAID_HOOK int dup2(int fd, int to) noexcept {
    if (fd != to && enter())
        forgetDescriptor(to, BRAID_CALLER);
    return n_dup2(fd, to);
}
BRAID_HOOK int dup3(int fd, int to, int flags) noexcept {
    if (fd != to && enter())
        forgetDescriptor(to, BRAID_CALLER);
    return n_dup3(fd, to, flags);
}

BRAID_HOOK ssize_t read(int fd, void* into, std::size_t size) {
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, size, true, BRAID_CALLER, [=] { return n_read(fd, into, size); }) : n_read(fd, into, size);
}
BRAID_HOOK ssize_t __read_chk(int fd, void* into, std::size_t size, std::size_t room) {
    return size <= room ? read(fd, into, size) : n_read(fd, into, room);
}
BRAID_HOOK ssize_t write(int fd, const void* from, std::size_t size) {
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, size, true, BRAID_CALLER, [=] { return n_write(fd, from, size); }) : n_write(fd, from, size);
}
BRAID_HOOK ssize_t readv(int fd, const iovec* parts, int count) {
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, 0, true, BRAID_CALLER, [=] { return n_readv(fd, parts, count); }) : n_readv(fd, parts, count);
}
BRAID_HOOK ssize_t writev(int fd, const iovec* parts, int count) {
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, sizeOf(parts, count), true, BRAID_CALLER, [=] { return n_writev(fd, parts, count); })
                   : n_writev(fd, parts, count);
}
BRAID_HOOK ssize_t recv(int fd, void* into, std::size_t size, int flags) {
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, size, mayBlock(flags), BRAID_CALLER, [=] { return n_recv(fd, into, size, flags); })
                   : n_recv(fd, into, size, flags);
}
BRAID_HOOK ssize_t recvfrom(int fd, void* into, std::size_t size, int flags, sockaddr* from, socklen_t* length) {
    const auto real = [=] { return n_recvfrom(fd, into, size, flags, from, length); };
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, size, mayBlock(flags), BRAID_CALLER, real) : real();
}
BRAID_HOOK ssize_t recvmsg(int fd, msghdr* message, int flags) {
    const auto real = [=] { return n_recvmsg(fd, message, flags); };
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, 0, mayBlock(flags), BRAID_CALLER, real) : real();
}
BRAID_HOOK ssize_t send(int fd, const void* from, std::size_t size, int flags) {
    const auto real = [=] { return n_send(fd, from, size, flags); };
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, size, mayBlock(flags), BRAID_CALLER, real) : real();
}
BRAID_HOOK ssize_t sendto(int fd, const void* from, std::size_t size, int flags, const sockaddr* to, socklen_t length) {
    const auto real = [=] { return n_sendto(fd, from, size, flags, to, length); };
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, size, mayBlock(flags), BRAID_CALLER, real) : real();
}
BRAID_HOOK ssize_t sendmsg(int fd, const msghdr* message, int flags) {
    const auto real = [=] { return n_sendmsg(fd, message, flags); };
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, 0, mayBlock(flags), BRAID_CALLER, real) : real();
}
BRAID_HOOK int accept(int fd, sockaddr* from, socklen_t* length) {
    const auto real = [=] { return n_accept(fd, from, length); };
    return enter() ? ioWith(fd, IoCall::Accept, POLLIN, 0, true, BRAID_CALLER, real) : real();
}
BRAID_HOOK int accept4(int fd, sockaddr* from, socklen_t* length, int flags) {
    const auto real = [=] { return n_accept4(fd, from, length, flags); };
    return enter() ? ioWith(fd, IoCall::Accept, POLLIN, 0, true, BRAID_CALLER, real) : real();
}
BRAID_HOOK int connect(int fd, const sockaddr* to, socklen_t length) {
    const auto real = [=] { return n_connect(fd, to, length); };
    return enter() ? outsideWith(IoCall::Connect, isBlocking(fd) ? 1 : 0, BRAID_CALLER, real) : real();
}
BRAID_HOOK int poll(pollfd* asked, nfds_t count, int limit) {
    const auto real = [=] { return n_poll(asked, count, limit); };
    return enter() ? outsideWith(IoCall::Poll, limit != 0 ? 1 : 0, BRAID_CALLER, real) : real();
}
BRAID_HOOK int __poll_chk(pollfd* asked, nfds_t count, int limit, std::size_t) { return poll(asked, count, limit); }
BRAID_HOOK int ppoll(pollfd* asked, nfds_t count, const timespec* limit, const sigset_t* mask) {
    const auto real = [=] { return n_ppoll(asked, count, limit, mask); };
    return enter() ? outsideWith(IoCall::Poll, limitOf(limit), BRAID_CALLER, real) : real();
}
BRAID_HOOK int select(int count, fd_set* read, fd_set* write, fd_set* other, timeval* limit) {
    const auto real = [=] { return n_select(count, read, write, other, limit); };
    return enter() ? outsideWith(IoCall::Select, limit == nullptr || limit->tv_sec != 0 || limit->tv_usec != 0 ? 1 : 0, BRAID_CALLER, real) : real();
}
BRAID_HOOK int pselect(int count, fd_set* read, fd_set* write, fd_set* other, const timespec* limit, const sigset_t* mask) {
    const auto real = [=] { return n_pselect(count, read, write, other, limit, mask); };
    return enter() ? outsideWith(IoCall::Select, limitOf(limit), BRAID_CALLER, real) : real();
}
BRAID_HOOK int pause() {
    return enter() ? outsideWith(IoCall::Other, 1, BRAID_CALLER, [] { return n_pause(); }) : n_pause();
}
BRAID_HOOK int sigwait(const sigset_t* set, int* signal) {
    return enter() ? outsideWith(IoCall::Other, 1, BRAID_CALLER, [=] { return n_sigwait(set, signal); }) : n_sigwait(set, signal);
}
BRAID_HOOK int sigsuspend(const sigset_t* set) {
    return enter() ? outsideWith(IoCall::Other, 1, BRAID_CALLER, [=] { return n_sigsuspend(set); }) : n_sigsuspend(set);
}

} // namespace braid::record
