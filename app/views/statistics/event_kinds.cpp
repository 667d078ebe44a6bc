#include "app/views/statistics/event_kinds.h"

#include "engine/trace/event_traits.h"

#include <QCoreApplication>

#include <algorithm>

namespace braid::views {
namespace {

using trace::EventFamily;

struct EventKinds {
    Q_DECLARE_TR_FUNCTIONS(EventKinds)
};

/// A heading, and the families that are listed under it.
struct Heading {
    const char* name;
    std::vector<EventFamily> families;
};

std::vector<Heading> headings() {
    return {{QT_TRANSLATE_NOOP("EventKinds", "Lanes begin and end"), {EventFamily::Lane}},
            {QT_TRANSLATE_NOOP("EventKinds", "Sleep and scheduling"), {EventFamily::Scheduling}},
            {QT_TRANSLATE_NOOP("EventKinds", "Locks and semaphores"), {EventFamily::Lock}},
            {QT_TRANSLATE_NOOP("EventKinds", "Events, conditions, barriers"), {EventFamily::Signal}},
            {QT_TRANSLATE_NOOP("EventKinds", "Queues and pipes"), {EventFamily::Queue}},
            {QT_TRANSLATE_NOOP("EventKinds", "Shared variables"), {EventFamily::Variable}},
            {QT_TRANSLATE_NOOP("EventKinds", "I/O"), {EventFamily::Io, EventFamily::Watch}},
            {QT_TRANSLATE_NOOP("EventKinds", "Coroutines and tasks"), {EventFamily::Coroutine, EventFamily::Task}},
            {QT_TRANSLATE_NOOP("EventKinds", "Counters and flows"), {EventFamily::Counter, EventFamily::Flow}},
            {QT_TRANSLATE_NOOP("EventKinds", "What people read"), {EventFamily::Output, EventFamily::Gap}},
            {QT_TRANSLATE_NOOP("EventKinds", "Definitions"), {EventFamily::Definition, EventFamily::Run}}};
}

} // namespace

QString eventKindName(trace::EventKind kind) { return EventKinds::tr(trace::traitsOf(kind).word); }

std::bitset<256> EventKindGroup::mask() const {
    std::bitset<256> bits;
    for (const trace::EventKind kind : kinds)
        bits.set(static_cast<std::uint8_t>(kind));
    return bits;
}

std::vector<EventKindGroup> eventKindGroups() {
    std::vector<EventKindGroup> groups;
    for (const Heading& heading : headings()) {
        EventKindGroup& group = groups.emplace_back(EventKindGroup{EventKinds::tr(heading.name), {}});
        for (const trace::EventTraits& traits : trace::EventTable)
            if (std::find(heading.families.begin(), heading.families.end(), traits.family) != heading.families.end())
                group.kinds.push_back(traits.kind);
    }
    return groups;
}

} // namespace braid::views
