#pragma once

#include "engine/trace/event.h"

namespace braid::trace {

/// `b` of the Acquired of a lock that is no shared one: the lane only tried and would not have waited. Where it is not said, it may
/// have tried as well.
constexpr std::uint32_t TriedMode = 3;

} // namespace braid::trace
