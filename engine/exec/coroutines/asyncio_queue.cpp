#include "engine/exec/coroutines/asyncio_queue.h"

namespace braid::asyncio {

using exec::ListWait;
using exec::WaitingPlace;
using trace::EventKind;

// Who was woken looks again: another one may have been quicker.

task<> queue_base::awaitRoom(CallSite site) {
    for (EventKind wait = EventKind::PutWait; !m_counts.hasRoom(); wait = EventKind::None) {
        WaitingPlace place;
        if (!co_await ListWait(m_counts.putters, place, {wait, m_counts.traced()}, site))
            continue;
        place.leave();
        m_counts.failed(EventKind::PutFailed, trace::Failure::Cancelled, site);
        throw cancelled_error();
    }
}

task<> queue_base::awaitItem(CallSite site) {
    for (EventKind wait = EventKind::GetWait; !m_counts.hasItem(); wait = EventKind::None) {
        WaitingPlace place;
        if (!co_await ListWait(m_counts.getters, place, {wait, m_counts.traced()}, site))
            continue;
        place.leave();
        m_counts.failed(EventKind::GetFailed, trace::Failure::Cancelled, site);
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
