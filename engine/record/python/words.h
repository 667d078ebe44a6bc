#pragma once

#include <cstdint>

namespace braid::record {

/// What Python calls the kinds of its objects. Kept in ObjectEntry::word.
enum class PythonWord : std::uint16_t {
    None = 0,
    Lock,
    RLock,
    Generator = 27,
};

} // namespace braid::record
