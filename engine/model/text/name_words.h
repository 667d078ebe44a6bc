#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace braid::model {

/// The translation of a name, or of a pattern of names with %1 …; none where there is none.
using NameLookUp = std::function<std::optional<std::string>(const std::string&)>;

/// `name` of a lane or an object in the language of `lookUp`. Looked up are, until something is found: the whole of it; it with
/// %1, %2 … for its numbers ("client %1"); its parts around " → ", "/", and of a bracket at its end, ", "; its beginning and its
/// end with %1 for the rest ("results of %1", "%1's end"), which is a name again. What is nowhere found stays as it is. Pure;
/// of long names, which are data rather than words, only the whole is looked up.
[[nodiscard]] std::string nameInWords(std::string_view name, const NameLookUp& lookUp);

/// `name` is one that Braid has given to what has none of its own in a recorded program: "condition #1", "lock of the loader", "pipe for
/// reading (fd 3)".
[[nodiscard]] bool isGivenName(std::string_view name);

} // namespace braid::model
