#include "engine/schedule/controlled_run.h"

#include "engine/trace/control.h"
#include "engine/trace/native_mutex.h"
#include "engine/trace/operation_kind.h"
#include "engine/trace/recording/run_delay.h"

#include <algorithm>
#include <condition_variable>
#include <string>
#include <utility>
#include <vector>

namespace braid::schedule {
namespace {

enum class Phase {
    Ready,
    Running,
    Blocked,
    Ended
};

struct Member {
    LaneId lane; ///< the thread's own
    Phase phase = Phase::Ready;
    Operation next;     ///< what it is about to do, or does
    bool fresh = false; ///< `next` may have had effects that others do not know of
    ObjectId waitsFor;  ///< while blocked
    Clock::time_point deadline = Clock::time_point::max();
    bool late = false;            ///< its deadline is over
    std::uint64_t triedAfter = 0; ///< operations of all lanes before it tried last
    std::condition_variable turn;
};

/// Of the calling thread; nullptr where it is not under control.
constinit thread_local Member* t_member = nullptr;

/// The lane's turn is another one's.
void sayNotItsTurn(const Operation& operation) {
    trace::waitBegins();
    trace::append(trace::EventKind::HoldBegin, operation.object, 0, operation.site, trace::Order::Own, trace::HeldForTurn,
                  static_cast<std::uint32_t>(operation.kind) << trace::HeldOperationShift);
}

void sayItsTurn() {
    trace::waitEnds();
    trace::append(trace::EventKind::HoldEnd, ObjectId{}, 0, SiteId{});
}

} // namespace

struct ControlledRun::Internals {
    mutable NativeMutex mutex;
    std::unique_ptr<Scheduler> scheduler BRAID_GUARDED_BY(mutex);
    std::vector<std::unique_ptr<Member>> members BRAID_GUARDED_BY(mutex); ///< in the order of their start; those that have ended are taken out
    Clock::time_point clock BRAID_GUARDED_BY(mutex);
    std::chrono::nanoseconds computed BRAID_GUARDED_BY(mutex){0};
    std::uint64_t operations BRAID_GUARDED_BY(mutex) = 0;
    trace::ControlPage* page = nullptr;

    Member& add(LaneId lane) BRAID_REQUIRES(mutex) {
        auto member = std::make_unique<Member>();
        member->lane = lane;
        member->next = {OperationKind::Begin, objectOf(lane), lane, {}};
        member->triedAfter = operations;
        scheduler->started(lane);
        members.push_back(std::move(member));
        return *members.back();
    }

    void remove(Member& member) BRAID_REQUIRES(mutex) {
        scheduler->ended(member.lane);
        std::erase_if(members, [&member](const auto& one) { return one.get() == &member; });
    }

    /// What `done` did last may be what others wait for. Once: in a mere attempt nothing is done.
    void tellOthers(Member& done) BRAID_REQUIRES(mutex) {
        if (!std::exchange(done.fresh, false) || !done.next.object)
            return;
        for (const auto& member : members)
            if (member->phase == Phase::Blocked && member->waitsFor == done.next.object)
                member->phase = Phase::Ready;
    }

    void wakeLate() BRAID_REQUIRES(mutex) {
        for (const auto& member : members) {
            if (member->phase == Phase::Blocked && member->deadline <= clock) {
                member->phase = Phase::Ready;
                member->late = true;
            }
        }
    }

    /// Whose turn is next; nullptr where no lane can ever go on.
    Member* choose() BRAID_REQUIRES(mutex) {
        for (;;) {
            wakeLate();
            std::vector<Member*> ready;
            std::vector<Operation> operationsOfReady;
            for (const auto& member : members) {
                if (member->phase != Phase::Ready)
                    continue;
                ready.push_back(member.get());
                operationsOfReady.push_back(member->next);
            }
            if (!ready.empty()) {
                Member* chosen = ready[std::min(scheduler->next(operationsOfReady), ready.size() - 1)];
                scheduler->goesOn(chosen->next);
                return chosen;
            }
            if (!letTryAgain() && !letTimePass())
                return nullptr;
        }
    }

    /// Lets those try again that have not since the last operation: what it did may concern them although it was on another object.
    bool letTryAgain() BRAID_REQUIRES(mutex) {
        bool any = false;
        for (const auto& member : members) {
            if (member->phase == Phase::Blocked && member->waitsFor && member->triedAfter < operations) {
                member->phase = Phase::Ready;
                any = true;
            }
        }
        return any;
    }

    bool letTimePass() BRAID_REQUIRES(mutex) {
        Clock::time_point first = Clock::time_point::max();
        for (const auto& member : members)
            if (member->phase == Phase::Blocked)
                first = std::min(first, member->deadline);
        if (first == Clock::time_point::max())
            return false;
        clock = std::max(clock, first);
        return true;
    }

    /// Gives the turn to `next`, which may be none.
    static void give(Member* next) {
        if (next == nullptr)
            return;
        next->phase = Phase::Running;
        next->turn.notify_one();
    }

    static void awaitTurn(Member& member, NativeLock& lock) {
        member.turn.wait(lock.native(), [&member] { return member.phase == Phase::Running; });
    }
};

ControlledRun::ControlledRun(std::unique_ptr<Scheduler> scheduler) : m(std::make_unique<Internals>()) {
    m->scheduler = std::move(scheduler);
    m->clock = Clock::now();
    m->page = trace::t_writer.control;
    Member& self = m->add(LaneId{trace::t_writer.home});
    self.phase = Phase::Running;
    t_member = &self;
    trace::Control(*m->page).setScheduled(true);
    g_current.store(this, std::memory_order_release);
}

ControlledRun::~ControlledRun() {
    g_current.store(nullptr, std::memory_order_release);
    trace::Control(*m->page).setScheduled(false);
    t_member = nullptr;
}

Clock::time_point ControlledRun::now() const {
    const NativeLock lock(m->mutex);
    return m->clock;
}

std::chrono::nanoseconds ControlledRun::computed() const {
    const NativeLock lock(m->mutex);
    return m->computed;
}

void ControlledRun::before(const Operation& operation) {
    Member* const self = t_member;
    if (self == nullptr)
        return;
    NativeLock lock(m->mutex);
    m->tellOthers(*self);
    ++m->operations;
    m->clock += OperationTime;
    self->next = operation;
    self->next.lane = self->lane; // whatever coroutine runs on it
    self->fresh = true;
    self->phase = Phase::Ready;
    Member* const next = m->choose();
    if (next == self) {
        self->phase = Phase::Running;
        return;
    }
    // While it still has the turn, so that the order of events is the schedule's.
    sayNotItsTurn(operation);
    Internals::give(next);
    Internals::awaitTurn(*self, lock);
    sayItsTurn();
}

bool ControlledRun::block(ObjectId object, Clock::time_point deadline) {
    Member& self = *t_member;
    NativeLock lock(m->mutex);
    m->tellOthers(self);
    self.phase = Phase::Blocked;
    self.waitsFor = object;
    self.deadline = deadline;
    self.late = false;
    self.triedAfter = m->operations;
    m->scheduler->blocked(self.lane, object);
    Member* const next = m->choose();
    if (next == &self) {
        self.phase = Phase::Running;
    } else {
        Internals::give(next);
        Internals::awaitTurn(self, lock);
    }
    return !self.late;
}

void ControlledRun::compute(std::chrono::nanoseconds time) {
    const NativeLock lock(m->mutex);
    m->clock += time;
    m->computed += time;
}

void ControlledRun::start(LaneId lane) {
    const NativeLock lock(m->mutex);
    m->add(lane);
}

void ControlledRun::enter(LaneId lane) {
    NativeLock lock(m->mutex);
    const auto self = std::find_if(m->members.begin(), m->members.end(), [lane](const auto& one) { return one->lane == lane; });
    if (self == m->members.end())
        return;
    t_member = self->get();
    Internals::awaitTurn(*t_member, lock);
}

void ControlledRun::leave() {
    Member* const self = std::exchange(t_member, nullptr);
    if (self == nullptr)
        return;
    const NativeLock lock(m->mutex);
    ++m->operations;
    self->phase = Phase::Ended;
    m->tellOthers(*self);
    m->remove(*self);
    Internals::give(m->choose());
}

void ControlledRun::withdraw(LaneId lane) {
    const NativeLock lock(m->mutex);
    std::erase_if(m->members, [lane](const auto& one) { return one->lane == lane; });
    m->scheduler->ended(lane);
}

bool controlled() { return t_member != nullptr && trace::recording(); }

void refuse(const char* what) {
    if (ControlledRun::current() != nullptr)
        throw not_controllable(std::string("a schedule decides over threads only, and ") + what);
}

Clock::time_point Clock::now() noexcept {
    if (const ControlledRun* run = ControlledRun::current(); run != nullptr) [[unlikely]]
        return run->now();
    return std::chrono::steady_clock::now();
}

} // namespace braid::schedule
