#include "engine/model/query/processors.h"

namespace braid::model {

namespace {

constexpr Nanos LeastShare = 5; ///< the time ready is at least this part of the run's

std::optional<std::uint32_t> toldBy(const Model& model, EventIndex index) {
    if (index >= model.log().size())
        return std::nullopt;
    const trace::EventKind kind = model.log()[index].kind;
    if (kind != trace::EventKind::OffCpu && kind != trace::EventKind::OffCpuOther)
        return std::nullopt;
    const std::uint32_t number = model.event(index).b & trace::OffCpuProcessorMask;
    return number == 0 ? std::nullopt : std::optional(number - 1);
}

} // namespace

std::optional<std::uint32_t> processorOf(const Model& model, const Lane& lane, const Interval& interval) {
    if (interval.state != State::Running)
        return std::nullopt;
    if (const auto told = toldBy(model, interval.event))
        return told;
    // Woken from a wait it was ready first: then that stretch is what was told of.
    const std::optional<Interval> before = lane.before(interval);
    return before && before->state == State::Ready ? toldBy(model, before->event) : std::nullopt;
}

bool processorsMatter(const Model& model) {
    if (model.processors().empty() || model.readyNs() < model.endTime() / LeastShare)
        return false;
    std::size_t stretches = 0;
    for (const LaneId id : model.lanes())
        if (const Lane* lane = model.lane(id); lane && lane->kind == trace::LaneKind::Thread && (stretches += lane->intervals().size()) > MostProcessorStretches)
            return false;
    return true;
}

} // namespace braid::model
