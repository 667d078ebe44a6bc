#pragma once

#include <string_view>

namespace braid::io {

/// The beginning of the first line of `bytes`, as far as it can be read (UTF-8 without control characters) and is short enough
/// to stand on an arrow, without spaces at its end; empty where that is nothing. A view into `bytes`.
[[nodiscard]] std::string_view firstWords(std::string_view bytes);

} // namespace braid::io
