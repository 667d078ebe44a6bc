#pragma once

#include <QString>

namespace braid::render {

/// "64 B", "1.5 KiB", "12 MiB": how sizes are written everywhere. Empty for what is no number.
[[nodiscard]] QString bytesText(double bytes);

} // namespace braid::render
