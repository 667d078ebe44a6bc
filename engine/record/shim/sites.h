#pragma once

#include "engine/record/python/python.h"

#include <cstdint>

namespace braid::record {

bool makeSiteTable();
/// The number of a place in the code, given the return address of a call made there; 0 where there are too many. The thread must
/// record.
[[nodiscard]] std::uint32_t siteOf(const void* returnAddress);
/// The same for calls that may come by way of a library of the language (std::thread::join): the first caller outside of such.
/// Takes microseconds where it has to look, so not for what is done often.
[[nodiscard]] std::uint32_t callerOf(const void* returnAddress);
/// As siteOf() and callerOf(), or, where Python has come to call it, the place in that.
[[nodiscard]] inline std::uint32_t placeOf(const void* returnAddress) {
    const std::uint32_t site = g_readsFrames ? pythonSite() : 0;
    return site != 0 ? site : siteOf(returnAddress);
}
[[nodiscard]] inline std::uint32_t outerPlaceOf(const void* returnAddress) {
    const std::uint32_t site = g_readsFrames ? pythonSite() : 0;
    return site != 0 ? site : callerOf(returnAddress);
}
/// The number of the module that holds `address`, which becomes known to the trace; 0 where there is none. `base`: where it
/// begins.
[[nodiscard]] std::uint32_t moduleOf(const void* address, std::uint64_t& base);

// In a program of Python they are of the place in that which the call is made for.
#define BRAID_HERE placeOf(__builtin_return_address(0))
#define BRAID_CALLER outerPlaceOf(__builtin_return_address(0))

} // namespace braid::record
