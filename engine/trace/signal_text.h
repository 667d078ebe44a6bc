#pragma once

#include <cstdint>
#include <string>

namespace braid::trace {

/// "SIGSEGV"; "SIGRTMIN+2" of the real-time ones; "signal 99" of a number that is no signal of this system. Any number will do,
/// also one out of a damaged trace. Thread-safe.
[[nodiscard]] std::string signalName(std::uint64_t signal);

/// "SIGSEGV (Segmentation fault)"; the name alone of SIGKILL and SIGTERM, which need no explanation, and of what has no
/// description. `signal` as wait() gives it. Thread-safe.
[[nodiscard]] std::string signalText(int signal);

} // namespace braid::trace
