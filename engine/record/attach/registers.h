#pragma once

#include "engine/record/attach/memory.h"

#include <array>
#include <elfutils/libdw.h>
#include <optional>

namespace braid::attach {

/// Registers of x86-64 by their DWARF numbers; those that are not known are empty. A value type.
struct Registers {
    static constexpr int Count = 17, Rbp = 6, Rsp = 7, ReturnAddress = 16;
    std::array<std::optional<Address>, Count> values{};

    [[nodiscard]] const std::optional<Address>& operator[](int number) const { return values[static_cast<std::size_t>(number)]; }
    std::optional<Address>& operator[](int number) { return values[static_cast<std::size_t>(number)]; }
};

/// What a DWARF expression needs.
struct Evaluation {
    const ProcessMemory& memory;
    const Registers& registers;
    std::optional<Address> frame; ///< the canonical frame address, where that is known already
    int missing = -1;             ///< the register for want of which it failed
};
/// The value of `count` operations; nothing where a register or a word of memory is not known, or an operation does not occur in
/// unwinding tables. `isValue`: it is a value and not the address of one.
[[nodiscard]] std::optional<Address> evaluate(Evaluation& evaluation, const Dwarf_Op* operations, std::size_t count, bool& isValue);

/// The caller's registers, out of `frame`, the row of the unwinding table for the callee. Nothing where the frame's address cannot be
/// known; `missing`: the register for want of which, or -1.
[[nodiscard]] std::optional<Registers> callerOf(Dwarf_Frame* frame, const Registers& callee, const ProcessMemory& memory, int& missing);

} // namespace braid::attach
