#pragma once

#include "app/render/panels/inspector.h"
#include "app/render/scene/labels.h"

#include <cmath>

/// A page that is written from top to bottom. For the inspector's own files only.
namespace braid::render {

struct InspectorPage {
    const model::Model& model;
    const analysis::ObjectSnapshot& then;
    const model::Object& object;
    const Theme& theme;
    const TypeMeasure& measure;
    double width;
    Layer& layer;
    double y = 0; ///< where the next thing goes

    [[nodiscard]] double scale() const { return theme.typeScale(); }
    [[nodiscard]] double margin() const { return std::round(14 * theme.typeScale()); }
    [[nodiscard]] double left() const { return margin(); }
    [[nodiscard]] double right() const { return width - margin(); }
    [[nodiscard]] double line() const { return std::round(20 * theme.typeScale()); }

    void space(double pixels) { y += std::round(pixels * scale()); }
    /// One line of words; takes its height.
    void words(const QString& text, Type type = Type::Normal, Ink ink = Role::Text, const Tag& tag = {});
    /// A small heading with air above.
    void heading(const QString& text);
    /// A box of a row of boxes with words inside; wraps at the right edge. `x` goes on.
    void cell(double& x, const QString& text, Ink ink, Form form, const Tag& tag, double least = 0);
    /// Ends a row of cells.
    void endRow(double& x);
    /// The lane's name behind its colour, words at the right; takes a line.
    void lane(LaneId id, const QString& behind, model::EventIndex event = model::NoEvent);
};

/// inspector_shapes.cpp: the structure itself, by kind.
void layoutStructure(InspectorPage& page);

} // namespace braid::render
