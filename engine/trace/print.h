#pragma once

#include <cstdint>

/// The numbers of a Print: `a` = where in its text a shorter label begins << 32 | the label's bytes, 0 = none; `b` = NoLineEnd
/// where the next print goes on in the same line, else 0.
namespace braid::trace {

constexpr std::uint32_t NoLineEnd = 1;

} // namespace braid::trace
