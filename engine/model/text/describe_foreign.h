#pragma once

#include "engine/model/text/sentence.h"

#include <string>

namespace braid::model {

/// What a counter or a flow says, of which only programs and tools tell that are not Braid's own; `who`: the event's lane, `what`: its
/// object.
[[nodiscard]] Sentence describeForeign(const Model& model, const trace::Event& event, const std::string& who, const std::string& what);

} // namespace braid::model
