#pragma once

#include "engine/parameter/scenario_spec.h"

#include <optional>
#include <utility>

/// Scenarios and values as JSON: what braid-host says of its scenarios, and how a trace holds the values of its run.
namespace braid::parameter {

/// What `braid-host --describe` prints: one JSON object {"scenarios": […]}. Times are whole numbers of ns.
[[nodiscard]] std::string descriptionJson(const std::vector<ScenarioSpec>& scenarios);
/// Reads it. The error says what is strange about an incomplete or foreign one.
[[nodiscard]] Result<std::vector<ScenarioSpec>> readDescription(std::string_view json);

/// `value` as JSON.
[[nodiscard]] std::string valueJson(const Value& value);
/// A value as a trace holds it; nothing where it is not one of the parameter's kind. It may be out of range.
[[nodiscard]] std::optional<Value> valueFromJson(const ParameterSpec& parameter, std::string_view json);
/// The value as it is shown: with its unit where the parameter is known and the value is of its kind; else a JSON string
/// without its quotes, and everything else as it stands.
[[nodiscard]] std::string shownJson(const ParameterSpec* parameter, std::string_view json);

} // namespace braid::parameter
