#include "app/render/layout.h"
#include "app/render/layout_parts.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <set>

namespace braid::render {

namespace {

constexpr double RulerHeight = 30;
constexpr double HeadingHeight = 24;
constexpr double RightMargin = 10;
constexpr double ObjectShare = 0.4; ///< of the picture, when lanes and objects do not both fit

// Wildcards * and ?, regardless of (ASCII) case. Backtracks to the last star only: linear in practice.
bool matchesWild(std::string_view name, std::string_view pattern) {
    std::size_t n = 0, p = 0, star = std::string_view::npos, mark = 0;
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = n;
        } else if (p < pattern.size() && (pattern[p] == '?' || same(pattern[p], name[n]))) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool matches(std::string_view name, const std::string& filter) {
    if (filter.empty())
        return true;
    if (filter.find_first_of("*?") != std::string::npos)
        return matchesWild(name, filter);
    return matchesWild(name, "*" + filter + "*");
}

// What a filter leaves. Where it speaks of objects only (or of lanes only), it leaves the others alone.
struct Kept {
    bool allLanes = true, allObjects = true;
};

Kept kept(const model::Model& model, const ViewState& state) {
    if (state.filter.empty())
        return {};
    const bool someLane = std::any_of(model.lanes().begin(), model.lanes().end(),
                                      [&](LaneId id) { return matches(model.name(id), state.filter); });
    const bool someObject = std::any_of(model.objects().begin(), model.objects().end(),
                                        [&](ObjectId id) { return matches(model.name(id), state.filter); });
    return {!someLane && someObject, !someObject && someLane};
}

double headerWidth(QSizeF size, const Theme& theme) {
    return std::round(std::min(232 * theme.typeScale(), size.width() * 0.4));
}

} // namespace

std::vector<Row> laneRows(const model::Model& model, const ViewState& state) {
    const bool filtered = !kept(model, state).allLanes;
    std::set<LaneId> wanted;
    if (filtered) {
        for (LaneId id : model.lanes()) {
            if (!matches(model.name(id), state.filter))
                continue;
            const model::Lane* lane = model.lane(id);
            while (lane && wanted.insert(lane->id).second)
                lane = model.lane(lane->parent);
        }
    }
    std::vector<Row> rows;
    const double height = std::clamp(state.rowHeight, 6.0, 60.0);
    double top = 0;
    // The tree is at most process, thread, coroutine deep for each level of processes: recursion is safe, but a damaged
    // trace may claim a lane as its own ancestor.
    std::function<void(LaneId, int)> add = [&](LaneId id, int depth) {
        const model::Lane* lane = model.lane(id);
        if (!lane || depth > 64 || state.hidden.contains(id) || (filtered && !wanted.contains(id)))
            return;
        const bool crowd = !filtered && lane->crowd && !state.unfolded.contains(id);
        const bool folded = !filtered && !crowd && !lane->children.empty() && state.folded.contains(id);
        rows.push_back({id, {}, top, height, depth, !crowd && !lane->children.empty(), folded, false});
        top += height;
        if (folded)
            return;
        if (crowd) {
            rows.push_back({id, {}, top, height, depth + 1, true, true, true});
            top += height;
            return;
        }
        for (LaneId child : lane->children)
            add(child, depth + 1);
    };
    for (LaneId root : model.roots())
        add(root, 0);
    return rows;
}

void toggleFold(ViewState& state, const model::Lane& lane) {
    std::set<LaneId>& changed = lane.crowd ? state.unfolded : state.folded;
    if (!changed.erase(lane.id))
        changed.insert(lane.id);
}

std::vector<Row> objectRows(const model::Model& model, const ViewState& state, const Theme& theme) {
    std::vector<Row> rows;
    if (!state.showObjects)
        return rows;
    const bool filtered = !kept(model, state).allObjects;
    for (ObjectId id : model.objects()) {
        const model::Object* object = model.object(id);
        if (!object || object->kind == trace::ObjectKind::Lane || (filtered && !matches(object->name, state.filter)))
            continue;
        const int slotCount = ownerSlots(*object);
        const double height = std::round((slotCount > 1 ? 19 + 14 * slotCount : object->kind == trace::ObjectKind::RecursiveMutex ? 56 : 36) * theme.typeScale());
        rows.push_back({{}, id, 0, height, 0, false, false, false});
    }
    // Sockets come by the hundred and say least.
    std::stable_partition(rows.begin(), rows.end(), [&](const Row& row) {
        return model.object(row.object)->kind != trace::ObjectKind::Descriptor;
    });
    if (rows.size() > state.mostObjects)
        rows.resize(state.mostObjects);
    double top = 0;
    for (Row& row : rows) {
        row.top = top;
        top += row.height;
    }
    return rows;
}

double contentHeight(const std::vector<Row>& rows) {
    return rows.empty() ? 0 : rows.back().top + rows.back().height;
}

namespace {

TimelineGeometry geometryOf(double laneContent, double objectContent, const ViewState& state, QSizeF size,
                            const Theme& theme) {
    TimelineGeometry result;
    result.laneContent = laneContent;
    result.objectContent = objectContent;
    const double width = std::max(0.0, size.width());
    const double height = std::max(0.0, size.height());
    const double rulerHeight = std::min(height, std::round(RulerHeight * theme.typeScale()));
    const double left = headerWidth(QSizeF(width, height), theme);
    const double room = std::max(0.0, width - left - RightMargin);
    const double heading = objectContent > 0 ? std::min(height - rulerHeight, std::round(HeadingHeight * theme.typeScale())) : 0;
    const double rest = std::max(0.0, height - rulerHeight - heading);

    double lanes = std::min(laneContent, rest);
    double objects = std::min(objectContent, rest - lanes);
    if (objects < objectContent) {
        objects = std::min(objectContent, std::max(rest - laneContent, std::floor(rest * ObjectShare)));
        lanes = rest - objects;
    } else if (objectContent <= 0) {
        lanes = rest;
    }
    result.ruler = {left, 0, room, rulerHeight};
    result.header = {0, rulerHeight, left, lanes};
    result.lanes = {left, rulerHeight, room, lanes};
    if (heading > 0)
        result.heading = {0, rulerHeight + lanes, width, heading};
    const double objectTop = rulerHeight + lanes + heading;
    result.objectHeader = {0, objectTop, left, objects};
    result.objects = {left, objectTop, room, objects};
    result.axis = {state.from, state.to, left, std::max(1.0, room)};
    return result;
}

} // namespace

TimelineGeometry timelineGeometry(const model::Model& model, const ViewState& state, QSizeF size, const Theme& theme) {
    return geometryOf(contentHeight(laneRows(model, state)), contentHeight(objectRows(model, state, theme)), state, size,
                      theme);
}

double fullHeight(const model::Model& model, const ViewState& state, const Theme& theme) {
    const double objects = contentHeight(objectRows(model, state, theme));
    return std::round(RulerHeight * theme.typeScale()) + contentHeight(laneRows(model, state)) +
           (objects > 0 ? objects + std::round(HeadingHeight * theme.typeScale()) : 0);
}

LaneId laneAt(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry, double y) {
    if (y < geometry.lanes.top() || y >= geometry.lanes.bottom())
        return {};
    const double content = y - geometry.lanes.top() + std::clamp(state.scrollY, 0.0, geometry.maxScrollY());
    for (const Row& row : laneRows(model, state)) {
        if (content >= row.top && content < row.top + row.height)
            return row.lane;
    }
    return {};
}

double scrollToLane(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry, LaneId lane) {
    const double scroll = std::clamp(state.scrollY, 0.0, geometry.maxScrollY());
    const model::Lane* known = model.lane(lane);
    const model::Lane* parent = known ? model.lane(known->parent) : nullptr;
    const bool inCrowd = parent && parent->crowd && !state.unfolded.contains(parent->id);
    for (const Row& row : laneRows(model, state)) {
        if (inCrowd ? !row.crowd || row.lane != parent->id : row.lane != lane)
            continue;
        if (row.top < scroll)
            return row.top;
        if (row.top + row.height > scroll + geometry.lanes.height())
            return std::clamp(row.top + row.height - geometry.lanes.height(), 0.0, geometry.maxScrollY());
        return scroll;
    }
    return state.scrollY;
}

} // namespace braid::render
