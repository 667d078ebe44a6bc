#pragma once

#include "app/render/rows/view_state.h"
#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"

#include <cstddef>
#include <optional>
#include <set>

/// Which objects are worth a row. Decided by what happened on them, never by the scenario. Pure.
namespace braid::render {

enum class Interest : std::uint8_t {
    None,  ///< nothing happened on it, or it only carries what is seen elsewhere: descriptors, the links of a server, results of tasks
    Small, ///< it was used, and nobody ever waited for it
    Great, ///< somebody waited for it, or it holds items or values that change
};
/// What is known up to now. O(log events), for queues O(their lanes).
[[nodiscard]] Interest interestOf(const model::Model& model, const model::Object& object);

/// With no more rows than this, objects of small interest are shown as well.
constexpr std::size_t FewObjects = 6;

/// The objects that `findings` name.
[[nodiscard]] std::set<ObjectId> objectsNamed(const analysis::Findings& findings);
/// Objects of one kind whose names differ by a number.
struct ObjectFamily {
    ObjectId first; ///< by creation
    std::size_t members = 0;
    bool folded = false; ///< they are one row
};
/// The family of `object` among those that are shown; none where it is not, or has no like. O(objects).
[[nodiscard]] std::optional<ObjectFamily> objectFamilyOf(const model::Model& model, const ViewState& state, const model::Object& object);
/// Makes that family one row, or shows it one by one.
void foldObjectFamily(const model::Model& model, ViewState& state, const model::Object& object, bool fold);

} // namespace braid::render
