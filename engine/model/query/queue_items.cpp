#include "engine/model/query/queue_items.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

namespace braid::model {

using trace::EventKind;
using trace::ObjectKind;

namespace {

/// Those of the first `events` of `object` that came after its last Checkpoint.
Events sinceCheckpoint(Events events, const Checkpoint* checkpoint) {
    events.removePrefix(checkpoint ? checkpoint->events : 0);
    return events;
}

ItemStay stayOf(const Model& model, EventIndex put) {
    const trace::Event event = model.event(put);
    ItemStay stay;
    stay.number = event.a;
    stay.put = put;
    stay.priority = event.b;
    stay.begin = model.log()[put].time;
    return stay;
}

/// The items that lie in a queue, from the lowest to the highest, and what becomes of them.
class Pile {
public:
    Pile(const Object& queue, std::vector<ItemStay>& stays) : m_sorted(queue.kind == ObjectKind::PriorityQueue), m_stays(stays) {}

    void put(ItemStay stay, Nanos time) {
        auto place = m_pile.end();
        if (m_sorted)
            place = std::upper_bound(m_pile.begin(), m_pile.end(), stay.priority,
                                     [&](std::uint32_t priority, std::size_t other) { return priority < m_stays[other].priority; });
        const auto changed = static_cast<std::size_t>(place - m_pile.begin());
        m_pile.insert(place, m_stays.size());
        m_stays.push_back(std::move(stay));
        settle(changed, time);
    }
    /// False where it is not there.
    bool get(std::uint64_t number, EventIndex event, Nanos time) {
        const auto item = std::find_if(m_pile.begin(), m_pile.end(), [&](std::size_t stay) { return m_stays[stay].number == number; });
        if (item == m_pile.end())
            return false;
        m_stays[*item].got = event;
        m_stays[*item].end = std::max(time, m_stays[*item].begin);
        settle(static_cast<std::size_t>(m_pile.erase(item) - m_pile.begin()), time);
        return true;
    }

private:
    /// From the place `changed` on the items lie elsewhere than before.
    void settle(std::size_t changed, Nanos time) {
        for (std::size_t place = changed; place < m_pile.size(); ++place) {
            auto& places = m_stays[m_pile[place]].places;
            if (!places.empty() && places.back().first >= time)
                places.back().second = static_cast<std::uint32_t>(place);
            else
                places.emplace_back(time, static_cast<std::uint32_t>(place));
        }
    }

    bool m_sorted;
    std::vector<ItemStay>& m_stays;
    std::vector<std::size_t> m_pile; ///< places in m_stays
};

} // namespace

std::optional<std::vector<ItemStay>> itemsAt(const Model& model, const Object& queue, Nanos time, std::size_t most) {
    std::vector<ItemStay> items;
    const std::optional<Level> level = queue.levels().at(time);
    const auto inside = static_cast<std::size_t>(std::max(level ? level->depth : 0, 0));
    const Events past = model.eventsUpTo(queue.events(), time);
    const Checkpoint* const known = queue.checkpointUpTo(past.size());
    const Events since = sinceCheckpoint(past, known);
    std::unordered_set<std::uint64_t> gone;
    if (queue.kind == ObjectKind::Channel) { // an item may be got before its putter has said so
        if (known)
            gone.insert(known->gotBefore.begin(), known->gotBefore.end());
        for (const EventIndex index : since)
            if (model.log()[index].kind == EventKind::Get)
                gone.insert(model.event(index).a);
    }
    std::size_t looked = 0;
    for (const EventIndex index : since.reversed()) {
        if (items.size() == inside)
            break;
        if (looked++ == most)
            return std::nullopt;
        const EventKind kind = model.log()[index].kind;
        if (kind == EventKind::Get)
            gone.insert(model.event(index).a);
        else if (kind == EventKind::Put && gone.erase(model.event(index).a) == 0)
            items.push_back(stayOf(model, index));
    }
    for (std::size_t left = known ? known->items.size() : 0; left > 0 && items.size() < inside; --left) {
        if (looked++ == most)
            return std::nullopt;
        const EventIndex put = known->items[left - 1];
        if (gone.erase(model.event(put).a) == 0)
            items.push_back(stayOf(model, put));
    }
    std::reverse(items.begin(), items.end());
    return items;
}

std::optional<std::vector<ItemStay>> itemStays(const Model& model, const Object& queue, Nanos from, Nanos to, std::size_t most) {
    std::optional<std::vector<ItemStay>> before = itemsAt(model, queue, from, most);
    if (!before)
        return std::nullopt;
    std::vector<ItemStay> stays;
    Pile pile(queue, stays);
    for (ItemStay& item : *before)
        pile.put(std::move(item), from);
    std::unordered_map<std::uint64_t, EventIndex> gotBefore;
    for (const EventIndex index : model.eventsIn(queue.events(), from + 1, to)) {
        const LogEntry entry = model.log()[index];
        if (entry.kind == EventKind::Get) {
            const std::uint64_t number = model.event(index).a;
            if (!pile.get(number, index, entry.time) && queue.kind == ObjectKind::Channel)
                gotBefore.emplace(number, index);
        } else if (entry.kind == EventKind::Put) {
            ItemStay stay = stayOf(model, index);
            const auto got = gotBefore.find(stay.number);
            if (got == gotBefore.end()) {
                pile.put(std::move(stay), entry.time);
                continue;
            }
            stay.got = got->second;
            stay.begin = stay.end = model.log()[got->second].time;
            stay.places.emplace_back(stay.begin, 0);
            stays.push_back(std::move(stay));
            gotBefore.erase(got);
        }
    }
    return stays;
}

namespace {

/// The descriptors that a loop watches, each at the lowest place that was free.
class WatchedPlaces {
public:
    WatchedPlaces(const Model& model, std::vector<ItemStay>& stays) : m_model(model), m_stays(stays) {}

    void watch(EventIndex event, Nanos time) {
        ItemStay stay = stayOf(m_model, event);
        std::size_t place = 0;
        if (const auto known = m_watched.find(stay.number); known != m_watched.end()) {
            ItemStay& before = m_stays[known->second];
            if (before.priority == stay.priority)
                return;
            place = before.places.back().second;
            before.got = event;
            before.end = std::max(time, before.begin);
        } else {
            place = static_cast<std::size_t>(std::find(m_taken.begin(), m_taken.end(), false) - m_taken.begin());
            if (place == m_taken.size())
                m_taken.push_back(true);
            m_taken[place] = true;
        }
        stay.places.emplace_back(time, static_cast<std::uint32_t>(place));
        m_watched[stay.number] = m_stays.size();
        m_stays.push_back(std::move(stay));
    }
    void unwatch(std::uint64_t number, EventIndex event, Nanos time) {
        const auto known = m_watched.find(number);
        if (known == m_watched.end())
            return;
        ItemStay& stay = m_stays[known->second];
        stay.got = event;
        stay.end = std::max(time, stay.begin);
        m_taken[stay.places.back().second] = false;
        m_watched.erase(known);
    }

private:
    const Model& m_model;
    std::vector<ItemStay>& m_stays;
    std::unordered_map<std::uint64_t, std::size_t> m_watched; ///< by descriptor; places in m_stays
    std::vector<bool> m_taken;
};

} // namespace

std::optional<std::vector<ItemStay>> watchStays(const Model& model, const Object& loop, Nanos from, Nanos to, std::size_t most) {
    const std::optional<Level> level = loop.levels().at(from);
    const auto inside = static_cast<std::size_t>(std::max(level ? level->depth : 0, 0));
    std::vector<EventIndex> before;
    std::unordered_set<std::uint64_t> seen;
    std::size_t looked = 0;
    const Events past = model.eventsUpTo(loop.events(), from);
    const Checkpoint* const known = loop.checkpointUpTo(past.size());
    for (const EventIndex index : sinceCheckpoint(past, known).reversed()) {
        if (before.size() == inside)
            break;
        if (looked++ == most)
            return std::nullopt;
        const EventKind kind = model.log()[index].kind;
        if ((kind == EventKind::Watch || kind == EventKind::Unwatch) && seen.insert(model.event(index).a).second && kind == EventKind::Watch)
            before.push_back(index);
    }
    if (known)
        for (const auto& [fd, watched] : known->watched)
            if (before.size() < inside && watched.said != NoEvent && seen.insert(model.event(watched.said).a).second)
                before.push_back(watched.said);
    std::sort(before.begin(), before.end(), std::greater<>());
    std::vector<ItemStay> stays;
    WatchedPlaces places(model, stays);
    for (auto index = before.rbegin(); index != before.rend(); ++index)
        places.watch(*index, from);
    for (const EventIndex index : model.eventsIn(loop.events(), from + 1, to)) {
        const LogEntry entry = model.log()[index];
        if (entry.kind == EventKind::Watch)
            places.watch(index, entry.time);
        else if (entry.kind == EventKind::Unwatch)
            places.unwatch(model.event(index).a, index, entry.time);
    }
    return stays;
}

std::optional<std::int64_t> unfinishedAt(const Model& model, const Object& queue, Nanos time, std::size_t most) {
    const Events past = model.eventsUpTo(queue.events(), time);
    const Checkpoint* const known = queue.checkpointUpTo(past.size());
    std::int64_t unfinished = 0;
    std::size_t looked = 0;
    for (const EventIndex index : sinceCheckpoint(past, known).reversed()) {
        if (looked++ == most)
            return std::nullopt;
        const EventKind kind = model.log()[index].kind;
        if (kind == EventKind::TaskDone)
            return unfinished + static_cast<std::int64_t>(std::min<std::uint64_t>(model.event(index).a, INT32_MAX));
        unfinished += kind == EventKind::Put ? 1 : 0;
    }
    return unfinished + (known ? known->unfinished : 0);
}

WatchList watchedAt(const Model& model, const Object& loop, Nanos time) {
    const Events past = model.eventsUpTo(loop.events(), time);
    const Checkpoint* const known = loop.checkpointUpTo(past.size());
    WatchList watched = known ? known->watched : WatchList();
    for (const EventIndex index : sinceCheckpoint(past, known)) {
        const EventKind kind = model.log()[index].kind;
        if (kind == EventKind::Watch || kind == EventKind::Unwatch || kind == EventKind::FdReady)
            follow(watched, model.event(index), index);
    }
    std::erase_if(watched, [](const auto& each) { return each.second.said == NoEvent; });
    return watched;
}

Transfers transfersAt(const Model& model, const Object& descriptor, Nanos time) {
    const Events past = model.eventsUpTo(descriptor.events(), time);
    const Checkpoint* const known = descriptor.checkpointUpTo(past.size());
    Transfers sum = known ? known->transfers : Transfers();
    for (const EventIndex index : sinceCheckpoint(past, known))
        if (model.log()[index].kind == EventKind::IoEnd)
            sum.add(model.event(index));
    return sum;
}

} // namespace braid::model
