#pragma once

#include "app/render/picture/picture.h"
#include "app/render/rows/view_state.h"

#include <optional>
#include <vector>

/// What composing, paging and filming pictures share. Not for use outside app/render.
namespace braid::render {

[[nodiscard]] inline Theme themeOf(const PictureOptions& options) { return options.dark ? Theme::dark() : Theme::light(); }

/// The view a picture of `options` is laid out with: range, lanes, what is shown.
[[nodiscard]] ViewState pictureView(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                                    const PictureOptions& options);

/// Siblings of one family are one row each where they are more than this in a picture that would be too high.
constexpr std::size_t ManyInHigh = 12;
/// Siblings of one family become one row each where they are more than `most`: a picture is looked at as a whole. Of those in
/// `apart`, the first few keep rows of their own.
void foldFamilies(const model::Model& model, const std::vector<LaneId>& apart, std::size_t most, ViewState& state);

/// One picture of a row of them, or the only one.
struct PicturePart {
    ViewState view;               ///< from pictureView(), scrolled to what this part shows
    std::optional<double> height; ///< of the timeline alone; none: as high as it needs, rows lower where that is too high
    QString number;               ///< "2 / 5", right of the title; empty: none
    LegendContent legend;         ///< what it explains; nothing: no legend
    bool timeline = true;         ///< without: only what stands around it
    bool charts = true;           ///< those of the options
};
/// Title, timeline, panes and legend of one part.
[[nodiscard]] Scene composePart(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                                const PictureOptions& options, const PicturePart& part);
/// The legend's content as `options` want it: nothing where it is off.
[[nodiscard]] LegendContent wantedLegend(const model::Model& model, const analysis::Findings& findings,
                                         const PictureOptions& options, const ViewState& view);
/// The height of everything but the timeline, for a picture without panes; the charts are in it.
[[nodiscard]] double heightAround(const PictureOptions& options, const LegendContent& legend);

} // namespace braid::render
