// Calls that wait for data, room, readiness or a signal.
#include "engine/record/python/locks.h"
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/io/outside.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/waiting.h"
#include "engine/trace/writer/system_call.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
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
BRAID_NEXT Next<int(int)> n_dup{"dup"};
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
BRAID_NEXT Next<int(int, mmsghdr*, unsigned, int, timespec*)> n_recvmmsg{"recvmmsg"};
BRAID_NEXT Next<int(int, mmsghdr*, unsigned, int)> n_sendmmsg{"sendmmsg"};
BRAID_NEXT Next<ssize_t(int, int, off_t*, std::size_t)> n_sendfile{"sendfile"};
BRAID_NEXT Next<ssize_t(int, int, off_t*, std::size_t)> n_sendfile64{"sendfile64"};
BRAID_NEXT Next<int(unsigned, int)> n_eventfd{"eventfd"};
BRAID_NEXT Next<int(int, int)> n_timerfd_create{"timerfd_create"};
BRAID_NEXT Next<int()> n_pause{"pause"};
BRAID_NEXT Next<int(const sigset_t*, int*)> n_sigwait{"sigwait"};
BRAID_NEXT Next<int(const sigset_t*)> n_sigsuspend{"sigsuspend"};

bool readyNow(int fd, short what) {
    pollfd asked{fd, what, 0};
    const timespec now{};
    return trace::systemCall(__NR_ppoll, reinterpret_cast<long>(&asked), 1, reinterpret_cast<long>(&now), 0, 8) != 0;
}

bool isBlocking(int fd) { return (trace::systemCall(__NR_fcntl, fd, F_GETFL) & O_NONBLOCK) == 0; }

/// An eventfd as a flag: what is written sets it, reading waits for it and takes it down.
template <class Call>
auto eventWith(ObjectEntry& entry, int fd, bool reads, std::uint32_t site, const Call& real) {
    const std::uint32_t object = entry.number();
    const bool waits = reads && !readyNow(fd, POLLIN) && isBlocking(fd);
    if (!reads)
        say(EventKind::Signal, object, entry.next(), site, Order::Own, ~std::uint64_t{0});
    if (!reads)
        noteGiving(entry);
    if (waits) {
        noteHandlers(entry, entry, site);
        say(EventKind::WaitBegin, object, entry.last(), site, Order::After, 0);
        beginOpenWait({OpenWait::Kind::Signal, object, nullptr, site});
    }
    const auto result = real();
    endOpenWait();
    const int error = errno;
    if (enter()) {
        if (waits)
            say(EventKind::WaitEnd, object, entry.next(), site, Order::Own, 0, result > 0 ? trace::WaitWoken : trace::WaitInVain);
        if (reads && result > 0)
            say(EventKind::Clear, object, entry.next(), site);
    }
    errno = error;
    return result;
}

/// A call that may wait for `what` of `fd`. `size`: of what it is to take; where it goes at once its end alone is told.
template <class Call>
auto ioWith(int fd, IoCall call, short what, std::size_t size, bool blocks, std::uint32_t site, const Call& real) {
    ObjectEntry* entry = descriptorEntry(fd, site);
    if (entry == nullptr)
        return real();
    if (entry->kind == trace::ObjectKind::Event)
        return eventWith(*entry, fd, what == POLLIN, site, real);
    const std::uint32_t object = entry->number();
    if (call == IoCall::Send)
        noteGiving(*entry);
    // There may be room for some of it and not for all.
    constexpr std::size_t SurelyFits = 4096;
    const bool waits = blocks && !waitsForWhole() && (!readyNow(fd, what) || (what == POLLOUT && size > SurelyFits)) && isBlocking(fd);
    if (waits) {
        if (call == IoCall::Receive)
            noteOwnOtherEnd(*entry, *entry, site);
        say(EventKind::IoBegin, object, 0, site, Order::Own, static_cast<std::uint64_t>(fd), trace::IoWaiting | trace::IoUnlimited | bitsOf(call));
        beginOpenWait({OpenWait::Kind::Io, object, nullptr, site, bitsOf(call)});
    }
    const auto result = real();
    endOpenWait();
    const int error = errno;
    if (call == IoCall::Accept && result >= 0) {
        noteNew(static_cast<int>(result));
        if (enter())
            noteLoopback(static_cast<int>(result), site);
    }
    if (enter())
        say(EventKind::IoEnd, object, 0, site, Order::Own, static_cast<std::uint64_t>(result < 0 ? -error : static_cast<std::int64_t>(result)), bitsOf(call));
    errno = error;
    return result;
}

std::size_t sizeOf(const iovec* parts, int count) {
    std::size_t size = 0;
    for (int i = 0; i < count; ++i)
        size += parts[i].iov_len;
    return size;
}

/// The thread records, and its descriptors are those that the library knows. A child of vfork has the memory of its parent, and descriptors
/// of its own: what it closes stays open to the parent.
bool enterToClose() { return enter() && trace::systemCall(__NR_getpid) == static_cast<long>(t_writer.pid); }

/// `real` closes `fd`, or makes something else of it.
template <class Close>
int closeWith(int fd, std::uint32_t site, const Close& real) {
    const int before = errno;
    const ClosedFile file = closingFile(fd);
    forgetDescriptor(fd, site);
    errno = before;
    const int result = real();
    const int error = errno;
    closedFile(file, site);
    errno = error;
    return result;
}

/// `to`, a copy of `fd`; negative where there is none.
int copied(int fd, int to, std::uint32_t site) {
    const int error = errno;
    noteCopy(fd, to, site);
    errno = error;
    return to;
}

constexpr std::size_t SurelyNotAll = 1u << 20; ///< of a size that is not known

bool mayBlock(int flags) { return (flags & MSG_DONTWAIT) == 0; }

} // namespace

BRAID_HOOK int pipe(int* ends) noexcept {
    const int result = n_pipe(ends);
    if (result == 0 && enter())
        noteEnds(ends[0], ends[1], true, BRAID_HERE);
    return result;
}
BRAID_HOOK int pipe2(int* ends, int flags) noexcept {
    const int result = n_pipe2(ends, flags);
    if (result == 0 && enter())
        noteEnds(ends[0], ends[1], true, BRAID_HERE);
    return result;
}
BRAID_HOOK int socketpair(int domain, int type, int protocol, int* ends) noexcept {
    const int result = n_socketpair(domain, type, protocol, ends);
    if (result == 0 && enter())
        noteEnds(ends[0], ends[1], false, BRAID_HERE);
    return result;
}
BRAID_HOOK int socket(int domain, int type, int protocol) noexcept {
    const int result = n_socket(domain, type, protocol);
    if (enter())
        noteNew(result);
    return result;
}
BRAID_HOOK int close(int fd) {
    return enterToClose() ? closeWith(fd, BRAID_HERE, [=] { return n_close(fd); }) : n_close(fd);
}
BRAID_HOOK int close_range(unsigned first, unsigned last, int flags) noexcept {
    if ((flags & 4) == 0 && enterToClose()) { // 4: CLOSE_RANGE_CLOEXEC, which closes nothing now
        const std::uint32_t site = BRAID_HERE;
        for (unsigned fd = first; fd <= last && fd < 1024; ++fd)
            forgetDescriptor(static_cast<int>(fd), site);
    }
    return n_close_range(first, last, flags);
}
BRAID_HOOK void closefrom(int first) noexcept {
    if (enterToClose()) {
        const std::uint32_t site = BRAID_HERE;
        for (int fd = first; fd >= 0 && fd < 1024; ++fd)
            forgetDescriptor(fd, site);
    }
    n_closefrom(first);
}
BRAID_HOOK int fclose(FILE* file) {
    return enterToClose() ? closeWith(fileno(file), BRAID_HERE, [=] { return n_fclose(file); }) : n_fclose(file);
}
BRAID_HOOK int dup2(int fd, int to) noexcept {
    if (fd == to || !enterToClose())
        return n_dup2(fd, to);
    const std::uint32_t site = BRAID_HERE;
    return copied(fd, closeWith(to, site, [=] { return n_dup2(fd, to); }), site);
}
BRAID_HOOK int dup3(int fd, int to, int flags) noexcept {
    if (fd == to || !enterToClose())
        return n_dup3(fd, to, flags);
    const std::uint32_t site = BRAID_HERE;
    return copied(fd, closeWith(to, site, [=] { return n_dup3(fd, to, flags); }), site);
}
BRAID_HOOK int dup(int fd) noexcept {
    const int to = n_dup(fd);
    return enter() ? copied(fd, to, BRAID_HERE) : to;
}

BRAID_HOOK ssize_t read(int fd, void* into, std::size_t size) {
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, size, true, BRAID_HERE, [=] { return n_read(fd, into, size); }) : n_read(fd, into, size);
}
BRAID_HOOK ssize_t __read_chk(int fd, void* into, std::size_t size, std::size_t room) {
    return size <= room ? read(fd, into, size) : n_read(fd, into, room);
}
BRAID_HOOK ssize_t write(int fd, const void* from, std::size_t size) {
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, size, true, BRAID_HERE, [=] { return n_write(fd, from, size); }) : n_write(fd, from, size);
}
BRAID_HOOK ssize_t readv(int fd, const iovec* parts, int count) {
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, 0, true, BRAID_HERE, [=] { return n_readv(fd, parts, count); }) : n_readv(fd, parts, count);
}
BRAID_HOOK ssize_t writev(int fd, const iovec* parts, int count) {
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, sizeOf(parts, count), true, BRAID_HERE, [=] { return n_writev(fd, parts, count); })
                   : n_writev(fd, parts, count);
}
BRAID_HOOK ssize_t recv(int fd, void* into, std::size_t size, int flags) {
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, size, mayBlock(flags), BRAID_HERE, [=] { return n_recv(fd, into, size, flags); })
                   : n_recv(fd, into, size, flags);
}
BRAID_HOOK ssize_t recvfrom(int fd, void* into, std::size_t size, int flags, sockaddr* from, socklen_t* length) {
    const auto real = [=] { return n_recvfrom(fd, into, size, flags, from, length); };
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, size, mayBlock(flags), BRAID_HERE, real) : real();
}
BRAID_HOOK ssize_t recvmsg(int fd, msghdr* message, int flags) {
    const auto real = [=] { return n_recvmsg(fd, message, flags); };
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, 0, mayBlock(flags), BRAID_HERE, real) : real();
}
BRAID_HOOK ssize_t send(int fd, const void* from, std::size_t size, int flags) {
    const auto real = [=] { return n_send(fd, from, size, flags); };
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, size, mayBlock(flags), BRAID_HERE, real) : real();
}
BRAID_HOOK ssize_t sendto(int fd, const void* from, std::size_t size, int flags, const sockaddr* to, socklen_t length) {
    const auto real = [=] { return n_sendto(fd, from, size, flags, to, length); };
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, size, mayBlock(flags), BRAID_HERE, real) : real();
}
BRAID_HOOK ssize_t sendmsg(int fd, const msghdr* message, int flags) {
    const auto real = [=] { return n_sendmsg(fd, message, flags); };
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, 0, mayBlock(flags), BRAID_HERE, real) : real();
}
BRAID_HOOK int accept(int fd, sockaddr* from, socklen_t* length) {
    const auto real = [=] { return n_accept(fd, from, length); };
    return enter() ? ioWith(fd, IoCall::Accept, POLLIN, 0, true, BRAID_HERE, real) : real();
}
BRAID_HOOK int accept4(int fd, sockaddr* from, socklen_t* length, int flags) {
    const auto real = [=] { return n_accept4(fd, from, length, flags); };
    return enter() ? ioWith(fd, IoCall::Accept, POLLIN, 0, true, BRAID_HERE, real) : real();
}
BRAID_HOOK int connect(int fd, const sockaddr* to, socklen_t length) {
    const auto real = [=] { return n_connect(fd, to, length); };
    if (!enter())
        return real();
    const std::uint32_t site = BRAID_HERE;
    const int result = outsideWith(IoCall::Connect, isBlocking(fd) ? 1 : 0, site, real);
    const int error = errno;
    if (result == 0 && enter())
        noteLoopback(fd, site);
    errno = error;
    return result;
}
BRAID_HOOK ssize_t __recv_chk(int fd, void* into, std::size_t size, std::size_t room, int flags) {
    return size <= room ? recv(fd, into, size, flags) : n_recv(fd, into, room, flags);
}
BRAID_HOOK ssize_t __recvfrom_chk(int fd, void* into, std::size_t size, std::size_t room, int flags, sockaddr* from, socklen_t* length) {
    return size <= room ? recvfrom(fd, into, size, flags, from, length) : n_recvfrom(fd, into, room, flags, from, length);
}
BRAID_HOOK int recvmmsg(int fd, mmsghdr* messages, unsigned count, int flags, timespec* limit) {
    const auto real = [=] { return n_recvmmsg(fd, messages, count, flags, limit); };
    return enter() ? ioWith(fd, IoCall::Receive, POLLIN, 0, mayBlock(flags), BRAID_HERE, real) : real();
}
BRAID_HOOK int sendmmsg(int fd, mmsghdr* messages, unsigned count, int flags) {
    const auto real = [=] { return n_sendmmsg(fd, messages, count, flags); };
    return enter() ? ioWith(fd, IoCall::Send, POLLOUT, SurelyNotAll, mayBlock(flags), BRAID_HERE, real) : real();
}
BRAID_HOOK ssize_t sendfile(int to, int from, off_t* offset, std::size_t size) noexcept {
    const auto real = [=] { return n_sendfile(to, from, offset, size); };
    return enter() ? ioWith(to, IoCall::Send, POLLOUT, size, true, BRAID_HERE, real) : real();
}
BRAID_HOOK ssize_t sendfile64(int to, int from, off_t* offset, std::size_t size) noexcept {
    const auto real = [=] { return n_sendfile64(to, from, offset, size); };
    return enter() ? ioWith(to, IoCall::Send, POLLOUT, size, true, BRAID_HERE, real) : real();
}
BRAID_HOOK int eventfd(unsigned count, int flags) noexcept {
    const int result = n_eventfd(count, flags);
    if (enter())
        noteNew(result);
    return result;
}
BRAID_HOOK int timerfd_create(int clock, int flags) noexcept {
    const int result = n_timerfd_create(clock, flags);
    if (enter())
        noteNew(result);
    return result;
}
BRAID_HOOK int eventfd_read(int fd, std::uint64_t* value) {
    return read(fd, value, sizeof *value) == sizeof *value ? 0 : -1;
}
BRAID_HOOK int eventfd_write(int fd, std::uint64_t value) {
    return write(fd, &value, sizeof value) == sizeof value ? 0 : -1;
}

BRAID_HOOK int pause() {
    return enter() ? outsideWith(IoCall::Other, 1, BRAID_HERE, [] { return n_pause(); }) : n_pause();
}
BRAID_HOOK int sigwait(const sigset_t* set, int* signal) {
    return enter() ? outsideWith(IoCall::Other, 1, BRAID_HERE, [=] { return n_sigwait(set, signal); }) : n_sigwait(set, signal);
}
BRAID_HOOK int sigsuspend(const sigset_t* set) {
    return enter() ? outsideWith(IoCall::Other, 1, BRAID_HERE, [=] { return n_sigsuspend(set); }) : n_sigsuspend(set);
}

} // namespace braid::record
