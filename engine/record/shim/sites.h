#pragma once

#include "engine/record/python/python.h"
#include "engine/record/shim/control/control.h"
#include "engine/record/shim/memory.h"

#include <cstdint>

namespace braid::record {

bool makeSiteTable();

/// What a thread has found out of a return address.
struct CachedSite {
    const void* address;
    std::uint32_t site;
};
[[gnu::tls_model("initial-exec")]] inline constinit thread_local CachedSite t_sites[64]{};

/// siteOf() for what this thread has not asked for lately, or what lies in a function that calls for somebody else.
[[nodiscard]] std::uint32_t siteOfSlowly(const void* returnAddress, const void* frame);
/// The number of the place in the code that a call comes from: the first caller outside of libraries of the language
/// (std::thread::join) and of such functions of their headers as were not expanded in the program (std::mutex::lock). `frame`: the
/// canonical frame address of the function that was called, if known. 0 where there are too many places. The thread must record.
[[nodiscard]] inline std::uint32_t siteOf(const void* returnAddress, const void* frame) {
    const CachedSite& cached = t_sites[spread(reinterpret_cast<std::uint64_t>(returnAddress)) >> 58];
    return cached.address == returnAddress ? cached.site : siteOfSlowly(returnAddress, frame);
}
/// As siteOf(), or, where Python has come to call it, the place in that. Without a `frame` it takes longer.
[[nodiscard]] inline std::uint32_t placeOf(const void* returnAddress, const void* frame = nullptr) {
    const std::uint32_t site = g_readsFrames ? pythonSite(returnAddress, frame) : 0;
    return site != 0 ? site : siteOf(returnAddress, frame);
}
/// The place that a signal has interrupted, in Python or the code, by what its handler was given as the third argument: as placeOf(),
/// of an instruction instead of a call. Async-signal-safe; what is broken there may make it fault.
[[nodiscard]] std::uint32_t placeOfFault(const void* context);
/// In a hook that needs the place of its call only where the person may hold the thread, as operationAt().
inline void holdBefore(const void* returnAddress) {
    if (t_writer.control->command.load(std::memory_order_relaxed) != 0) [[unlikely]]
        holdHere(placeOf(returnAddress));
}
/// The number of the module that holds `address`, which becomes known to the trace; 0 where there is none. `base`: where it
/// begins.
[[nodiscard]] std::uint32_t moduleOf(const void* address, std::uint64_t& base);

/// In a hook, before what it stands for and before it has a number: the place of the call, where the person may hold the thread. In a
/// program of Python it is the place in that which the call is made for.
#define BRAID_HERE operationAt(placeOf(__builtin_return_address(0), __builtin_dwarf_cfa()))

} // namespace braid::record
