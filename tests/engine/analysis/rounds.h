#pragma once

#include "tests/engine/model/events.h"

namespace braid::tests {

/// `lane` sleeps, again and again at one place.
inline void goRounds(Story& story, LaneId lane, int times) {
    const SiteId here = story.site("rounds.cpp", 7);
    for (int i = 0; i < times; ++i) {
        story.from(here).add(Story::Kind::SleepBegin, lane, {}, 10'000'000);
        story.after(10_ms).add(Story::Kind::SleepEnd, lane);
    }
}

} // namespace braid::tests
