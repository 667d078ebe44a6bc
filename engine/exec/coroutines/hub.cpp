#include "engine/exec/coroutines/hub.h"

#include "engine/sync/recorded.h"

#include <algorithm>
#include <stdexcept>

namespace braid {

using exec::Greenlet;
using exec::LoopCore;

namespace {

SiteId where(CallSite site) { return trace::recording() ? trace::siteId(site) : SiteId{}; }

} // namespace

void Greenlet::takeTurn() {
    if (m_done)
        return;
    m_waiting = Waiting::Nothing;
    m_hub.m_current = this;
    try {
        m_fiber.resume(m_site);
    } catch (...) {
        m_error = std::current_exception();
    }
    m_hub.m_current = nullptr;
    if (m_fiber.done())
        m_hub.finished(*this);
}

void Greenlet::wake() {
    if (std::exchange(m_timed, false))
        m_hub.m_core.cancel(m_timer);
    m_waiting = Waiting::Nothing;
    m_hub.m_core.wake(*this);
}

void greenlet::kill() {
    Greenlet& one = *m_state;
    if (one.m_done)
        return;
    one.m_fiber.kill();
    if (one.m_hub.m_current == &one)
        return;
    one.m_hub.stopWaiting(one);
    one.m_hub.m_core.wake(one);
}

hub::hub(std::string name, std::chrono::nanoseconds slow) : m_core(std::move(name), slow) {}

hub::~hub() {
    while (!m_living.empty()) {
        const std::shared_ptr<Greenlet> one = m_living.front();
        stopWaiting(*one);
        m_core.forget(*one);
        while (!one->m_fiber.done() && one->m_fiber.begun()) {
            one->m_fiber.kill();
            one->takeTurn();
        }
        if (!one->m_done)
            finished(*one);
    }
}

greenlet hub::spawn(std::string_view name, std::function<void()> function, CallSite site) {
    auto one = std::make_shared<Greenlet>(*this, [this, function = std::move(function)] {
        struct Turn {
            LoopCore& core;
            ~Turn() { core.endOfTurn(); }
        } last{m_core};
        function();
    });
    if (const ObjectId object = m_core.id()) {
        one->m_fiber.lane().start(name, site, object);
        one->m_site = trace::siteId(site);
    }
    m_living.push_back(one);
    one->m_place = std::prev(m_living.end());
    m_core.makeReady(*one);
    return greenlet(std::move(one));
}

Greenlet& hub::running() const {
    if (m_current == nullptr)
        throw std::logic_error("only a greenlet of this hub can wait in it");
    m_current->m_fiber.throwIfKilled(); // the wait does not even begin
    return *m_current;
}

void hub::suspend(Greenlet& one, ObjectId object, std::chrono::nanoseconds limit, SiteId site) {
    one.m_site = site;
    m_core.endOfTurn();
    one.m_fiber.lane().suspend(object, limit, site);
    one.m_fiber.suspend();
}

void hub::stopWaiting(Greenlet& one) {
    switch (std::exchange(one.m_waiting, Greenlet::Waiting::Nothing)) {
    case Greenlet::Waiting::Timer:
        m_core.cancel(one.m_timer);
        break;
    case Greenlet::Waiting::Descriptor:
        m_core.unwatch(one.m_fd, one.m_what);
        break;
    case Greenlet::Waiting::Other:
        for (const auto& other : m_living)
            std::erase(other->m_joiners, &one);
        break;
    case Greenlet::Waiting::Wake:
        *one.m_waitingAs = nullptr;
        if (std::exchange(one.m_timed, false))
            m_core.cancel(one.m_timer);
        break;
    case Greenlet::Waiting::Nothing:
        break;
    }
}

bool hub::await(exec::WaitingList& list, exec::WaitingPlace& place, const exec::WaitEvent& event, const schedule::Limit& limit, CallSite site) {
    Greenlet& one = running();
    list.enter(place, one);
    one.m_waitingAs = &place.waiter;
    one.m_waiting = Greenlet::Waiting::Wake;
    const std::chrono::nanoseconds most = limit ? LoopCore::stretched(sync::limitOf(*limit)) : std::chrono::nanoseconds(0);
    one.m_timed = limit.has_value();
    if (one.m_timed)
        one.m_timer = m_core.makeReadyAfter(most, one);
    one.m_site = where(site);
    m_core.endOfTurn();
    one.m_fiber.lane().suspend(event, most, one.m_site);
    one.m_fiber.suspend();
    one.m_timed = false;
    const bool woken = place.waiter == nullptr;
    place.leave();
    return woken;
}

void hub::finished(Greenlet& one) {
    const std::shared_ptr<Greenlet> self = *one.m_place;
    one.m_done = true;
    m_living.erase(one.m_place);
    for (Greenlet* joiner : one.m_joiners) {
        joiner->m_waiting = Greenlet::Waiting::Nothing;
        m_core.wake(*joiner);
    }
    one.m_joiners.clear();
}

void hub::joinall(const std::vector<greenlet>& which, CallSite site) {
    for (const greenlet& one : which) {
        while (!one.done()) {
            if (m_current == nullptr) {
                m_core.round();
                continue;
            }
            Greenlet& self = running();
            one.m_state->m_joiners.push_back(&self);
            self.m_waiting = Greenlet::Waiting::Other;
            suspend(self, one.m_state->m_fiber.lane().object(), std::chrono::nanoseconds(0), where(site));
        }
    }
}

void hub::join(CallSite) {
    if (m_current != nullptr)
        throw std::logic_error("a greenlet cannot wait until no greenlet is left");
    while (!m_living.empty())
        m_core.round();
}

void hub::sleep(std::chrono::nanoseconds duration, CallSite site) {
    Greenlet& one = running();
    if (duration.count() <= 0) {
        one.m_site = where(site);
        m_core.endOfTurn();
        m_core.makeReady(one);
        one.m_fiber.suspend();
        return;
    }
    duration = LoopCore::stretched(duration);
    one.m_timer = m_core.makeReadyAfter(duration, one);
    one.m_waiting = Greenlet::Waiting::Timer;
    suspend(one, ObjectId{}, duration, where(site));
}

void hub::wait(int fd, std::uint32_t what, std::string_view called, ObjectId object, CallSite site) {
    Greenlet& one = running();
    const SiteId place = where(site);
    m_core.watch(fd, what, called, one, place);
    one.m_fd = fd;
    one.m_what = what;
    one.m_waiting = Greenlet::Waiting::Descriptor;
    suspend(one, object, std::chrono::nanoseconds(0), place);
}

} // namespace braid
