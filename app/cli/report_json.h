#pragma once

#include "engine/analysis/findings.h"
#include "engine/model/model.h"

#include <nlohmann/json.hpp>

#include <array>
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
    std::string damage; ///< empty, or what is wrong with the file
};
[[nodiscard]] Facts factsOf(const session::Run& run);

/// The object of DESIGN.md §4: its keys are a contract. Lanes and objects are named by their numbers everywhere but in
/// their own `name`. Times and durations are whole nanoseconds.
[[nodiscard]] nlohmann::ordered_json reportJson(const Facts& facts);

/// The object as text; bytes that are no UTF-8 (a recorded program may print any) become U+FFFD.
[[nodiscard]] std::string jsonText(const nlohmann::ordered_json& json);

/// How long `lane` was in each state, by model::State; an open stretch counts up to `end`.
[[nodiscard]] std::array<model::Nanos, model::StateCount> timeInStates(const model::Lane& lane, model::Nanos end);

/// Waiting for and holding of `object` in all, open stretches counted up to `end`.
struct ObjectTimes {
    model::Nanos waiting = 0;
    model::Nanos holding = 0;
};
[[nodiscard]] ObjectTimes timesOf(const model::Object& object, model::Nanos end);

} // namespace braid::cli
