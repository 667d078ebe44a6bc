#pragma once

#include "engine/model/text/sentence.h"

#include <optional>

namespace braid::model {

/// What an event says that only channels have, or that they word otherwise than queues do: `who` its lane, `what` its object. Nothing
/// where it is told as of a queue.
[[nodiscard]] std::optional<Sentence> describeChannel(const Model& model, const trace::Event& event, const std::string& who, const std::string& what);

} // namespace braid::model
