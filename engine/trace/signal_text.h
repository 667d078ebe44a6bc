#pragma once

#include <string>

namespace braid::trace {

/// "SIGSEGV (Segmentation fault)"; of SIGKILL and SIGTERM, which everybody knows, the name alone; "signal 64" of a number
/// without a name. Thread-safe.
[[nodiscard]] std::string signalText(int signal);

} // namespace braid::trace
