#pragma once

#include <cstdint>

/// CPython's interpreter lock, which it makes of two mutexes and two condition variables in its global state. What is done to those is
/// folded to what it means: asks for the lock, has it, gives it back. They themselves do not appear.
namespace braid::record {

struct InterpreterState {
    std::uint64_t begin, end; ///< addresses of the global state; both 0 where the program is no Python
};
extern InterpreterState g_interpreter;

/// Finds the global state. While the process has one thread.
void findInterpreter();

[[nodiscard]] inline bool isInterpreters(const void* address) {
    const auto place = reinterpret_cast<std::uint64_t>(address);
    return place - g_interpreter.begin < g_interpreter.end - g_interpreter.begin;
}

struct Interpreting {
    bool has;
    bool asks;
    bool tookIt; ///< said to another one that it has it: it has it from the next unlock on
};
[[gnu::tls_model("initial-exec")]] inline constinit thread_local Interpreting t_interpreting{};

/// The calling thread has the interpreter lock.
[[nodiscard]] inline bool hasInterpreterLock() { return t_interpreting.has; }

// Each of them tells what the operation means, for an object of the interpreter, which is called from `caller` in `frame` (see placeOf());
// most mean nothing by themselves, so that the place is looked for only where it is told. The thread must record.
void interpreterLocks(const void* mutex);
void interpreterUnlocks(const void* caller, const void* frame);
void interpreterWaits(const void* condition, const void* caller, const void* frame);
void interpreterSignals(const void* condition, const void* caller, const void* frame);

} // namespace braid::record
