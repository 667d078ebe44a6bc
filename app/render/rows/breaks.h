#pragma once

#include "app/render/rows/frame.h"
#include "app/render/scene/coordinates.h"
#include "app/render/scene/scene.h"
#include "engine/model/model.h"

#include <vector>

/// Where time stood still, as a picture shows it: a mark of fixed width, whatever it lasted.
namespace braid::render {

constexpr double BreakWidth = 12; ///< pixels of a mark in the timeline

/// A mark for one break, or for several that are nearer to each other than a mark is wide.
struct BreakMark {
    double x = 0;          ///< of its middle
    std::size_t first = 0; ///< place in Model::breaks(); their number for the freeze that still goes on at the end
    std::size_t count = 1; ///< breaks in it, that freeze included
};

/// The marks on `axis`, at least `spacing` pixels apart, from left to right. O(marks · log breaks).
[[nodiscard]] std::vector<BreakMark> breakMarks(const model::Model& model, const TimeAxis& axis, double spacing);
/// The tag of a mark: `finding` is BreakMark::first, `count` its count.
[[nodiscard]] Tag tagOf(const BreakMark& mark);
/// Nothing moved any more when the run (so far) ended.
[[nodiscard]] bool endsStuck(const model::Model& model);
/// What a mark is drawn in: that of a pause, or of a standstill.
[[nodiscard]] Ink inkOf(const model::Model& model, const BreakMark& mark);

/// "paused 22 s", "paused 40 times, 61 s", "stuck since 1.04 s", translated.
[[nodiscard]] QString breakLabel(const model::Model& model, std::size_t first, std::size_t count);
/// The same as a sentence, with what it means. Empty where there is no such break.
[[nodiscard]] QString breakSentence(const model::Model& model, std::size_t first, std::size_t count);

/// How much more than `span` a view that ends with the run shows, so that what a stuck run shows behind its end is in view.
[[nodiscard]] model::Nanos roomBehind(const model::Model& model, model::Nanos span);
/// The margin of a view of the whole run: what happens last has its words behind it. At time 0 there is none, so that twice as
/// much is behind the end.
constexpr double WholeRunMargin = 0.035;
/// The range that shows [0, edge] with a margin of `margin` (share of the span) on each side, and with room for what a stuck
/// run shows behind its end.
[[nodiscard]] TimeRange wholeRun(const model::Model& model, model::Nanos edge, double margin);

/// No words of a row shall lie under a break.
void keepWordsClear(const Frame& frame, Occupied& words);
/// The first part of `room` between breaks that is at least `width` wide; where there is none, the widest.
[[nodiscard]] QRectF clearRoom(const Frame& frame, const QRectF& room, double width);

/// A band over all rows for each break, and on the ruler what it was, clear of what is `covered` there. Where those
/// words stand.
[[nodiscard]] std::vector<QRectF> layoutBreaks(const Frame& frame, std::vector<QRectF> covered, Layer& overlay, Layer& panel);

} // namespace braid::render
