#pragma once

#include <cstdint>

/// Where memory that processes share is known by device, inode and offset, these are asked of the system, which takes long. Here it is
/// kept what was found out of an address, until something is unmapped.
namespace braid::record {

/// What keepSharedKey() was told of `address` last; 0 where that is not known any more. Async-signal-safe, thread-safe.
[[nodiscard]] std::uint64_t knownSharedKey(const void* address);
/// `key`: not 0.
void keepSharedKey(const void* address, std::uint64_t key);

} // namespace braid::record
