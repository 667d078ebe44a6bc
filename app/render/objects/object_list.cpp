#include "app/render/objects/object_slots.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/row_heights.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/theme.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace braid::render {

namespace {

/// Objects that together are higher than so many pixels do not grow with the lanes.
constexpr double MostGrown = 400;

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

constexpr double LeastObjectRow = 36; ///< two lines of words in the header
constexpr double AroundSlots = 19;    ///< of the row's height, above and below owners and items
constexpr double OwnerSlotHeight = 14;

double objectRowHeight(const model::Object& object, double scale) {
    double height = object.kind == trace::ObjectKind::RecursiveMutex ? 56 * scale : LeastObjectRow * scale;
    if (const int owners = ownerSlots(object); owners > 1)
        height = (AroundSlots + OwnerSlotHeight * owners) * scale;
    if (const int items = itemSlots(object); items > 0)
        height = std::max(height, AroundSlots * scale + itemsHeight(items, scale) + unfinishedHeight(object, scale));
    else if (object.unfinishedCounts)
        height += unfinishedHeight(object, scale);
    return std::round(height);
}

} // namespace

int ownerSlots(const model::Object& object) {
    const bool semaphore = object.kind == trace::ObjectKind::Semaphore || object.kind == trace::ObjectKind::BoundedSemaphore;
    if (semaphore && object.initial > 1 && object.initial <= 6)
        return static_cast<int>(object.initial);
    return object.kind == trace::ObjectKind::SharedMutex ? 3 : 1;
}

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
        Row row;
        row.object = id;
        row.height = objectRowHeight(*object, theme.typeScale());
        if (id == first) {
            row.objects = family->second;
            row.foldable = true;
            row.folded = !state.spread.contains(first);
            if (row.folded)
                row.height = std::round(LeastObjectRow * theme.typeScale());
        }
        rows.push_back(std::move(row));
    }
    // Descriptors last: there may be hundreds of them, and each says little.
    std::stable_partition(rows.begin(), rows.end(), [&](const Row& row) {
        return model.object(row.object)->kind != trace::ObjectKind::Descriptor;
    });
    if (rows.size() > state.mostObjects)
        rows.resize(state.mostObjects);
    growObjects(rows, 1);
    if (state.rowHeight)
        growObjects(rows, std::min(objectGrowth(*state.rowHeight, 1), std::max(1.0, MostGrown / std::max(1.0, contentHeight(rows)))));
    return rows;
}

} // namespace braid::render
