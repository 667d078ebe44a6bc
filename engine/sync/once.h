#pragma once

#include "engine/sync/recorded.h"

#include <atomic>
#include <mutex>
#include <string>
#include <utility>

namespace braid {

class once_flag;
template <class Function>
void call_once(once_flag& flag, Function&& function, CallSite site = {});

/// Instrumented std::once_flag; see call_once.
class once_flag {
public:
    explicit once_flag(std::string name = {}) : m_traced(sync::ObjectKind::Once, std::move(name)) {}
    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    template <class Function>
    friend void call_once(once_flag&, Function&&, CallSite);

    /// Takes the lock unless it is done meanwhile; true where the caller now has to call.
    bool enter(CallSite site);
    /// The caller has called, `done` unless it threw.
    void leave(bool done, CallSite site);

    std::mutex m_native; ///< held while the function runs
    std::atomic<bool> m_done{false};
    sync::TracedObject m_traced; ///< numbered under m_native
};

/// Instrumented std::call_once. The flag is a lock that the caller of the function holds meanwhile:
///
/// | state        | call_once                                                                                  |
/// |--------------|--------------------------------------------------------------------------------------------|
/// | not called   | calls the function; where it throws, it stays not called                                   |
/// | being called | blocks until that is over; from within the function for ever (finding: a cycle of one)     |
/// | called       | returns at once, and nothing is recorded                                                   |
///
/// A real std::mutex inside, since std::call_once does not tell beforehand whether it will block. Thread-safe.
template <class Function>
void call_once(once_flag& flag, Function&& function, CallSite site) {
    if (!flag.enter(site))
        return;
    try {
        std::forward<Function>(function)();
    } catch (...) {
        flag.leave(false, site);
        throw;
    }
    flag.leave(true, site);
}

} // namespace braid
