#pragma once

#include <string>
#include <string_view>

/// Text that a trace brought along (names, values, prints, labels) may hold any bytes: control characters that command a
/// terminal, line breaks that forge lines, characters that XML forbids. It stays as it is in the model; the code that shows it
/// to a person takes it through here. What a language of markup makes of it (`<`, `&`) is that language's concern.
namespace braid::model {

/// One of 0 to 9, whatever the language is.
[[nodiscard]] constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The code point shown for `c`: itself where it is harmless. Control characters become their symbols (ESC is U+241B), a
/// tab a blank; of the second set (U+0080 … U+009F) each stands for an ESC and a letter and looks like ESC. Line
/// separators look like a line feed. What changes the direction of text, surrogates and what is no character at all
/// become U+FFFD.
[[nodiscard]] char32_t shownFor(char32_t c);

/// The code point at `text[at]`, and `at` moved behind it. Requires at < text.size(). U+FFFD, for one byte, where the
/// bytes there are no UTF-8.
[[nodiscard]] char32_t nextCodePoint(std::string_view text, std::size_t& at);

/// Appends `c` as UTF-8; requires a code point of Unicode that is no surrogate.
void appendUtf8(std::string& text, char32_t c);

/// Whether arrays and objects in the JSON `text` lie deeper in each other than any value a scenario notes: then it is text.
/// Reading and writing JSON takes memory and stack for each level. O(length), whatever the text is.
[[nodiscard]] bool nestedTooDeep(std::string_view text);

/// `text` as one line of visible characters: valid UTF-8, each code point as shownFor() says.
[[nodiscard]] std::string plainText(std::string_view text);

} // namespace braid::model
