#pragma once

#include "app/render/rows/geometry.h"
#include "app/render/scene/scene.h"
#include "engine/analysis/findings/findings.h"

#include <QSizeF>

/// The timeline as a pure function: model and view state in, Scene out.
///
///     ┌ header ┬ ruler: ticks, findings ──────────┐
///     │ main   │ ▇▇▇▇▁▁▁▁▇▇▇                       │  lanes (scrolled by ViewState::scrollY)
///     │  T1    │   ▇▇▇┃┃┃A┃┃┃┃┃┃┃                  │
///     ├ LOCKS  ┼──────────────────────────────────┤  heading
///     │ A      │   ▇▇▇T1▇▇▇▇▇▇                     │  objects (scrolled by ViewState::objectScrollY)
///     └────────┴──────────────────────────────────┘
///
/// The objects follow the lanes directly where everything fits; else they keep to the lower part of the picture (at most
/// 40 % of it) and scroll by themselves.
namespace braid::render {

/// The whole timeline. Pure. Open intervals grow to `edge` (the live edge; at least model.endTime() is taken).
/// Scrolling beyond the content is clamped. Cost: visible rows × pixel columns × log(events), not the number of events.
/// `again`: a scene that is not needed any more, whose memory is used. Rows, objects and arrows are laid out at the same time,
/// on this thread and others (in_parallel.h): `model` must stay as it is meanwhile. Any thread.
/// Layers, from the back: ground, rows, bars, arrows and marks, object rows, overlay (cursor, findings), panels.
[[nodiscard]] Scene layoutTimeline(const model::Model& model, const analysis::Findings& findings, const ViewState& state,
                                   model::Nanos edge, QSizeF size, const Theme& theme, Scene again = {});

} // namespace braid::render
