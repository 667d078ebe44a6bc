#pragma once

#include "engine/schedule/controlled_run.h"
#include "engine/schedule/scheduling_point.h"
#include "engine/trace/native_mutex.h"
#include "engine/trace/recording/traced_object.h"

#include <chrono>
#include <optional>
#include <type_traits>
#include <utility>

/// The one way in which a lane waits for others. What blocks in the system stands nowhere but in the arguments of these
/// functions, so that a run under control never does.
namespace braid::schedule {

/// The longest wait; without a value: as long as it takes.
using Limit = std::optional<std::chrono::nanoseconds>;

namespace detail {

[[nodiscard]] inline ObjectId idOf(ObjectId object) { return object; }
template <class Traced>
[[nodiscard]] ObjectId idOf(Traced& object) {
    return object.id();
}

/// For a native wait: what it says, or true where it says nothing.
template <class Wait>
[[nodiscard]] bool outcomeOf(Wait& wait) {
    if constexpr (std::is_void_v<std::invoke_result_t<Wait&>>) {
        wait();
        return true;
    } else {
        return wait();
    }
}

/// Where it must be waited for something, its first moment that is too late.
[[nodiscard]] inline Clock::time_point deadlineOf(const Limit& limit) {
    return limit ? deadlineAfter(*limit) : Clock::time_point::max();
}

} // namespace detail

/// Waits for `object` (an ObjectId or a TracedObject) until `tryOnce`, which never blocks, says true; false where `limit` was
/// over before. In a run that goes freely `nativeWait` does all of it, `limit` included: it returns the same, or nothing where
/// there is no limit. For an operation that has passed before() and said that it waits.
template <class Object, class Try, class Wait>
bool blockUntil(Object&& object, const Limit& limit, Try tryOnce, Wait nativeWait) {
    if (!controlled()) [[likely]]
        return detail::outcomeOf(nativeWait);
    const Clock::time_point deadline = detail::deadlineOf(limit);
    const ObjectId waitsFor = detail::idOf(object);
    while (!tryOnce())
        if (!ControlledRun::current()->block(waitsFor, deadline))
            return tryOnce();
    return true;
}

/// The same for a condition of std: waits on `changed` until `ready` says true, which is asked under `lock`.
template <class Object, class Condition, class Ready>
BRAID_UNCHECKED_LOCKING bool blockUntil(Object&& object, const Limit& limit, NativeLock& lock, Condition& changed, Ready ready) {
    if (!controlled()) [[likely]] {
        if (limit)
            return changed.wait_until(lock.native(), deadlineAfter(*limit), ready);
        changed.wait(lock.native(), ready);
        return true;
    }
    const Clock::time_point deadline = detail::deadlineOf(limit);
    const ObjectId waitsFor = detail::idOf(object);
    while (!ready()) {
        lock.unlock(); // others go on meanwhile
        const bool inTime = ControlledRun::current()->block(waitsFor, deadline);
        lock.lock();
        if (!inTime)
            return ready();
    }
    return true;
}

/// Waits for what other processes or the kernel give: a schedule decides nothing there, and what makes such things calls
/// refuse(). Also for the waits of threads that do not record. Returns what `nativeWait` does.
template <class Wait>
decltype(auto) blockOutside(Wait&& nativeWait) {
    return std::forward<Wait>(nativeWait)();
}

} // namespace braid::schedule
