#pragma once

#include "engine/trace/event.h"
#include "engine/trace/translated.h"

/// The English of every sentence as a constant; sentencePatterns() lists them all. They stand in sentences.def.
namespace braid::model::patterns {

#define SENTENCE(name, text) inline constexpr const char* name = text;
#include "engine/model/text/sentences.def"
#undef SENTENCE
/// Of a misuse that is told by its lane and what it is about.
[[nodiscard]] const char* of(trace::Misuse misuse);

} // namespace braid::model::patterns
