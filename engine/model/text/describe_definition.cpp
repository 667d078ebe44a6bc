#include "engine/model/text/describe_definition.h"

#include "engine/model/text/patterns.h"

namespace braid::model {

using trace::EventKind;

namespace {

Sentence describeEnd(const trace::Event& event, std::string who, std::string descriptor) {
    switch (static_cast<trace::EndFact>(event.b)) {
    case trace::EndFact::Listens:
        return {patterns::Listens, {std::move(descriptor), std::to_string(event.a)}, {}};
    case trace::EndFact::Put:
        return {patterns::BytesPut, {std::move(descriptor), std::to_string(static_cast<std::int64_t>(event.a))}, {}};
    case trace::EndFact::Got:
        return {patterns::BytesGot, {std::move(descriptor), std::to_string(event.a)}, {}};
    case trace::EndFact::Has:
        return {patterns::StillHas, {std::move(who), std::move(descriptor)}, {}};
    default:
        return {patterns::IsEndOf, {std::move(descriptor)}, {}};
    }
}

} // namespace

Sentence describeDefinition(const Model& model, const trace::Event& event, std::string who) {
    switch (event.kind) {
    case EventKind::DefineModule:
        return {patterns::NamesModule, {std::string(event.text.substr(0, event.text.find('\0'))), hexText(event.a)}, {}};
    case EventKind::ResultOf:
        return {patterns::IsResultOf, {named(model, event.object), named(model, ObjectId{event.b})}, {}};
    case EventKind::CopyOf:
        return {patterns::IsCopyOf, {std::move(who), named(model, event.object)}, {}};
    case EventKind::GivenOutside:
        if (model.object(event.object))
            return {patterns::MayBeGivenOutside, {named(model, event.object)}, {}};
        return {patterns::HasUnknownThreads, {std::to_string(event.a)}, {}};
    case EventKind::ObjectAt:
        return {patterns::LiesAt, {named(model, event.object), hexText(event.a)}, {}};
    case EventKind::NameObject:
        return {patterns::IsCalled, {named(model, event.text)}, {}};
    case EventKind::SourceText:
        return {patterns::KeepsSource, {std::string(event.text.substr(0, event.text.find('\0')))}, {}};
    case EventKind::EndOf:
        if (!event.object)
            return {patterns::TellsEnds, {std::move(who)}, {}};
        return describeEnd(event, std::move(who), named(model, event.object));
    case EventKind::WatchedIs:
        return {patterns::IsWatchedAs, {std::to_string(event.a), named(model, event.object), named(model, ObjectId{event.b})}, {}};
    case EventKind::EndShut: {
        const char* down = event.b == trace::ReadyToRead    ? patterns::ShutsReading
                           : event.b == trace::ReadyToWrite ? patterns::ShutsWriting
                                                            : patterns::ShutsDown;
        return {event.a == 0 ? patterns::Closes : down, {std::move(who), named(model, event.object)}, {}};
    }
    default: {
        const Site* site = model.site(SiteId{event.object.value});
        return {patterns::NamesCode, {site ? placeText(*site) : "?"}, {}};
    }
    }
}

} // namespace braid::model
