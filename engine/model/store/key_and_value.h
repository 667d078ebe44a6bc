#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace braid::model {

/// Splits "key '\0' value", as events about the run carry it. Without a '\0' there is no value.
[[nodiscard]] inline std::pair<std::string, std::string> keyAndValue(std::string_view text) {
    const std::size_t zero = text.find('\0');
    if (zero == std::string_view::npos)
        return {std::string(text), {}};
    return {std::string(text.substr(0, zero)), std::string(text.substr(zero + 1))};
}

} // namespace braid::model
