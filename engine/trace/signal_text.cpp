#include "engine/trace/signal_text.h"

#include <csignal>
#include <cstring>

namespace braid::trace {

std::string signalName(std::uint64_t signal) {
    const auto firstRealTime = static_cast<std::uint64_t>(SIGRTMIN); // those below it are the C library's own
    const auto lastRealTime = static_cast<std::uint64_t>(SIGRTMAX);
    if (signal == firstRealTime)
        return "SIGRTMIN";
    if (signal > firstRealTime && signal <= lastRealTime)
        return "SIGRTMIN+" + std::to_string(signal - firstRealTime);
    if (signal < firstRealTime)
        if (const char* name = ::sigabbrev_np(static_cast<int>(signal)))
            return "SIG" + std::string(name);
    return "signal " + std::to_string(signal);
}

std::string signalText(int signal) {
    const std::string name = signalName(static_cast<std::uint64_t>(signal));
    const bool familiar = signal == SIGKILL || signal == SIGTERM;
    const char* description = familiar ? nullptr : ::sigdescr_np(signal);
    return description == nullptr ? name : name + " (" + description + ")";
}

} // namespace braid::trace
