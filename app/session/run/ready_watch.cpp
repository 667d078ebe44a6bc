#include "app/session/run/ready_watch.h"

#include "engine/trace/control.h"
#include "engine/trace/writer/ticks.h"

namespace braid::session {
namespace {

using model::Interval;

bool computes(const model::Lane& lane) {
    return !lane.intervals().empty() && (lane.intervals().back().state == model::State::Running || lane.intervals().back().state == model::State::Ready);
}

/// It did something else than to compute since `events` were told. What was told of processors meanwhile is no other work.
bool waitedSince(const model::Model& model, const model::Lane& lane, std::size_t events) {
    for (std::optional<Interval> stretch = lane.intervals().back(); stretch && stretch->event != model::NoEvent && stretch->event >= events; stretch = lane.before(*stretch))
        if (model.log()[stretch->event].kind != trace::EventKind::OffCpuOther)
            return true;
    return false;
}

} // namespace

ReadyWatch::ReadyWatch(trace::File& file) : m_board(trace::newDelayBoard()), m_file(file) {}

void ReadyWatch::follow(const model::Model& model) {
    if (!m_board)
        return;
    bool any = false;
    for (const LaneId id : model.lanes()) {
        const model::Lane& lane = *model.lane(id);
        if (lane.kind != trace::LaneKind::Thread)
            continue;
        const auto known = m_seats.find(id.value);
        if (known == m_seats.end()) {
            if (lane.unfinished() && computes(lane))
                sit(model, lane);
            continue;
        }
        Seat& seat = known->second;
        trace::DelaySlot& slot = m_board->delaySlots[seat.slot];
        if (!lane.unfinished()) {
            slot.tid.store(0);
            m_free.push_back(seat.slot);
            m_seats.erase(known);
            continue;
        }
        if (waitedSince(model, lane, seat.events)) {
            slot.waited.store(1, std::memory_order_relaxed);
            slot.waits.store(slot.waits.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        }
        seat.events = model.log().size();
        slot.waiting.store(computes(lane) ? 0 : 1, std::memory_order_release);
        any = any || computes(lane);
    }
    if (any && m_board->asleep.load(std::memory_order_relaxed) != 0) {
        m_board->wake.fetch_add(1);
        trace::futexWakeAll(m_board->wake);
    }
}

void ReadyWatch::sit(const model::Model& model, const model::Lane& lane) {
    const model::Lane* process = model.lane(lane.parent);
    if (!process || process->osId == 0 || lane.osId == 0 || (m_free.empty() && m_used == trace::DelayBoard::Most))
        return;
    std::uint32_t place = m_used;
    if (m_free.empty()) {
        m_board->used.store(++m_used);
    } else {
        place = m_free.back();
        m_free.pop_back();
    }
    m_seats[lane.id.value] = {place, model.log().size()};
    trace::DelaySlot& slot = m_board->delaySlots[place];
    slot.told.store(trace::NotReadYet);
    slot.pid.store(process->osId);
    slot.lane.store(lane.id.value);
    slot.waiting.store(0);
    slot.waits.store(0);
    slot.waited.store(0);
    slot.lookedAt.store(trace::monotonicNanos());
    slot.tid.store(lane.osId); // last: now the sampler looks at it
    if (!m_sampler)
        m_sampler.emplace(m_file, *m_board);
}

} // namespace braid::session
