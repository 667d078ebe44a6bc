#include "app/render/rows/lane_rows.h"
#include "engine/model/query/level_of_detail.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace braid::render {

namespace {

using model::Nanos;

// When it, or anything below it, ran first.
Nanos startOf(const model::Model& model, const model::Lane& lane, int depth = 0) {
    for (const model::Interval& interval : lane.intervals())
        if (interval.state == model::State::Running)
            return interval.begin;
    Nanos first = std::numeric_limits<Nanos>::max();
    if (lane.kind == trace::LaneKind::Process && depth < DeepestTree)
        for (LaneId id : lane.children)
            if (const model::Lane* child = model.lane(id))
                first = std::min(first, startOf(model, *child, depth + 1));
    return first;
}

// Time blocked and waiting up to `now`, of it and all below it.
Nanos waitingOf(const model::Model& model, const model::Lane& lane, Nanos now, int depth = 0) {
    Nanos sum = 0;
    if (!lane.intervals().empty()) {
        const model::LaneShare share = model::LaneSweep(lane, now).over(0, now);
        sum = share.ns[static_cast<std::size_t>(model::State::Blocked)] + share.ns[static_cast<std::size_t>(model::State::Waiting)];
    }
    if (lane.kind == trace::LaneKind::Process && depth < DeepestTree)
        for (LaneId id : lane.children)
            if (const model::Lane* child = model.lane(id))
                sum += waitingOf(model, *child, now, depth + 1);
    return sum;
}

// Numbers in names count as numbers: "T2" comes before "T10".
bool nameBefore(std::string_view a, std::string_view b) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0, k = 0;
    while (i < a.size() && k < b.size()) {
        if (!digit(a[i]) || !digit(b[k])) {
            if (a[i] != b[k])
                return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[k]);
            ++i;
            ++k;
            continue;
        }
        const auto number = [&](std::string_view text, std::size_t& at) {
            while (at < text.size() && text[at] == '0')
                ++at;
            const std::size_t begin = at;
            while (at < text.size() && digit(text[at]))
                ++at;
            return text.substr(begin, at - begin);
        };
        const std::string_view one = number(a, i), other = number(b, k);
        if (one.size() != other.size())
            return one.size() < other.size();
        if (one != other)
            return one < other;
    }
    return a.size() - i < b.size() - k;
}

template <class Key>
void sortBy(std::vector<LaneId>& lanes, Key key) {
    std::vector<std::pair<Nanos, LaneId>> keyed;
    keyed.reserve(lanes.size());
    for (LaneId id : lanes)
        keyed.emplace_back(key(id), id);
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::transform(keyed.begin(), keyed.end(), lanes.begin(), [](const auto& k) { return k.second; });
}

} // namespace

void orderLanes(const model::Model& model, const ViewState& state, std::vector<LaneId>& siblings) {
    switch (state.order) {
    case LaneOrder::Creation:
        break;
    case LaneOrder::Start:
        sortBy(siblings, [&](LaneId id) { return startOf(model, *model.lane(id)); });
        break;
    case LaneOrder::Waiting:
        sortBy(siblings, [&, now = state.cursor.value_or(model.endTime())](LaneId id) {
            return -waitingOf(model, *model.lane(id), now);
        });
        break;
    case LaneOrder::Name:
        std::stable_sort(siblings.begin(), siblings.end(),
                         [&](LaneId a, LaneId b) { return nameBefore(model.name(a), model.name(b)); });
        break;
    }
    if (state.moved.empty())
        return;
    std::unordered_map<std::uint32_t, std::size_t> place;
    for (std::size_t i = 0; i < state.moved.size(); ++i)
        place.emplace(state.moved[i].value, i);
    const auto placeOf = [&](LaneId id) {
        const auto known = place.find(id.value);
        return known == place.end() ? state.moved.size() : known->second;
    };
    std::stable_sort(siblings.begin(), siblings.end(), [&](LaneId a, LaneId b) { return placeOf(a) < placeOf(b); });
}

} // namespace braid::render
