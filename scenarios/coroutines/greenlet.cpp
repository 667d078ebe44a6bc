#include "engine/exec/coroutines/fiber.h"
#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::coroutines {
namespace {

struct Params {
    int rounds = 2;
    Time work = 1s;
};

void say(int number, const Params& params) {
    braid::print("ok" + std::to_string(number));
    braid::this_thread::sleep_for(params.work);
}

void run(const Params& params) {
    // Each of the two names the one that continues; there is no scheduler.
    braid::fiber* gr1 = nullptr;
    braid::fiber* gr2 = nullptr;
    braid::fiber foo("gr1 foo", [&] {
        for (int round = 0; round < params.rounds; ++round) {
            say(2 * round + 1, params);
            gr2->switch_to();
        }
    });
    braid::fiber bar("gr2 bar", [&] {
        for (int round = 0; round < params.rounds; ++round) {
            say(2 * round + 2, params);
            if (round + 1 < params.rounds) // the last one has no other to switch to: it returns, and that goes to main
                gr1->switch_to();
        }
    });
    gr1 = &foo;
    gr2 = &bar;
    gr1->switch_to(); // starts it
    braid::note(std::string("back in main; gr1 has ") + (foo.done() ? "ended" : "not ended: it still waits in its last switch"));
}

} // namespace

Scenario greenlet() {
    return describe("Two greenlets that switch to each other", run)
        .integer("rounds", "Rounds", &Params::rounds, 1, 50)
        .time("work", "Work before each switch", &Params::work, 0s, 2s)
        .preset("quick", {.rounds = 2, .work = 10ms})
        .preset("many", {.rounds = 50, .work = 2ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::coroutines
