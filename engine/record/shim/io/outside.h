#pragma once

#include "engine/record/shim/waiting.h"

#include <cerrno>
#include <cstdint>

namespace braid::record {

[[nodiscard]] constexpr std::uint32_t bitsOf(trace::IoCall call) { return static_cast<std::uint32_t>(call) << trace::IoCallShift; }

/// A wait for what this library does not follow: the outside world. `limit`: 0 it does not wait. errno is the call's.
template <class Call>
auto outsideWith(trace::IoCall call, std::uint64_t limit, std::uint32_t site, const Call& real) {
    if (limit == 0)
        return real();
    say(EventKind::IoBegin, 0, 0, site, Order::Own, 0, trace::IoWaiting | bitsOf(call));
    beginOpenWait({OpenWait::Kind::Io, 0, nullptr, site, bitsOf(call)});
    const auto result = real();
    endOpenWait();
    const int error = errno;
    if (enter())
        say(EventKind::IoEnd, 0, 0, site, Order::Own, static_cast<std::uint64_t>(result < 0 ? -error : static_cast<std::int64_t>(result)), bitsOf(call));
    errno = error;
    return result;
}

} // namespace braid::record
