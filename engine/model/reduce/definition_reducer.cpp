#include "engine/model/reduce/definition_reducer.h"

#include "engine/model/reduce/connection_reducer.h"
#include "engine/model/reduce/family_reducer.h"
#include "engine/model/reduce/lane_reducer.h"
#include "engine/model/reduce/lock_reducer.h"
#include "engine/model/reduce/wait_reducer.h"
#include "engine/model/store/key_and_value.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace braid::model {

using trace::EventKind;

namespace {

/// Greater counts are taken for this one: a damaged file must not make sums overflow.
constexpr std::uint64_t GreatestCount = std::uint64_t{1} << 40;

void defineLane(ModelData& data, const Step& step) {
    const trace::Event& event = step.event;
    const LaneId id = laneOf(event.object);
    if (!id || data.laneRecord(id) || step.object)
        return;
    const auto kind = static_cast<std::uint8_t>(event.a);
    if (kind < static_cast<std::uint8_t>(trace::LaneKind::Process) ||
        kind > static_cast<std::uint8_t>(trace::LaneKind::Coroutine))
        return;
    data.ids.at(id.value).lane = static_cast<std::uint32_t>(data.lanes.size());
    data.lanes.emplace_back();
    LaneRecord& lane = data.lanes.back();
    lane.id = id;
    lane.kind = static_cast<trace::LaneKind>(kind);
    lane.rank = (lane.kind == trace::LaneKind::Process ? data.processes : data.executing)++;
    lane.daemon = (event.a >> 8 & 1) != 0;
    lane.osId = static_cast<std::uint32_t>(event.a >> 32);
    lane.name = event.text;
    lane.created = step.time;
    // A parent comes before its children, so the tree has no cycles, whatever the file says.
    LaneRecord* parent = data.laneRecord(LaneId{event.b});
    if (parent && parent->nesting >= ModelData::DeepestNesting)
        parent = data.laneRecord(parent->parent);
    if (parent && parent->id != id) {
        lane.parent = parent->id;
        lane.nesting = parent->nesting + 1;
        parent->children.push_back(id);
    } else {
        data.roots.push_back(id);
    }
    data.laneOrder.push_back(id);
    nameInFull(data, lane);
    setState(data, lane, step.time, State::Created, {}, step);
    joinFamily(data, lane);
    if (parent && parent->id != id)
        joinCrowd(data, *parent, lane);
}

void defineObject(ModelData& data, const Step& step) {
    const trace::Event& event = step.event;
    const ObjectId id = event.object;
    if (!id || step.object || data.laneRecord(laneOf(id)))
        return;
    if (!trace::isObjectKind(event.b) || event.b == static_cast<std::uint32_t>(trace::ObjectKind::Lane))
        return;
    data.ids.at(id.value).object = static_cast<std::uint32_t>(data.objects.size());
    data.objects.emplace_back();
    ObjectRecord& object = data.objects.back();
    object.id = id;
    object.kind = static_cast<trace::ObjectKind>(event.b);
    object.name = event.text;
    const bool counter = object.kind == trace::ObjectKind::Counter;
    if (event.text.find('\0') != std::string_view::npos)
        std::tie(object.name, counter ? data.units[id.value] : object.word) = keyAndValue(event.text);
    // Of a variable and of a counter they are the bits of its first value, of everything else a count.
    const bool bits = counter || object.kind == trace::ObjectKind::Variable;
    object.initial = static_cast<std::int64_t>(bits ? event.a : std::min(event.a, GreatestCount));
    object.created = step.time;
    object.creator = event.lane;
    if (counter || object.semaphore() || object.kind == trace::ObjectKind::Latch)
        object.value = object.initial;
    else if (object.kind == trace::ObjectKind::Event)
        object.value = object.initial != 0;
    object.expected = object.initial;
    data.objectOrder.push_back(id);
    object.storedLevels.append({step.time, 0, 0});
    updateLevel(object, step.time);
}

void copyObject(ModelData& data, const Step& step) {
    const ObjectRecord* original = data.objectRecord(ObjectId{static_cast<std::uint32_t>(step.event.a)});
    const LaneRecord* process = step.lane ? data.laneRecord(step.lane->parent) : nullptr;
    if (!step.object || !original || original == step.object || !process || step.object->copyOf)
        return;
    step.object->copyOf = original->id;
    step.object->word = original->word;
    noteCopy(data, *step.object);
    inherit(data, *step.object, *original, *process, *step.lane);
}

void defineSite(ModelData& data, const Step& step) {
    const trace::Event& event = step.event;
    const std::uint32_t id = event.object.value;
    if (id == 0 || id > UINT16_MAX)
        return;
    if (id >= data.sites.size())
        data.sites.resize(id + 1);
    if (event.kind == EventKind::DefineSite) {
        auto [file, function] = keyAndValue(event.text);
        data.sites[id] = {std::move(file), static_cast<std::uint32_t>(event.a), 0, 0, std::move(function), SiteId{static_cast<std::uint16_t>(std::min<std::uint32_t>(event.b, UINT16_MAX))}};
        return;
    }
    const Module* known = data.module(event.b);
    data.sites[id] = {known ? known->path : "?", 0, event.b, event.a, std::string(event.text), {}};
}

} // namespace

void applyDefinition(ModelData& data, const Step& step) {
    const trace::Event& event = step.event;
    switch (event.kind) {
    case EventKind::DefineLane:
        defineLane(data, step);
        break;
    case EventKind::RenameLane:
        if (LaneRecord* lane = data.laneRecord(laneOf(event.object)))
            renameLane(data, *lane, step.time, event.text);
        break;
    case EventKind::DefineObject:
        defineObject(data, step);
        break;
    case EventKind::DefineModule: {
        auto [path, buildId] = keyAndValue(event.text);
        if (event.object)
            data.modules.try_emplace(event.object.value, Module{std::move(path), std::move(buildId), event.a, event.lane});
        break;
    }
    case EventKind::ResultOf:
        if (step.object && step.object->kind == trace::ObjectKind::Event) {
            step.object->resultOf = ObjectId{event.b};
            step.object->task = event.a;
        }
        break;
    case EventKind::CopyOf:
        copyObject(data, step);
        break;
    case EventKind::GivenOutside:
        if (step.object)
            step.object->givenOutside = std::min(step.object->givenOutside, step.time);
        else if (data.laneRecord(laneOf(event.object)))
            data.unknownThreads.emplace_back(step.time, static_cast<std::uint32_t>(std::min<std::uint64_t>(event.a, UINT32_MAX)));
        break;
    case EventKind::NameObject:
        if (step.object)
            step.object->name = event.text;
        break;
    case EventKind::SourceText:
        data.sources.add(event);
        break;
    case EventKind::ObjectAt:
        if (step.object) {
            step.object->address = event.a;
            step.object->module = event.b;
        }
        break;
    case EventKind::EndOf:
    case EventKind::WatchedIs:
        applyConnection(data, step);
        break;
    default:
        defineSite(data, step);
    }
}

} // namespace braid::model
