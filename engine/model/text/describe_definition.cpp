#include "engine/model/text/describe_definition.h"

#include "engine/model/text/patterns.h"

namespace braid::model {

using trace::EventKind;

Sentence describeDefinition(const Model& model, const trace::Event& event, std::string who) {
    switch (event.kind) {
    case EventKind::DefineModule:
        return {patterns::NamesModule, {std::string(event.text.substr(0, event.text.find('\0'))), hexText(event.a)}, {}};
    case EventKind::ResultOf:
        return {patterns::IsResultOf, {std::string(model.name(event.object)), std::string(model.name(ObjectId{event.b}))}, {}};
    case EventKind::CopyOf:
        return {patterns::IsCopyOf, {std::move(who), std::string(model.name(event.object))}, {}};
    case EventKind::GivenOutside:
        if (model.object(event.object))
            return {patterns::MayBeGivenOutside, {std::string(model.name(event.object))}, {}};
        return {patterns::HasUnknownThreads, {std::to_string(event.a)}, {}};
    default: {
        const Site* site = model.site(SiteId{event.object.value});
        return {patterns::NamesCode, {site ? placeText(*site) : "?"}, {}};
    }
    }
}

} // namespace braid::model
