#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/scene.h"

#include <cstddef>
#include <optional>
#include <vector>

/// Lanes with short lives that share a row: those that do not overlap in time lie in one track, tracks lie below each other.
/// Not for use outside app/render.
namespace braid::render {

/// More lanes than this in one row are shown by their shares alone.
constexpr std::size_t MostPacked = 2000;

/// When a lane is there; `end` is not before `begin`.
struct Life {
    model::Nanos begin = 0, end = 0;
};
/// The track of each of `lives`, from 0 at the top: the first one that is free when it begins. Nothing where they need more
/// than `most` tracks. O(n · (log n + most)). Pure; it does not depend on what is in view.
[[nodiscard]] std::optional<std::vector<std::size_t>> tracksOf(const std::vector<Life>& lives, std::size_t most);

/// Lays out the members of the folded row at `place` in tracks, where these are high enough to be told apart and what is in
/// view of the lanes is wide enough to be seen; else does nothing and returns false. Bars go to `bars` and carry the tags of
/// their lanes.
[[nodiscard]] bool layoutPacked(const Frame& frame, const RowPlace& place, Layer& halos, Layer& bars, Layer& outlines, Layer& front);

} // namespace braid::render
