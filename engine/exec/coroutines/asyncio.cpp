#include "engine/exec/coroutines/asyncio.h"

namespace braid::exec {

void Offload::start(LoopTask& waiter, std::coroutine_handle<> here, const std::shared_ptr<Offload>& self, CallSite site) {
    event_loop& loop = waiter.loop();
    const CoroutineLane waiting = *waiter.coroutine(); // the task may be cancelled meanwhile
    thread worker(m_name,
                  [this, &loop, waiting] {
                      try {
                          m_function();
                      } catch (...) {
                          m_error = std::current_exception();
                      }
                      waiting.sayReady();
                      loop.m_core.post(*this);
                  },
                  {.daemon = true});
    worker.start(site);
    m_self = self;
    m_loop = &loop;
    ++loop.m_offloads;
    waiter.awaitWake(here, m_waiter, objectOf(worker.id()), trace::recording() ? trace::siteId(site) : SiteId{});
}

void Offload::takeTurn() {
    const std::shared_ptr<Offload> self = std::move(m_self);
    --m_loop->m_offloads;
    if (m_waiter != nullptr)
        std::exchange(m_waiter, nullptr)->wake();
}

} // namespace braid::exec
