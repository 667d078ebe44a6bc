#pragma once

#include <cstdint>

namespace braid {

/// Where an operation stands in the source. Taken as the last, defaulted argument of instrumented operations, so that it
/// names the caller. (Debian's clang 14 lacks std::source_location for libstdc++.)
struct CallSite {
    const char* file; ///< string literal: its address identifies it
    std::uint32_t line;

    constexpr CallSite(const char* callerFile = __builtin_FILE(),
                       std::uint32_t callerLine = static_cast<std::uint32_t>(__builtin_LINE()))
        : file(callerFile), line(callerLine) {}
};

} // namespace braid
