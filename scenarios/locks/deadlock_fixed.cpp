#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "scenarios/scenario.h"
#include "scenarios/seconds.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::locks {
namespace {

enum class Fix {
    Recursive,
    Order,
    Scoped,
    Backoff,
    Timeout
};

struct Params {
    Fix fix = Fix::Recursive;
    int threads = 10;
    Time sleep = 1s;
    Time pause = 20ms;
    Time backoff = 5ms;
    Time timeout = 50ms;
};

/// In the picture the lock will do: the lane says who.
void got(const std::string& lock, const std::string& dashes = "------") {
    braid::print("i am " + braid::this_thread::name() + " GET LOCK" + lock + dashes + ctime(), {.label = "LOCK" + lock});
}

void pause(std::chrono::nanoseconds time) {
    if (time > 0ns)
        braid::this_thread::sleep_for(time);
}

/// The tutorial's way: one recursive lock stands for both, so there is nothing left to take in the wrong order.
class Recursive {
public:
    void foo(const Params& params) {
        m_lock.lock();
        got("A");
        pause(params.pause);
        m_lock.lock();
        got("B", "-----");
        m_lock.unlock();
        pause(params.sleep);
        m_lock.unlock();
    }
    void bar(const Params& params) {
        m_lock.lock();
        got("B");
        pause(params.pause);
        m_lock.lock();
        got("A", "-----");
        m_lock.unlock();
        m_lock.unlock();
    }

private:
    braid::recursive_mutex m_lock{"A and B"};
};

/// All threads take A before B: no cycle can arise.
class Order {
public:
    void foo(const Params& params) {
        m_a.lock();
        got("A");
        pause(params.pause);
        m_b.lock();
        got("B", "-----");
        m_b.unlock();
        pause(params.sleep);
        m_a.unlock();
    }
    void bar(const Params& params) {
        m_a.lock();
        got("A");
        pause(params.pause);
        m_b.lock();
        got("B", "-----");
        m_b.unlock();
        m_a.unlock();
    }

private:
    braid::mutex m_a{"A"};
    braid::mutex m_b{"B"};
};

/// std::scoped_lock's way: both or none, whatever the order they are written in.
class Scoped {
public:
    void foo(const Params& params) {
        braid::scoped_lock both(m_a, m_b);
        got("A and LOCKB");
        pause(params.sleep);
    }
    void bar(const Params& params) {
        braid::scoped_lock both(m_b, m_a);
        got("B and LOCKA");
        pause(params.pause);
    }

private:
    braid::mutex m_a{"A"};
    braid::mutex m_b{"B"};
};

/// foo insists; bar, which goes against the order, does not: if A is taken it lets go of B, steps back and begins
/// again. In a cycle all must insist. (If both gave way they might do so for ever: a livelock.)
class Backoff {
public:
    void foo(const Params& params) {
        m_a.lock();
        got("A");
        pause(params.pause);
        m_b.lock();
        got("B", "-----");
        m_b.unlock();
        pause(params.sleep);
        m_a.unlock();
    }
    void bar(const Params& params) {
        for (;;) {
            m_b.lock();
            pause(params.pause);
            if (m_a.try_lock())
                break;
            m_b.unlock();
            braid::this_thread::sleep_for(params.backoff);
        }
        got("B and LOCKA");
        m_a.unlock();
        m_b.unlock();
    }

private:
    braid::mutex m_a{"A"};
    braid::mutex m_b{"B"};
};

/// As Backoff, but bar is patient for a while before it gives way.
class Timeout {
public:
    void foo(const Params& params) {
        m_a.lock();
        got("A");
        pause(params.pause);
        m_b.lock();
        got("B", "-----");
        m_b.unlock();
        pause(params.sleep);
        m_a.unlock();
    }
    void bar(const Params& params) {
        for (;;) {
            m_b.lock();
            pause(params.pause);
            if (m_a.try_lock_for(params.timeout))
                break;
            m_b.unlock();
            braid::this_thread::sleep_for(params.backoff);
        }
        got("B and LOCKA");
        m_a.unlock();
        m_b.unlock();
    }

private:
    braid::timed_mutex m_a{"A"};
    braid::mutex m_b{"B"};
};

template <class Way>
void run_with(const Params& params) {
    Way way;
    std::deque<braid::thread> threads;
    for (int i = 1; i <= params.threads; ++i) {
        auto& thread = threads.emplace_back("Thread-" + std::to_string(i), [&] {
            way.foo(params);
            way.bar(params);
        });
        thread.start();
    }
    for (auto& thread : threads)
        thread.join();
}

void run(const Params& params) {
    switch (params.fix) {
    case Fix::Recursive:
        return run_with<Recursive>(params);
    case Fix::Order:
        return run_with<Order>(params);
    case Fix::Scoped:
        return run_with<Scoped>(params);
    case Fix::Backoff:
        return run_with<Backoff>(params);
    case Fix::Timeout:
        return run_with<Timeout>(params);
    }
}

} // namespace

Scenario deadlock_fixed() {
    return describe("Five ways out of the deadlock", run)
        .choice("fix", "Way out", &Params::fix,
                {{Fix::Recursive, "recursive"},
                 {Fix::Order, "order"},
                 {Fix::Scoped, "scoped"},
                 {Fix::Backoff, "backoff"},
                 {Fix::Timeout, "timeout"}})
        .integer("threads", "Threads", &Params::threads, 2, 50)
        .time("sleep", "Holding A", &Params::sleep, 0s, 10s)
        .time("pause", "Between the two locks", &Params::pause, 0s, 1s)
        .time("backoff", "Stepping back for", &Params::backoff, 1ms, 1s)
        .onlyFor("fix", {"backoff", "timeout"})
        .time("timeout", "Timeout for A", &Params::timeout, 1ms, 5s)
        .onlyFor("fix", {"timeout"})
        .preset("quick", {.sleep = 50ms})
        .preset("order", {.fix = Fix::Order, .sleep = 50ms})
        .preset("scoped", {.fix = Fix::Scoped, .sleep = 50ms})
        .preset("backoff", {.fix = Fix::Backoff, .sleep = 50ms})
        .preset("timeout", {.fix = Fix::Timeout, .sleep = 50ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::locks
