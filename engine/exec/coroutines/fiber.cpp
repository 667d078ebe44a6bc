#include "engine/exec/coroutines/fiber.h"

#include <utility>

namespace braid {

/// What a thread knows of its fibers.
struct fiber::OfThread {
    fiber itself{ThreadItself{}};
    fiber* current = &itself;
    fiber* ended = nullptr; ///< its stack is free as soon as another one runs
    exec::StackPool stacks;

    void reap() {
        if (fiber* over = std::exchange(ended, nullptr)) {
            over->m_context.reset();
            stacks.giveBack(std::exchange(over->m_stack, {}));
        }
    }
};

/// Asked anew after every switch, for it may be another thread then; the barrier keeps the compiler from remembering.
__attribute__((noinline)) fiber::OfThread& fiber::ofThread() {
    thread_local OfThread t_fibers;
    OfThread* here = &t_fibers;
    asm volatile(""
                 : "+r"(here)
                 :
                 : "memory");
    return *here;
}

fiber::fiber(ThreadItself) : m_state(State::Running) { m_context.emplace(); }

fiber::fiber(unnamed, std::function<void()> function) : m_function(std::move(function)) {
    fiber& parent = *ofThread().current;
    if (parent.m_stack.bottom == nullptr) // the thread itself, whichever that is then
        return;
    m_parent = &parent;
    m_sibling = std::exchange(parent.m_children, this);
}

fiber::fiber(std::string name, std::function<void()> function, CallSite site) : fiber(unnamed{}, std::move(function)) {
    m_lane.start(name, site);
}

fiber::~fiber() {
    if (m_state == State::Running && m_stack.bottom != nullptr)
        std::terminate(); // a fiber that runs cannot be destroyed
    if (m_state == State::Suspended)
        unwind();
    else if (m_state == State::New)
        m_lane.end(false);
    // Its children are its parent's from now on.
    while (fiber* child = m_children) {
        m_children = child->m_sibling;
        child->m_parent = m_parent;
        child->m_sibling = m_parent != nullptr ? std::exchange(m_parent->m_children, child) : nullptr;
    }
    if (m_parent == nullptr)
        return;
    fiber** at = &m_parent->m_children;
    while (*at != this)
        at = &(*at)->m_sibling;
    *at = m_sibling;
}

void fiber::unwind() {
    while (m_state != State::Over) {
        m_kill = true;
        resume(SiteId{});
    }
}

fiber* fiber::current() {
    OfThread& thread = ofThread();
    return thread.current == &thread.itself ? nullptr : thread.current;
}

fiber& fiber::parentNow() const {
    for (fiber* parent = m_parent; parent != nullptr; parent = parent->m_parent)
        if (parent->m_state != State::Over)
            return *parent;
    return ofThread().itself;
}

void fiber::begin() {
    if (m_context)
        return;
    m_stack = ofThread().stacks.take();
    m_context.emplace(m_stack, &fiber::main);
}

void fiber::switch_to(CallSite site) {
    fiber& from = *ofThread().current;
    from.throwIfKilled();
    fiber& to = m_state == State::Over ? parentNow() : *this;
    if (&to != &from)
        from.goTo(to, trace::recording() ? trace::siteId(site) : SiteId{});
}

void fiber::switch_to_thread(CallSite site) {
    OfThread& thread = ofThread();
    if (thread.current == &thread.itself)
        return;
    thread.current->throwIfKilled();
    thread.current->goTo(thread.itself, trace::recording() ? trace::siteId(site) : SiteId{});
}

void fiber::resume(SiteId site) {
    fiber& from = *ofThread().current;
    m_returnTo = &from;
    from.goTo(*this, site);
}

void fiber::throwIfKilled() {
    if (std::exchange(m_kill, false))
        throw fiber_exit();
}

void fiber::suspend() {
    throwIfKilled();
    fiber* const to = std::exchange(m_returnTo, nullptr);
    goTo(to != nullptr ? *to : parentNow(), SiteId{});
}

void fiber::goTo(fiber& next, SiteId site) {
    next.begin();
    OfThread& thread = ofThread();
    thread.current = &next;
    m_state = State::Suspended;
    next.m_state = State::Running;
    if (&next == &thread.itself)
        exec::CoroutineLane::backToThread(site);
    else
        next.m_lane.enter(site);
    m_context->switchTo(*next.m_context);
    cameBack();
}

void fiber::cameBack() {
    OfThread& thread = ofThread();
    thread.reap();
    if (m_error)
        std::rethrow_exception(std::exchange(m_error, nullptr));
    throwIfKilled();
}

void fiber::main() {
    fiber& self = *ofThread().current;
    ofThread().reap();
    std::exception_ptr error;
    try {
        if (!std::exchange(self.m_kill, false))
            self.m_function();
    } catch (const fiber_exit&) {
    } catch (...) {
        error = std::current_exception();
    }
    self.m_function = nullptr; // what it holds is destroyed on its own lane
    self.m_lane.end(error != nullptr);
    fiber* const to = std::exchange(self.m_returnTo, nullptr);
    fiber& next = to != nullptr ? *to : self.parentNow();
    next.m_error = std::exchange(error, nullptr);
    self.m_state = State::Over;
    next.begin();
    OfThread& thread = ofThread();
    thread.current = &next;
    thread.ended = &self;
    next.m_state = State::Running;
    if (&next == &thread.itself)
        exec::CoroutineLane::backToThread(SiteId{});
    else
        next.m_lane.enter(SiteId{});
    self.m_context->finishIn(*next.m_context);
}

} // namespace braid
