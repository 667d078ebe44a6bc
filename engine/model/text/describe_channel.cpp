#include "engine/model/text/describe_channel.h"

#include "engine/model/text/patterns.h"

#include <algorithm>

namespace braid::model {

using trace::EventKind;

std::optional<Sentence> describeChannel(const Model& model, const trace::Event& event, const std::string& who, const std::string& what) {
    const Object* object = model.object(event.object);
    if (event.kind == EventKind::ChannelClosed)
        return Sentence{patterns::Closes, {who, what}, {}};
    if (event.kind == EventKind::AlsoWaits)
        return Sentence{patterns::AlsoWaitsFor, {who, what}, {}};
    if (!object || object->kind != trace::ObjectKind::Channel)
        return std::nullopt;
    const bool failed = event.kind == EventKind::PutFailed || event.kind == EventKind::GetFailed;
    if (failed && event.b == static_cast<std::uint32_t>(trace::Failure::Broken))
        return Sentence{patterns::FindsClosed, {who, what}, {}};
    if (object->initial > 0)
        return std::nullopt;
    if (event.kind == EventKind::PutFailed)
        return Sentence{event.b == static_cast<std::uint32_t>(trace::Failure::Full) ? patterns::FindsNoReceiver : patterns::GivesUpSend, {who, what}, {}};
    if (event.kind != EventKind::PutWait)
        return std::nullopt;
    if (event.a == 0)
        return Sentence{patterns::WaitsForReceiver, {who, what}, {}};
    return Sentence{patterns::WaitsForReceiverAtMost, {who, what, durationText(static_cast<Nanos>(std::min<std::uint64_t>(event.a, INT64_MAX)))}, {}};
}

} // namespace braid::model
