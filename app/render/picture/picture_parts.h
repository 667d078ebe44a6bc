#pragma once

#include "app/render/picture/picture.h"
#include "app/render/rows/view_state.h"

#include <optional>

/// What composing, paging and filming pictures share. Not for use outside app/render.
namespace braid::render {

[[nodiscard]] inline Theme themeOf(const PictureOptions& options) { return options.dark ? Theme::dark() : Theme::light(); }

/// The view a picture of `options` is laid out with: range, lanes, what is shown.
[[nodiscard]] ViewState pictureView(const model::Model& model, const analysis::Findings& findings, model::Nanos edge, const PictureOptions& options);

/// One picture of a row of them, or the only one.
struct PicturePart {
    ViewState view;               ///< from pictureView(), scrolled to what this part shows
    std::optional<double> height; ///< of the timeline alone; none: as high as it needs, rows lower where that is too high
    QString number;               ///< "2 / 5", right of the title; empty: none
    LegendContent legend;         ///< what it explains; nothing: no legend
};
/// Title, timeline, panes and legend of one part.
[[nodiscard]] Scene composePart(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                                const PictureOptions& options, const PicturePart& part);
/// The legend's content as `options` want it: nothing where it is off.
[[nodiscard]] LegendContent wantedLegend(const model::Model& model, const analysis::Findings& findings,
                                         const PictureOptions& options, const ViewState& view);
/// The height of everything but the timeline, for a picture without panes.
[[nodiscard]] double heightAround(const PictureOptions& options, const LegendContent& legend);

} // namespace braid::render
