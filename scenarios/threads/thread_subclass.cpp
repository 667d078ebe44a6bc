#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "scenarios/scenario.h"

using namespace std::chrono_literals;

namespace braid::scenarios::threads {
namespace {

struct Params {
    Time sleep = 2s;
    Time head_start = 20ms;
};

class MyThread : public braid::thread {
public:
    explicit MyThread(const Params& params) : braid::thread("MyThread"), m_params(params) {}

    void run() override {
        braid::print("ok");
        braid::this_thread::sleep_for(m_params.sleep);
        braid::print("end");
    }

private:
    const Params& m_params;
};

void run(const Params& params) {
    MyThread t1(params);
    t1.start();

    // Both run at once from here on; start() only waits until the thread exists. Without this, either may print first.
    braid::this_thread::sleep_for(params.head_start);
    braid::print("end again");

    t1.join(); // the object must outlive its thread; Python's interpreter sees to that
}

} // namespace

Scenario thread_subclass() {
    return describe("A thread as a class of its own", run)
        .time("sleep", "The thread sleeps", &Params::sleep, 0s, 10s)
        .time("head_start", "Head start of the thread", &Params::head_start, 0s, 1s)
        .preset("quick", {.sleep = 300ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::threads
