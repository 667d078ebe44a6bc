#include "engine/exec/fork.h"

#include "engine/exec/children.h"
#include "engine/exec/registry.h"
#include "engine/schedule/wait.h"
#include "engine/sync/fork_safe.h"
#include "engine/trace/native_mutex.h"
#include "engine/trace/recording/helper_thread.h"
#include "engine/trace/recording/recording.h"

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <sys/prctl.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace braid::exec {
namespace {

class Launcher;
/// Of this process; a child has none yet.
std::atomic<Launcher*> g_launcher{nullptr};

[[noreturn]] void becomeChild(pid_t parent, const std::function<void()>& inChild) {
    // The child dies with its parent, also where that died before the request.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
    g_launcher.store(nullptr);
    inChild();
    _exit(1); // it must not return
}

/// Waits until no other thread is in the middle of what the child will need whole.
void holdEngineLocks(trace::Recording* recording) {
    for (;;) {
        holdExecLocks(true);
        if (sync::holdForFork())
            break;
        holdExecLocks(false); // the one in the way may need them
        schedule::blockOutside([] { std::this_thread::yield(); });
    }
    // Last: a thread in the middle of an operation may have to introduce an object.
    if (recording != nullptr)
        recording->beforeFork();
}

/// Throws where the fork fails.
pid_t forkHere(const std::function<void()>& inChild) {
    trace::Recording* recording = trace::Recording::current();
    const pid_t parent = getpid();
    holdEngineLocks(recording);
    const pid_t pid = fork();
    const int error = errno;
    if (recording != nullptr)
        recording->afterFork();
    sync::releaseAfterFork(pid == 0);
    holdExecLocks(false);
    if (pid < 0)
        throw std::system_error(error, std::generic_category(), "cannot start a process");
    if (pid == 0)
        becomeChild(parent, inChild);
    return pid;
}

/// The thread that forks for others. Lives as long as the process; made when it is needed first.
class Launcher {
public:
    pid_t launch(const std::function<void()>& inChild) {
        sigset_t mask;
        pthread_sigmask(SIG_SETMASK, nullptr, &mask);
        // The launcher blocks all signals; the child is to take those that the asking thread takes.
        const std::function<void()> unblocked = [&mask, &inChild] {
            pthread_sigmask(SIG_SETMASK, &mask, nullptr);
            inChild();
        };
        const NativeLock turn(m_turn); // one at a time
        NativeLock lock(m_mutex);
        if (!std::exchange(m_serving, true))
            trace::startHelper("braid-launcher", [this] { serve(); }).detach();
        m_wanted = &unblocked;
        m_changed.notify_all();
        schedule::blockOutside([&] { m_changed.wait(lock.native(), [this] {
                                         m_mutex.assertHeld();
                                         return m_wanted == nullptr;
                                     }); });
        if (m_error != 0)
            throw std::system_error(m_error, std::generic_category(), "cannot start a process");
        return m_launched;
    }

private:
    [[noreturn]] void serve() {
        NativeLock lock(m_mutex);
        for (;;) {
            schedule::blockOutside([&] { m_changed.wait(lock.native(), [this] {
                                             m_mutex.assertHeld();
                                             return m_wanted != nullptr;
                                         }); });
            m_error = 0;
            try {
                m_launched = forkHere(*m_wanted);
            } catch (const std::system_error& error) {
                m_error = error.code().value();
            }
            m_wanted = nullptr;
            m_changed.notify_all();
        }
    }

    NativeMutex m_turn;
    NativeMutex m_mutex;
    std::condition_variable m_changed;
    bool m_serving BRAID_GUARDED_BY(m_mutex) = false;
    const std::function<void()>* m_wanted BRAID_GUARDED_BY(m_mutex) = nullptr;
    pid_t m_launched BRAID_GUARDED_BY(m_mutex) = 0;
    int m_error BRAID_GUARDED_BY(m_mutex) = 0;
};

Launcher& launcher() {
    Launcher* current = g_launcher.load();
    if (current == nullptr) {
        auto* fresh = new Launcher; // never destroyed: its thread lives as long as the process
        if (g_launcher.compare_exchange_strong(current, fresh))
            return *fresh;
        delete fresh;
    }
    return *current;
}

} // namespace

pid_t forkChild(const std::function<void()>& inChild) {
    if (gettid() == getpid())
        return forkHere(inChild);
    return launcher().launch(inChild);
}

} // namespace braid::exec
