#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/recorded.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <concepts>
#include <condition_variable>
#include <deque>
#include <string>
#include <type_traits>
#include <utility>

namespace braid {

namespace sync {

template <class T>
concept Traceable = std::is_arithmetic_v<T> || std::same_as<T, std::string>;

template <Traceable T>
[[nodiscard]] constexpr trace::ValueType valueTypeOf() {
    if constexpr (std::same_as<T, bool>)
        return trace::ValueType::Boolean;
    else if constexpr (std::is_floating_point_v<T>)
        return trace::ValueType::Floating;
    else if constexpr (std::is_integral_v<T>)
        return std::is_signed_v<T> ? trace::ValueType::Signed : trace::ValueType::Unsigned;
    else
        return trace::ValueType::Text;
}

/// The value as the trace carries it: sign-extended integers, doubles by their bits.
template <Traceable T>
[[nodiscard]] std::uint64_t bitsOf(const T& value) {
    if constexpr (std::is_floating_point_v<T>)
        return std::bit_cast<std::uint64_t>(static_cast<double>(value));
    else if constexpr (std::is_integral_v<T>)
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(value));
    else
        return 0;
}

/// a + b as std::atomic computes it: whole numbers wrap.
template <class T>
[[nodiscard]] constexpr T wrappingSum(T a, T b) {
    if constexpr (std::is_floating_point_v<T>) {
        return a + b;
    } else {
        using Unsigned = std::make_unsigned_t<T>;
        return static_cast<T>(static_cast<Unsigned>(static_cast<Unsigned>(a) + static_cast<Unsigned>(b)));
    }
}
template <class T>
[[nodiscard]] constexpr T wrappingDifference(T a, T b) {
    if constexpr (std::is_floating_point_v<T>) {
        return a - b;
    } else {
        using Unsigned = std::make_unsigned_t<T>;
        return static_cast<T>(static_cast<Unsigned>(static_cast<Unsigned>(a) - static_cast<Unsigned>(b)));
    }
}

/// Those who wait for a variable to change, in the order in which they came. A forked child has none: they are its parent's. The
/// caller guards it.
template <class T>
class ChangeWaiters final : private ForkSafe {
public:
    struct Waiter {
        T old; ///< what it waits to see replaced
        bool notified = false;
    };
    ChangeWaiters() { join(); }
    ~ChangeWaiters() { leave(); }
    void add(Waiter& waiter) { m_waiting.push_back(&waiter); }
    /// Of those for whom the variable, which is `now`, has changed: the first one, or all.
    void notify(const T& now, bool all) {
        const auto goesOn = [&](Waiter* waiter) {
            waiter->notified = waiter->old != now;
            return waiter->notified;
        };
        if (all)
            std::erase_if(m_waiting, goesOn);
        else if (const auto first = std::find_if(m_waiting.begin(), m_waiting.end(), goesOn); first != m_waiting.end())
            m_waiting.erase(first);
    }

private:
    bool tryHold() override { return true; }
    void release(bool inChild) override {
        if (inChild)
            m_waiting.clear();
    }
    std::deque<Waiter*> m_waiting;
};

} // namespace sync

/// An instrumented variable that lanes share without a lock: every read, every write and every change in one step is an event
/// with its value.
///
/// | operation                                            | is                                                          |
/// |------------------------------------------------------|-------------------------------------------------------------|
/// | load(), store(), reading it, assigning to it         | one indivisible read, or write                              |
/// | exchange(), fetch_add() …, ++, +=, compare_exchange_ | read, change and write in one indivisible step              |
/// | `v = v + 1`                                          | a read and a write: others may come in between, and then    |
/// |                                                      | the write of one is lost under the other's                  |
/// | wait(old)                                            | goes on at once where the value is another one; else blocks |
/// |                                                      | until notified when it is another one                       |
/// | notify_one(), notify_all()                           | lets one, or all, of those go on for whom it has changed    |
///
/// The members of std::atomic with their names and arguments, for whole and floating numbers, bool and text. A real std::mutex
/// inside guards each of them, so every operation is sequentially consistent, whatever order is asked for, and a race is
/// defined behaviour. compare_exchange_weak() never fails without a reason, and wait() never comes back without a notification:
/// a value that is changed and not notified leaves its waiters asleep, as it may with std::atomic. Thread-safe.
template <sync::Traceable T>
class shared {
    static constexpr bool Countable = std::is_arithmetic_v<T> && !std::same_as<T, bool>;
    static constexpr bool HasBits = std::is_integral_v<T> && !std::same_as<T, bool>;
    static constexpr auto Strictest = std::memory_order_seq_cst;

public:
    using value_type = T;

    explicit shared(T initial = {}, std::string name = {})
        : m_value(std::move(initial)),
          m_traced(sync::ObjectKind::Variable, std::move(name), static_cast<std::int64_t>(sync::bitsOf(m_value))) {}
    shared(const shared&) = delete;
    shared& operator=(const shared&) = delete;

    [[nodiscard]] T load(std::memory_order = Strictest, CallSite site = {}) const {
        const bool seen = trace::recording();
        if (seen)
            schedule::before(schedule::OperationKind::Read, m_traced, site);
        const NativeLock lock(m_native);
        if (seen)
            report(sync::EventKind::Read, site);
        return m_value;
    }

    void store(T value, std::memory_order = Strictest, CallSite site = {}) {
        const bool seen = trace::recording();
        if (seen)
            schedule::before(schedule::OperationKind::Write, m_traced, site);
        const NativeLock lock(m_native);
        m_value = std::move(value);
        if (seen)
            report(sync::EventKind::Write, site);
    }

    /// What it was before.
    T exchange(T value, std::memory_order = Strictest, CallSite site = {}) {
        return change([&value](const T&) { return std::move(value); }, site);
    }
    /// Stores `desired` where the value is `expected`; else false, and `expected` is what was found.
    [[nodiscard]] bool compare_exchange_strong(T& expected, T desired, std::memory_order = Strictest, CallSite site = {}) {
        const bool seen = trace::recording();
        if (seen)
            schedule::before(schedule::OperationKind::Modify, m_traced, site);
        const NativeLock lock(m_native);
        if (m_value == expected) {
            m_value = std::move(desired);
            if (seen)
                report(sync::EventKind::Modify, site);
            return true;
        }
        expected = m_value;
        if (seen) {
            report(sync::EventKind::Read, site); // what it works on from here
            trace::append(sync::EventKind::ExchangeFailed, m_traced.id(), m_traced.last(), trace::siteId(site), sync::Order::After);
        }
        return false;
    }
    [[nodiscard]] bool compare_exchange_strong(T& expected, T desired, std::memory_order success, std::memory_order, CallSite site = {}) {
        return compare_exchange_strong(expected, std::move(desired), success, site);
    }
    [[nodiscard]] bool compare_exchange_weak(T& expected, T desired, std::memory_order order = Strictest, CallSite site = {}) {
        return compare_exchange_strong(expected, std::move(desired), order, site);
    }
    [[nodiscard]] bool compare_exchange_weak(T& expected, T desired, std::memory_order success, std::memory_order, CallSite site = {}) {
        return compare_exchange_strong(expected, std::move(desired), success, site);
    }

    /// These return what it was before.
    T fetch_add(T by, std::memory_order = Strictest, CallSite site = {}) requires Countable {
        return change([by](T value) { return sync::wrappingSum(value, by); }, site);
    }
    T fetch_sub(T by, std::memory_order = Strictest, CallSite site = {}) requires Countable {
        return change([by](T value) { return sync::wrappingDifference(value, by); }, site);
    }
    T fetch_and(T by, std::memory_order = Strictest, CallSite site = {}) requires HasBits {
        return change([by](T value) { return static_cast<T>(value & by); }, site);
    }
    T fetch_or(T by, std::memory_order = Strictest, CallSite site = {}) requires HasBits {
        return change([by](T value) { return static_cast<T>(value | by); }, site);
    }
    T fetch_xor(T by, std::memory_order = Strictest, CallSite site = {}) requires HasBits {
        return change([by](T value) { return static_cast<T>(value ^ by); }, site);
    }

    /// Waits until the value is another one than `old` and that was notified.
    void wait(T old, std::memory_order = Strictest, CallSite site = {}) const {
        const bool seen = trace::recording();
        if (seen)
            schedule::before(schedule::OperationKind::Wait, m_traced, site);
        NativeLock lock(m_native);
        if (m_value == old) {
            if (seen) {
                trace::waitBegins();
                report(sync::EventKind::WaitBegin, site);
            }
            typename sync::ChangeWaiters<T>::Waiter self{std::move(old)};
            m_waiters.add(self);
            (void)schedule::blockUntil(seen ? m_traced.id() : ObjectId{}, {}, lock, m_notified, [this, &self] {
                m_native.assertHeld();
                return self.notified;
            });
            if (seen)
                sync::waitEnds();
        }
        if (seen)
            trace::append(sync::EventKind::WaitEnd, m_traced.id(), m_traced.nextUnderProtection(), trace::siteId(site));
    }
    void notify_one(CallSite site = {}) { notify(false, site); }
    void notify_all(CallSite site = {}) { notify(true, site); }

    /// As load(), but the language leaves no place for the caller's line. So it is with ++ and --.
    operator T() const { return load(Strictest, CallSite(nullptr, 0)); }

    /// A value with the line where it is assigned.
    struct Assigned {
        T value;
        CallSite site;
        Assigned(T assigned, CallSite where = {}) : value(std::move(assigned)), site(where) {}
    };
    shared& operator=(Assigned assigned) {
        store(std::move(assigned.value), Strictest, assigned.site);
        return *this;
    }

    /// These return what it is afterwards, but for `v++` and `v--`.
    T operator++() requires Countable { return sync::wrappingSum(fetch_add(1, Strictest, CallSite(nullptr, 0)), T{1}); }
    T operator--() requires Countable { return sync::wrappingDifference(fetch_sub(1, Strictest, CallSite(nullptr, 0)), T{1}); }
    T operator++(int) requires Countable { return fetch_add(1, Strictest, CallSite(nullptr, 0)); }
    T operator--(int) requires Countable { return fetch_sub(1, Strictest, CallSite(nullptr, 0)); }
    T operator+=(Assigned by) requires Countable { return sync::wrappingSum(fetch_add(by.value, Strictest, by.site), by.value); }
    T operator-=(Assigned by) requires Countable { return sync::wrappingDifference(fetch_sub(by.value, Strictest, by.site), by.value); }
    T operator&=(Assigned by) requires HasBits { return static_cast<T>(fetch_and(by.value, Strictest, by.site) & by.value); }
    T operator|=(Assigned by) requires HasBits { return static_cast<T>(fetch_or(by.value, Strictest, by.site) | by.value); }
    T operator^=(Assigned by) requires HasBits { return static_cast<T>(fetch_xor(by.value, Strictest, by.site) ^ by.value); }

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    template <class Change>
    T change(const Change& changed, CallSite site) {
        const bool seen = trace::recording();
        if (seen)
            schedule::before(schedule::OperationKind::Modify, m_traced, site);
        const NativeLock lock(m_native);
        T former = m_value;
        m_value = changed(former);
        if (seen)
            report(sync::EventKind::Modify, site);
        return former;
    }

    void notify(bool all, CallSite site) {
        const bool seen = trace::recording();
        if (seen)
            schedule::before(schedule::OperationKind::Notify, m_traced, site);
        const NativeLock lock(m_native);
        if (seen) {
            const ObjectId object = m_traced.id();
            trace::append(sync::EventKind::Signal, object, m_traced.nextUnderProtection(), trace::siteId(site), sync::Order::Own,
                          all ? ~std::uint64_t{0} : 1);
        }
        m_waiters.notify(m_value, all);
        m_notified.notify_all();
    }

    /// With the value; but not that of a wait, which could be taken for its time limit.
    void report(sync::EventKind kind, CallSite site) const BRAID_REQUIRES(m_native) {
        constexpr auto type = static_cast<std::uint32_t>(sync::valueTypeOf<T>());
        const ObjectId object = m_traced.id();
        const std::uint32_t number = m_traced.nextUnderProtection();
        if constexpr (std::same_as<T, std::string>)
            trace::appendText(kind, object, number, trace::siteId(site), sync::Order::Own, 0, type, m_value);
        else
            trace::append(kind, object, number, trace::siteId(site), sync::Order::Own,
                          kind == sync::EventKind::WaitBegin ? 0 : sync::bitsOf(m_value), type);
    }

    mutable sync::ForkSafeMutex m_native;
    T m_value BRAID_GUARDED_BY(m_native);
    mutable sync::ChangeWaiters<T> m_waiters BRAID_GUARDED_BY(m_native);
    mutable sync::ForkSafeCondition<std::condition_variable> m_notified;
    mutable sync::TracedObject m_traced; ///< numbered under m_native
};

} // namespace braid
