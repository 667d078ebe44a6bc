#pragma once

namespace braid::views {

/// Teaches Qt how the window's own views are read out by assistive technology. Once is enough; more often does no harm.
void installAccessibility();

} // namespace braid::views
