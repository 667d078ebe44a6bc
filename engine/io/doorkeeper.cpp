#include "engine/io/doorkeeper.h"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace braid::io {

Doorkeeper::Doorkeeper(int door) : m_door(fcntl(door, F_DUPFD_CLOEXEC, 0)), m_stop(eventfd(0, EFD_CLOEXEC)) {
    int ends[2] = {-1, -1};
    if (m_door < 0 || m_stop < 0 || pipe2(ends, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot accept connections asynchronously");
    m_read = ends[0];
    m_write = ends[1];
    m_thread = std::thread([this] { keep(); });
}

Doorkeeper::~Doorkeeper() {
    const std::uint64_t one = 1;
    if (write(m_stop, &one, sizeof one) < 0)
        ::shutdown(m_door, SHUT_RDWR); // ends it as well
    m_thread.join();
    close(m_write);
    // What is left in the pipe, without waiting for readers that may take it first.
    fcntl(m_read, F_SETFL, O_NONBLOCK);
    for (int left = -1; read(m_read, &left, sizeof left) == sizeof left;)
        if (left >= 0)
            close(left);
    close(m_read);
    close(m_stop);
    close(m_door);
}

void Doorkeeper::keep() {
    for (;;) {
        pollfd waited[2] = {{m_door, POLLIN, 0}, {m_stop, POLLIN, 0}};
        if (poll(waited, 2, -1) < 0 && errno == EINTR)
            continue;
        if (waited[1].revents != 0)
            return;
        int accepted = accept4(m_door, nullptr, nullptr, SOCK_CLOEXEC);
        if (accepted < 0)
            accepted = -errno;
        if (accepted == -EINTR || accepted == -EAGAIN || accepted == -ECONNABORTED)
            continue;
        m_handedOver.fetch_add(1, std::memory_order_release);
        if (write(m_write, &accepted, sizeof accepted) != sizeof accepted || accepted < 0)
            return;
    }
}

} // namespace braid::io
