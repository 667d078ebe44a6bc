#pragma once

#include "engine/trace/translated.h"

/// The English of every sentence as a constant; sentencePatterns() lists them all. They stand in sentences.def.
namespace braid::model::patterns {

#define SENTENCE(name, text) inline constexpr const char* name = text;
#include "engine/model/text/sentences.def"
#undef SENTENCE

} // namespace braid::model::patterns
