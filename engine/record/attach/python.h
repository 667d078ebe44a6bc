#pragma once

#include "engine/record/attach/snapshot.h"

#include <optional>
#include <string>

namespace braid::attach {

/// Python's global interpreter lock.
struct InterpreterLock {
    Address address = 0;
    int holder = 0; ///< thread id; 0 = nobody has it
};
/// Of CPython 3.11; nothing where the process has no such interpreter.
[[nodiscard]] std::optional<InterpreterLock> interpreterLockOf(const SeenProcess& process);

/// Tells waits of a Python program by what they are to it: its interpreter's lock, its locks, conditions and joins; and puts the
/// functions of Python into the threads. Only of CPython 3.11; other versions are left as they are.
void understandPython(SeenProcess& process);

} // namespace braid::attach
