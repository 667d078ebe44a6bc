#pragma once

#include "engine/exec/coroutines/hub.h"
#include "engine/trace/recording/traced_object.h"
#include "engine/trace/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace braid {

/// A stream socket over the loopback interface that looks as if it blocked: where it has to wait, the hub runs another
/// greenlet. Non-blocking underneath. Each message is told of with its first words, so that it is known who sent it to whom. Every call may be made only in a greenlet of the hub that is named in it.
/// What the network refuses is thrown as std::system_error. Movable; one greenlet at a time.
class hub_socket {
public:
    /// Listens on a port that the kernel chooses. May be made anywhere, also before a fork.
    [[nodiscard]] static hub_socket listen(std::string name, int backlog = 4096);
    [[nodiscard]] static hub_socket connect(hub& in, std::uint16_t port, std::string name, CallSite site = {});
    hub_socket(hub_socket&&) noexcept;
    hub_socket& operator=(hub_socket&&) = delete;
    ~hub_socket();

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] int fd() const { return m_fd; }

    /// The next connection.
    [[nodiscard]] hub_socket accept(hub& in, std::string name, CallSite site = {});
    /// What has arrived, at least one byte; empty: the other side has closed.
    [[nodiscard]] std::string receive(hub& in, CallSite site = {});
    void send_all(hub& in, std::string_view bytes, CallSite site = {});

private:
    hub_socket(int fd, std::string name);
    void tell(trace::EventKind kind, trace::IoCall call, std::uint32_t phase, long number, CallSite site, std::string_view words = {});
    void await(hub& in, std::uint32_t what, CallSite site);

    int m_fd;
    std::unique_ptr<trace::TracedObject> m_traced;
    bool m_told = false; ///< what it is to connections is in the trace
};

/// Makes sure that this process may have `count` descriptors, raising the soft limit where the hard one allows. The error
/// says what to do.
[[nodiscard]] Status allow_descriptors(std::size_t count);

} // namespace braid
