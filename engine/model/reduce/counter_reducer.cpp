#include "engine/model/reduce/counter_reducer.h"

#include "engine/model/reduce/wait_reducer.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace braid::model {

void applyCounter(const Step& step) {
    if (!step.object || step.object->kind != trace::ObjectKind::Counter)
        return;
    ObjectRecord& counter = *step.object;
    if (static_cast<trace::ValueType>(step.event.b) == trace::ValueType::Floating) {
        const auto value = std::bit_cast<double>(step.event.a);
        constexpr double Most = 9e15; // of which a double still knows each whole number
        counter.value = std::isnan(value) ? 0 : std::llround(std::clamp(value, -Most, Most));
    } else {
        counter.value = static_cast<std::int64_t>(step.event.a);
    }
    counter.storedEvents.push_back(step.index);
    updateLevel(counter, step.time);
}

void applyFlow(ModelData& data, const Step& step) {
    const auto [entry, fresh] = data.flows.try_emplace(step.event.a, step.index);
    if (!fresh && step.event.kind != trace::EventKind::FlowBegin)
        data.connect(entry->second, step.index, ArrowKind::Flow);
    entry->second = step.index;
    if (step.event.kind == trace::EventKind::FlowEnd)
        data.flows.erase(entry);
}

} // namespace braid::model
