// Futures of asyncio, which the interpreter sets by itself.
#include "engine/record/python/calls.h"
#include "engine/record/python/methods.h"
#include "engine/record/shim/thread.h"

namespace braid::record {
namespace {

constinit Method g_settles[3]{}; ///< set_result, set_exception, cancel
/// Tasks of a loop of this thread wait for futures. Another thread that settles one wakes nobody: the loop sleeps on.
[[gnu::tls_model("initial-exec")]] constinit thread_local bool t_hasLoop = false;

template <int I>
PyObject* settlesHook(PyObject* self, PyObject* a, PyObject* b, PyObject* c, PyObject* d) {
    if (ObjectEntry* future = t_hasLoop && enter() ? wholeAt(self) : nullptr)
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

PyObject* calls::awaitsResults(PyObject*, Arguments, std::ptrdiff_t) {
    t_hasLoop = true;
    return none();
}

} // namespace braid::record
