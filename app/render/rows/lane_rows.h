#pragma once

#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What decides which lanes have rows, and in what order. Pure.
namespace braid::render {

constexpr int DeepestTree = 64; ///< a damaged trace may claim a lane as its own ancestor

/// What `lane` does at `now`, as its header says it: after its end Done or Failed, except where the end of a run that was
/// stuck or stopped overtook it. Nothing before its first state, and for processes.
[[nodiscard]] std::optional<model::State> laneStateAt(const model::Model& model, const model::Lane& lane, model::Nanos now);
/// It was over because its process was, and that one ended well: a daemon, a server's thread. No failure.
[[nodiscard]] bool endedInOrder(const model::Model& model, const model::Lane& lane);
/// How it stands after its end: Done, Failed, or NotRecorded where its end is not known.
[[nodiscard]] model::State stateAfterEnd(const model::Model& model, const model::Lane& lane);
/// How many lanes are in each state at `now`.
[[nodiscard]] std::array<std::size_t, model::StateCount> statesAt(const model::Model& model, model::Nanos now);

/// Whether `name` is one that `filter` means, see ViewState::filter; an empty filter means all.
[[nodiscard]] bool matchesFilter(std::string_view name, const std::string& filter);
/// The same of the name of a lane or object, as the program says it or as it is shown.
[[nodiscard]] bool nameMatches(const model::Model& model, std::string_view name, const std::string& filter);

/// What the filters of a ViewState leave.
class LaneFilter {
public:
    /// For the moment under inspection: the cursor, or the model's end.
    LaneFilter(const model::Model& model, const ViewState& state);

    /// Any lane may be left out.
    [[nodiscard]] bool filters() const { return m_names || !m_state.states.empty() || m_object; }
    /// Lanes it keeps itself; not those that only stay as parents of others.
    [[nodiscard]] bool keeps(const model::Lane& lane) const;
    /// The object names a filter by name is about; false: all objects stay.
    [[nodiscard]] bool filtersObjects() const { return m_objectNames; }

private:
    const model::Model& m_model;
    const ViewState& m_state;
    const model::Object* m_object;
    model::Nanos m_now;
    bool m_names = false;
    bool m_objectNames = false;
};

/// Sorts siblings as `state` asks for: by ViewState::order, then those of ViewState::moved before all others. A parent
/// counts for all that is below it.
void orderLanes(const model::Model& model, const ViewState& state, std::vector<LaneId>& siblings);

/// How many lanes there are to see.
struct LaneTally {
    std::size_t all = 0;    ///< of the run
    std::size_t hidden = 0; ///< hidden by hand, or below one that is
    std::size_t kept = 0;   ///< not hidden and left by the filters: they have a row, alone or together with others
};
[[nodiscard]] LaneTally laneTally(const model::Model& model, const ViewState& state);

/// The other lanes of its family that are there, and itself; by creation.
[[nodiscard]] const std::vector<LaneId>& familyOf(const model::Model& model, const model::Lane& lane);
/// The family of `lane` is one row, as the rows say.
[[nodiscard]] bool isFamilyFolded(const model::Model& model, const ViewState& state, const model::Lane& lane);
/// Makes the family of `lane` one row, or shows it one by one.
void foldFamily(ViewState& state, const model::Lane& lane, bool fold);
/// Gives `lane` a row of its own where its family has only one for all, and shows it again where it was hidden.
void showApart(const model::Model& model, ViewState& state, LaneId lane);
void hideLane(ViewState& state, LaneId lane);
void pinLane(ViewState& state, LaneId lane, bool pin);
/// The thread that shares its row with `process`: the only one of a process that another one started, and without coroutines;
/// nullptr where there is none.
[[nodiscard]] const model::Lane* onlyThread(const model::Model& model, const model::Lane& process);
/// The process whose row `lane` shares, see onlyThread(); `lane` where it shares none.
[[nodiscard]] const model::Lane& namedBy(const model::Model& model, const model::Lane& lane);
/// Whose end the row of `lane` tells: of a process and its only thread, that of the process where it was not a good one.
[[nodiscard]] const model::Lane& endToldOf(const model::Model& model, const Row& row, const model::Lane& lane);
/// Puts the row of `lane` where that of `over` is, as when it is dragged there; of a row below a neighbour the neighbour is
/// meant. Does nothing where they have no parent in common or one has no row.
void moveLane(const model::Model& model, ViewState& state, LaneId lane, LaneId over);
/// … above all of its parent's.
void moveLaneToTop(const model::Model& model, ViewState& state, LaneId lane);

} // namespace braid::render
