#include "engine/analysis/hints/hints.h"

#include "engine/analysis/findings/stuck_text.h"
#include "engine/analysis/hints/lock_nesting.h"
#include "engine/model/query/connections.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <set>

namespace braid::analysis {

using model::EventIndex;
using model::Lane;
using model::LogEntry;
using model::Model;
using model::Nanos;
using trace::EventKind;
using trace::LaneKind;
namespace patterns = model::patterns;

const char* hintName(HintKind kind) {
    switch (kind) {
    case HintKind::ForkWithLockHeld:
        return "fork_with_lock_held";
    case HintKind::LockOrderInversion:
        return "lock_order_inversion";
    }
    return "unknown";
}

namespace {

/// Clocks are kept of so many threads.
constexpr std::size_t MostComponents = 256;

bool told(const Findings& findings, const std::vector<ObjectId>& objects, const Model& model) {
    const auto originalOf = [&](ObjectId id) {
        const model::Object* object = model.object(id);
        return object && object->copyOf ? object->copyOf : id;
    };
    return std::any_of(findings.all().begin(), findings.all().end(), [&](const Finding& finding) {
        return finding.cause != StuckCause::None && std::all_of(objects.begin(), objects.end(), [&](ObjectId object) {
                   return std::any_of(finding.objects.begin(), finding.objects.end(), [&](ObjectId each) { return originalOf(each) == originalOf(object); });
               });
    });
}

// Forks.

/// The process that `entry` starts, where it stays the same program.
const Lane* forkedBy(const Model& model, const LogEntry& entry) {
    const Lane* child = entry.kind == EventKind::LaneStart ? model.lane(laneOf(ObjectId{entry.object})) : nullptr;
    return child && child->kind == LaneKind::Process && child->formerNames.empty() ? child : nullptr;
}

void addForks(const Model& model, const Findings& findings, const LockNesting& locks, EventIndex index, std::vector<Hint>& hints) {
    const LogEntry& entry = model.log()[index];
    const Lane* child = forkedBy(model, entry);
    const Lane* process = child ? model.lane(model::processOf(model, LaneId{entry.lane})) : nullptr;
    if (!process)
        return;
    std::size_t others = 0;
    std::vector<HintPlace> held;
    for (const LaneId id : process->children) {
        const Lane* thread = model.lane(id);
        if (thread->kind != LaneKind::Thread || id.value == entry.lane || thread->created > entry.time || thread->ended <= entry.time)
            continue;
        ++others;
        for (const HeldLock& lock : locks.heldBy(id))
            held.push_back({id, lock.object, lock.site});
    }
    for (const HintPlace& place : held) {
        if (told(findings, {place.object}, model))
            continue;
        const bool known = std::any_of(hints.begin(), hints.end(), [&](const Hint& hint) {
            return hint.kind == HintKind::ForkWithLockHeld && hint.objects.front() == place.object && model.siteOf(hint.event) == model.siteOf(index);
        });
        if (known)
            continue;
        Hint hint;
        hint.kind = HintKind::ForkWithLockHeld;
        hint.message = {others == 1 ? patterns::ForkBesideOne : patterns::ForkBesideSeveral,
                        {nameAt(model, model.name(LaneId{entry.lane}), SiteId{entry.site}), std::string(model.name(child->id)), std::to_string(others),
                         std::string(model.name(place.object)), nameAt(model, model.name(place.lane), place.site)},
                        {}};
        hint.at = entry.time;
        hint.event = index;
        hint.lanes = {LaneId{entry.lane}, place.lane};
        hint.objects = {place.object};
        hint.places = {place};
        hints.push_back(std::move(hint));
    }
}

// Orders of locks.

bool excludes(const HeldLock& a, const HeldLock& b) { return !(a.shared && b.shared); }

bool haveGate(const Nesting& a, const Nesting& b) {
    return std::any_of(a.gates.begin(), a.gates.end(), [&](const HeldLock& gate) {
        return std::any_of(b.gates.begin(), b.gates.end(), [&](const HeldLock& other) { return gate.object == other.object && excludes(gate, other); });
    });
}

bool mayCross(const Nesting& a, const Nesting& b) {
    return a.lane != b.lane && excludes(a.inner, b.outer) && excludes(b.inner, a.outer) && !haveGate(a, b);
}

/// `later` knows of a step of the other's lane that came after it.
bool comesAfter(const Nesting& later, const Nesting& earlier) {
    return earlier.component < later.clock.size() && later.clock[earlier.component] > earlier.clock[earlier.component];
}

struct Crossing {
    const Nesting *first = nullptr, *second = nullptr;
};

/// By the two locks; nesting in the one order and in the other.
template <class Take>
void forCrossings(const LockNesting& locks, const Take& take) {
    for (const auto& [pair, nestings] : locks.nestings()) {
        const auto reverse = pair.first < pair.second ? locks.nestings().find({pair.second, pair.first}) : locks.nestings().end();
        if (reverse == locks.nestings().end())
            continue;
        for (const Nesting& one : nestings)
            for (const Nesting& other : reverse->second)
                if (mayCross(one, other))
                    take(pair, Crossing{&one, &other});
    }
}

Hint inversion(const Model& model, Crossing crossing) {
    if (crossing.second->inner.event < crossing.first->inner.event)
        std::swap(crossing.first, crossing.second);
    const Nesting &one = *crossing.first, &other = *crossing.second;
    Hint hint;
    hint.kind = HintKind::LockOrderInversion;
    const auto name = [&model](ObjectId id) { return std::string(model.name(id)); };
    hint.message = {patterns::LockOrderInverted,
                    {nameAt(model, model.name(one.lane), one.inner.site), name(one.inner.object), nameAt(model, name(one.outer.object), one.outer.site),
                     nameAt(model, model.name(other.lane), other.inner.site), nameAt(model, name(other.outer.object), other.outer.site),
                     name(other.inner.object)},
                    {}};
    hint.event = other.inner.event;
    hint.at = model.log()[hint.event].time;
    hint.lanes = {one.lane, other.lane};
    hint.objects = {one.outer.object, one.inner.object};
    for (const Nesting* nesting : {&one, &other}) {
        hint.places.push_back({nesting->lane, nesting->outer.object, nesting->outer.site});
        hint.places.push_back({nesting->lane, nesting->inner.object, nesting->inner.site});
    }
    return hint;
}

void addInversions(const Model& model, const Findings& findings, const LockNesting& seen, std::vector<Hint>& hints) {
    std::set<LockNesting::Pair> pairs;
    std::set<LaneId> lanes;
    forCrossings(seen, [&](const LockNesting::Pair& pair, const Crossing& crossing) {
        pairs.insert({pair, {pair.second, pair.first}});
        lanes.insert({crossing.first->lane, crossing.second->lane});
    });
    if (pairs.empty() || lanes.size() > MostComponents)
        return;
    LockNesting timed(model);
    timed.keepClocks(std::move(pairs), lanes);
    for (EventIndex index = 0; index < model.log().size(); ++index)
        timed.take(index);
    std::set<LockNesting::Pair> done;
    forCrossings(timed, [&](const LockNesting::Pair& pair, const Crossing& crossing) {
        if (comesAfter(*crossing.first, *crossing.second) || comesAfter(*crossing.second, *crossing.first))
            return;
        if (!told(findings, {pair.first, pair.second}, model) && done.insert(pair).second)
            hints.push_back(inversion(model, crossing));
    });
}

} // namespace

std::vector<Hint> hintsOf(const Model& model, const Findings& findings) {
    std::vector<Hint> hints;
    LockNesting locks(model);
    for (EventIndex index = 0; index < model.log().size(); ++index) {
        addForks(model, findings, locks, index, hints);
        locks.take(index);
    }
    addInversions(model, findings, locks, hints);
    std::stable_sort(hints.begin(), hints.end(), [](const Hint& a, const Hint& b) { return a.event < b.event; });
    if (hints.size() > MostHints)
        hints.resize(MostHints);
    return hints;
}

} // namespace braid::analysis
