#include "engine/sync/semaphore.h"
#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/occupancy.h"
#include "scenarios/scenario.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::locks {
namespace {

struct Params {
    int threads = 10;
    int permits = 5;
    Time hold = 2s;
    int rounds = 1; ///< 0 = until stopped
    bool bounded = false;
    int extra_releases = 0;
};

template <class Semaphore>
void foo(Semaphore& semaphore, braid::occupancy& inside, const Params& params) {
    for (int round = 0; params.rounds == 0 || round < params.rounds; ++round) {
        semaphore.acquire();
        inside.enter();
        braid::this_thread::sleep_for(params.hold);
        braid::print("ok");
        inside.leave();
        semaphore.release();
    }
}

template <class Semaphore>
void run_with(const Params& params) {
    Semaphore semaphore(params.permits, "semaphore");
    for (int i = 0; i < params.extra_releases; ++i)
        semaphore.release(); // a bug: it was never acquired. The bounded one notices; the other has a permit more from now on

    braid::occupancy inside;
    std::deque<braid::thread> threads;
    for (int i = 1; i <= params.threads; ++i)
        threads.emplace_back("Thread-" + std::to_string(i), [&] { foo(semaphore, inside, params); }).start();
    for (auto& thread : threads)
        thread.join();
    braid::result("max_inside", inside.most());
}

void run(const Params& params) {
    if (params.bounded)
        run_with<braid::bounded_semaphore>(params);
    else
        run_with<braid::semaphore>(params);
}

} // namespace

Scenario semaphore() {
    return describe("A semaphore lets a fixed number in at a time", run)
        .integer("threads", "Threads", &Params::threads, 1, 200)
        .integer("permits", "Permits", &Params::permits, 1, 50)
        .time("hold", "Staying inside", &Params::hold, 0s, 10s)
        .integer("rounds", "Times each comes in (0 = until stopped)", &Params::rounds, 0, 100)
        .flag("bounded", "Bounded", &Params::bounded)
        .integer("extra_releases", "Releases too many", &Params::extra_releases, 0, 3)
        .preset("quick", {.hold = 300ms})
        .preset("too-many-releases", {.hold = 300ms, .extra_releases = 2})
        .preset("bounded", {.hold = 300ms, .bounded = true, .extra_releases = 2}, {"finished", "misuse"})
        .expects({"finished"});
}

} // namespace braid::scenarios::locks
