#pragma once

#include "engine/model/text/sentence.h"

#include <optional>

/// What a lane that is held at the scheduling point is about to do.
namespace braid::model {

/// The rest of a sentence that begins with "T1 is about to": "lock B". `held` must be a HoldBegin; nothing where the trace
/// does not say it: of a sleep that is held, and in a trace of before.
[[nodiscard]] std::optional<Sentence> aboutTo(const Model& model, const trace::Event& held);

/// The same of what holds `lane` at `time`; nothing where nothing does.
[[nodiscard]] std::optional<Sentence> aboutTo(const Model& model, const Lane& lane, Nanos time);

/// The same without a subject, for beside a lane's name: "about to lock B".
[[nodiscard]] std::optional<Sentence> shortAboutTo(const Model& model, const Lane& lane, Nanos time);

/// "T1 is about to lock B", where `held` says it.
[[nodiscard]] std::optional<Sentence> sentenceAboutTo(const Model& model, const trace::Event& held);

} // namespace braid::model
