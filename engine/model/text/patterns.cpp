#include "engine/model/text/patterns.h"

#include "engine/model/text/sentence.h"

#include <utility>

namespace braid::model {

std::span<const char* const> sentencePatterns() {
    static constexpr const char* All[] = {
#define SENTENCE(name, text) patterns::name,
#include "engine/model/text/sentences.def"
#undef SENTENCE
    };
    return All;
}

const char* patterns::of(trace::Misuse misuse) {
    using trace::Misuse;
    static constexpr std::pair<Misuse, const char*> Patterns[] = {
        {Misuse::UnlockByNonOwner, UnlockByNonOwner},
        {Misuse::UnlockOfFree, UnlockOfFree},
        {Misuse::RelockOfPlainMutex, Relock},
        {Misuse::DestroyedWhileHeld, DestroyedWhileHeld},
        {Misuse::JoinTwice, JoinTwice},
        {Misuse::JoinNotStarted, JoinNotStarted},
        {Misuse::StartTwice, StartTwice},
        {Misuse::ReleaseOverBound, ReleaseOverBound},
        {Misuse::WaitWithoutLock, WaitWithoutLock},
        {Misuse::ThreadNotJoined, NotJoined},
        {Misuse::BeyondSelect, BeyondSelect},
    };
    for (const auto& [known, pattern] : Patterns)
        if (known == misuse)
            return pattern;
    return Misused;
}

} // namespace braid::model
