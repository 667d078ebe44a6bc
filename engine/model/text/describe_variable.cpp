#include "engine/model/text/describe_variable.h"

#include "engine/model/query/shared_value.h"
#include "engine/model/text/patterns.h"

#include <utility>

namespace braid::model {

using trace::EventKind;

Sentence describeVariable(const Model& model, const Object& variable, EventIndex index, std::string who) {
    const trace::Event event = model.event(index);
    const std::string name = named(model, variable.name);
    switch (event.kind) {
    case EventKind::Modify: {
        const std::string value = valueText(event);
        trace::Event before = valueBefore(model.log(), variable, index);
        if (before.kind == EventKind::None && event.b == static_cast<std::uint32_t>(trace::ValueType::Text))
            return {patterns::ModifiesUnknown, {std::move(who), name, value}, {}}; // the first text is not in the trace
        before.b = event.b;
        return {patterns::Modifies, {std::move(who), valueText(before), name, value}, {}};
    }
    case EventKind::ExchangeFailed:
        return {patterns::FindsOther, {std::move(who), name}, {}};
    default: // WaitBegin
        return {patterns::WaitsForChange, {std::move(who), name, valueText(valueAwaited(model.log(), variable, index))}, {}};
    }
}

} // namespace braid::model
