#pragma once

#include "app/render/scene/scene.h"

#include <optional>
#include <vector>

namespace braid::views {

/// One thing in a picture that can be named: everything with the same tag together, or a text that belongs to nothing.
struct ScenePiece {
    render::Tag tag;
    QRectF rect;                           ///< around all of it, in the scene's pixels
    QString text;                          ///< what is written in it, from left to right
    std::optional<render::Column> average; ///< of a strip: the shares over its whole width

    /// Whether it is the same thing in a later picture: how many were merged into it may have changed.
    [[nodiscard]] bool sameAs(const ScenePiece& other) const;
};

/// Whether it is the name that a row begins with: of a lane, an object, or many lanes in one row.
[[nodiscard]] bool isName(const ScenePiece& piece);

/// What can be named in `scene`, in the order one reads it: row by row (a row begins with the name of a lane or an object),
/// in a row from left to right. At most `most`: names and findings come first, then what is largest. Pure.
[[nodiscard]] std::vector<ScenePiece> scenePieces(const render::Scene& scene, std::size_t most = 400);

} // namespace braid::views
