#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>

namespace braid::session {
class Run;
}

namespace braid::cli {

/// What a report is made of. The references must outlive it.
struct Facts {
    const model::Model& model;
    const analysis::Findings& findings;
    std::string scenario; ///< its id; empty for a recorded program
    std::uint64_t lost = 0;
    std::string damage;      ///< empty, or what is wrong with the file
    bool incomplete = false; ///< parts of the run are missing: what was not found may have happened all the same
};
[[nodiscard]] Facts factsOf(const session::Run& run);

/// The object of DESIGN.md §4: its keys are a contract. Lanes and objects are named by their numbers everywhere but in
/// their own `name`. Times and durations are whole nanoseconds.
/// A finding's `count` says for how many it stands, `last_at_ns` when the last one was. A lost_update has a `cause`, overwritten or
/// stale_check, and an overwritten one a `total`: {lost, last_value, expected_value}, see analysis::LostTotal; the values only of
/// numbers.
[[nodiscard]] nlohmann::ordered_json reportJson(const Facts& facts);

/// The text of that object with the members of `more` at its end, in pieces: lanes and objects, which may be a hundred
/// thousand, one after the other.
void writeReport(const Facts& facts, const nlohmann::ordered_json& more, const std::function<void(const std::string&)>& write);

/// Puts in what a report has beside the findings: `hints`, [{kind, message, at_ns, lanes, objects, places: [{lane, object, site}]}], see
/// analysis::Hint; `contention`, [{object, wait_site, held_site, waits, wait_ns, worst_ns, worst_lane, taken_again, taken_again_by}], see
/// analysis::ContendedPlace; `recorder`, {events, ns_per_event, total_ns, share}, where the trace says what an event costs.
void addFigures(nlohmann::ordered_json& report, const Facts& facts);

/// Of a finding whose lanes wait for what they have themselves: [{lane, frames: [{function, place, interrupted}]}], the innermost first.
[[nodiscard]] nlohmann::ordered_json stacksJson(const model::Model& model, const analysis::Finding& finding);

/// "random:7": the schedule a run had; empty where it went freely.
[[nodiscard]] std::string scheduleOf(const model::Model& model);

/// "file:line" of a call site, null for an unknown one.
[[nodiscard]] nlohmann::ordered_json siteJson(const model::Model& model, SiteId id);
/// A lane's or object's number, null for none.
template <class Tag>
[[nodiscard]] nlohmann::ordered_json idOrNull(Id<Tag> id) {
    return id ? nlohmann::ordered_json(id.value) : nlohmann::ordered_json(nullptr);
}

/// The object as text; bytes that are no UTF-8 (a recorded program may print any) become U+FFFD, control characters and
/// what else model::shownFor() replaces stand as \u escapes.
[[nodiscard]] std::string jsonText(const nlohmann::ordered_json& json);

/// "finished", "deadlock", "hang", "stopped", "crashed", "timeout". A trace whose supervisor never wrote an outcome (it was
/// killed) is "crashed".
[[nodiscard]] const char* outcomeName(trace::Outcome outcome);

} // namespace braid::cli
