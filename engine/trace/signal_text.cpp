#include "engine/trace/signal_text.h"

#include <csignal>
#include <cstring>

namespace braid::trace {

std::string signalText(int signal) {
    const char* name = ::sigabbrev_np(signal);
    const char* description = ::sigdescr_np(signal);
    if (name == nullptr || description == nullptr)
        return "signal " + std::to_string(signal);
    const std::string text = "SIG" + std::string(name);
    return signal == SIGKILL || signal == SIGTERM ? text : text + " (" + description + ")";
}

} // namespace braid::trace
