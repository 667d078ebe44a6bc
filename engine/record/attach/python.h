#pragma once

#include "engine/record/attach/snapshot.h"

#include <optional>
#include <string>

namespace braid::attach {

/// Python's global interpreter lock.
struct InterpreterLock {
    Address locked = 0; ///< of its word that says whether somebody has it
    int holder = 0;     ///< thread id; 0 = nobody has it
};
/// Of CPython 3.11, and of 3.13, which says itself where things lie; of other versions as long as a thread waits for it. Nothing where the
/// process has no such interpreter, or one without that lock.
[[nodiscard]] std::optional<InterpreterLock> interpreterLockOf(const SeenProcess& process);

/// The thread that threading.get_ident() calls `ident`. Of CPython 3.11 and 3.13.
[[nodiscard]] std::optional<int> pythonThread(const SeenProcess& process, std::uint64_t ident);

/// Tells waits of a Python program by what they are to it: its interpreter's lock, its locks, conditions and joins; and puts the
/// functions of Python into the threads. Only of CPython 3.11 and 3.13; of other versions the interpreter's lock is told alone.
void understandPython(SeenProcess& process);

} // namespace braid::attach
