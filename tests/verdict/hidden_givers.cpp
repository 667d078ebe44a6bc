#include "engine/braid.h"
#include "tests/verdict/cases.h"

#include <csignal>
#include <ctime>
#include <thread>

namespace braid::tests::verdict {
namespace {

/// So that a hang would be called long before.
std::chrono::nanoseconds late(const P& p) { return std::max<std::chrono::nanoseconds>(p.pause.value() * 20, 300ms); }

void waitFor(braid::semaphore& s) {
    go({{"W", [&s] { s.acquire(); }}});
}

// fine: a thread of std gives the permit, much later
void hidden_giver_ok(const P& p) {
    braid::semaphore s(0, "s");
    std::thread giver([&] {
        std::this_thread::sleep_for(late(p));
        s.release();
    });
    waitFor(s);
    giver.join();
}

// fine: the same, and it was said
void hidden_giver_said_ok(const P& p) {
    braid::semaphore s(0, "s");
    braid::given_from_outside(s);
    std::thread giver([&] {
        std::this_thread::sleep_for(late(p));
        s.release();
    });
    waitFor(s);
    giver.join();
}

// fine: thread after thread of std, of which none is there when the next item is waited for
void hidden_items_ok(const P& p) {
    braid::queue<int> q(0, "q");
    braid::event more("more");
    std::thread([&] {
        for (int i = 0; i < 3; ++i) {
            std::this_thread::sleep_for(late(p) / 3);
            std::thread([&q, i] { q.put(i); }).join();
        }
        more.set();
    }).detach();
    go({{"W", [&] {
             for (int i = 0; i < 3; ++i)
                 (void)q.get();
             more.wait();
         }}});
}

braid::semaphore* g_bySignal = nullptr;

// fine: a timer of the system sends a signal, whose handler gives the permit
void hidden_signal_said_ok(const P& p) {
    braid::semaphore s(0, "s");
    braid::given_from_outside(s);
    g_bySignal = &s;
    std::signal(SIGALRM, [](int) { g_bySignal->release(); });
    timer_t timer{};
    sigevent how{};
    how.sigev_notify = SIGEV_SIGNAL;
    how.sigev_signo = SIGALRM;
    timer_create(CLOCK_MONOTONIC, &how, &timer);
    itimerspec when{};
    when.it_value = {late(p).count() / 1'000'000'000, late(p).count() % 1'000'000'000};
    timer_settime(timer, 0, &when, nullptr);
    s.acquire();
    timer_delete(timer);
}

// fine: a thread of std in another process
void hidden_in_child_ok(const P& p) {
    braid::process_semaphore s(0, "s");
    braid::process child("child", [&] {
        braid::event done("done");
        std::thread giver([&] {
            std::this_thread::sleep_for(late(p));
            s.release();
            done.set();
        });
        done.wait();
        giver.join();
    });
    child.start();
    s.acquire();
    child.join();
}

// the thread of std has ended without giving it: W waits for ever
void hidden_giver_gone(const P& p) {
    braid::semaphore s(0, "s");
    std::thread([pause = p.pause.value()] { std::this_thread::sleep_for(pause); }).detach();
    waitFor(s);
}

// a thread of std that might give it, and never does: Braid cannot know, and says so when the run is over
void hidden_giver_never(const P&) {
    braid::semaphore s(0, "s");
    std::thread([] {
        for (;;)
            std::this_thread::sleep_for(1s);
    }).detach();
    waitFor(s);
}

// a thread of std that only sleeps opens no ring of locks
void hidden_bystander(const P& p) {
    braid::mutex a("a"), b("b");
    std::thread([] {
        for (;;)
            std::this_thread::sleep_for(1s);
    }).detach();
    const auto cross = [&p](braid::mutex& first, braid::mutex& second) {
        const braid::lock_guard one(first);
        hold(p);
        const braid::lock_guard two(second);
    };
    go({{"T1", [&] { cross(a, b); }}, {"T2", [&] { cross(b, a); }}});
}

// it was said that somebody outside gives s; but T1 and T2 wait for each other's lock
void outside_is_no_excuse(const P& p) {
    braid::mutex a("a"), b("b");
    braid::given_from_outside(a);
    braid::given_from_outside(b);
    const auto cross = [&p](braid::mutex& first, braid::mutex& second) {
        const braid::lock_guard one(first);
        hold(p);
        const braid::lock_guard two(second);
    };
    go({{"T1", [&] { cross(a, b); }}, {"T2", [&] { cross(b, a); }}});
}

} // namespace

std::vector<Case> hiddenGivers() {
    return {{"hidden-giver-ok", hidden_giver_ok},
            {"hidden-giver-said-ok", hidden_giver_said_ok},
            {"hidden-items-ok", hidden_items_ok},
            {"hidden-signal-said-ok", hidden_signal_said_ok},
            {"hidden-in-child-ok", hidden_in_child_ok},
            {"hidden-giver-gone", hidden_giver_gone},
            {"hidden-giver-never", hidden_giver_never},
            {"hidden-bystander", hidden_bystander},
            {"outside-is-no-excuse", outside_is_no_excuse}};
}

} // namespace braid::tests::verdict
