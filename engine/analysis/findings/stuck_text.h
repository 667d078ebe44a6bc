#pragma once

#include "engine/analysis/findings/findings.h"

#include <string>
#include <string_view>
#include <vector>

namespace braid::analysis {

/// The lane waits for its copy of a lock that it holds because the thread that it is the copy of held it when the process was forked.
[[nodiscard]] bool isInherited(const model::Model& model, const CycleEdge& edge);

/// `giver` of `wait` as an edge with both sites.
[[nodiscard]] CycleEdge edgeOf(const model::Model& model, const LaneWait& wait, const Giver& giver);
/// "T1 waits for B (deadlock.cpp:31), held by T2 (deadlock.cpp:40)": behind each name the line where it waits, and where the
/// other took or gave it. `only`: nobody else is known to give it. `whole`: the files with their folders.
[[nodiscard]] model::Sentence edgeSentence(const model::Model& model, const CycleEdge& edge, bool only = false, bool whole = false);
/// "B (deadlock.cpp:31)"; the name alone where the site is not known.
[[nodiscard]] std::string nameAt(const model::Model& model, std::string_view name, SiteId site, bool whole = false);

/// The lane of `event` and its line: "T1 (deadlock.cpp:31)".
[[nodiscard]] std::string actorAt(const model::Model& model, model::EventIndex event);

/// The finding of lanes that wait for one thing in one way (the earliest with its givers, none of which is stuck): its sentence and cause,
/// without its time and its waits. `waits` must not be empty.
[[nodiscard]] Finding hangFinding(const model::Model& model, const std::vector<LaneWait>& waits);
/// Those who gave before what `wait` is for have done so for good: it was given when nobody waited, which a condition and an event
/// do not keep, or the variable was changed without a notification.
[[nodiscard]] bool doneForGood(const model::Model& model, const model::Object& object, const LaneWait& wait);
/// Where threads that Braid does not know were in the run and may have given what is waited for, `finding` says how many.
void sayUnknownThreads(const model::Model& model, Finding& finding);
/// "main waits for T1 to end (x.cpp:12), which is stuck".
[[nodiscard]] model::Sentence joinOfStuck(const model::Model& model, const CycleEdge& edge);

} // namespace braid::analysis
