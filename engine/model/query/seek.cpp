#include "engine/model/query/seek.h"

#include "engine/trace/event_traits.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace braid::model {

using trace::EventKind;

namespace {

constexpr std::size_t SiteLimit = std::size_t{1} << 16; ///< SiteId is at most 65535
constexpr EventIndex MostWalked = 65536;                ///< events looked at for the lines of all lanes
constexpr std::size_t MostOutOfOrder = 4096;            ///< events looked at for such as are stamped before earlier ones
constexpr int MostStretches = 256;                      ///< … and then stretches of each lane

template <class Match>
EventIndex walk(const Model& model, Place from, Direction direction, Match match) {
    const Log& log = model.log();
    if (direction == Direction::Forward) {
        for (std::size_t i = from.forward; i < log.size(); ++i)
            if (match(log[i]) && trace::isOccurrence(log[i].kind))
                return static_cast<EventIndex>(i);
        return NoEvent;
    }
    for (std::size_t i = std::min<std::size_t>(from.back, log.size()); i > 0; --i)
        if (match(log[i - 1]) && trace::isOccurrence(log[i - 1].kind))
            return static_cast<EventIndex>(i - 1);
    return NoEvent;
}

/// Which sites lie in `file`, by their number.
std::vector<bool> sitesIn(const Model& model, std::string_view file) {
    std::vector<bool> in;
    for (std::size_t i = 1; i < SiteLimit; ++i)
        if (const Site* site = model.site(SiteId{static_cast<std::uint32_t>(i)}); site && site->file == file) {
            in.resize(i + 1);
            in[i] = true;
        }
    return in;
}

bool contains(const std::vector<bool>& sites, std::uint32_t site) { return site < sites.size() && sites[site]; }

/// Where each lane stands in a list, by its number. These mostly follow one another; a damaged file may have any.
class PlaceOfLane {
public:
    static constexpr std::size_t None = SIZE_MAX;

    void add(std::uint32_t lane, std::size_t place) {
        if (lane >= MostNear) {
            m_far.emplace(lane, place);
            return;
        }
        if (lane >= m_near.size())
            m_near.resize(std::max<std::size_t>(lane + 1, std::min<std::size_t>(2 * m_near.size(), MostNear)), None);
        m_near[lane] = place;
    }
    [[nodiscard]] std::size_t find(std::uint32_t lane) const {
        if (lane < m_near.size())
            return m_near[lane];
        const auto found = m_far.find(lane);
        return found != m_far.end() ? found->second : None;
    }

private:
    static constexpr std::uint32_t MostNear = 1U << 20;

    std::vector<std::size_t> m_near;
    std::unordered_map<std::uint32_t, std::size_t> m_far;
};

/// Which lane came by the place of `event`. A loop resumes a coroutine where that had given its turn away, or, the first time, where
/// it was made: nobody comes by there then.
LaneId whoCameBy(const Model& model, EventIndex event) {
    const LogEntry& entry = model.log()[event];
    if (entry.kind != EventKind::Resume)
        return LaneId{entry.lane};
    const Lane* resumed = model.lane(laneOf(ObjectId{entry.object}));
    if (!resumed || !resumed->loop)
        return LaneId{entry.lane};
    return model.siteOf(resumed->startEvent).value == entry.site ? LaneId{} : resumed->id;
}

} // namespace

Place placeOn(EventIndex event) { return {event + 1, event}; }

Place placeAt(const Model& model, Nanos time) {
    const Log& log = model.log();
    const std::size_t after = log.firstAfter(time);
    // Some that are not later may stand behind it: not many, as clocks do not disagree by much.
    std::size_t back = after;
    for (std::size_t i = after; i < std::min(log.size(), after + MostOutOfOrder); ++i)
        if (log[i].time <= time)
            back = i + 1;
    return {static_cast<EventIndex>(after), static_cast<EventIndex>(back)};
}

EventIndex nextEvent(const Model& model, Place from, Direction direction) {
    return walk(model, from, direction, [](const LogEntry&) { return true; });
}

EventIndex nextOfLane(const Model& model, LaneId lane, Place from, Direction direction) {
    // Lanes and objects share their numbers: as an object it is the lane that something is done to.
    return walk(model, from, direction, [lane](const LogEntry& entry) {
        return entry.lane == lane.value ||
               (entry.object == lane.value && entry.kind != EventKind::JoinBegin && entry.kind != EventKind::HoldBegin);
    });
}

EventIndex nextOfObject(const Model& model, ObjectId object, Place from, Direction direction) {
    return walk(model, from, direction, [object](const LogEntry& entry) {
        return entry.object == object.value && entry.kind != EventKind::HoldBegin; // that it was about to be done
    });
}

EventIndex previousCause(const Model& model, EventIndex event) {
    const Log& log = model.log();
    if (event >= log.size())
        return NoEvent;
    for (const Arrow arrow : model.arrowsInto(0, event + 1).reversed())
        if (arrow.to == event || log[arrow.to].lane == log[event].lane)
            return arrow.from;
    return NoEvent;
}

EventIndex nextEffect(const Model& model, EventIndex event) {
    const Log& log = model.log();
    if (event >= log.size())
        return NoEvent;
    std::optional<Arrow> next;
    for (const Arrow arrow : model.arrowsInto(event + 1, NoEvent)) {
        if (arrow.from == event)
            return arrow.to;
        if (arrow.from > event && (!next || arrow.from < next->from) && log[arrow.from].lane == log[event].lane)
            next = arrow;
    }
    return next ? next->to : NoEvent;
}

EventIndex lastAccess(const Model& model, const Object& variable, Nanos time) {
    for (const EventIndex event : model.eventsUpTo(variable.events(), time).reversed())
        if (trace::tellsValue(model.log()[event].kind))
            return event;
    return NoEvent;
}

EventIndex eventsOfLine(const Model& model, std::string_view file, std::uint32_t line, EventIndex from,
                        std::vector<EventIndex>& found) {
    const Log& log = model.log();
    std::vector<bool> sites = sitesIn(model, file);
    bool any = false;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        sites[i] = sites[i] && model.site(SiteId{static_cast<std::uint32_t>(i)})->line == line;
        any = any || sites[i];
    }
    for (std::size_t i = from; any && i < log.size(); ++i)
        if (contains(sites, log[i].site) && trace::isOccurrence(log[i].kind))
            found.push_back(static_cast<EventIndex>(i));
    return static_cast<EventIndex>(log.size());
}

std::vector<LaneLine> linesAt(const Model& model, std::string_view file, Nanos time) {
    const Log& log = model.log();
    const std::vector<bool> sites = sitesIn(model, file);
    if (std::find(sites.begin(), sites.end(), true) == sites.end())
        return {};
    std::vector<LaneLine> result;
    PlaceOfLane placeOfLane;
    for (const LaneId id : model.lanes()) {
        if (!model.lane(id)->at(time))
            continue;
        placeOfLane.add(id.value, result.size());
        result.push_back({id, 0, NoEvent});
    }
    std::size_t missing = result.size();
    const EventIndex last = placeAt(model, time).back;
    const EventIndex first = last > MostWalked ? last - MostWalked : 0;
    for (EventIndex i = last; i > first && missing > 0; --i) {
        const LogEntry& entry = log[i - 1];
        if (!contains(sites, entry.site))
            continue;
        const std::size_t found = placeOfLane.find(whoCameBy(model, i - 1).value);
        if (found == PlaceOfLane::None)
            continue;
        LaneLine& place = result[found];
        if (place.event != NoEvent)
            continue;
        place = {place.lane, model.site(SiteId{entry.site})->line, i - 1};
        --missing;
    }
    for (LaneLine& place : result) {
        if (place.event != NoEvent || first == 0)
            continue;
        int looked = 0;
        for (const Interval& interval : model.lane(place.lane)->intervals().upTo(time).reversed()) {
            if (const SiteId site = model.siteOf(interval.event); contains(sites, site.value) &&
                                                                  (log[interval.event].kind != EventKind::Resume || whoCameBy(model, interval.event) == place.lane))
                place = {place.lane, model.site(site)->line, interval.event};
            if (place.event != NoEvent || ++looked == MostStretches)
                break;
        }
    }
    result.erase(std::remove_if(result.begin(), result.end(), [](const LaneLine& l) { return l.event == NoEvent; }),
                 result.end());
    return result;
}

} // namespace braid::model
