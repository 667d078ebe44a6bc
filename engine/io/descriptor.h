#pragma once

#include "engine/io/call.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace braid {

/// Any descriptor of the system, instrumented: an end of a pipe, a terminal, a device, what another library has opened. What is read
/// from it and written to it shows as a socket's recv and send do: as waiting and copying; select, poller, epoll and selector watch
/// it. Owns its number and closes it in the end, unless it was lent. For use by one thread at a time.
///
/// | state       | read()                            | write()                                   |
/// |-------------|-----------------------------------|-------------------------------------------|
/// | blocking    | waits for bytes, or for their end | waits for room                            |
/// | nonblocking | would_block() where there are none | would_block() where there is no room      |
/// | closed      | EBADF                             | EBADF                                     |
///
/// Writing where nobody is left to read comes back as EPIPE, without the signal.
class descriptor {
public:
    /// Takes `fd` over, which is open, or -1: one that is closed.
    descriptor(int fd, std::string name);
    /// For something to watch or to use that belongs to another one, which must stay open as long: `fd` is not closed.
    [[nodiscard]] static descriptor lent(int fd, std::string name);
    ~descriptor();
    descriptor(descriptor&& other) noexcept;
    descriptor& operator=(descriptor&& other) noexcept;

    /// Up to into.size() bytes; end() when no more will come.
    io_result read(std::span<char> into, CallSite site = {});
    /// What there is room for, which may be less than all.
    io_result write(std::string_view bytes, CallSite site = {});
    /// All, in as many calls as it takes. The result of the last one.
    io_result write_all(std::string_view bytes, CallSite site = {});

    void setblocking(bool blocking, CallSite site = {});
    [[nodiscard]] bool blocking() const { return m_blocking; }
    /// Not where it was lent: then it is only let go.
    void close(CallSite site = {});

    /// The trace tells of which connection it is one end, or that it listens: see EventKind::EndOf.
    [[nodiscard]] bool is_told() const { return m_told; }
    [[nodiscard]] bool is_open() const { return m_fd >= 0; }
    explicit operator bool() const { return is_open(); }
    /// The number, -1 when closed.
    [[nodiscard]] int fileno() const { return m_fd; }
    /// As it was called, without the number that the trace adds.
    [[nodiscard]] const std::string& name() const { return m_name; }
    /// As a part of the trace. Requires that it was open once.
    [[nodiscard]] trace::TracedObject& traced() const { return *m_traced; }

protected:
    /// Takes with `call`, read(2) or one like it.
    io_result take(ssize_t (*call)(int fd, void* into, std::size_t size), std::span<char> into, CallSite site);
    /// All of `bytes`, each time what `once` makes of the rest. The result of the last one.
    template <class Once>
    static io_result giveAll(std::string_view bytes, Once once) {
        for (;;) {
            const io_result given = once(bytes);
            if (!given.ok() || given.count() >= bytes.size())
                return given;
            bytes.remove_prefix(given.count());
        }
    }
    /// Waits for `events` of poll(2).
    void waitUntilReady(io::Call& call, short events) const;

    int m_fd = -1;
    bool m_blocking = true;
    bool m_lent = false;
    bool m_told = false;
    std::string m_name;
    std::unique_ptr<trace::TracedObject> m_traced;

private:
    friend std::pair<descriptor, descriptor> raw_pipe(std::string, CallSite);
};

/// A pipe(2) of bytes, one way: its reading end and its writing end, called "`name` reading" and "`name` writing" (Python's os.pipe).
/// After a fork both processes have both; see braid::pipe for whole values. Throws std::system_error.
[[nodiscard]] std::pair<descriptor, descriptor> raw_pipe(std::string name = "pipe", CallSite site = {});

} // namespace braid
