#pragma once

#include "engine/record/attach/memory.h"
#include "engine/trace/result.h"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What /proc says of a process, see proc(5). All functions are thread-safe; what they return is as of the call.
namespace braid::attach {

/// A stretch of a process's addresses.
struct Mapping {
    Address begin = 0, end = 0;
    bool writable = false, executable = false, shared = false;
    std::uint64_t offset = 0; ///< of `begin` in the file
    std::string device;       ///< "fe:01"
    std::uint64_t inode = 0;  ///< 0 = no file
    std::string path;         ///< or "[heap]", "[stack]"; may be empty
};
[[nodiscard]] std::vector<Mapping> mappingsOf(int pid);
/// Both are of one file, and what is written into one is seen in the other.
[[nodiscard]] inline bool isSameFile(const Mapping& one, const Mapping& other) {
    return one.shared && other.shared && one.inode != 0 && one.inode == other.inode && one.device == other.device;
}

/// It is a semaphore of sem_open(), whether or not that has its name still.
[[nodiscard]] bool isSemaphoreFile(const Mapping& mapping);
/// The name of such a semaphore in the process `pid`, without the slash; empty where it has none any more. Who has made it knows it by another file
/// name, which it had until it was whole.
[[nodiscard]] std::string semaphoreNameOf(int pid, const Mapping& mapping);
/// What is mapped has a name by which other programs may come to it.
[[nodiscard]] bool mayBeOpened(int pid, const Mapping& mapping);

/// Where a thread is in a system call.
struct SystemCall {
    static constexpr long None = -1; ///< it is not in one
    long number = None;
    std::array<std::uint64_t, 6> arguments{};
    Address stack = 0, code = 0; ///< the stack pointer and the next instruction; 0 = not known, it runs
};
/// The line of a file `syscall` of proc(5), which is "running" where the thread runs.
[[nodiscard]] std::optional<SystemCall> systemCallIn(std::string_view line);

struct Thread {
    int id = 0;
    std::string name;
    char state = '?'; ///< as in ps(1)
    SystemCall call;
    std::uint64_t switches = 0; ///< how often it has given a processor back or lost one
};
/// `pid` itself, or, where its first thread has ended before others, one of those; 0 where none is left. Of a thread that has ended
/// the system does not tell the memory and the files of the process any more.
[[nodiscard]] int livingThreadOf(int pid);
/// Of the threads of `pid` those that could be looked at; `denied`: what they do in the system could not be read.
[[nodiscard]] std::vector<Thread> threadsOf(int pid, bool& denied);

/// An open file of a process.
struct Descriptor {
    int number = 0;
    std::string target; ///< "pipe:[123]", "socket:[123]", "anon_inode:[eventpoll]", "/path"
    int flags = 0;      ///< as open(2)
};
/// By number.
[[nodiscard]] std::map<int, Descriptor> descriptorsOf(int pid);
/// The lines of /proc/PID/fdinfo/NUMBER.
[[nodiscard]] std::vector<std::string> descriptorLines(int pid, int number);
/// The number in "pipe:[123]"; nothing where `target` does not begin with `kind`.
[[nodiscard]] std::optional<std::uint64_t> inodeIn(std::string_view target, std::string_view kind);

/// One line of /proc/locks.
struct FileLock {
    std::uint64_t number = 0; ///< those who wait have that of the lock they wait for
    bool waits = false;
    std::string kind; ///< "FLOCK", "POSIX", "OFDLCK"
    bool writes = false;
    int pid = 0;      ///< of who took it; -1 = not told
    std::string file; ///< device and inode: "fe:01:1234"
};
[[nodiscard]] std::vector<FileLock> fileLocks();

[[nodiscard]] std::string nameOf(int pid);    ///< its comm
[[nodiscard]] std::string programOf(int pid); ///< path of the program's file; empty where it is not told
[[nodiscard]] std::optional<int> parentOf(int pid);
[[nodiscard]] std::vector<int> childrenOf(int pid);
[[nodiscard]] std::vector<int> allProcesses();
/// The process of a thread; nothing where there is no such thread.
[[nodiscard]] std::optional<int> processOfThread(int tid);
/// Clock ticks after the start of the machine.
[[nodiscard]] std::uint64_t startTimeOf(int pid);

/// Why `pid` cannot be looked at, as one sentence: there is none, it has ended, it is the kernel's, of another kind of machine, or the
/// permission is missing.
[[nodiscard]] Status mayLookAt(int pid);

} // namespace braid::attach
