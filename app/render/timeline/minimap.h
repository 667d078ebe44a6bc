#pragma once

#include "app/render/rows/view_state.h"
#include "app/render/scene/coordinates.h"
#include "app/render/scene/scene.h"
#include "engine/analysis/findings/findings.h"
#include "engine/model/store/crowd.h"

#include <vector>

namespace braid::render {

/// What all lanes of a run do together, kept as the run grows. Taking in what is new costs O(new stretches + lanes), a look
/// O(columns + Crowd::Bins + lanes). Not thread-safe.
class Overview {
public:
    /// Takes in what `model` has learned since the last time. Another model: make another overview.
    void update(const model::Model& model);
    /// Time in each state of all lanes together, between neighbouring `edges` (ascending, at least two); stretches still
    /// open last until `now`. `model` as at the last update().
    [[nodiscard]] std::vector<model::StateTimes> between(const model::Model& model, std::vector<model::Nanos> edges,
                                                         model::Nanos now) const;
    /// The states that ever occurred.
    [[nodiscard]] const std::set<model::State>& states() const { return m_states; }

private:
    model::Crowd m_crowd;
    std::vector<std::size_t> m_seen; ///< intervals taken in, by the lane's place among all
    std::set<model::State> m_states;
    std::uint32_t m_idleMarked = 0; ///< Model::idleMarked() at the last update
};

/// Where the parts of the minimap lie.
struct MinimapGeometry {
    QRectF strip;  ///< the whole run
    TimeAxis axis; ///< of the strip: from 0 to the live edge
    QRectF window; ///< what the timeline shows, as far as it lies in the run; at least a few pixels wide
};
[[nodiscard]] MinimapGeometry minimapGeometry(const ViewState& state, model::Nanos edge, QSizeF size, const Theme& theme);
/// The edges of the strip's pixel columns.
[[nodiscard]] std::vector<model::Nanos> minimapEdges(const MinimapGeometry& geometry);

/// The whole run in one strip: the share of each state among all lanes, `shares` one a column as Overview::between() gives
/// them for minimapEdges(); breaks, findings, bookmarks, cursor, and the visible stretch as a frame. Pure; costs its columns.
[[nodiscard]] Scene layoutMinimap(const model::Model& model, const std::vector<model::StateTimes>& shares, const analysis::Findings& findings,
                                  const ViewState& state, model::Nanos edge, QSizeF size, const Theme& theme);

} // namespace braid::render
