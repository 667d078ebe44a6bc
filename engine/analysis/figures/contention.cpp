#include "engine/analysis/figures/contention.h"

#include <algorithm>

namespace braid::analysis {

using model::EventIndex;
using model::LogEntry;
using model::Model;
using model::Nanos;
using trace::EventKind;

void ContentionCount::take(EventIndex event) {
    const LogEntry& entry = m_model.log()[event];
    if (entry.kind != EventKind::AcquireWait && entry.kind != EventKind::Acquired && entry.kind != EventKind::AcquireFailed && entry.kind != EventKind::Released)
        return;
    const model::Object* object = m_model.object(ObjectId{entry.object});
    if (!object || !object->ownable())
        return;
    Lock& lock = m_locks[object->id];
    const LaneId lane{entry.lane};
    if (entry.kind == EventKind::AcquireWait)
        begin(lock, object->id, event);
    else if (entry.kind == EventKind::AcquireFailed)
        end(lock, lane, entry.time);
    else if (entry.kind == EventKind::Acquired)
        acquire(lock, lane, SiteId{entry.site}, entry.time);
    else if (lane == lock.holder && (!object->exclusive() || m_model.event(event).a == 0))
        lock.held = false;
}

void ContentionCount::begin(Lock& lock, ObjectId object, EventIndex event) {
    const LogEntry& entry = m_model.log()[event];
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
    lock.waiting.push_back({lane, entry.time, event, known->second});
}

void ContentionCount::end(Lock& lock, LaneId lane, Nanos time) {
    const auto wait = std::find_if(lock.waiting.begin(), lock.waiting.end(), [lane](const Wait& each) { return each.lane == lane; });
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

void ContentionCount::acquire(Lock& lock, LaneId lane, SiteId site, Nanos time) {
    end(lock, lane, time);
    if (!lock.held && lane == lock.holder && time >= m_from && time <= m_to)
        for (const Wait& wait : lock.waiting) {
            ++m_places[wait.place].takenAgain;
            m_places[wait.place].takenAgainBy = lane;
        }
    if (!lock.held || lane != lock.holder)
        lock.heldSite = site;
    lock.holder = lane;
    lock.held = true;
}

std::vector<ContendedPlace> ContentionCount::places() {
    for (auto& [object, lock] : m_locks)
        while (!lock.waiting.empty())
            end(lock, lock.waiting.back().lane, m_to);
    std::erase_if(m_places, [](const ContendedPlace& place) { return place.waits == 0; });
    std::stable_sort(m_places.begin(), m_places.end(), [](const ContendedPlace& a, const ContendedPlace& b) { return a.total > b.total; });
    return std::move(m_places);
}

std::vector<ContendedPlace> contention(const Model& model, Nanos now) {
    ContentionCount all(model, 0, now);
    for (EventIndex event = 0; event < model.log().size(); ++event)
        all.take(event);
    return all.places();
}

} // namespace braid::analysis
