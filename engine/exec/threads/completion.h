#pragma once

#include "engine/sync/event.h"
#include "engine/sync/fork_safe.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace braid::exec {

/// The one moment at which something is done, to wait for. The wait is recorded as one for an event of this name, made when
/// a thread really has to wait, so that a thousand results without a waiter are no rows. Thread-safe.
class Completion {
public:
    /// The task that brings it: its number in a pool.
    struct Source {
        ObjectId pool; ///< none where nobody records
        std::uint64_t task = 0;
    };
    explicit Completion(std::string name) : Completion(std::move(name), Source{}) {}
    Completion(std::string name, Source source) : m_name(std::move(name)), m_source(source) {}

    [[nodiscard]] bool done() const;
    /// False where `limit` was over before.
    bool wait(const std::optional<std::chrono::nanoseconds>& limit, CallSite site);
    /// Once. What the caller wrote before it is visible to every waiter.
    void complete(CallSite site = CallSite(nullptr, 0));

private:
    const std::string m_name;
    const Source m_source;
    mutable sync::ForkSafeMutex m_mutex;
    bool m_done BRAID_GUARDED_BY(m_mutex) = false;
    std::unique_ptr<event> m_event BRAID_GUARDED_BY(m_mutex);
};

} // namespace braid::exec
