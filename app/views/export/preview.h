#pragma once

#include <chrono>

namespace braid::views {

/// From the last change in a dialog to the preview that shows it: typing a title stays fluent.
constexpr std::chrono::milliseconds PreviewDelay{120};

} // namespace braid::views
