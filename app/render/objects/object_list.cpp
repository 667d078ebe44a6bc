#include "app/render/objects/object_interest.h"
#include "app/render/objects/object_slots.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/row_heights.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/theme.h"
#include "engine/model/query/processors.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

namespace braid::render {

namespace {

/// Objects that together are higher than so many pixels do not grow with the lanes.
constexpr double MostGrown = 400;

/// What objects have in common that are one row: their kind, and their name but for its numbers.
using FamilyKey = std::tuple<trace::ObjectKind, std::string_view, std::string_view>;
FamilyKey familyKey(const model::Object& object) {
    constexpr std::string_view Digits = "0123456789";
    const std::string_view name = object.name;
    const std::size_t first = name.find_first_of(Digits);
    if (first == std::string_view::npos)
        return {object.kind, name, {}};
    const std::size_t behind = std::min(name.find_first_not_of(Digits, first), name.size());
    const std::size_t next = std::min(name.find_first_of(Digits, behind), name.size());
    return {object.kind, name.substr(0, first), name.substr(behind, next - behind)};
}
/// A name without a number is no family, even if many bear it.
bool hasNumber(const model::Object& object) { return object.name.find_first_of("0123456789") != std::string::npos; }

using Families = std::map<FamilyKey, std::shared_ptr<std::vector<ObjectId>>>;

Families familiesOf(const model::Model& model, const std::vector<ObjectId>& objects) {
    Families families;
    auto last = families.end(); // they mostly come one after the other
    for (const ObjectId id : objects) {
        const model::Object& object = *model.object(id);
        if (!hasNumber(object))
            continue;
        if (const FamilyKey key = familyKey(object); last == families.end() || last->first != key)
            last = families.try_emplace(key, std::make_shared<std::vector<ObjectId>>()).first;
        last->second->push_back(id);
    }
    std::erase_if(families, [](const auto& family) { return family.second->size() < 2; });
    return families;
}

bool isAlike(const model::Model& model, ObjectId one, ObjectId other) {
    const model::Object *first = model.object(one), *second = model.object(other);
    return first && second && hasNumber(*first) && hasNumber(*second) && familyKey(*first) == familyKey(*second);
}

/// What the person asked of the family of `members`. It stands at the member that was the first when they did: which of them are shown
/// changes with the selection and the filters.
std::optional<bool> askedOf(const model::Model& model, const ViewState& state, const std::vector<ObjectId>& members) {
    for (const auto& [id, fold] : state.objectFamilies)
        if (isAlike(model, id, members.front()))
            return fold;
    return std::nullopt;
}

bool folds(const model::Model& model, const ViewState& state, const std::vector<ObjectId>& members) {
    return askedOf(model, state, members).value_or(members.size() > ManyObjects);
}

/// The families again, as rows: a folded one stands for all of its members.
std::size_t rowCountOf(const model::Model& model, const ViewState& state, const std::vector<ObjectId>& objects) {
    std::size_t rows = objects.size();
    for (const auto& [key, family] : familiesOf(model, objects))
        if (folds(model, state, *family))
            rows -= family->size() - 1;
    return rows;
}

constexpr double LeastObjectRow = 36; ///< two lines of words in the header
constexpr double MoreRow = 24;
constexpr double ProcessorRow = 32;
constexpr std::size_t MostProcessors = 16; ///< rows
constexpr double AroundSlots = 19;         ///< of the row's height, above and below owners and items
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

/// The objects that are shown, and how many are not.
struct Shown {
    std::vector<ObjectId> objects;
    std::size_t hidden = 0;
};

Shown shownObjects(const model::Model& model, const ViewState& state) {
    const bool filtered = LaneFilter(model, state).filtersObjects();
    Shown shown;
    std::vector<ObjectId> withSmall;
    for (const ObjectId id : model.objects()) {
        const model::Object* object = model.object(id);
        if (!object || object->kind == trace::ObjectKind::Lane || (filtered && !nameMatches(model, object->name, state.filter)))
            continue;
        // What was asked for by name or by a click is shown whatever happened on it.
        const bool wanted = state.allObjects || filtered || id == state.selectedObject || id == state.onlyObject || state.findings.contains(id);
        const Interest interest = wanted ? Interest::Great : interestOf(model, *object);
        if (interest == Interest::Great)
            shown.objects.push_back(id);
        if (interest != Interest::None)
            withSmall.push_back(id);
        else
            ++shown.hidden;
    }
    if (withSmall.size() == shown.objects.size())
        return shown;
    if (rowCountOf(model, state, withSmall) <= FewObjects)
        shown.objects = std::move(withSmall);
    else
        shown.hidden += withSmall.size() - shown.objects.size();
    return shown;
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
    if (state.showProcessors.value_or(model::processorsMatter(model)))
        for (const std::uint32_t processor : model.processors()) {
            if (rows.size() == MostProcessors)
                break;
            rows.emplace_back();
            rows.back().processor = processor;
            rows.back().height = std::round(ProcessorRow * theme.typeScale());
        }
    const std::size_t processors = rows.size();
    Shown shown = shownObjects(model, state);
    const Families families = familiesOf(model, shown.objects);
    for (const ObjectId id : shown.objects) {
        const model::Object& object = *model.object(id);
        const auto family = hasNumber(object) ? families.find(familyKey(object)) : families.end();
        const bool member = family != families.end();
        const ObjectId first = member ? family->second->front() : ObjectId{};
        const bool folded = member && folds(model, state, *family->second);
        if (folded && id != first && id != state.selectedObject)
            continue;
        Row row;
        row.object = id;
        row.height = objectRowHeight(object, theme.typeScale());
        if (member && id == first && (folded || family->second->size() > ManyObjects || askedOf(model, state, *family->second))) {
            row.objects = family->second;
            row.foldable = true;
            row.folded = folded;
            if (row.folded)
                row.height = std::round(LeastObjectRow * theme.typeScale());
        }
        rows.push_back(std::move(row));
    }
    // Descriptors last: there may be hundreds of them, and each says little.
    std::stable_partition(rows.begin() + static_cast<std::ptrdiff_t>(processors), rows.end(), [&](const Row& row) {
        return model.object(row.object)->kind != trace::ObjectKind::Descriptor;
    });
    for (; rows.size() > processors && rows.size() - processors > state.mostObjects; rows.pop_back())
        shown.hidden += rows.back().folded ? rows.back().objects->size() : 1;
    if (shown.hidden > 0) {
        rows.emplace_back();
        rows.back().height = std::round(MoreRow * theme.typeScale());
        rows.back().more = shown.hidden;
    }
    growObjects(rows, 1);
    if (state.rowHeight)
        growObjects(rows, std::min(objectGrowth(*state.rowHeight, 1), std::max(1.0, MostGrown / std::max(1.0, contentHeight(rows)))));
    return rows;
}

std::optional<ObjectFamily> objectFamilyOf(const model::Model& model, const ViewState& state, const model::Object& object) {
    const Families families = familiesOf(model, shownObjects(model, state).objects);
    const auto family = hasNumber(object) ? families.find(familyKey(object)) : families.end();
    if (family == families.end() || std::find(family->second->begin(), family->second->end(), object.id) == family->second->end())
        return std::nullopt;
    const ObjectId first = family->second->front();
    return ObjectFamily{first, family->second->size(), folds(model, state, *family->second)};
}

void foldObjectFamily(const model::Model& model, ViewState& state, const model::Object& object, bool fold) {
    const Families families = familiesOf(model, shownObjects(model, state).objects);
    const auto family = hasNumber(object) ? families.find(familyKey(object)) : families.end();
    if (family == families.end())
        return;
    const ObjectId first = family->second->front();
    std::erase_if(state.objectFamilies, [&](const auto& asked) { return isAlike(model, asked.first, first); });
    state.objectFamilies[first] = fold;
}

} // namespace braid::render
