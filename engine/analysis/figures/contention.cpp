#include "engine/analysis/figures/contention.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace braid::analysis {

using model::EventIndex;
using model::LogEntry;
using model::Model;
using model::Nanos;
using trace::EventKind;

namespace {

struct OpenWaitFor {
    LaneId lane;
    Nanos since = 0;
    EventIndex event = model::NoEvent;
    std::size_t place = 0;
};

struct LockState {
    LaneId holder; ///< who took it last; kept when it is given back
    SiteId heldSite;
    bool held = false;
    std::vector<OpenWaitFor> waiting;
};

class Contention {
public:
    Contention(const Model& model, Nanos from, Nanos to) : m_model(model), m_from(from), m_to(to) {}

    void take(EventIndex index) {
        const LogEntry& entry = m_model.log()[index];
        switch (entry.kind) {
        case EventKind::AcquireWait:
        case EventKind::Acquired:
        case EventKind::AcquireFailed:
        case EventKind::Released:
            break;
        default:
            return;
        }
        const model::Object* object = m_model.object(ObjectId{entry.object});
        if (!object || !object->ownable())
            return;
        LockState& lock = m_locks[object->id];
        const LaneId lane{entry.lane};
        if (entry.kind == EventKind::AcquireWait)
            begin(lock, object->id, index, entry);
        else if (entry.kind == EventKind::AcquireFailed)
            end(lock, lane, entry.time);
        else if (entry.kind == EventKind::Acquired)
            acquire(lock, lane, SiteId{entry.site}, entry.time);
        else if (lane == lock.holder && (!object->exclusive() || m_model.event(index).a == 0))
            lock.held = false;
    }

    std::vector<ContendedPlace> places() {
        for (auto& [object, lock] : m_locks)
            while (!lock.waiting.empty())
                end(lock, lock.waiting.back().lane, m_to);
        std::erase_if(m_places, [](const ContendedPlace& place) { return place.waits == 0; });
        std::stable_sort(m_places.begin(), m_places.end(), [](const ContendedPlace& a, const ContendedPlace& b) { return a.total > b.total; });
        return std::move(m_places);
    }

private:
    void begin(LockState& lock, ObjectId object, EventIndex index, const LogEntry& entry) {
        const LaneId lane{entry.lane};
        end(lock, lane, entry.time); // it waits once
        const SiteId heldSite = lock.held ? lock.heldSite : SiteId{};
        const auto [known, isNew] = m_placeOf.try_emplace({object, SiteId{entry.site}, heldSite}, m_places.size());
        if (isNew) {
            ContendedPlace place;
            place.object = object;
            place.waitSite = SiteId{entry.site};
            place.heldSite = heldSite;
            m_places.push_back(place);
        }
        lock.waiting.push_back({lane, entry.time, index, known->second});
    }

    void end(LockState& lock, LaneId lane, Nanos time) {
        const auto wait = std::find_if(lock.waiting.begin(), lock.waiting.end(), [lane](const OpenWaitFor& each) { return each.lane == lane; });
        if (wait == lock.waiting.end())
            return;
        const Nanos length = std::min(time, m_to) - std::max(wait->since, m_from);
        if (time >= m_from && wait->since < m_to && length >= 0) {
            ContendedPlace& place = m_places[wait->place];
            ++place.waits;
            place.total += length;
            if (length > place.worst || place.worstEvent == model::NoEvent)
                std::tie(place.worst, place.worstEvent, place.worstLane) = std::tuple(length, wait->event, lane);
        }
        lock.waiting.erase(wait);
    }

    void acquire(LockState& lock, LaneId lane, SiteId site, Nanos time) {
        end(lock, lane, time);
        const bool again = !lock.held && lane == lock.holder && time >= m_from && time < m_to;
        for (const OpenWaitFor& wait : lock.waiting) {
            if (!again)
                break;
            ++m_places[wait.place].takenAgain;
            m_places[wait.place].takenAgainBy = lane;
        }
        if (!lock.held || lane != lock.holder)
            lock.heldSite = site;
        lock.holder = lane;
        lock.held = true;
    }

    const Model& m_model;
    Nanos m_from, m_to;
    std::unordered_map<ObjectId, LockState> m_locks;
    std::map<std::tuple<ObjectId, SiteId, SiteId>, std::size_t> m_placeOf;
    std::vector<ContendedPlace> m_places;
};

} // namespace

std::vector<ContendedPlace> contention(const Model& model, Nanos now, std::optional<std::pair<Nanos, Nanos>> stretch) {
    Contention all(model, stretch ? stretch->first : 0, stretch ? std::min(stretch->second, now) : now);
    for (EventIndex index = 0; index < model.log().size(); ++index)
        all.take(index);
    return all.places();
}

} // namespace braid::analysis
