#pragma once

#include "engine/trace/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

/// Keeping a trace under another name. The target is not touched unless all of it could be copied.
namespace braid::trace {

/// Copies the first `length` bytes behind `fd` to `path`. Error: `source`, the name of what is copied, cannot be read or is
/// shorter; `path` cannot be written. `unsupervised`: the copy belongs to no running supervisor.
[[nodiscard]] Status copyTrace(int fd, std::uint64_t length, const std::string& source, const std::string& path, bool unsupervised);

/// Writes a whole trace file. Error: `path` cannot be written.
[[nodiscard]] Status writeTrace(std::span<const std::byte> bytes, const std::string& path);

/// Copies the trace file that is open as `fd`. Nothing to do where `path` is that very file. Error: as above, and where it has
/// less than `atLeast` bytes: it was longer when it was read.
[[nodiscard]] Status saveOpened(int fd, std::uint64_t atLeast, const std::string& source, const std::string& path);

} // namespace braid::trace
