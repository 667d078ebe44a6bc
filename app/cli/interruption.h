#pragma once

#include <csignal>

namespace braid::cli {

/// While it lives, the first SIGINT or SIGTERM is noted instead of ending the program; a second one ends it as usual.
/// One at a time in a process.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    /// A signal came.
    [[nodiscard]] bool came() const;

private:
    struct sigaction m_oldInterrupt {};
    struct sigaction m_oldTerminate {};
};

} // namespace braid::cli
