#include "engine/exec/output.h"
#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/ipc/manager.h"
#include "scenarios/scenario.h"

#include <deque>

using namespace std::chrono_literals;

namespace braid::scenarios::processes {
namespace {

enum class Type {
    List,
    Dict
};
enum class Mode {
    Append,
    ReadModifyWrite
};

struct Params {
    int processes = 5;
    Type type = Type::List;
    Mode mode = Mode::Append;
    Time stagger = 500ms;
    Time pause = 1s;
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

using Dict = braid::dict_proxy<std::string, int>;

void foo(Dict d, int i, const Params& params) {
    if (params.mode == Mode::Append) {
        d.set(std::to_string(i), i * i); // one call, and a key of its own
        return;
    }
    const int sum = d.get("sum");
    braid::this_thread::sleep_for(params.pause);
    d.set("sum", sum + i * i); // what others added since it was read is gone
}

/// One child process for each i, which calls foo with a copy of the proxy.
template <class Shared>
void run_children(const Shared& shared, const Params& params) {
    std::deque<braid::process> children;
    for (int i = 0; i < params.processes; ++i) {
        if (params.stagger)
            braid::this_thread::sleep_for(params.stagger); // apart, so that each call can be seen
        children.emplace_back("Process-" + std::to_string(i + 1), [&, i] { foo(shared, i, params); }).start();
    }
    if (params.stagger)
        braid::this_thread::sleep_for(params.stagger); // the last one, too
    for (auto& child : children)
        child.join();
}

void run_dict(braid::manager& manager, const Params& params) {
    auto Mdict = manager.dict<std::string, int>("Mdict");
    if (params.mode == Mode::ReadModifyWrite)
        Mdict.set("sum", 0);
    run_children(Mdict, params);

    std::string text;
    std::vector<std::pair<std::string, double>> dict;
    for (const auto& [key, value] : Mdict.all()) {
        text += (text.empty() ? "" : ", ") + key + ": " + std::to_string(value);
        dict.emplace_back(key, value);
    }
    braid::print("{" + text + "}");
    braid::result("dict", dict);
}

void run_list(braid::manager& manager, const Params& params) {
    auto Mlist = manager.list<int>({11, 22, 33}, "Mlist");
    run_children(Mlist, params);

    const std::vector<int> list = Mlist.all();
    std::string text;
    for (const int value : list)
        text += (text.empty() ? "" : ", ") + std::to_string(value);
    braid::print("[" + text + "]");
    braid::result("list", std::vector<long long>(list.begin(), list.end()));
}

void run(const Params& params) {
    braid::manager manager("Manager");
    params.type == Type::List ? run_list(manager, params) : run_dict(manager, params);
}

} // namespace

Scenario manager_list() {
    return describe("A list or dictionary that a manager process owns", run)
        .integer("processes", "Child processes", &Params::processes, 1, 50)
        .choice("type", "The manager owns a", &Params::type, {{Type::List, "list"}, {Type::Dict, "dict"}})
        .choice("mode", "Each child adds by", &Params::mode,
                {{Mode::Append, "append"}, {Mode::ReadModifyWrite, "read-modify-write"}})
        .time("stagger", "Before each child", &Params::stagger, 0s, 2s)
        .time("pause", "Between reading and writing", &Params::pause, 0s, 1s)
        .preset("quick", {.processes = 3, .stagger = 20ms, .pause = 50ms})
        .preset("read-modify-write", {.mode = Mode::ReadModifyWrite, .stagger = 100ms, .pause = 600ms}, {"finished", "lost_update"})
        .preset("dict", {.type = Type::Dict, .stagger = 100ms})
        .preset("dict-read-modify-write", {.type = Type::Dict, .mode = Mode::ReadModifyWrite, .stagger = 100ms, .pause = 600ms}, {"finished", "lost_update"})
        .preset("twenty", {.processes = 20, .stagger = 20ms})
        .expects({"finished"});
}

} // namespace braid::scenarios::processes
