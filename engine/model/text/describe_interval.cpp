#include "engine/model/text/about_to.h"
#include "engine/model/text/patterns.h"
#include "engine/model/text/sentence.h"
#include "engine/trace/operation_kind.h"

#include <algorithm>

namespace braid::model {

namespace {

/// In how long a time a ready stretch lies somewhere; 0 where its place is exact.
Nanos readyWithin(const Model& model, const Interval& interval) {
    if (interval.event >= model.log().size())
        return 0;
    const trace::Event event = model.event(interval.event);
    if (event.kind != trace::EventKind::OffCpu && event.kind != trace::EventKind::OffCpuOther)
        return 0;
    return static_cast<Nanos>(event.b >> trace::OffCpuWindowShift) * 1000;
}

} // namespace

Sentence describe(const Model& model, const Lane& lane, const Interval& interval, Nanos now) {
    // What the end of the run cut off is as open as what still goes on.
    const bool open = interval.end == Open;
    const Nanos until = !open ? interval.end : lane.ended != Open ? lane.ended
                                                                  : std::max(now, interval.begin);
    const std::string_view then = lane.nameAt(interval.begin);
    const std::string name = named(model, then == lane.name ? model.name(lane.id) : then);
    const std::string length = durationText(until - interval.begin);
    const auto simple = [&](const char* closed, const char* still) {
        return Sentence{open ? still : closed, {name, length}, {}};
    };
    const std::string what = named(model, interval.object);

    switch (interval.state) {
    case State::Created:
        return simple(patterns::WasCreated, patterns::HasBeenCreated);
    case State::Ready: {
        if (const trace::Event by = model.event(interval.event); by.kind == trace::EventKind::HoldBegin) {
            if (std::optional<Sentence> next = aboutTo(model, by); next && by.a == trace::HeldByPause)
                return {open ? patterns::PausedBefore : patterns::WasPausedBefore, {name}, {*std::move(next)}};
            if (by.a == trace::HeldForTurn)
                return simple(patterns::AwaitedTurn, patterns::HasAwaitedTurn);
            return by.a == trace::HeldByPause ? Sentence{open ? patterns::IsPaused : patterns::WasPaused, {name}, {}}
                                              : simple(patterns::WasSlowed, patterns::IsSlowed);
        }
        if (const Nanos within = readyWithin(model, interval); within > 0 && !open)
            return {patterns::WasOffCpuAbout, {name, length, durationText(within)}, {}};
        return simple(patterns::WasOffCpu, patterns::HasBeenReady);
    }
    case State::Sleeping:
        return simple(patterns::Slept, patterns::HasBeenSleeping);
    case State::IoWait:
        return simple(patterns::WaitedForIo, patterns::HasBeenInIo);
    case State::IoCopy:
        return simple(patterns::Copied, patterns::HasBeenCopying);
    case State::Suspended:
        return simple(patterns::WasSuspended, patterns::HasBeenSuspended);
    case State::NotRecorded:
        return simple(patterns::WasNotRecorded, patterns::HasNotBeenRecorded);
    case State::Blocked: {
        const Object* object = model.object(interval.object);
        const Holdings::Found held = object ? object->heldAt(open ? until : interval.begin) : Holdings::Found();
        if (held.empty())
            return {open ? patterns::HasBeenBlocked : patterns::WasBlocked, {name, what, length}, {}};
        return {open ? patterns::HasBeenBlockedBy : patterns::WasBlockedBy,
                {name, what, length, named(model, held.front().lane)},
                {}};
    }
    case State::Waiting:
        if (!interval.object)
            return simple(patterns::JustWaited, patterns::HasJustBeenWaiting);
        if (model.object(interval.object))
            return {open ? patterns::HasBeenWaiting : patterns::WasWaiting, {name, what, length}, {}};
        return {open ? patterns::HasBeenJoining : patterns::WasJoining, {name, what, length}, {}};
    default:
        return simple(patterns::Ran, patterns::HasBeenRunning);
    }
}

} // namespace braid::model
