#include "engine/exec/coroutines/asyncio_queue.h"

namespace braid::asyncio {

using exec::ListWait;
using exec::WaitingPlace;
using trace::EventKind;

/// For room, or for an item. Who was woken looks again: another one may have been quicker.
task<> queue_base::await(bool room, CallSite site) {
    const auto ready = [this, room] { return room ? m_counts.hasRoom() : m_counts.hasItem(); };
    for (EventKind wait = room ? EventKind::PutWait : EventKind::GetWait; !ready(); wait = EventKind::None) {
        WaitingPlace place;
        if (!co_await ListWait(room ? m_counts.putters : m_counts.getters, place, {wait, m_counts.traced()}, site))
            continue;
        place.leave();
        m_counts.failed(room ? EventKind::PutFailed : EventKind::GetFailed, trace::Failure::Cancelled, site);
        throw cancelled_error();
    }
}

task<> queue_base::join(CallSite site) {
    m_counts.pass(schedule::OperationKind::Drain, site);
    for (EventKind wait = EventKind::DrainWait; !m_counts.allDone(); wait = EventKind::None) {
        WaitingPlace place;
        if (!co_await ListWait(m_counts.joiners, place, {wait, m_counts.traced()}, site))
            continue;
        m_counts.drained(trace::WaitInVain, site);
        throw cancelled_error();
    }
    m_counts.drained(trace::WaitWoken, site);
}

} // namespace braid::asyncio
