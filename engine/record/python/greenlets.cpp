// What greenlets hand over when they switch to each other. That they switch, they tell by themselves.
#include "engine/record/python/calls.h"
#include "engine/record/python/methods.h"
#include "engine/record/shim/thread.h"

namespace braid::record {
namespace {

constinit Method g_switch{};
constinit PyObject* g_handed = nullptr; ///< the helper's: is told of a switch, to whom and with what

PyObject* switchHook(PyObject* self, PyObject* values, PyObject* names, PyObject* more, PyObject* last) {
    if (t_thread.inside == 0 && values != nullptr) {
        if (PyObject* result = g_python.callWith(g_handed, self, values, static_cast<void*>(nullptr)))
            g_python.decRef(result);
        else
            g_python.clearError();
    }
    return g_switch.real(self, values, names, more, last);
}

} // namespace

PyObject* calls::tellSwitches(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    if (count < 2 || g_handed != nullptr)
        return truth(false);
    g_python.incRef(arguments[1]);
    g_handed = arguments[1];
    replaceMethod(arguments[0], switchHook, g_switch);
    return truth(true);
}

} // namespace braid::record
