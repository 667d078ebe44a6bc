#pragma once

#include "engine/trace/result.h"

#include <QString>
#include <string_view>

namespace braid::session {

/// Writes `bytes` to `path`, all of them or none: a full disk leaves what was there before. Devices and pipes
/// (/dev/stdout) are written to as they are. Error: the path, and what the system says.
[[nodiscard]] Status writeWhole(const QString& path, std::string_view bytes);

} // namespace braid::session
