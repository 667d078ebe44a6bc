#include "engine/exec/output.h"
#include "engine/exec/process.h"
#include "engine/exec/thread.h"
#include "engine/ipc/manager.h"
#include "scenarios/scenario.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::processes {
namespace {

enum class Mode { Append, ReadModifyWrite };

struct Params {
    int processes = 5;
    Mode mode = Mode::Append;
    Time pause = 20ms;
};

void foo(braid::list_proxy<int> l, int i, const Params& params) {
    if (params.mode == Mode::Append) {
        l.append(i * i); // one call: done as a whole by the manager
        return;
    }
    std::vector<int> copy = l.all();
    braid::this_thread::sleep_for(params.pause);
    copy.push_back(i * i);
    l.assign(copy); // what others added since the copy was made is gone
}

void run(const Params& params) {
    braid::manager manager("Manager");
    auto Mlist = manager.list<int>({11, 22, 33}, "Mlist");
    std::deque<braid::process> children;
    for (int i = 0; i < params.processes; ++i)
        children.emplace_back("Process-" + std::to_string(i + 1), [&, i] { foo(Mlist, i, params); }).start();
    for (auto& child : children)
        child.join();

    const std::vector<int> list = Mlist.all();
    std::string text;
    for (const int value : list)
        text += (text.empty() ? "" : ", ") + std::to_string(value);
    braid::print("[" + text + "]");
    braid::result("list", std::vector<long long>(list.begin(), list.end()));
}

} // namespace

Scenario manager_list() {
    return describe("A list that a manager process owns", run)
        .integer("processes", "Child processes", &Params::processes, 1, 50)
        .choice("mode", "Each child adds by", &Params::mode,
                {{Mode::Append, "append"}, {Mode::ReadModifyWrite, "read-modify-write"}})
        .time("pause", "Between reading and writing", &Params::pause, 0s, 1s)
        .preset("quick", {.processes = 3})
        .preset("read-modify-write", {.mode = Mode::ReadModifyWrite}, {"finished", "lost_update"})
        .preset("twenty", {.processes = 20})
        .expects({"finished"});
}

} // namespace braid::scenarios::processes
