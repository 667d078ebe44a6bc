#pragma once

#include <optional>
#include <string>

namespace braid::trace {

/// What the system says of a process or thread in its file `stat`, see proc(5).
struct ProcessStat {
    char state = '?';              ///< R, S, D, Z, …; '?' where the file was not understood
    long parent = 0;               ///< its process id
    long group = 0;                ///< of processes
    std::optional<int> processor;  ///< on which it runs, or ran last; of the first thread where it is a process
    std::optional<int> exitStatus; ///< as from waitpid; nothing where the kernel does not tell

    /// It has ended, and nobody has waited for it yet.
    [[nodiscard]] bool ended() const { return state == 'Z' || state == 'X'; }
};

/// `file`: /proc/PID/stat or /proc/PID/task/TID/stat. Nothing where it cannot be read: there is no such process or thread any
/// more. Thread-safe.
[[nodiscard]] std::optional<ProcessStat> processStat(const std::string& file);
/// What stands in such a file.
[[nodiscard]] ProcessStat processStatIn(const std::string& text);
/// Of the process `pid`.
[[nodiscard]] std::optional<ProcessStat> processStat(long pid);

} // namespace braid::trace
