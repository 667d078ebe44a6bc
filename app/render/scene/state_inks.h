#pragma once

#include "app/render/scene/scene.h"
#include "app/render/scene/theme.h"

#include <QRgb>
#include <array>
#include <cstdint>

/// The states' colours and patterns as pixels, for strips. Not for use outside app/render.
namespace braid::render {

struct StateInks {
    static constexpr std::uint32_t TileWidth = 24, TileHeight = 8; ///< all patterns repeat after so many pixels
    /// Bands lower than this show no pattern: it would be noise.
    static constexpr int PatternHeight = 3;

    StateInks() = default;
    explicit StateInks(const Theme& theme);

    /// The colour of a pattern from afar.
    std::array<QRgb, model::StateCount> plain{};
    std::array<bool, model::StateCount> patterned{};
    /// The pattern, where there is one: what is added (exclusive or) to the plain colour at each pixel; each row stands there twice, so that
    /// TileWidth pixels follow one another from wherever one begins.
    std::array<std::array<QRgb, std::size_t{2} * TileWidth * TileHeight>, model::StateCount> pattern{};

    [[nodiscard]] const QRgb* patternRow(std::size_t state, std::uint32_t x, std::uint32_t y) const {
        return pattern[state].data() + std::size_t{2} * TileWidth * (y % TileHeight) + x % TileWidth;
    }
    /// The colour at (x, y) of the picture where the band is high enough for its pattern.
    [[nodiscard]] QRgb at(std::size_t state, std::uint32_t x, std::uint32_t y) const { return plain[state] ^ *patternRow(state, x, y); }
};

} // namespace braid::render
