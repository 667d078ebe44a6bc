// How deep a recursive lock is taken, which the interpreter counts by itself.
#include "engine/record/python/calls.h"
#include "engine/record/python/methods.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/thread.h"

#include <cstring>

namespace braid::record {
namespace {

/// Of threading.RLock and of a lock of multiprocessing: how often who has it has taken it.
constexpr std::size_t CountAt = 32;

std::uint32_t countOf(const PyObject* lock) {
    std::uint32_t count = 0;
    std::memcpy(&count, reinterpret_cast<const char*>(lock) + CountAt, sizeof count);
    return count;
}

void sayDepth(EventKind kind, PyObject* lock, std::uint32_t depth) {
    ObjectEntry* entry = enter() ? semaphoreOf(lock) : nullptr;
    if (entry != nullptr && entry->detail == static_cast<std::uint32_t>(PythonLock::Recursive) && entry->number() != 0 &&
        entry->owner.load(std::memory_order_relaxed) == currentLane())
        say(kind, entry->number(), entry->nextUnderProtection(), pythonSite(), Order::Own, depth);
}

constinit Method g_takes[4]{}, g_gives[4]{};

template <int I>
PyObject* takesHook(PyObject* self, PyObject* a, PyObject* b, PyObject* c, PyObject* d) {
    PyObject* result = g_takes[I].real(self, a, b, c, d);
    if (result != nullptr && countOf(self) > 1 && g_python.number(result) != 0)
        sayDepth(EventKind::Acquired, self, countOf(self));
    return result;
}
template <int I>
PyObject* givesHook(PyObject* self, PyObject* a, PyObject* b, PyObject* c, PyObject* d) {
    const std::uint32_t before = countOf(self);
    PyObject* result = g_gives[I].real(self, a, b, c, d);
    if (result != nullptr && before > 1)
        sayDepth(EventKind::Released, self, before - 1);
    return result;
}
constexpr Method::Function* Takes[] = {takesHook<0>, takesHook<1>, takesHook<2>, takesHook<3>};
constexpr Method::Function* Gives[] = {givesHook<0>, givesHook<1>, givesHook<2>, givesHook<3>};

} // namespace

void replaceMethod(PyObject* descriptor, Method::Function* replacement, Method& method) {
    constexpr std::size_t DefinitionAt = 40, FunctionAt = 8; // of a method descriptor, and in its definition
    char* definition = nullptr;
    std::memcpy(&definition, reinterpret_cast<const char*>(descriptor) + DefinitionAt, sizeof definition);
    if (definition == nullptr || method.real != nullptr)
        return;
    std::memcpy(&method.real, definition + FunctionAt, sizeof method.real);
    std::memcpy(definition + FunctionAt, &replacement, sizeof replacement);
}

PyObject* calls::tellDepth(PyObject*, Arguments arguments, std::ptrdiff_t count) {
    const std::uint64_t first = numberOf(arguments, count, 0) * 2;
    if (count < 5 || first > 2)
        return none();
    for (const std::ptrdiff_t each : {0, 1}) {
        replaceMethod(arguments[1 + each], Takes[first + static_cast<std::uint64_t>(each)], g_takes[first + static_cast<std::uint64_t>(each)]);
        replaceMethod(arguments[3 + each], Gives[first + static_cast<std::uint64_t>(each)], g_gives[first + static_cast<std::uint64_t>(each)]);
    }
    return none();
}

} // namespace braid::record
