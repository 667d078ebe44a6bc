#include "app/render/scene/state_inks.h"

#include "app/render/scene/patterns.h"
#include "app/render/scene/state_form.h"

#include <vector>

namespace braid::render {

namespace {

constexpr std::uint32_t Width = StateInks::TileWidth, Height = StateInks::TileHeight;

/// One tile of a pattern: what patterns.h draws into.
class Tile {
public:
    explicit Tile(const Theme& theme) : m_theme(theme), m_pixels(std::size_t{Width} * Height) {}
    [[nodiscard]] QRgb color(Ink ink) const { return m_theme.color(ink).rgb(); }
    [[nodiscard]] QRgb tint(Ink ink, double share) const { return m_theme.tint(ink, share).rgb(); }
    void add(const QRectF& rect, QRgb color) {
        for (std::uint32_t y = 0; y < Height; ++y)
            for (std::uint32_t x = 0; x < Width; ++x)
                if (rect.contains(QPointF(x + 0.5, y + 0.5)))
                    set(x, y, color);
    }
    void set(std::uint32_t x, std::uint32_t y, QRgb color) { m_pixels[std::size_t{Width} * y + x] = color; }
    [[nodiscard]] QRgb at(std::uint32_t x, std::uint32_t y) const { return m_pixels[std::size_t{Width} * y + x]; }

private:
    const Theme& m_theme;
    std::vector<QRgb> m_pixels;
};

/// The ground of what is empty.
constexpr double EmptyTint = 0.2;

/// Lines from the lower left to the upper right, `thick` of eight pixels.
void slopes(Tile& tile, QRgb line, QRgb ground, std::uint32_t thick) {
    constexpr std::uint32_t Period = 8;
    for (std::uint32_t y = 0; y < Height; ++y)
        for (std::uint32_t x = 0; x < Width; ++x)
            tile.set(x, y, (x + y) % Period < thick ? line : ground);
}

void draw(Tile& tile, const Theme& theme, Form form, Ink ink) {
    const QRectF all(0, 0, Width, Height);
    switch (form) {
    case Form::VerticalBars:
        verticalBars(tile, all, ink);
        break;
    case Form::Dots:
        dots(tile, all, ink);
        break;
    case Form::HorizontalLines:
        horizontalLines(tile, all, ink, false);
        break;
    case Form::Crosses:
        horizontalLines(tile, all, ink, true);
        break;
    case Form::Hatch:
        slopes(tile, theme.color(ink).rgb(), theme.tint(ink).rgb(), 2);
        break;
    case Form::SparseHatch:
        slopes(tile, theme.color(ink).rgb(), theme.color(Role::Background).rgb(), 1);
        break;
    case Form::Outline: // empty: points far from each other on nearly nothing
        tile.add(all, theme.tint(ink, EmptyTint).rgb());
        for (std::uint32_t y = 1; y < Height; y += 4)
            for (std::uint32_t x = y % 8 < 4 ? 1 : 4; x < Width; x += 6)
                tile.set(x, y, theme.color(ink).rgb());
        break;
    case Form::DashedOutline: // hollow
        slopes(tile, theme.tint(ink, 0.7).rgb(), theme.tint(ink, 0.15).rgb(), 1);
        break;
    default:
        tile.add(all, theme.color(ink).rgb());
        break;
    }
}

QRgb fromAfar(const Theme& theme, Form form, Ink ink) {
    constexpr double HatchTint = 0.6, HollowTint = 0.3; // what the lines and the ground of slopes() come to
    if (form == Form::Hatch)
        return theme.tint(ink, HatchTint).rgb();
    if (form == Form::DashedOutline || form == Form::SparseHatch || form == Form::Outline)
        return theme.tint(ink, HollowTint).rgb();
    return theme.color(ink).rgb();
}

} // namespace

StateInks::StateInks(const Theme& theme) {
    for (std::size_t state = 0; state < model::StateCount; ++state) {
        const Form form = formOf(static_cast<model::State>(state));
        const Ink ink = roleOf(static_cast<model::State>(state));
        patterned[state] = form != Form::Solid;
        plain[state] = fromAfar(theme, form, ink);
        Tile tile(theme);
        draw(tile, theme, form, ink);
        for (std::uint32_t y = 0; y < Height; ++y)
            for (std::uint32_t x = 0; x < 2 * Width; ++x)
                pattern[state][std::size_t{2} * Width * y + x] = tile.at(x % Width, y) ^ plain[state];
    }
}

} // namespace braid::render
