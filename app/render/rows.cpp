#include "app/render/lane_rows.h"
#include "app/render/layout.h"
#include "app/render/layout_parts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

namespace braid::render {

namespace {

constexpr double RulerHeight = 30;
constexpr double HeadingHeight = 24;
constexpr double RightMargin = 10;
constexpr double ObjectShare = 0.4; ///< of the picture, when lanes and objects do not both fit

} // namespace

double headerWidth(QSizeF size, const Theme& theme) {
    return std::round(std::min(232 * theme.typeScale(), size.width() * 0.4));
}

namespace {

/// What objects have in common that are one row: their kind, and their name up to its number.
using FamilyKey = std::pair<trace::ObjectKind, std::string_view>;
FamilyKey familyKey(const model::Object& object) {
    const std::string_view name = object.name;
    return {object.kind, name.substr(0, name.find_first_of("0123456789"))};
}

using Families = std::map<FamilyKey, std::shared_ptr<std::vector<ObjectId>>>;

template <class Shows>
Families objectFamilies(const model::Model& model, Shows shows) {
    Families families;
    if (model.objects().size() <= ManyObjects)
        return families;
    auto last = families.end(); // they mostly come one after the other
    for (ObjectId id : model.objects()) {
        const model::Object* object = model.object(id);
        if (!shows(object))
            continue;
        if (const FamilyKey key = familyKey(*object); last == families.end() || last->first != key)
            last = families.try_emplace(key, std::make_shared<std::vector<ObjectId>>()).first;
        last->second->push_back(id);
    }
    return families;
}

} // namespace

std::vector<Row> objectRows(const model::Model& model, const ViewState& state, const Theme& theme) {
    std::vector<Row> rows;
    if (!state.showObjects)
        return rows;
    const bool filtered = LaneFilter(model, state).filtersObjects();
    const auto shows = [&](const model::Object* object) {
        return object && object->kind != trace::ObjectKind::Lane && (!filtered || matchesFilter(object->name, state.filter));
    };
    const auto families = objectFamilies(model, shows);
    for (ObjectId id : model.objects()) {
        const model::Object* object = model.object(id);
        if (!shows(object))
            continue;
        const auto family = families.empty() ? families.end() : families.find(familyKey(*object));
        const bool many = family != families.end() && family->second->size() > ManyObjects;
        const ObjectId first = many ? family->second->front() : ObjectId{};
        if (many && id != first && id != state.selectedObject && !state.spread.contains(first))
            continue;
        const int slotCount = ownerSlots(*object);
        const double height = std::round((slotCount > 1 ? 19 + 14 * slotCount : object->kind == trace::ObjectKind::RecursiveMutex ? 56 : 36) * theme.typeScale());
        Row row;
        row.object = id;
        row.height = height;
        if (id == first) {
            row.objects = family->second;
            row.foldable = true;
            row.folded = !state.spread.contains(first);
            if (row.folded)
                row.height = std::round(36 * theme.typeScale());
        }
        rows.push_back(std::move(row));
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

// Pinned rows come first. Those that would take more than half of the lanes' area scroll with the others.
double stuckHeight(const std::vector<Row>& rows, double room) {
    double stuck = 0;
    for (const Row& row : rows) {
        if (!row.pinned || row.top + row.height > room / 2)
            break;
        stuck = row.top + row.height;
    }
    return stuck;
}

} // namespace

TimelineGeometry geometryOf(const std::vector<Row>& laneRows, const std::vector<Row>& objectRows, const ViewState& state,
                            QSizeF size, const Theme& theme) {
    const double laneContent = contentHeight(laneRows), objectContent = contentHeight(objectRows);
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
    result.stuck = stuckHeight(laneRows, lanes);
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

TimelineGeometry timelineGeometry(const model::Model& model, const ViewState& state, QSizeF size, const Theme& theme) {
    return geometryOf(laneRows(model, state), objectRows(model, state, theme), state, size, theme);
}

double fullHeight(const model::Model& model, const ViewState& state, const Theme& theme) {
    const double objects = contentHeight(objectRows(model, state, theme));
    return std::round(RulerHeight * theme.typeScale()) + contentHeight(laneRows(model, state)) +
           (objects > 0 ? objects + std::round(HeadingHeight * theme.typeScale()) : 0);
}

const Row* rowAt(const std::vector<Row>& rows, const ViewState& state, const TimelineGeometry& geometry, double y) {
    if (y < geometry.lanes.top() || y >= geometry.lanes.bottom())
        return nullptr;
    const double seen = y - geometry.lanes.top();
    const double content = seen < geometry.stuck ? seen : seen + std::clamp(state.scrollY, 0.0, geometry.maxScrollY());
    const auto row = std::partition_point(rows.begin(), rows.end(),
                                          [&](const Row& r) { return r.top + r.height <= content; });
    return row == rows.end() ? nullptr : &*row;
}

LaneId laneAt(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry, double y) {
    const std::vector<Row> rows = laneRows(model, state);
    const Row* row = rowAt(rows, state, geometry, y);
    return row ? row->lane : LaneId{};
}

double scrollToLane(const model::Model& model, const ViewState& state, const TimelineGeometry& geometry, LaneId lane) {
    const double scroll = std::clamp(state.scrollY, 0.0, geometry.maxScrollY());
    const model::Lane* known = model.lane(lane);
    const model::Lane* parent = known ? model.lane(known->parent) : nullptr;
    const bool inCrowd = parent && parent->crowd && !state.unfolded.contains(parent->id);
    const std::vector<Row> rows = laneRows(model, state);
    const auto own = [&](const Row& row) { return !row.members && row.lane == lane && !row.crowd; };
    // Alone, else together with others.
    auto row = std::find_if(rows.begin(), rows.end(), own);
    if (row == rows.end())
        row = std::find_if(rows.begin(), rows.end(), [&](const Row& r) {
            if (inCrowd)
                return r.crowd && r.lane == parent->id;
            return r.members && std::find(r.members->begin(), r.members->end(), lane) != r.members->end();
        });
    if (row == rows.end())
        return state.scrollY;
    if (row->top + row->height <= geometry.stuck)
        return scroll;
    if (row->top < scroll + geometry.stuck)
        return std::max(0.0, row->top - geometry.stuck);
    if (row->top + row->height > scroll + geometry.lanes.height())
        return std::clamp(row->top + row->height - geometry.lanes.height(), 0.0, geometry.maxScrollY());
    return scroll;
}

} // namespace braid::render
