#include "engine/exec/threads/thread.h"

#include "engine/exec/children.h"
#include "engine/exec/registry.h"
#include "engine/schedule/wait.h"
#include "engine/trace/recording/run_delay.h"

#include <pthread.h>
#include <unistd.h>

namespace braid {

using exec::Registry;
using trace::EventKind;
using trace::Order;

namespace {

thread_local thread::State* t_state = nullptr;

std::shared_ptr<thread::State> make(std::string name, std::function<void()> function, thread::options how) {
    auto state = std::make_shared<thread::State>();
    if (name.empty())
        name = Registry::ofProcess().nextName();
    state->function = std::move(function);
    state->daemon = how.daemon.value_or(t_state != nullptr && t_state->daemon);
    if (trace::recording())
        state->lane = trace::Recording::current()->defineLane(trace::LaneKind::Thread, exec::processLane(), name, state->daemon);
    const NativeLock lock(state->mutex);
    state->name = std::move(name);
    return state;
}

bool seen(const thread::State& state) { return trace::recording() && state.lane; }

void say(EventKind kind, thread::State& state, CallSite site, std::uint32_t b = 0) {
    const SiteId where = trace::siteId(site);
    trace::append(kind, objectOf(state.lane), state.sequence.fetch_add(1) + 1, where, Order::Own, 0, b);
}

void fault(const thread::State& state, trace::Misuse misuse, CallSite site) {
    if (seen(state))
        trace::append(EventKind::Fault, objectOf(state.lane), 0, trace::siteId(site), Order::Own, state.lane.value,
                      static_cast<std::uint32_t>(misuse));
}

/// Another thread may change it at any time.
std::string nameOf(const thread::State& state) {
    const NativeLock lock(state.mutex);
    return state.name;
}

/// The main function of every thread: its first and last steps around `what` it does.
void threadMain(const std::shared_ptr<thread::State>& state, const std::function<void()>& what) {
    t_state = state.get();
    pthread_setname_np(pthread_self(), nameOf(*state).substr(0, 15).c_str());
    trace::Recording* recording = state->lane ? trace::Recording::current() : nullptr;
    if (recording != nullptr) {
        if (schedule::ControlledRun* turns = schedule::ControlledRun::current(); turns != nullptr)
            turns->enter(state->lane);
        recording->enter(state->lane);
        trace::append(EventKind::LaneBegin, objectOf(state->lane), state->sequence.fetch_add(1) + 1, SiteId{}, Order::Own,
                      static_cast<std::uint64_t>(gettid()));
        schedule::before(schedule::OperationKind::Begin, objectOf(state->lane), CallSite(nullptr, 0));
    }
    what();
    if (recording != nullptr) {
        schedule::before(schedule::OperationKind::End, objectOf(state->lane), CallSite(nullptr, 0));
        trace::lookAtDelay();
        trace::append(EventKind::LaneEnd, objectOf(state->lane), state->sequence.fetch_add(1) + 1, SiteId{});
        recording->leave();
    }
    Registry::ofProcess().remove(state.get());
    t_state = nullptr;
    {
        // The last touch: a joiner may go on and destroy everything.
        const NativeLock lock(state->mutex);
        state->phase = thread::State::Phase::Ended;
        state->ended.notify_all();
    }
    if (schedule::ControlledRun* turns = schedule::ControlledRun::current(); turns != nullptr && recording != nullptr)
        turns->leave();
}

} // namespace

thread::State* exec::currentThread() { return t_state; }

void exec::enterChild() {
    t_state = nullptr;
    Registry::ofProcess().forget();
    Children::ofProcess().forget();
}

thread::thread(std::string name, std::function<void()> function, options how, CallSite)
    : m_state(make(std::move(name), std::move(function), how)) {}

thread::thread(std::function<void()> function, options how, CallSite) : m_state(make({}, std::move(function), how)) {}

thread::thread(std::string name, options how, CallSite) : m_state(make(std::move(name), {}, how)) {
    m_state->overridden = true;
}

thread::thread(thread&&) noexcept = default;

thread::~thread() {
    if (m_state == nullptr || !m_state->overridden)
        return;
    NativeLock lock(m_state->mutex);
    if (m_state->phase == State::Phase::Running && t_state != m_state.get()) {
        fault(*m_state, trace::Misuse::ThreadNotJoined, CallSite(nullptr, 0));
        schedule::blockUntil(objectOf(m_state->lane), {}, lock, m_state->ended,
                             [this] {
                                 m_state->mutex.assertHeld();
                                 return m_state->phase != State::Phase::Running;
                             });
    }
}

void thread::run() {
    if (m_state->function)
        m_state->function();
}

void thread::start(CallSite site) {
    State& state = *m_state;
    {
        const NativeLock lock(state.mutex);
        if (state.phase != State::Phase::Made) {
            fault(state, trace::Misuse::StartTwice, site);
            return;
        }
        state.phase = State::Phase::Running;
    }
    if (seen(state)) {
        schedule::before(schedule::OperationKind::Start, objectOf(state.lane), site);
        say(EventKind::LaneStart, state, site);
    }
    Registry::ofProcess().add(m_state);
    schedule::ControlledRun* const turns = seen(state) ? schedule::ControlledRun::current() : nullptr;
    if (turns != nullptr)
        turns->start(state.lane);
    try {
        if (state.overridden)
            std::thread([this, self = weak_from_this().lock(), shared = m_state] { threadMain(shared, [this] { run(); }); }).detach();
        else
            std::thread([shared = m_state] {
                threadMain(
                    shared, shared->function ? shared->function : [] {});
            }).detach();
    } catch (...) {
        if (turns != nullptr)
            turns->withdraw(state.lane);
        Registry::ofProcess().remove(&state);
        const NativeLock lock(state.mutex);
        state.phase = State::Phase::Made;
        throw;
    }
}

void thread::join(CallSite site) { joinWithin(nullptr, site); }

bool thread::join_for(std::chrono::nanoseconds limit, CallSite site) { return joinWithin(&limit, site); }

bool thread::joinWithin(const std::chrono::nanoseconds* limit, CallSite site) {
    State& state = *m_state;
    if (t_state == &state) {
        fault(state, trace::Misuse::JoinOfSelf, site);
        return false;
    }
    const bool recorded = seen(state);
    if (recorded)
        schedule::before(schedule::OperationKind::Join, objectOf(state.lane), site);
    const SiteId where = recorded ? trace::siteId(site) : SiteId{};
    NativeLock lock(state.mutex);
    if (state.phase == State::Phase::Made) {
        fault(state, trace::Misuse::JoinNotStarted, site);
        return false;
    }
    if (state.joined) {
        fault(state, trace::Misuse::JoinTwice, site);
        return true;
    }
    const auto hasEnded = [&state] {
        state.mutex.assertHeld();
        return state.phase == State::Phase::Ended;
    };
    const bool waits = recorded && !hasEnded();
    if (waits) {
        const std::uint64_t nanos =
            limit == nullptr ? 0 : static_cast<std::uint64_t>(std::max<std::int64_t>(limit->count(), 1));
        trace::waitBegins();
        trace::append(EventKind::JoinBegin, objectOf(state.lane), state.sequence.load(), where, Order::After, nanos);
    }
    const schedule::Limit most = limit == nullptr ? std::nullopt : schedule::Limit(*limit);
    const bool ended = schedule::blockUntil(objectOf(state.lane), most, lock, state.ended, hasEnded);
    if (ended)
        state.joined = true;
    if (waits)
        trace::waitEnds();
    if (recorded)
        say(EventKind::JoinEnd, state, site, ended ? 0 : 1);
    return ended;
}

bool thread::is_alive() const {
    const NativeLock lock(m_state->mutex);
    return m_state->phase == State::Phase::Running;
}

std::string thread::name() const { return nameOf(*m_state); }

void thread::set_name(std::string name) {
    const NativeLock lock(m_state->mutex);
    m_state->name = std::move(name);
    if (seen(*m_state))
        trace::appendText(EventKind::RenameLane, objectOf(m_state->lane), 0, SiteId{}, Order::Own, 0, 0, m_state->name);
}

bool thread::daemon() const { return m_state->daemon; }
LaneId thread::id() const { return m_state->lane; }

namespace this_thread {

void sleep_for(std::chrono::nanoseconds duration, CallSite site) { schedule::sleep(duration, site); }

void yield(CallSite site) {
    if (trace::recording()) {
        schedule::before(schedule::OperationKind::Yield, site);
        trace::append(EventKind::Yield, ObjectId{}, 0, trace::siteId(site));
    }
    schedule::blockOutside([] { std::this_thread::yield(); });
}

std::string name() {
    return t_state == nullptr ? exec::mainThreadName() : nameOf(*t_state);
}

void set_name(std::string name) {
    if (trace::recording())
        trace::appendText(EventKind::RenameLane, objectOf(id()), 0, SiteId{}, Order::Own, 0, 0, name);
    if (t_state == nullptr) {
        exec::setMainThreadName(std::move(name));
        return;
    }
    const NativeLock lock(t_state->mutex);
    t_state->name = std::move(name);
}

LaneId id() { return LaneId{trace::recording() ? trace::t_writer.home : 0}; }

bool daemon() { return t_state != nullptr && t_state->daemon; }

} // namespace this_thread

namespace threads {
namespace {

info describe(const thread::State& state) {
    return {nameOf(state), state.lane, state.daemon, false};
}

} // namespace

std::vector<info> enumerate() {
    std::vector<info> all;
    all.push_back(
        {exec::mainThreadName(), trace::Recording::current() != nullptr ? exec::mainThreadLane() : LaneId{}, false, true});
    for (const auto& state : Registry::ofProcess().living())
        all.push_back(describe(*state));
    return all;
}

std::size_t active_count() { return Registry::ofProcess().living().size() + 1; }

info current() {
    if (t_state != nullptr)
        return describe(*t_state);
    return {exec::mainThreadName(), this_thread::id(), false, true};
}

void join_all(CallSite site) {
    // Threads may start further threads while we wait.
    for (;;) {
        std::shared_ptr<thread::State> next;
        for (const auto& state : Registry::ofProcess().living()) {
            if (!state->daemon && state.get() != t_state) {
                next = state;
                break;
            }
        }
        if (next == nullptr)
            return;
        NativeLock lock(next->mutex);
        const auto hasEnded = [&next] {
            next->mutex.assertHeld();
            return next->phase == thread::State::Phase::Ended;
        };
        const bool recorded = seen(*next);
        const bool waits = recorded && !hasEnded();
        if (waits) {
            trace::waitBegins();
            trace::append(EventKind::JoinBegin, objectOf(next->lane), next->sequence.load(), trace::siteId(site), Order::After);
        }
        schedule::blockUntil(objectOf(next->lane), {}, lock, next->ended, hasEnded);
        if (waits)
            trace::waitEnds();
        if (recorded)
            say(EventKind::JoinEnd, *next, site);
    }
}

} // namespace threads

} // namespace braid
