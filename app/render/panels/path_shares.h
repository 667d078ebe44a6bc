#pragma once

#include "app/render/scene/scene.h"
#include "engine/analysis/figures/critical_path.h"

/// What the critical path is made of, as bars: each lane's share in each state, and what each lock, queue and other object
/// has to do with it.
namespace braid::render {

/// The picture of `path`, `width` wide and as high as it needs. The greatest shares are drawn, the rest counted. Tags: Bar
/// (`lane`, `object`, `event` = the beginning of the longest piece of that share), ObjectHeader.
[[nodiscard]] Scene layoutPathShares(const model::Model& model, const analysis::CriticalPath& path, double width,
                                     const Theme& theme);

} // namespace braid::render
