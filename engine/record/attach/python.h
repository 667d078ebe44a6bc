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

/// The thread that threading.get_ident() calls `ident`. Of CPython 3.11.
[[nodiscard]] std::optional<int> pythonThread(const SeenProcess& process, std::uint64_t ident);

/// Tells waits of a Python program by what they are to it: its interpreter's lock, its locks, conditions and joins; and puts the
/// functions of Python into the threads. Only of CPython 3.11; other versions are left as they are.
void understandPython(SeenProcess& process);

} // namespace braid::attach
