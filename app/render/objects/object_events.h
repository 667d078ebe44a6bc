#pragma once

#include "engine/trace/event.h"

#include <cstdint>

namespace braid::render {

/// What a call says whose descriptor was closed or shut down on purpose while it waited: no failure.
[[nodiscard]] bool endsInOrder(trace::IoCall call, std::int64_t result);

} // namespace braid::render
