#include "engine/analysis/waiting/stuck_watch.h"

#include "engine/analysis/waiting/stuck.h"
#include "engine/model/query/current_wait.h"

#include <algorithm>

namespace braid::analysis {

using model::Lane;
using model::Model;
using model::Nanos;
using model::State;

StuckWatch::Current* StuckWatch::currentOf(LaneId lane) {
    if (lane.value > MostInTable)
        return nullptr;
    if (lane.value >= m_current.size())
        m_current.resize(std::max<std::size_t>(lane.value + 1, 2 * m_current.size()));
    return &m_current[lane.value];
}

void StuckWatch::update(const Model& model, model::EventIndex event) {
    const model::LogEntry& entry = model.log()[event];
    const Lane* lane = model.lane(LaneId{entry.lane});
    if (!lane || lane->intervals().empty())
        return;
    const model::Interval now = lane->intervals().back();
    if (Current* current = currentOf(lane->id); current && current->event != now.event)
        *current = {now.event, {}};
    if (!lane->unfinished() || !isWaiting(now.state) || now.timed || now.event != event)
        return;
    // Of what has an owner it can be certain at once that nobody gives it.
    const model::Object* object = model.object(now.object);
    const bool owned = object ? object->ownable() && !object->semaphore() : entry.kind == trace::EventKind::JoinBegin;
    if (owned)
        m_begun.push_back({lane->id, event, now.begin});
    else
        m_later.front().push_back({lane->id, event, now.begin});
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
            if (lane && lane->unfinished() && follow(relation, model, user) == Help::Certain) {
                if (!wait.turn)
                    m_helped = {wait.lane, user};
                return Help::Certain;
            }
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
bool StuckWatch::mayBeStuck(const WaitRelation& relation, const Model& model, const Begun& begun, bool& over) {
    Current* current = currentOf(begun.lane);
    over = current && current->event != begun.event;
    if (over)
        return false;
    m_followed = 0;
    // Who helped it before does so again, as long as it moves. Whether the wait goes on is seen the next time.
    const Lane* helper = current ? model.lane(current->helper) : nullptr;
    if (helper && helper->unfinished() && follow(relation, model, helper->id) == Help::Certain)
        return false;
    const Lane* lane = model.lane(begun.lane);
    over = !lane || !lane->unfinished() || lane->intervals().empty() || lane->intervals().back().event != begun.event;
    if (over)
        return false;
    m_followed = 0;
    m_helped = {};
    const Help help = follow(relation, model, begun.lane);
    if (current && help == Help::Certain && m_helped.first == begun.lane)
        current->helper = m_helped.second;
    return help == Help::Uncertain || (help == Help::Later && model.endTime() - begun.begin >= ShortestHang);
}

bool StuckWatch::worthALook(const Model& model) {
    constexpr std::size_t MostAtOnce = 4096;
    const WaitRelation relation(model);
    const Nanos now = model.endTime();
    m_known.clear();
    bool worth = false;
    const auto look = [&](const Begun& begun, std::deque<Begun>& next) {
        bool over = false;
        worth = mayBeStuck(relation, model, begun, over) || worth;
        if (!over)
            next.push_back(begun);
    };
    std::size_t left = MostAtOnce;
    Nanos age = ShortestHang;
    for (std::size_t i = 0; i < Ages && age <= now; ++i, age *= 4)
        for (; left > 0 && !m_later[i].empty() && m_later[i].front().begin + age <= now; --left) {
            const Begun next = m_later[i].front();
            m_later[i].pop_front();
            look(next, m_later[std::min(i + 1, Ages - 1)]);
        }
    for (const Begun& begun : m_begun)
        look(begun, m_later.front());
    m_begun.clear();
    return worth;
}

std::vector<LaneId> StuckWatch::suspects() const {
    std::vector<LaneId> lanes;
    for (const auto& [lane, help] : m_known)
        if (help == Help::Uncertain) {
            if (lanes.size() == MostSuspects)
                return {};
            lanes.push_back(lane);
        }
    std::sort(lanes.begin(), lanes.end());
    return lanes;
}

} // namespace braid::analysis
