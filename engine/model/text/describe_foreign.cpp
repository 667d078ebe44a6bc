#include "engine/model/text/describe_foreign.h"

#include "engine/model/text/patterns.h"

namespace braid::model {

using trace::EventKind;

Sentence describeForeign(const Model& model, const trace::Event& event, const std::string& who, const std::string& what) {
    if (event.kind == EventKind::Counted) {
        std::string value = valueText(event);
        if (const std::string_view unit = model.unitOf(event.object); !unit.empty())
            value += " " + std::string(unit);
        return {patterns::Counts, {who, what, std::move(value)}, {}};
    }
    const char* pattern = event.kind == EventKind::FlowBegin  ? patterns::BeginsFlow
                          : event.kind == EventKind::FlowStep ? patterns::StepsFlow
                                                              : patterns::EndsFlow;
    return {pattern, {who, event.text.empty() ? std::to_string(event.a) : std::string(event.text)}, {}};
}

} // namespace braid::model
