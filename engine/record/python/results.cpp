// Futures of asyncio, which the interpreter sets by itself.
#include "engine/record/python/calls.h"
#include "engine/record/python/methods.h"
#include "engine/record/shim/thread.h"

namespace braid::record {
namespace {

constinit Method g_settles[3]{}; ///< set_result, set_exception, cancel

template <int I>
PyObject* settlesHook(PyObject* self, PyObject* a, PyObject* b, PyObject* c, PyObject* d) {
    if (ObjectEntry* future = enter() ? wholeAt(self) : nullptr)
        say(EventKind::Signal, future->number(), future->next(), pythonSite(), Order::Own, UINT64_MAX);
    return g_settles[I].real(self, a, b, c, d);
}
constexpr Method::Function* Settles[] = {settlesHook<0>, settlesHook<1>, settlesHook<2>};

} // namespace

PyObject* calls::tellResults(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    for (std::ptrdiff_t each = 0; each < count && each < 3; ++each)
        replaceMethod(arguments[each], Settles[each], g_settles[each]);
    return none();
}

} // namespace braid::record
