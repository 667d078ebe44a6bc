#include "engine/model/text/patterns.h"

#include "engine/model/text/sentence.h"

namespace braid::model {

std::span<const char* const> sentencePatterns() {
    static constexpr const char* All[] = {
#define SENTENCE(name, text) patterns::name,
#include "engine/model/text/sentences.def"
#undef SENTENCE
    };
    return All;
}

} // namespace braid::model
