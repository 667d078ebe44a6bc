#pragma once

#include "engine/parameter/parameter.h"

namespace braid::parameter {

/// Named values; those not mentioned keep their default.
struct Preset {
    std::string name;
    ValueMap values; ///< only those that differ from the default
    /// What this preset ends in, where it differs from the scenario's; {"any"} where it depends on luck.
    std::vector<std::string> expects;

    friend bool operator==(const Preset&, const Preset&) = default;
};

/// A result worth a chart. Bars: an object of numbers {"gil": 1.0, "free": 1.9}, or of such objects, one for each group of
/// bars: {"epoll": {"ms": 210, "syscalls": 3200}}. Lines: an object of objects whose keys are numbers,
/// {"select": {"100": 181, "900": 370}}; a text instead of a value says why the line ends there.
struct Chart {
    std::string key;        ///< of the result
    std::string label;      ///< English, translated by context "scenario"
    std::string unit;       ///< may be empty
    std::string across;     ///< of lines: what the numbers are that they run over; as `label`
    std::string reference;  ///< of bars: the one that the others are told as multiples of; empty: none
    bool breakdown = false; ///< shows what something is made of, and does not compare ways of doing the same

    friend bool operator==(const Chart&, const Chart&) = default;
};

/// A scenario as seen from outside its own file. Value type.
struct ScenarioSpec {
    std::string id;     ///< "counter-race"
    std::string family; ///< "threads", "locks" …
    std::string title;  ///< English, translated by context "scenario"
    std::string source; ///< its file, from the project's root
    std::vector<ParameterSpec> parameters;
    std::vector<Preset> presets;      ///< the first one is "tutorial"
    std::vector<std::string> expects; ///< names of outcomes and findings that the tutorial's values end in
    std::vector<Chart> charts;
    std::string about;     ///< what it shows, in a sentence or two of English, for where it has no card; may be empty
    bool tutorial = false; ///< one of the tutorial's: its card and all its words are there in every language

    /// By name; nullptr where there is none.
    [[nodiscard]] const ParameterSpec* parameter(std::string_view name) const;
    [[nodiscard]] const Preset* preset(std::string_view name) const;
    /// One value for each parameter: `preset`'s where it names one, else the default.
    [[nodiscard]] ValueMap valuesOf(const Preset& preset) const;

    friend bool operator==(const ScenarioSpec&, const ScenarioSpec&) = default;
};

/// "a, b, c": of parameters or presets.
template <class Named>
[[nodiscard]] std::string namesOf(const std::vector<Named>& all) {
    std::string names;
    for (const Named& each : all)
        names += (names.empty() ? "" : ", ") + each.name;
    return names;
}

} // namespace braid::parameter
