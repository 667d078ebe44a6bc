#pragma once

#include "engine/record/attach/stack.h"

#include <optional>

/// Reads a little of the machine code of a process. Of x86-64; of other machines nothing is found.
namespace braid::attach {

/// Where the call instruction before `returnAddress` goes to; nothing where there is none before it, 0 where it cannot be known.
[[nodiscard]] std::optional<Address> calledBefore(Address returnAddress, const ProcessMemory& memory);
/// The function behind a jump of a procedure linkage table, or `address` itself.
[[nodiscard]] Address throughTable(Address address, const ProcessMemory& memory);

/// What is taken and given back without a word that says by whom.
enum class Lending : std::uint8_t {
    Permit, ///< of a semaphore
    Spin,   ///< of a spin lock
    Reading ///< of a lock of readers and writers
};
/// The function of `frame` has, before the call that is under way in it, one that takes `object`, which is static data or what a static
/// pointer leads to, and none behind that which gives it back. It has not been seen to happen: a branch may have led around it.
[[nodiscard]] bool tookBefore(const Frame& frame, Address object, Lending lending, const Symbols& symbols, const ProcessMemory& memory);

} // namespace braid::attach
