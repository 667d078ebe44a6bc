#pragma once

#include "engine/record/attach/wait.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace braid::attach {

struct SeenThread {
    Thread thread;
    std::vector<Frame> frames;       ///< the innermost first
    std::vector<PythonFrame> python; ///< the same of Python, of one that waits
    Wait wait;
};

/// One process as it stood when it was looked at.
struct SeenProcess {
    explicit SeenProcess(int number) : pid(number), memory(number) {}
    int pid;
    int parent = 0;
    std::string name;
    ProcessMemory memory;
    std::vector<Mapping> mappings;
    std::map<int, Descriptor> descriptors;
    std::unique_ptr<Symbols> symbols;
    std::vector<SeenThread> threads; ///< the first one first; empty where it could not be looked at

    [[nodiscard]] const SeenThread* thread(int id) const;
    [[nodiscard]] const Mapping* mappingAt(Address address) const;
};

/// A process and all whom its threads depend on: its descendants, who has the other ends of its pipes, who holds its locks. None of
/// them is stopped or changed.
struct Snapshot {
    std::vector<std::unique_ptr<SeenProcess>> processes; ///< the one asked for first
    bool whole = true;                                   ///< no further process is concerned, and all of them could be looked at

    [[nodiscard]] const SeenProcess* process(int pid) const;
    /// The process, of those in it, that has the thread `tid`.
    [[nodiscard]] const SeenProcess* withThread(int tid) const;
};

/// Looks at `pid` twice, LookAgainAfter apart: who has moved meanwhile does not wait. Error: it cannot be looked at.
[[nodiscard]] Result<Snapshot> look(int pid);
constexpr int LookAgainAfterMs = 40;
/// So many processes are looked at at most.
constexpr std::size_t MostProcesses = 64;

} // namespace braid::attach
