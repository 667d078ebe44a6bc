#pragma once

#include "engine/record/attach/registers.h"
#include "engine/record/attach/stack.h"

#include <cstdint>
#include <string>
#include <vector>

namespace braid::attach {

/// What a thread waits for.
enum class WaitKind : std::uint8_t {
    None,             ///< it does not: it runs, or changed what it does while it was looked at
    Sleep,            ///< goes on by itself: a sleep, or a wait for nothing but time
    Outside,          ///< a signal, a terminal, a device, what nobody here is known to give
    Mutex,            ///< pthread_mutex_t, mtx_t
    ReadLock,         ///< pthread_rwlock_t, to read
    WriteLock,        ///< the same, to write
    Condition,        ///< pthread_cond_t, cnd_t
    SpinLock,         ///< pthread_spinlock_t: it runs, and gets nowhere
    Semaphore,        ///< sem_t
    Barrier,          ///< pthread_barrier_t
    SystemVSemaphore, ///< one of a set of System V
    Message,          ///< in a queue of System V
    MessageRoom,      ///< in the same
    Join,             ///< the end of a thread
    Once,             ///< pthread_once_t
    StaticGuard,      ///< the first run of a function through the definition of a static variable
    Future,           ///< std::future: `object` is the word in the shared state
    Word,             ///< another word of memory, by the program itself: std::atomic::wait and what is made of it
    Library,          ///< a lock inside a library, which tells nobody its owner
    Child,            ///< the end of a process
    FileLock,         ///< flock, or a lock of fcntl
    Receive,          ///< data
    Send,             ///< room
    Ready,            ///< one of several descriptors
    Opening,          ///< that somebody opens the other end of a named pipe
    InterpreterLock,  ///< Python's global interpreter lock
    PythonLock,       ///< a lock of Python: sem_t, taken and given back by its program
    PythonCondition   ///< the same, as that of one who waits for a notification
};

/// A descriptor that is waited for.
struct Watched {
    int descriptor = 0;
    bool read = false, write = false;
};

struct Wait {
    WaitKind kind = WaitKind::None;
    Address object = 0;   ///< of what lies in memory
    bool timed = false;   ///< it ends by itself at the latest when its time is over
    int target = 0;       ///< of a Join: the thread's id. Of a Child: the process's, or -1 for any. Of System V: the set's or queue's id
    int number = 0;       ///< of a SystemVSemaphore in its set; as from waitOf(): how many operations there are at `object`
    bool forZero = false; ///< of a SystemVSemaphore: it waits until that is 0
    int descriptor = -1;  ///< of FileLock, Receive, Send; of Ready the selector's, or -1
    std::vector<Watched> watched;
    std::string path;        ///< of an Opening, as the program gives it
    int folder = 0;          ///< of an Opening: the descriptor of the folder from which the path leads, or AT_FDCWD
    std::string pipe;        ///< of an Opening: device and inode; empty as from waitOf()
    bool forWriting = false; ///< of an Opening: what it opens itself
    std::string through;     ///< the function that waits, as the program calls it; may be empty
    std::string library;     ///< of a Library: its file's name
    bool ofOwnLoop = false;  ///< of a PythonCondition: what it waits for only this thread's own event loop could do
};

/// One function of Python that is under way.
struct PythonFrame {
    std::string function, file;
    std::uint32_t line = 0;
};

/// What a thread that stands in `call` with that stack waits for. `tids`: of the threads of its process.
[[nodiscard]] Wait waitOf(const SystemCall& call, const std::vector<Frame>& frames, const ProcessMemory& memory, const std::vector<int>& tids);

/// What a thread that runs waits for, seen with `samples` of its registers, while its stack was `frames`: a spin lock, where it has done
/// nothing else in all of them and the lock is taken; else nothing.
[[nodiscard]] Wait spinOf(const std::vector<Registers>& samples, const std::vector<Frame>& frames, const ProcessMemory& memory, const Symbols& symbols);

/// The name of a function without version and the underscores of other names for it: "pthread_mutex_lock".
[[nodiscard]] std::string plainName(std::string_view symbol);
/// Whether a file belongs to the system and not to the program: a library of the system's folders.
[[nodiscard]] bool ofSystem(std::string_view module);
/// The last part of a path.
[[nodiscard]] std::string fileName(std::string_view path);

} // namespace braid::attach
