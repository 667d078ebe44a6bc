#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>

/// Looks at a process from outside, without stopping it and without changing anything in it.
namespace braid::attach {

/// An address in the process that is looked at.
using Address = std::uint64_t;

/// The memory of another process, named by it or by one of its threads. Reading needs the right to trace that process, and fails without it. Not thread-safe.
class ProcessMemory {
public:
    explicit ProcessMemory(int pid) : m_pid(pid) {}

    /// Copies `bytes` bytes from `address` on. False where not all of them can be read; `into` may have changed then.
    [[nodiscard]] bool read(Address address, void* into, std::size_t bytes) const;
    /// The value at `address`; nothing where it cannot be read.
    template <class Value>
    [[nodiscard]] std::optional<Value> at(Address address) const {
        static_assert(std::is_trivially_copyable_v<Value>);
        Value value;
        return read(address, &value, sizeof value) ? std::optional<Value>(value) : std::nullopt;
    }

private:
    int m_pid;
};

} // namespace braid::attach
