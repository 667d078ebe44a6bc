#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/sync/mutex.h"
#include "scenarios/scenario.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::locks {
namespace {

enum class Kind {
    Recursive,
    Plain
};

struct Params {
    int depth = 3;
    Kind kind = Kind::Recursive;
    Time hold = 500ms;
    int others = 1;
};

/// Takes the lock again while it holds it, as a function does that calls another one which locks, too.
template <class Lock>
void nested(Lock& lock, int level, const Params& params) {
    lock.lock();
    braid::print("acquired, " + std::to_string(level) + " deep");
    braid::this_thread::sleep_for(params.hold);
    if (level < params.depth) {
        nested(lock, level + 1, params);
        braid::this_thread::sleep_for(params.hold); // still inside: one release is not enough for the others
    }
    lock.unlock();
    braid::print("released, " + std::to_string(level - 1) + " deep");
}

/// Gets in only when the count is back at 0.
template <class Lock>
void other(Lock& lock) {
    lock.lock();
    braid::print("my turn");
    lock.unlock();
}

template <class Lock>
void run_with(const Params& params) {
    Lock lock("lock");
    std::deque<braid::thread> threads;
    threads.emplace_back("T1", [&] { nested(lock, 1, params); }).start();
    braid::this_thread::sleep_for(params.hold / 2); // the others come when it is inside
    for (int i = 1; i <= params.others; ++i)
        threads.emplace_back("Other " + std::to_string(i), [&] { other(lock); }).start();
    for (auto& thread : threads)
        thread.join();
}

void run(const Params& params) {
    if (params.kind == Kind::Recursive)
        run_with<braid::recursive_mutex>(params);
    else
        run_with<braid::mutex>(params);
}

} // namespace

Scenario rlock() {
    return describe("A lock that its owner may take again", run)
        .integer("depth", "Times it is taken", &Params::depth, 1, 10)
        .choice("kind", "Lock", &Params::kind, {{Kind::Recursive, "recursive"}, {Kind::Plain, "plain"}})
        .time("hold", "Stay on each level", &Params::hold, 0s, 5s)
        .integer("others", "Others who want it", &Params::others, 0, 20)
        .preset("quick", {.hold = 100ms})
        .preset("plain", {.kind = Kind::Plain, .hold = 100ms}, {"deadlock"})
        .expects({"finished"});
}

} // namespace braid::scenarios::locks
