#pragma once

#include "app/render/scene/scene.h"
#include "engine/analysis/findings/findings.h"

#include <QString>

/// How each kind of edge of the wait-for graph is drawn and called: the one table of forms and words.
namespace braid::render {

struct EdgeForm {
    Dash dash = Dash::Dashed;
    Cap cap = Cap::OpenArrow;
    QString label;   ///< on the edge: "lock", "held by"
    QString meaning; ///< in the legend: "waits for a lock"
};
/// From a lane to what it waits for. A need that has no form of its own gets a general one and its name. No two needs
/// have the same.
[[nodiscard]] EdgeForm formOf(analysis::Need need);
/// From there to one who could give it: solid where that is proved, dotted where it is known by use only.
[[nodiscard]] EdgeForm formOf(analysis::Tie tie);
/// From there to where nobody is left.
[[nodiscard]] EdgeForm formOfNobody();

/// Why lanes are stuck, in a few words: "a cycle".
[[nodiscard]] QString causeText(analysis::StuckCause cause);
/// What a box of the graph is headed with: "#2 · Hang: nobody left". `place`: in the list of findings.
[[nodiscard]] QString knotTitle(const analysis::Finding& finding, std::size_t place);

} // namespace braid::render
