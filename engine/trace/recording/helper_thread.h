#pragma once

#include <array>
#include <csignal>
#include <pthread.h>
#include <thread>
#include <utility>

namespace braid::trace {

/// What the system calls those that a run has. A thread with such a name is none of the program's.
inline constexpr std::array HelperNames{"braid-prefault", "braid-sampler", "braid-launcher", "braid-accept"};

/// Starts a thread of the engine's own that runs `what`, called `name` (at most 15 bytes) by the system. It blocks all signals:
/// those of the process are the program's, whose handlers expect one of its threads. Throws std::system_error where the
/// system gives no further thread.
template <class Function>
[[nodiscard]] std::thread startHelper(const char* name, Function what) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    // Inherited from here on, so that not even the thread's first instruction takes one.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    struct Restore {
        const sigset_t& mask;
        ~Restore() { pthread_sigmask(SIG_SETMASK, &mask, nullptr); }
    } const restore{before};
    return std::thread([name, what = std::move(what)]() mutable {
        pthread_setname_np(pthread_self(), name);
        what();
    });
}

} // namespace braid::trace
