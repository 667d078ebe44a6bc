#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/recorded.h"

#include <functional>
#include <list>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

namespace braid {

class stop_token;

namespace sync {

/// What a stop_source, its tokens and callbacks share. In the trace it is an event, set where a stop is requested.
class StopState {
public:
    explicit StopState(std::string name) : m_traced(ObjectKind::Event, std::move(name)) {}

    using Callbacks = std::list<std::function<void()>>;

    bool request(CallSite site);
    [[nodiscard]] bool requested() const { return m_native.stop_requested(); }
    [[nodiscard]] std::stop_token native() const { return m_native.get_token(); }
    [[nodiscard]] TracedObject& traced() { return m_traced; }
    /// `callback` runs when a stop is requested, at once where one is; its place until then.
    Callbacks::iterator add(std::function<void()> callback);
    /// It will not run after that; waits where another lane runs it just now.
    void remove(Callbacks::iterator callback, CallSite site);

private:
    std::stop_source m_native; ///< for the waits of std's conditions
    ForkSafeMutex m_mutex;
    ForkSafeCondition<std::condition_variable> m_ran;
    Callbacks m_callbacks BRAID_GUARDED_BY(m_mutex); ///< that have not begun
    Callbacks m_running BRAID_GUARDED_BY(m_mutex);   ///< at most one
    Callbacks m_over BRAID_GUARDED_BY(m_mutex);      ///< their places are still known
    bool m_requested BRAID_GUARDED_BY(m_mutex) = false;
    std::thread::id m_runner BRAID_GUARDED_BY(m_mutex);
    TracedObject m_traced; ///< numbered under m_mutex
};

} // namespace sync

/// Instrumented std::stop_token. Copies are the same one. Thread-safe.
class stop_token {
public:
    stop_token() = default; ///< no stop can be requested
    [[nodiscard]] bool stop_requested() const { return m_state && m_state->requested(); }
    [[nodiscard]] bool stop_possible() const { return m_state != nullptr; }
    /// For what waits with it; null where no stop can be requested.
    [[nodiscard]] const std::shared_ptr<sync::StopState>& state() const { return m_state; }

private:
    friend class stop_source;
    explicit stop_token(std::shared_ptr<sync::StopState> state) : m_state(std::move(state)) {}
    std::shared_ptr<sync::StopState> m_state;
};

/// Instrumented std::stop_source. Who waits with one of its tokens goes on when a stop is requested. Thread-safe.
class stop_source {
public:
    explicit stop_source(std::string name = "stop") : m_state(std::make_shared<sync::StopState>(std::move(name))) {}
    [[nodiscard]] stop_token get_token() const { return stop_token(m_state); }
    [[nodiscard]] bool stop_requested() const { return m_state->requested(); }
    /// Runs the callbacks. False where a stop was requested before.
    bool request_stop(CallSite site = {}) { return m_state->request(site); }

private:
    std::shared_ptr<sync::StopState> m_state;
};

/// std::stop_callback: while it lives, its function runs in the lane that requests a stop; at once where one was requested. Its
/// destructor waits where another lane runs it just then.
class stop_callback {
public:
    stop_callback(const stop_token& token, std::function<void()> callback, CallSite site = {}) : m_state(token.state()), m_site(site) {
        if (m_state)
            m_place = m_state->add(std::move(callback));
    }
    ~stop_callback() {
        if (m_state)
            m_state->remove(m_place, m_site);
    }
    stop_callback(const stop_callback&) = delete;
    stop_callback& operator=(const stop_callback&) = delete;

private:
    std::shared_ptr<sync::StopState> m_state;
    CallSite m_site;
    sync::StopState::Callbacks::iterator m_place;
};

} // namespace braid
