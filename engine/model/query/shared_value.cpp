#include "engine/model/query/shared_value.h"

namespace braid::model {

namespace {
constexpr int MostLookedAt = 4096; ///< events of a variable
} // namespace

trace::Event valueBefore(const Log& log, const Object& variable, EventIndex event) {
    trace::Event first;
    first.a = static_cast<std::uint64_t>(variable.initial);
    int looked = 0;
    for (const EventIndex index : eventsBefore(variable.events(), event).reversed()) {
        if (trace::tellsValue(log[index].kind))
            return log.event(index);
        if (++looked == MostLookedAt)
            break;
    }
    return first;
}

std::optional<FirstValue> firstValueOf(const Log& log, const Object& variable) {
    std::optional<FirstValue> first;
    int looked = 0;
    for (const EventIndex index : variable.events()) {
        if (++looked > MostLookedAt)
            return std::nullopt;
        const LogEntry& entry = log[index];
        if (!trace::tellsValue(entry.kind))
            continue;
        if (!first) {
            first.emplace();
            first->value.a = static_cast<std::uint64_t>(variable.initial);
            first->value.b = log.event(index).b;
        }
        if (trace::writesValue(entry.kind)) {
            first->until = entry.time;
            break;
        }
    }
    if (!first || first->value.b == static_cast<std::uint32_t>(trace::ValueType::None) || first->value.b == static_cast<std::uint32_t>(trace::ValueType::Text))
        return std::nullopt;
    return first;
}

trace::Event valueAwaited(const Log& log, const Object& variable, EventIndex wait) {
    const trace::Event begin = log.event(wait);
    if (begin.b == static_cast<std::uint32_t>(trace::ValueType::Text))
        return begin;
    trace::Event value = valueBefore(log, variable, wait);
    value.b = begin.b;
    return value;
}

bool hasChanged(const Log& log, const Object& variable, EventIndex wait, EventIndex event) {
    const trace::Event now = valueBefore(log, variable, event), then = valueAwaited(log, variable, wait);
    if (now.kind == trace::EventKind::None) // it has its first value
        return false;
    return now.b == static_cast<std::uint32_t>(trace::ValueType::Text) ? now.text != then.text : now.a != then.a;
}

} // namespace braid::model
