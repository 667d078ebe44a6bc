#include "engine/ipc/pipe_end.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace braid::ipc {

PipeEnd::~PipeEnd() {
    if (const int fd = m_fd.load(); fd >= 0)
        ::close(fd);
}

void PipeEnd::own(int fd) {
    m_fd.store(fd);
    m_open.store(fd >= 0);
}

void PipeEnd::close() {
    if (!m_open.exchange(false))
        return;
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0) { // no descriptor is left, and the other side must be told all the same
        ::close(m_fd.exchange(-1));
        return;
    }
    // In place of the pipe, in one step.
    while (dup3(nothing, m_fd.load(), O_CLOEXEC) < 0 && (errno == EINTR || errno == EBUSY)) {
    }
    ::close(nothing);
}

} // namespace braid::ipc
