#include "engine/model/reduce/text_reducer.h"

#include "engine/model/store/key_and_value.h"

#include <algorithm>
#include <charconv>

namespace braid::model {

using trace::EventKind;

namespace {

/// More moves of parameters than a hand can make are not kept.
constexpr std::size_t MostMoved = 4096;

} // namespace

std::optional<MovedParameter> movedParameter(const trace::Event& event) {
    auto [name, json] = keyAndValue(event.text);
    MovedParameter moved{std::move(name), 0, soundTime(event.time), NoEvent};
    const auto [end, error] = std::from_chars(json.data(), json.data() + json.size(), moved.value);
    if (error != std::errc() || end != json.data() + json.size() || moved.name.empty())
        return std::nullopt;
    return moved;
}

void applyText(ModelData& data, const Step& step) {
    switch (step.event.kind) {
    case EventKind::RunInfo:
        data.info.push_back(keyAndValue(step.event.text));
        // A recorded program says its command first: a scenario's program in Python has names of its own.
        data.ofScenario = data.ofScenario || (data.info.back().first == "scenario" && std::none_of(data.info.begin(), data.info.end(), [](const auto& said) { return said.first == "command"; }));
        break;
    case EventKind::Parameter:
        data.parameters.push_back(keyAndValue(step.event.text));
        break;
    case EventKind::ParameterMoved:
        if (std::optional<MovedParameter> moved = movedParameter(step.event); moved && data.moved.size() < MostMoved) {
            moved->at = step.time - static_cast<Nanos>(std::min(step.event.a, static_cast<std::uint64_t>(step.time)));
            moved->event = step.index;
            data.moved.push_back(*std::move(moved));
        }
        break;
    case EventKind::RunResult:
        data.results.push_back(keyAndValue(step.event.text));
        break;
    case EventKind::Print:
        data.prints.push_back(step.index);
        data.mark(step);
        break;
    case EventKind::Fault:
        if (step.object)
            step.object->storedEvents.push_back(step.index);
        data.mark(step);
        break;
    default: // Note, TraceFull
        data.mark(step);
    }
}

} // namespace braid::model
