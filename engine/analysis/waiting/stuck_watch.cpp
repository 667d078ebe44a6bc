#include "engine/analysis/waiting/stuck_watch.h"

#include "engine/analysis/waiting/stuck.h"
#include "engine/model/query/current_wait.h"

#include <algorithm>

namespace braid::analysis {

using model::Lane;
using model::Model;
using model::Nanos;
using model::State;

void StuckWatch::update(const Model& model, model::EventIndex event) {
    const model::LogEntry& entry = model.log()[event];
    const Lane* lane = model.lane(LaneId{entry.lane});
    if (!lane || !lane->unfinished() || lane->intervals().empty())
        return;
    const model::Interval now = lane->intervals().back();
    if (!isWaiting(now.state) || now.timed || now.event != event)
        return;
    // Of what has an owner it can be certain at once that nobody gives it.
    const model::Object* object = model.object(now.object);
    if (object ? object->ownable() && !object->semaphore() : entry.kind == trace::EventKind::JoinBegin)
        m_begun.push_back({lane->id, event, now.begin});
    else
        m_later.push({lane->id, event, now.begin + ShortestHang});
}

/// All of the givers have to act.
StuckWatch::Help StuckWatch::followAll(const WaitRelation& relation, const Model& model, const LaneWait& wait) {
    Help help = Help::Certain;
    for (const Giver& giver : wait.givers) {
        const Lane* lane = model.lane(giver.lane);
        if (giver.tie == Tie::ParentsOwner || !lane || !lane->unfinished())
            return Help::Uncertain;
        help = std::max(help, follow(relation, model, giver.lane));
        if (help == Help::Uncertain)
            break;
    }
    return help;
}

/// One of those who ever did something with the object will do, and so will somebody who never did.
StuckWatch::Help StuckWatch::followAny(const WaitRelation& relation, const Model& model, const LaneWait& wait) {
    constexpr std::size_t MostUsers = 64;
    if (const model::Object* object = model.object(wait.object)) {
        std::size_t looked = 0;
        for (const LaneId user : object->users) {
            if (user == wait.lane)
                continue;
            if (++looked > MostUsers)
                return Help::Certain; // so many have to do with it that one of them moves, as far as a guess goes
            const Lane* lane = model.lane(user);
            if (lane && lane->unfinished() && follow(relation, model, user) == Help::Certain)
                return Help::Certain;
        }
    }
    return Help::Later;
}

StuckWatch::Help StuckWatch::follow(const WaitRelation& relation, const Model& model, LaneId id) {
    const auto [known, isNew] = m_known.try_emplace(id, Help::Uncertain); // as long as it is being followed: a ring helps nobody
    if (!isNew)
        return known->second;
    if (++m_followed > MostFollowed)
        return Help::Uncertain;
    std::optional<LaneWait> wait = relation.plain(id);
    Help help = Help::Certain;
    if (!wait) {
        help = canMove(model, *model.lane(id)) ? Help::Certain : Help::Uncertain;
    } else {
        if (wait->turn && wait->turn != id)
            help = follow(relation, model, wait->turn);
        if (help != Help::Uncertain && !wait->timed && !wait->served) {
            if (wait->each) {
                relation.fill(*wait);
                help = wait->served ? help : std::max(help, followAll(relation, model, *wait));
            } else {
                help = std::max(help, followAny(relation, model, *wait));
            }
        }
    }
    m_known[id] = help;
    return help;
}

/// `over`: it does not wait for that any more.
bool StuckWatch::mayBeStuck(const WaitRelation& relation, const Model& model, Begun& begun, bool& over) {
    const Lane* lane = model.lane(begun.lane);
    over = !lane || !lane->unfinished() || lane->intervals().empty() || lane->intervals().back().event != begun.event;
    if (over)
        return false;
    m_followed = 0;
    const Help help = follow(relation, model, begun.lane);
    const Nanos begin = lane->intervals().back().begin, age = model.endTime() - begin;
    begun.due = begin + std::max(ShortestHang, 4 * age);
    return help == Help::Uncertain || (help == Help::Later && age >= ShortestHang);
}

bool StuckWatch::worthALook(const Model& model) {
    constexpr std::size_t MostAtOnce = 4096;
    const WaitRelation relation(model);
    const Nanos now = model.endTime();
    m_known.clear();
    bool worth = false;
    const auto look = [&](Begun begun) {
        bool over = false;
        worth = mayBeStuck(relation, model, begun, over) || worth;
        if (!over)
            m_later.push(begun);
    };
    for (std::size_t left = MostAtOnce; left > 0 && !m_later.empty() && m_later.top().due <= now; --left) {
        const Begun next = m_later.top();
        m_later.pop();
        look(next);
    }
    for (const Begun& begun : m_begun)
        look(begun);
    m_begun.clear();
    return worth;
}

} // namespace braid::analysis
