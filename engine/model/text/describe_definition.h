#pragma once

#include "engine/model/text/sentence.h"

namespace braid::model {

/// What an event says that makes a module, an address of code, the result of a task, a copy or a giver outside known; `who`: its lane.
[[nodiscard]] Sentence describeDefinition(const Model& model, const trace::Event& event, std::string who);

} // namespace braid::model
