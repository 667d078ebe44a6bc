#pragma once

#include <concepts>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

/// What an item is called on the arrow from put to get, and how urgent it is.
namespace braid::sync {

template <class T>
concept Streamable = requires(std::ostream& out, const T& value) {
    out << value;
};

/// A text as it is; numbers and whatever has operator<< as that writes it; a pair as "[first, second]"; of anything
/// else the empty text, and the trace calls it by its number.
template <class T>
[[nodiscard]] std::string labelOf(const T& value) {
    if constexpr (std::convertible_to<const T&, std::string_view>) {
        return std::string(std::string_view(value));
    } else if constexpr (std::same_as<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::integral<T>) {
        return std::to_string(value);
    } else if constexpr (Streamable<T>) {
        std::ostringstream out;
        out.imbue(std::locale::classic());
        out << value;
        return std::move(out).str();
    } else if constexpr (requires { value.first, value.second; }) {
        return "[" + labelOf(value.first) + ", " + labelOf(value.second) + "]";
    } else {
        return {};
    }
}

/// A whole number is its own priority, a pair has its first one's; everything else has 0. Lower goes first.
template <class T>
[[nodiscard]] std::uint32_t priorityOf(const T& value) {
    if constexpr (std::integral<T>)
        return static_cast<std::uint32_t>(value);
    else if constexpr (requires { value.first, value.second; })
        return priorityOf(value.first);
    else
        return 0;
}

} // namespace braid::sync
