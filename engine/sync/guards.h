#pragma once

#include "engine/trace/recording/call_site.h"

#include <mutex>
#include <tuple>
#include <utility>

namespace braid {

/// std::lock_guard that records the line of its declaration, for taking as for releasing.
template <class Mutex>
class [[nodiscard]] lock_guard {
public:
    using mutex_type = Mutex;
    explicit lock_guard(Mutex& mutex, CallSite site = {}) : m_mutex(mutex), m_site(site) { m_mutex.lock(site); }
    lock_guard(Mutex& mutex, std::adopt_lock_t, CallSite site = {}) : m_mutex(mutex), m_site(site) {}
    ~lock_guard() { m_mutex.unlock(m_site); }
    lock_guard(const lock_guard&) = delete;
    lock_guard& operator=(const lock_guard&) = delete;

private:
    Mutex& m_mutex;
    CallSite m_site;
};

/// std::unique_lock, as far as textbooks use it, that records the lines of its calls.
template <class Mutex>
class [[nodiscard]] unique_lock {
public:
    using mutex_type = Mutex;
    explicit unique_lock(Mutex& mutex, CallSite site = {}) : m_mutex(&mutex), m_site(site) { lock(site); }
    unique_lock(Mutex& mutex, std::defer_lock_t, CallSite site = {}) : m_mutex(&mutex), m_site(site) {}
    unique_lock(Mutex& mutex, std::try_to_lock_t, CallSite site = {}) : m_mutex(&mutex), m_site(site) {
        m_owns = m_mutex->try_lock(site);
    }
    unique_lock(unique_lock&& other) noexcept
        : m_mutex(std::exchange(other.m_mutex, nullptr)), m_site(other.m_site), m_owns(std::exchange(other.m_owns, false)) {}
    unique_lock& operator=(unique_lock&&) = delete;
    ~unique_lock() {
        if (m_owns)
            m_mutex->unlock(m_site);
    }

    void lock(CallSite site = {}) {
        m_mutex->lock(site);
        m_owns = true;
    }
    [[nodiscard]] bool try_lock(CallSite site = {}) { return m_owns = m_mutex->try_lock(site); }
    void unlock(CallSite site = {}) {
        m_mutex->unlock(site);
        m_owns = false;
    }
    [[nodiscard]] bool owns_lock() const { return m_owns; }
    explicit operator bool() const { return m_owns; }
    [[nodiscard]] Mutex* mutex() const { return m_mutex; }

private:
    Mutex* m_mutex;
    CallSite m_site;
    bool m_owns = false;
};

/// std::scoped_lock for one to four locks, taken together without deadlock whatever their order: std::lock's
/// try-and-back-off. Records the line of its declaration.
template <class... Mutexes>
class [[nodiscard]] scoped_lock {
public:
    explicit scoped_lock(Mutexes&... mutexes, CallSite site = {}) : m_parts(Part<Mutexes>{mutexes, site}...) {
        std::apply(
            [](auto&... parts) {
                if constexpr (sizeof...(parts) == 1)
                    (parts.lock(), ...);
                else
                    std::lock(parts...);
            },
            m_parts);
    }
    ~scoped_lock() {
        std::apply([](auto&... parts) { (parts.unlock(), ...); }, m_parts);
    }
    scoped_lock(const scoped_lock&) = delete;
    scoped_lock& operator=(const scoped_lock&) = delete;

private:
    /// A lock that remembers on whose behalf it is taken.
    template <class Mutex>
    struct Part {
        Mutex& mutex;
        CallSite site;
        void lock() { mutex.lock(site); }
        bool try_lock() { return mutex.try_lock(site); }
        void unlock() { mutex.unlock(site); }
    };
    std::tuple<Part<Mutexes>...> m_parts;
};

// The call site behind the pack keeps the compiler from deducing it.
template <class A>
scoped_lock(A&) -> scoped_lock<A>;
template <class A, class B>
scoped_lock(A&, B&) -> scoped_lock<A, B>;
template <class A, class B, class C>
scoped_lock(A&, B&, C&) -> scoped_lock<A, B, C>;
template <class A, class B, class C, class D>
scoped_lock(A&, B&, C&, D&) -> scoped_lock<A, B, C, D>;

} // namespace braid
