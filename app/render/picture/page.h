#pragma once

#include <QSizeF>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace braid::render {

/// What a picture is put on.
enum class Page : std::uint8_t {
    AsDrawn, ///< a page as large as the picture
    A4,
    A4Landscape,
    A3,
    A3Landscape,
    Letter,
    LetterLandscape,
    Slide, ///< 16:9, as presentations have it
};
inline constexpr std::array AllPages{Page::AsDrawn, Page::A4, Page::A4Landscape, Page::A3,
                                     Page::A3Landscape, Page::Letter, Page::LetterLandscape, Page::Slide};

/// Of a logical pixel: points of 1/72 inch.
inline constexpr double PointsPerPixel = 72.0 / 96.0;
/// In logical pixels of 1/96 inch; empty for Page::AsDrawn.
[[nodiscard]] QSizeF sizeOf(Page page);
/// Its word on a command line: "a4-landscape", "screen" for Page::AsDrawn. Not translated.
[[nodiscard]] const char* wordOf(Page page);
/// The page of a word, or nothing.
[[nodiscard]] std::optional<Page> pageOf(std::string_view word);
/// All words, as a sentence lists them: "screen, a4, … or slide".
[[nodiscard]] std::string pageWords();

} // namespace braid::render
