#include "engine/analysis/waiting/self_context.h"

#include "engine/model/text/patterns.h"

#include <algorithm>

namespace braid::analysis {

namespace patterns = model::patterns;

namespace {

/// Of nested ones, outermost first.
constexpr std::size_t MostTasksTold = 3;

/// The lock of an open file, which the recorder names by the file.
bool isFileLock(const model::Object& object) { return object.kind == trace::ObjectKind::SharedMutex && object.name.starts_with("lock of file "); }

} // namespace

std::vector<model::Sentence> selfContext(const model::Model& model, const CycleEdge& edge) {
    std::vector<model::Sentence> context;
    const model::Lane* lane = model.lane(edge.lane);
    const model::Object* object = model.object(edge.waitsFor);
    if (!lane || !object || lane->intervals().empty())
        return context;
    const auto own = std::find_if(object->owners.begin(), object->owners.end(), [&](const model::Holding& each) { return each.lane == edge.lane; });
    const model::EventIndex waits = lane->intervals().back().event;
    if (own == object->owners.end() || own->acquired >= model.log().size() || waits >= model.log().size())
        return context;
    const model::Nanos since = model.log()[waits].time;
    for (const model::Task& task : lane->tasksIn(since, since + 1)) {
        if (task.event <= own->acquired || task.event > waits || task.begin < own->begin || context.size() == MostTasksTold)
            continue;
        const std::string label(model.event(task.event).text);
        context.push_back({patterns::SelfWithin, {label.empty() ? "?" : label, model::durationText(task.begin - own->begin)}, {}});
    }
    if (isFileLock(*object))
        context.push_back({patterns::SelfByAnotherDescriptor, {}, {}});
    return context;
}

} // namespace braid::analysis
