#include "engine/io/acceptor.h"

#include "engine/schedule/wait.h"
#include "engine/trace/recording/helper_thread.h"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace braid::io {

Acceptor::Acceptor(int listening) : m_listening(fcntl(listening, F_DUPFD_CLOEXEC, 0)), m_stop(eventfd(0, EFD_CLOEXEC)) {
    int ends[2] = {-1, -1};
    if (m_listening < 0 || m_stop < 0 || pipe2(ends, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot accept connections asynchronously");
    m_read = ends[0];
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    m_thread = trace::startHelper("braid-accept", [this, write = ends[1]] { run(write); });
}

Acceptor::~Acceptor() {
    const std::uint64_t one = 1;
    if (write(m_stop, &one, sizeof one) < 0)
        ::shutdown(m_listening, SHUT_RDWR); // ends it as well
    schedule::blockOutside([this] { m_thread.join(); });
    // What is left in the pipe, without waiting for readers that may take it first.
    fcntl(m_read, F_SETFL, O_NONBLOCK);
    for (int left = -1; read(m_read, &left, sizeof left) == sizeof left;)
        if (left >= 0)
            close(left);
    close(m_read);
    close(m_stop);
    close(m_listening);
}

bool Acceptor::hand(int write, int accepted) {
    m_handedOver.fetch_add(1, std::memory_order_release);
    // An int is less than PIPE_BUF: it goes in whole or not at all.
    while (::write(write, &accepted, sizeof accepted) != sizeof accepted) {
        pollfd waited[2] = {{write, POLLOUT, 0}, {m_stop, POLLIN, 0}};
        const auto wait = [&waited] { return schedule::blockOutside([&waited] { return poll(waited, 2, -1); }); };
        if (errno != EAGAIN || (wait() < 0 && errno != EINTR) || waited[1].revents != 0) {
            if (accepted >= 0)
                close(accepted);
            return false;
        }
    }
    return true;
}

void Acceptor::run(int write) {
    for (bool goesOn = true; goesOn;) {
        pollfd waited[2] = {{m_listening, POLLIN, 0}, {m_stop, POLLIN, 0}};
        if (schedule::blockOutside([&waited] { return poll(waited, 2, -1); }) < 0 && errno == EINTR)
            continue;
        if (waited[1].revents != 0)
            break;
        int accepted = accept4(m_listening, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted < 0)
            accepted = -errno;
        if (accepted == -EINTR || accepted == -EAGAIN || accepted == -ECONNABORTED)
            continue;
        if (accepted < 0)
            m_error.store(-accepted, std::memory_order_release);
        goesOn = hand(write, accepted) && accepted >= 0;
    }
    close(write); // the next read is told that nothing more comes
}

} // namespace braid::io
