#pragma once

#include <string>

namespace braid::exec {

/// What the exception that is being handled says: its what(), or that its type is unknown. For catch blocks only.
[[nodiscard]] std::string exceptionText();

} // namespace braid::exec
