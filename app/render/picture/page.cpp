#include "app/render/picture/page.h"

#include <algorithm>

namespace braid::render {

namespace {
constexpr double PixelsPerMillimetre = 96 / 25.4;
constexpr double PixelsPerInch = 96;
} // namespace

QSizeF sizeOf(Page page) {
    const auto metric = [](double width, double height) { return QSizeF(width, height) * PixelsPerMillimetre; };
    switch (page) {
    case Page::AsDrawn:
        return {};
    case Page::A4:
        return metric(210, 297);
    case Page::A4Landscape:
        return metric(297, 210);
    case Page::A3:
        return metric(297, 420);
    case Page::A3Landscape:
        return metric(420, 297);
    case Page::Letter:
        return QSizeF(8.5, 11) * PixelsPerInch;
    case Page::LetterLandscape:
        return QSizeF(11, 8.5) * PixelsPerInch;
    case Page::Slide: // 13.33 × 7.5 inches, what presentation programs call wide screen
        return {1280, 720};
    }
    return {};
}

const char* wordOf(Page page) {
    constexpr std::array Words{"screen", "a4", "a4-landscape", "a3", "a3-landscape", "letter", "letter-landscape", "slide"};
    static_assert(Words.size() == AllPages.size());
    return Words[static_cast<std::size_t>(page)];
}

std::optional<Page> pageOf(std::string_view word) {
    const auto found = std::find_if(AllPages.begin(), AllPages.end(), [&](Page page) { return word == wordOf(page); });
    return found == AllPages.end() ? std::nullopt : std::optional(*found);
}

std::string pageWords() {
    std::string words;
    for (const Page page : AllPages) {
        if (page != AllPages.front())
            words += page == AllPages.back() ? " or " : ", ";
        words += wordOf(page);
    }
    return words;
}

} // namespace braid::render
