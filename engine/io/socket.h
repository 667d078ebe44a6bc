#pragma once

#include "engine/io/descriptor.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace braid {

/// An instrumented TCP socket of the loopback, with the names of Python's socket.socket. It owns its descriptor and closes
/// it in the end. For use by one thread at a time, except shutdown().
///
/// | made by            | bind, listen | accept                | connect    | recv, send                       |
/// |--------------------|--------------|-----------------------|------------|----------------------------------|
/// | socket()           | yes          | after listen          | once       | after connect                    |
/// | accept()           |              |                       |            | yes                              |
/// | closed             | EBADF        | EBADF                 | EBADF      | EBADF                            |
///
/// Blocking (as it is made): a call waits until it can be done, then does it; the trace shows the two phases, waiting and
/// copying, as one call. Nonblocking: a call that would have to wait comes back at once with would_block(), and is recorded
/// as an end without a beginning. What goes wrong in the world comes back as an io_result; only where a socket cannot be
/// set up std::system_error is thrown.
///
/// Small messages are sent at once (TCP_NODELAY): a chat must not wait for Nagle's algorithm.
class socket : public descriptor {
public:
    explicit socket(std::string name = "socket", CallSite site = {});
    /// Takes over a connected descriptor, as async_io hands it out; -1 with `error` = a socket that could not be.
    [[nodiscard]] static socket adopt(int fd, std::string name, int error = 0);

    /// To 127.0.0.1; with port 0 the kernel chooses one that is free.
    void bind(int port = 0, CallSite site = {});
    /// `backlog`: how many may wait to be accepted.
    void listen(int backlog = 4096, CallSite site = {});
    /// The number of the port it is bound to; 0 where it is not.
    [[nodiscard]] int port() const;

    /// The next connection, called `name`. Where there is none the result is not open and says why in error(): EAGAIN, or
    /// EINVAL after shutdown().
    [[nodiscard]] socket accept(std::string name = "connection", CallSite site = {});
    /// To a port of 127.0.0.1.
    io_result connect(int port, CallSite site = {});
    /// Up to into.size() bytes; end() when the other side will send no more.
    io_result recv(std::span<char> into, CallSite site = {});
    /// Sends what there is room for, which may be less than all.
    io_result send(std::string_view bytes, CallSite site = {});
    /// Sends all, in as many calls as it takes. The result of the last one.
    io_result sendall(std::string_view bytes, CallSite site = {});

    /// The kernel's buffers, in bytes (it doubles them, and has limits of its own); 0 leaves one as it is.
    void set_buffers(int receive, int send);

    enum class side {
        reading,
        writing,
        both
    };
    /// Says that no more will be read, written or, of a listening socket, accepted. Wakes the threads that wait in it; may be called by
    /// any thread while the socket is open.
    void shutdown(side which = side::both, CallSite site = {});

    /// The errno for which it is not open.
    [[nodiscard]] int error() const { return m_error; }

private:
    friend std::pair<socket, socket> socketpair(std::string, CallSite);
    socket(int fd, std::string name, int error);
    int m_error = 0;
};

/// Two sockets that are connected with each other, called "`name` 1" and "`name` 2" (Python's socket.socketpair). Throws
/// std::system_error.
[[nodiscard]] std::pair<socket, socket> socketpair(std::string name = "pair", CallSite site = {});

/// Lets this process, and those it starts, have `count` descriptors open at once. The error says so where the system's hard
/// limit is lower.
[[nodiscard]] bool allow_descriptors(std::size_t count, std::string& refusal);

} // namespace braid
