#pragma once

#include <atomic>

namespace braid::ipc {

/// One end of a pipe that threads use while another one closes it. Thread-safe but for own().
///
/// The number stays this object's until it is destroyed, so that no thread ever reads from or writes to what another one has
/// opened meanwhile: closing puts a file there from which nothing comes (the end of the file) and into which nothing goes
/// (EBADF). Only where the system gives no descriptor for that the number is free at once.
class PipeEnd {
public:
    PipeEnd() = default;
    ~PipeEnd();
    PipeEnd(const PipeEnd&) = delete;
    PipeEnd& operator=(const PipeEnd&) = delete;

    /// Takes `fd` over. Once, before threads use it.
    void own(int fd);
    /// In this process. Without effect from the second time on.
    void close();
    [[nodiscard]] bool open() const { return m_open.load(); }
    [[nodiscard]] int fd() const { return m_fd.load(); }

private:
    std::atomic<int> m_fd{-1};
    std::atomic<bool> m_open{false};
};

} // namespace braid::ipc
