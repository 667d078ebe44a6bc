#pragma once

#include "engine/record/shim/control/control.h"

#include <cstdint>

namespace braid::record {

bool makeSiteTable();
/// The number of a place in the code, given the return address of a call made there; 0 where there are too many. The thread must
/// record.
[[nodiscard]] std::uint32_t siteOf(const void* returnAddress);
/// The same for calls that may come by way of a library of the language (std::thread::join): the first caller outside of such.
/// Takes microseconds where it has to look, so not for what is done often.
[[nodiscard]] std::uint32_t callerOf(const void* returnAddress);
/// The number of the module that holds `address`, which becomes known to the trace; 0 where there is none. `base`: where it
/// begins.
[[nodiscard]] std::uint32_t moduleOf(const void* address, std::uint64_t& base);

/// In a hook, before what it stands for and before it has a number: the place of the call, where the person may hold the thread.
#define BRAID_HERE operationAt(siteOf(__builtin_return_address(0)))
#define BRAID_CALLER operationAt(callerOf(__builtin_return_address(0)))

} // namespace braid::record
