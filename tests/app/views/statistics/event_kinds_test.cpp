#include "app/views/statistics/event_kinds.h"
#include "engine/trace/event_traits.h"

#include <QStringList>
#include <gtest/gtest.h>

#include <bitset>

namespace braid::views {
namespace {

using trace::EventKind;

TEST(EventKinds, AreAllInOneGroupEachAndHaveAWordOfTheirOwn) {
    std::bitset<256> seen;
    QStringList words;
    for (const EventKindGroup& group : eventKindGroups()) {
        EXPECT_FALSE(group.name.isEmpty());
        EXPECT_TRUE((seen & group.mask()).none());
        seen |= group.mask();
        for (const EventKind kind : group.kinds)
            words << eventKindName(kind);
    }
    EXPECT_EQ(seen.count(), trace::EventTable.size() - 1) << "all but None";
    EXPECT_EQ(words.removeDuplicates(), 0);
    EXPECT_FALSE(words.contains(eventKindName(EventKind::None)));
}

} // namespace
} // namespace braid::views
