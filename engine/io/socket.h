#pragma once

#include "engine/io/call.h"

#include <memory>
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
class socket {
public:
    explicit socket(std::string name = "socket", CallSite site = {});
    /// Takes over a connected descriptor, as async_io hands it out; -1 with `error` = a socket that could not be.
    [[nodiscard]] static socket adopt(int fd, std::string name, int error = 0);
    ~socket();
    socket(socket&& other) noexcept;
    socket& operator=(socket&& other) noexcept;

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

    void setblocking(bool blocking, CallSite site = {});
    [[nodiscard]] bool blocking() const { return m_blocking; }
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
    void close(CallSite site = {});

    /// The trace tells of which connection it is one end, or that it listens: see EventKind::EndOf.
    [[nodiscard]] bool is_told() const { return m_told; }

    [[nodiscard]] bool is_open() const { return m_fd >= 0; }
    explicit operator bool() const { return is_open(); }
    /// The descriptor's number, -1 when closed.
    [[nodiscard]] int fileno() const { return m_fd; }
    /// The errno for which it is not open.
    [[nodiscard]] int error() const { return m_error; }
    /// As it was called, without the descriptor's number that the trace adds.
    [[nodiscard]] const std::string& name() const { return m_name; }
    /// As a part of the trace. Requires that it was open once.
    [[nodiscard]] trace::TracedObject& traced() const { return *m_traced; }

private:
    friend std::pair<socket, socket> socketpair(std::string, CallSite);
    socket(int fd, std::string name, int error);
    /// Waits for `events` of poll(2).
    void waitUntilReady(io::Call& call, short events) const;

    int m_fd = -1;
    int m_error = 0;
    bool m_blocking = true;
    bool m_told = false;
    std::string m_name;
    std::unique_ptr<trace::TracedObject> m_traced;
};

/// Two sockets that are connected with each other, called "`name` 1" and "`name` 2" (Python's socket.socketpair). Throws
/// std::system_error.
[[nodiscard]] std::pair<socket, socket> socketpair(std::string name = "pair", CallSite site = {});

/// Lets this process, and those it starts, have `count` descriptors open at once. The error says so where the system's hard
/// limit is lower.
[[nodiscard]] bool allow_descriptors(std::size_t count, std::string& refusal);

} // namespace braid
