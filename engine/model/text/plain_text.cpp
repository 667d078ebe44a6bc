#include "engine/model/text/plain_text.h"

#include <algorithm>

namespace braid::model {
namespace {

constexpr char32_t Replacement = 0xFFFD;

bool changesDirection(char32_t c) {
    return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool noCharacter(char32_t c) {
    return (c >= 0xD800 && c <= 0xDFFF) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || c > 0x10FFFF;
}

bool harmlessAscii(char c) { return c >= 0x20 && c < 0x7F; }

} // namespace

char32_t shownFor(char32_t c) {
    if (c == U'\t')
        return U' ';
    if (c < 0x20)
        return 0x2400 + c;
    if (c < 0x7F)
        return c;
    if (c == 0x7F)
        return 0x2421;
    if (c < 0xA0)
        return 0x241B;
    if (c == 0x2028 || c == 0x2029)
        return 0x240A;
    return changesDirection(c) || noCharacter(c) ? Replacement : c;
}

char32_t nextCodePoint(std::string_view text, std::size_t& at) {
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80)
        return first;
    const std::size_t more = first >= 0xF0 && first <= 0xF4 ? 3 : first >= 0xE0 && first < 0xF0 ? 2
                                                              : first >= 0xC2 && first < 0xE0   ? 1
                                                                                                : 0;
    if (more == 0 || text.size() - at < more)
        return Replacement;
    char32_t c = first & (0x3Fu >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80)
            return Replacement;
        c = c << 6 | (byte(at + i) & 0x3Fu);
    }
    constexpr char32_t Shortest[] = {0, 0x80, 0x800, 0x10000};
    if (c < Shortest[more] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return Replacement;
    at += more;
    return c;
}

void appendUtf8(std::string& text, char32_t c) {
    const auto put = [&text](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 0x3F));
        put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

bool nestedTooDeep(std::string_view text) {
    constexpr int Deepest = 64; // scenarios nest theirs two or three deep
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '\\')
            ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{') && ++depth > Deepest)
            return true;
        else if (!quoted && (c == ']' || c == '}'))
            --depth;
    }
    return false;
}

std::string plainText(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), harmlessAscii)) // almost always
        return std::string(text);
    std::string shown;
    shown.reserve(text.size() + 16);
    for (std::size_t at = 0; at < text.size();)
        appendUtf8(shown, shownFor(nextCodePoint(text, at)));
    return shown;
}

} // namespace braid::model
