// What runs in turns on one thread: tasks, greenlets, generators.
#include "engine/record/python/calls.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/thread.h"

#include <cstring>

namespace braid::record::calls {
namespace {

constexpr std::uint32_t Started = 1; ///< the number of the first event of its lane

PyObject* goOn(std::uint32_t lane) {
    const std::uint32_t to = lane != 0 ? lane : t_writer.home;
    say(EventKind::Resume, to, 0, 0);
    t_writer.lane = to;
    return none();
}

std::uint32_t laneAt(Arguments arguments, std::ptrdiff_t count, std::ptrdiff_t at) { return static_cast<std::uint32_t>(numberOf(arguments, count, at)); }

} // namespace

PyObject* coroutine(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const char* name = textOf(arguments, count, 0);
    const bool free = count > 1 && arguments[1] == g_python.none;
    const ObjectEntry* loop = count > 1 && !free ? wholeAt(arguments[1]) : nullptr;
    if (name == nullptr || (loop == nullptr && !free) || !enter())
        return truth(false);
    const std::uint32_t lane = newId();
    sayText(EventKind::DefineLane, lane, static_cast<std::uint64_t>(trace::LaneKind::Coroutine), t_writer.home, name);
    if (loop != nullptr)
        say(EventKind::LaneStart, lane, Started, pythonSite(), Order::Own, 0, loop->number());
    else
        say(EventKind::LaneStart, lane, Started, pythonSite());
    return g_python.fromNumber(lane);
}

PyObject* currentLaneNumber(PyObject*, Arguments, std::ptrdiff_t) { return g_python.fromNumber(t_writer.lane); }

PyObject* nameLane(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (const char* name = textOf(arguments, count, 1); name != nullptr && enter())
        sayText(EventKind::RenameLane, laneAt(arguments, count, 0), 0, 0, name);
    return none();
}

PyObject* resume(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const std::uint32_t lane = laneAt(arguments, count, 0);
    if (lane == 0 || !enter())
        return truth(false);
    const std::uint32_t before = t_writer.lane;
    say(EventKind::Resume, lane, Started, laneAt(arguments, count, 1), Order::After);
    t_writer.lane = lane;
    return g_python.fromNumber(before);
}

PyObject* suspend(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (t_writer.lane != laneAt(arguments, count, 0) || !enter())
        return none();
    say(EventKind::Suspend, laneAt(arguments, count, 1), 0, laneAt(arguments, count, 3));
    return goOn(laneAt(arguments, count, 2));
}

PyObject* leave(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const std::uint32_t lane = laneAt(arguments, count, 0);
    if (t_writer.lane != lane || !enter())
        return none();
    if (const char* words = textOf(arguments, count, 1))
        trace::appendText(t_writer, EventKind::LaneEnd, lane, Started + 1, 0, Order::Own, 1, 0, words, std::strlen(words));
    else
        say(EventKind::LaneEnd, lane, Started + 1, 0);
    return goOn(laneAt(arguments, count, 2));
}

PyObject* neverAsked(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (const std::uint32_t lane = laneAt(arguments, count, 0); lane != 0 && enter())
        say(EventKind::Fault, 0, 0, laneAt(arguments, count, 1), Order::Own, lane, static_cast<std::uint32_t>(trace::Misuse::FailureNotAskedFor));
    return none();
}

PyObject* site(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const char* file = textOf(arguments, count, 0);
    const char* function = textOf(arguments, count, 2);
    if (file == nullptr || function == nullptr || !enter())
        return g_python.fromNumber(0);
    return g_python.fromNumber(defineSite(file, numberOf(arguments, count, 1), function));
}

} // namespace braid::record::calls
