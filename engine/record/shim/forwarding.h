#pragma once

#include <cstdint>

/// Functions of a language's headers that were not expanded in the program: they call for somebody else.
namespace braid::record {

/// Addresses of code, `count` ranges of a module.
struct Forwarding {
    struct Range {
        std::uint64_t begin, end;
    };
    const Range* ranges;
    std::uint32_t count;

    [[nodiscard]] bool contains(std::uint64_t address) const {
        for (std::uint32_t i = 0; i < count; ++i)
            if (address - ranges[i].begin < ranges[i].end - ranges[i].begin)
                return true;
        return false;
    }
};

/// Those of the file at `path`, which is loaded with `bias`, as its symbol table names them. None where it has no such table.
[[nodiscard]] Forwarding forwardingOf(const char* path, std::uint64_t bias);

} // namespace braid::record
