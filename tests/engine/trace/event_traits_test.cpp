#include "engine/trace/event_traits.h"

#include <gtest/gtest.h>

#include <bitset>
#include <cstring>
#include <set>
#include <string>
#include <utility>

namespace braid::trace {
namespace {

/// Whether `kind` is an enumerator: gcc and clang then write its name for it, and a number in parentheses otherwise.
template <EventKind kind>
constexpr bool isNamed() {
    const std::string_view function = __PRETTY_FUNCTION__;
    return function.find("kind = (") == function.npos;
}

template <std::size_t... Numbers>
std::bitset<256> namedKinds(std::index_sequence<Numbers...>) {
    std::bitset<256> named;
    ((named[Numbers] = isNamed<static_cast<EventKind>(Numbers)>()), ...);
    return named;
}

TEST(EventTraits, HaveOneRowForEachKindInTheOrderOfTheirNumbers) {
    std::bitset<256> rows;
    int before = -1;
    for (const EventTraits& traits : EventTable) {
        EXPECT_LT(before, static_cast<int>(traits.kind)) << traits.name;
        before = static_cast<int>(traits.kind);
        rows.set(static_cast<std::size_t>(traits.kind));
        EXPECT_EQ(&traitsOf(traits.kind), &traits);
    }
    const std::bitset<256> named = namedKinds(std::make_index_sequence<256>());
    ASSERT_TRUE(named[0] && named[94] && !named[255]) << "what the compiler writes is not understood";
    for (std::size_t number = 0; number < named.size(); ++number)
        EXPECT_EQ(rows[number], named[number]) << "kind " << number;
}

TEST(EventTraits, NameEachKindOnceAndInLowerCase) {
    std::set<std::string> names;
    for (const EventTraits& traits : EventTable) {
        EXPECT_TRUE(names.insert(traits.name).second) << traits.name;
        EXPECT_EQ(std::strspn(traits.name, "abcdefghijklmnopqrstuvwxyz_"), std::strlen(traits.name)) << traits.name;
        EXPECT_EQ(traits.family == EventFamily::None, traits.kind == EventKind::None);
    }
}

TEST(EventTraits, OfANumberThatIsNoKindSayThatItIsUnknown) {
    const EventTraits& traits = traitsOf(static_cast<EventKind>(255));
    EXPECT_STREQ(traits.name, "unknown");
    EXPECT_EQ(traits.family, EventFamily::None);
    EXPECT_TRUE(isOccurrence(static_cast<EventKind>(255)));
}

TEST(EventTraits, TellWhatHappensFromWhatIsOnlyMadeKnown) {
    EXPECT_FALSE(isOccurrence(EventKind::DefineLane));
    EXPECT_FALSE(isOccurrence(EventKind::Parameter));
    EXPECT_TRUE(isOccurrence(EventKind::ParameterMoved));
    EXPECT_TRUE(isOccurrence(EventKind::Acquired));
}

} // namespace
} // namespace braid::trace
