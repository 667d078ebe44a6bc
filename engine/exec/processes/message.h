#pragma once

#include "engine/exec/processes/encoding.h"

#include <optional>
#include <string_view>

namespace braid::exec {

/// One message over a connected local socket: its length, then its bytes. Waits while there is no room. False where the
/// other side is gone. For one sender at a time.
[[nodiscard]] bool sendMessage(int fd, std::string_view message);
/// The next message; waits for it. Nothing where the other side is gone, also in the middle of a message. For one
/// receiver at a time.
[[nodiscard]] std::optional<Bytes> receiveMessage(int fd);

} // namespace braid::exec
