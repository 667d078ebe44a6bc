#include "engine/io/text/first_words.h"

#include <algorithm>
#include <cstddef>

namespace braid::io {

namespace {

constexpr std::size_t MostShown = 24; ///< bytes

/// How many bytes the character has that begins with `first`; 0 of what begins none that can be shown.
std::size_t lengthOf(unsigned char first) {
    if (first < 0x80)
        return first >= 0x20 && first != 0x7f ? 1 : 0;
    return first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3
                                           : first >= 0xc3 && first < 0xe0   ? 2
                                                                             : 0;
}

} // namespace

std::string_view firstWords(std::string_view bytes) {
    std::size_t end = 0;
    for (;;) {
        const std::size_t length = end < bytes.size() ? lengthOf(static_cast<unsigned char>(bytes[end])) : 0;
        if (length == 0 || end + length > std::min(bytes.size(), MostShown))
            break;
        const std::string_view rest = bytes.substr(end + 1, length - 1);
        if (!std::all_of(rest.begin(), rest.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }))
            break;
        end += length;
    }
    const std::size_t last = bytes.substr(0, end).find_last_not_of(' ');
    return bytes.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

} // namespace braid::io
