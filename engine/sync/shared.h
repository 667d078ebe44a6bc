#pragma once

#include "engine/sync/fork_safe.h"
#include "engine/sync/recorded.h"

#include <bit>
#include <concepts>
#include <cstring>
#include <string>
#include <type_traits>

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

} // namespace sync

/// An instrumented variable that lanes share without a lock: every read and every write is an event with its value.
///
/// A single read or write is indivisible (a real std::mutex inside guards it for that long), so a race on it is defined
/// behaviour; a read-modify-write is not atomic, and that is the point: two lanes may read the same value, and the write
/// of one is lost under the other's. Thread-safe.
template <sync::Traceable T>
class shared {
public:
    explicit shared(T initial = {}, std::string name = {})
        : m_value(std::move(initial)),
          m_traced(sync::ObjectKind::Variable, std::move(name), static_cast<std::int64_t>(sync::bitsOf(m_value))) {}
    shared(const shared&) = delete;
    shared& operator=(const shared&) = delete;

    [[nodiscard]] T load(CallSite site = {}) const {
        if (!trace::recording()) {
            const NativeLock lock(m_native);
            return m_value;
        }
        schedule::before(schedule::OperationKind::Read, m_traced, site);
        const NativeLock lock(m_native);
        report(sync::EventKind::Read, site);
        return m_value;
    }

    void store(T value, CallSite site = {}) {
        const bool seen = trace::recording();
        if (seen)
            schedule::before(schedule::OperationKind::Write, m_traced, site);
        const NativeLock lock(m_native);
        m_value = std::move(value);
        if (seen)
            report(sync::EventKind::Write, site);
    }

    /// As load(), but the language leaves no place for the caller's line.
    operator T() const { return load(CallSite(nullptr, 0)); }

    /// A value with the line where it is assigned.
    struct Assigned {
        T value;
        CallSite site;
        Assigned(T assigned, CallSite where = {}) : value(std::move(assigned)), site(where) {}
    };
    shared& operator=(Assigned assigned) {
        store(std::move(assigned.value), assigned.site);
        return *this;
    }

    [[nodiscard]] const std::string& name() const { return m_traced.name(); }

private:
    void report(sync::EventKind kind, CallSite site) const BRAID_REQUIRES(m_native) {
        constexpr auto type = static_cast<std::uint32_t>(sync::valueTypeOf<T>());
        const ObjectId object = m_traced.id();
        const std::uint32_t number = m_traced.nextUnderProtection();
        if constexpr (std::same_as<T, std::string>)
            trace::appendText(kind, object, number, trace::siteId(site), sync::Order::Own, 0, type, m_value);
        else
            trace::append(kind, object, number, trace::siteId(site), sync::Order::Own, sync::bitsOf(m_value), type);
    }

    mutable sync::ForkSafeMutex m_native;
    T m_value BRAID_GUARDED_BY(m_native);
    mutable sync::TracedObject m_traced; ///< numbered under m_native
};

} // namespace braid
