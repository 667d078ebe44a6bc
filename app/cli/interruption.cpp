#include "app/cli/interruption.h"

namespace braid::cli {
namespace {

// A signal handler can reach nothing else.
volatile std::sig_atomic_t g_came = 0;

extern "C" void noteInterruption(int) {
    g_came = 1;
}

} // namespace

Interruption::Interruption() {
    g_came = 0;
    struct sigaction action {};
    action.sa_handler = noteInterruption;
    action.sa_flags = static_cast<int>(SA_RESETHAND); // the second one is not caught
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, &m_oldInterrupt);
    ::sigaction(SIGTERM, &action, &m_oldTerminate);
}

Interruption::~Interruption() {
    ::sigaction(SIGINT, &m_oldInterrupt, nullptr);
    ::sigaction(SIGTERM, &m_oldTerminate, nullptr);
}

bool Interruption::came() const {
    return g_came != 0;
}

} // namespace braid::cli
