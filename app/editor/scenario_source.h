#pragma once

#include "app/session/catalogue.h"

#include <QString>

#include <optional>
#include <string>

/// C++ sources that describe scenarios as Braid's own do: `Scenario name() { return describe("Title", run).time(…)…; }`, see
/// scenarios/scenario.h. What they describe is read from the text without compiling it, as far as it is written in literals; the compiled
/// one tells all of it. Pure.
namespace braid::editor {

/// What stands in the text.
struct ScenarioSource {
    std::string function; ///< the first one that returns a Scenario, with its namespaces: "braid::scenarios::locks::deadlock"
    /// Title, parameters, presets and so on. Parameters whose range or default is no literal are missing, and so are values of presets.
    session::Scenario described;
};

/// Its id is the file's name, its source the path. Nothing where `text` has no function that returns a Scenario.
[[nodiscard]] std::optional<ScenarioSource> scenarioIn(const QString& text, const QString& path);

/// `text` with what makes it a program beside braid-host's main: catalogue() with this one scenario. Lines stay where they are.
[[nodiscard]] QString withCatalogue(const QString& text, const ScenarioSource& source);

} // namespace braid::editor
