#pragma once

#include "engine/exec/threads/thread.h"
#include "engine/sync/stop_token.h"

#include <functional>
#include <string>
#include <type_traits>
#include <utility>

namespace braid {

/// std::jthread, instrumented: runs from its construction on; its destructor requests a stop and joins. The function may take a
/// stop_token first. Movable; a moved-from one is no thread.
class jthread {
public:
    template <class F>
    requires std::is_invocable_v<F> || std::is_invocable_v<F, stop_token>
    explicit jthread(std::string name, F function, CallSite site = {})
        : m_stop("stop of " + name), m_site(site), m_thread(std::move(name), bound(std::move(function), m_stop.get_token()), {}, site) {
        m_thread.start(site);
    }
    jthread(jthread&& other) noexcept
        : m_stop(other.m_stop), m_site(other.m_site), m_thread(std::move(other.m_thread)), m_joinable(std::exchange(other.m_joinable, false)) {}
    jthread& operator=(jthread&&) = delete;
    ~jthread() {
        if (!m_joinable)
            return;
        request_stop(m_site);
        join(m_site);
    }

    [[nodiscard]] bool joinable() const { return m_joinable; }
    void join(CallSite site = {}) {
        m_joinable = false;
        m_thread.join(site);
    }
    bool request_stop(CallSite site = {}) { return m_stop.request_stop(site); }
    [[nodiscard]] stop_source get_stop_source() const { return m_stop; }
    [[nodiscard]] stop_token get_stop_token() const { return m_stop.get_token(); }
    [[nodiscard]] LaneId get_id() const { return m_thread.id(); }

private:
    template <class F>
    static std::function<void()> bound(F function, stop_token token) {
        if constexpr (std::is_invocable_v<F, stop_token>)
            return [function = std::move(function), token = std::move(token)]() mutable { function(std::move(token)); };
        else
            return function;
    }

    stop_source m_stop;
    CallSite m_site;
    thread m_thread;
    bool m_joinable = true;
};

} // namespace braid
