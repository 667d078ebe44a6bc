#include "engine/exec/threads/interpreter_lock.h"

#include "engine/exec/output.h"

namespace braid {

void interpreter_lock::take(std::chrono::nanoseconds switch_interval) {
    std::uint64_t seen = m_switches;
    while (!m_gil.try_lock_for(switch_interval)) {
        if (m_switches == seen && !m_drop_request.exchange(true))
            braid::note("drop request");
        seen = m_switches;
    }
    m_drop_request = false; // the remaining waiters will ask anew
    ++m_switches;
    m_switched.set();
}

void interpreter_lock::drop() {
    m_gil.unlock();
}

void interpreter_lock::checkpoint(std::chrono::nanoseconds switch_interval) {
    if (!m_drop_request.exchange(false))
        return;
    ++m_handovers;
    m_switched.clear();
    m_gil.unlock();
    m_switched.wait(); // otherwise this thread, which is awake, would take it again before the other has woken up
    take(switch_interval);
}

} // namespace braid
