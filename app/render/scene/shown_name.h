#pragma once

#include "engine/model/model.h"

#include <QString>

#include <string>
#include <string_view>

/// What lanes and objects are called on the screen. In the run of a scenario their names are words of Braid's own ("Client 2",
/// "feeder of q"), which are said in the person's language (context "name" of the catalogue's translations); a name without a
/// translation (`q`, `Thread-1`), and what a recorded program names itself, stay as they are. Thread-safe.
namespace braid::render {

[[nodiscard]] QString shownName(const model::Model& model, std::string_view name);
[[nodiscard]] inline QString shownName(const model::Model& model, LaneId id) { return shownName(model, model.name(id)); }
[[nodiscard]] inline QString shownName(const model::Model& model, ObjectId id) { return shownName(model, model.name(id)); }

/// The name, which is known to be such a word, as UTF-8.
[[nodiscard]] std::string translatedName(std::string_view name);

} // namespace braid::render
