#pragma once

#include "engine/model/text/sentence.h"

namespace braid::model {

/// What the Modify, ExchangeFailed or WaitBegin `index` does with the shared variable; `who`: its lane.
[[nodiscard]] Sentence describeVariable(const Model& model, const Object& variable, EventIndex index, std::string who);

} // namespace braid::model
