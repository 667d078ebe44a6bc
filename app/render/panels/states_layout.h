#pragma once

#include "app/render/scene/scene.h"
#include "engine/model/model.h"

#include <array>
#include <optional>
#include <vector>

/// The states of a thread as a diagram (the five-state model of operating-system textbooks, its "blocked" told apart by what
/// is waited for), with the run's lanes in it: created → ready ⇄ running → blocked … → ready, running → done.
namespace braid::render {

/// Which threads and coroutines are in which state at one moment. Processes have no state of their own and are left out.
struct StatesNow {
    std::array<std::vector<LaneId>, model::StateCount> lanes; ///< in order of creation; of each state the first MostNamed
    std::array<std::size_t, model::StateCount> counts{};      ///< all
    bool coroutines = false;                                  ///< the run has coroutines: only those are ever suspended
    /// The state that `followed` was in before the one it is in, where it has moved since it began.
    std::optional<model::State> before;
    std::optional<model::State> now; ///< the state of `followed`
    LaneId followed;

    static constexpr std::size_t MostNamed = 60;
};

/// The lanes' states at `time`. `followed` (or none): the lane whose last step is to be shown. Cost: lanes × log(intervals).
[[nodiscard]] StatesNow statesAt(const model::Model& model, model::Nanos time, LaneId followed);

/// The diagram for `size`; what has no room beside is put below, and the scene's height grows with it. The box and the last
/// step of the followed lane are emphasised. Boxes carry What::LegendEntry with their state, lanes What::LaneHeader. Pure.
[[nodiscard]] Scene layoutStates(const model::Model& model, const StatesNow& states, QSizeF size, const Theme& theme);

} // namespace braid::render
