#pragma once

#include "engine/trace/writer/system_call.h"

#include <cstdint>
#include <linux/mman.h>

namespace braid::record {

/// Zeroed memory of this process, from the system and not from an allocator. Null where there is none.
inline void* pagesOf(std::uint64_t bytes) {
    const long memory = trace::systemCall(__NR_mmap, 0, static_cast<long>(bytes), PROT_READ | PROT_WRITE,
                                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory < 0 && memory > -4096 ? nullptr : reinterpret_cast<void*>(memory);
}

/// Multiplicative (Fibonacci) hashing.
inline std::uint64_t spread(std::uint64_t key) { return (key ^ key >> 29) * 0x9E3779B97F4A7C15u; }

} // namespace braid::record
