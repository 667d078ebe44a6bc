#pragma once

#include "engine/trace/ids.h"

#include <chrono>
#include <cstdint>
#include <string_view>

/// The vocabulary: everything that can be said in a trace. The numbers are the file format: append, never renumber.
namespace braid::trace {

enum class LaneKind : std::uint8_t {
    Process = 1,
    Thread = 2,
    Coroutine = 3
};

enum class ObjectKind : std::uint8_t {
    Lane = 1, ///< a lane as something to start and to join
    Mutex,    ///< initial = AnyLaneReleases where that is so, else 0
    TimedMutex,
    RecursiveMutex,
    SharedMutex,      ///< initial = 1 where a waiting writer goes before readers that come after it, else 0
    Semaphore,        ///< initial = permits
    BoundedSemaphore, ///< initial = permits, which is also the most it can hold
    Event,            ///< a flag to wait for (Python's threading.Event)
    ConditionVariable,
    Barrier, ///< initial = how many meet
    Latch,   ///< initial = the count
    Once,
    Queue,         ///< initial = maxsize, 0 = unbounded
    LifoQueue,     ///< as Queue
    PriorityQueue, ///< as Queue
    Variable,      ///< shared<T>
    Pipe,          ///< initial = capacity in bytes
    ProcessQueue,  ///< initial = maxsize
    Descriptor,    ///< a socket or another file descriptor
    Pool,          ///< a thread or process pool
    Loop,          ///< an event loop or a hub; initial = ns after which a turn is too long (see LaneStart)
    InterpreterLock,
    Server,       ///< a manager process
    Counter,      ///< a quantity over time (see Counted), of the lane that defines it: of a thread or of a whole process. initial =
                  ///< its first value as two's complement; text = name '\0' unit
    Channel = 25, ///< initial = how many items it stores; 0: who puts and who gets meet

    // Of recorded programs.
    Futex = 40,  ///< a word of memory that threads wait for in the system and are woken at: of futures, latches, other languages' locks
    Inside = 41, ///< something inside a library, of which only the waits are seen
};

/// It is the number of a kind of this version's.
[[nodiscard]] constexpr bool isObjectKind(std::uint32_t number) {
    return (number >= static_cast<std::uint32_t>(ObjectKind::Lane) && number <= static_cast<std::uint32_t>(ObjectKind::Channel)) ||
           (number >= static_cast<std::uint32_t>(ObjectKind::Futex) && number <= static_cast<std::uint32_t>(ObjectKind::Inside));
}

/// How lock-like events were meant.
enum class Mode : std::uint8_t {
    Exclusive = 0,
    Shared = 1,
    OfHolder = 2, ///< of a Released: of the lane that holds it, by another one
};

/// Of a Mutex: a lane that does not hold it may release it as well (asyncio.Lock).
constexpr std::int64_t AnyLaneReleases = 1;

/// Why an operation came back without what it was for.
enum class Failure : std::uint8_t {
    WouldBlock = 0, ///< a try_ operation
    TimedOut = 1,
    Full = 2,
    Empty = 3,
    Broken = 4,    ///< the other side is gone
    Cancelled = 5, ///< the task was
};

/// The system call behind IoBegin and IoEnd.
enum class IoCall : std::uint8_t {
    Other = 0,
    Accept,
    Connect,
    Receive, ///< recv, read
    Send,    ///< send, write
    Select,
    Poll,
    EpollWait,
    EpollControl,
    Submit, ///< io_uring_enter, aio_read, aio_write
    Reap,   ///< takes completions, without or with waiting
};

/// Bits of `b` in IoBegin and IoEnd: the phase in the lowest, the call from IoCallShift on.
constexpr std::uint32_t IoPhaseMask = 1;
constexpr std::uint32_t IoWaiting = 0; ///< waits for data, room or readiness
constexpr std::uint32_t IoCopying = 1; ///< the kernel copies between its memory and the process's
/// Of IoBegin: it waits for as long as it takes, and where it waits for room there was none when it was asked right before.
constexpr std::uint32_t IoUnlimited = 2;
constexpr std::uint32_t IoCallShift = 8;

/// Bits of `b` in OffCpu and OffCpuOther: the processor on which the thread ran at the look, plus 1, in the lowest (0 = not
/// known); the time since the look before, in µs, from OffCpuWindowShift on: the delay lies
/// somewhere within it; 0 = it ended with the event.
constexpr std::uint32_t OffCpuProcessorMask = 255;
constexpr std::uint32_t OffCpuWindowShift = 8;
constexpr std::uint32_t OffCpuWindowMost = (1u << 24) - 1;
/// Of `a` in OffCpuOther.
constexpr std::uint32_t OffCpuSinceShift = 44;
constexpr std::uint64_t OffCpuDelayMask = (std::uint64_t{1} << OffCpuSinceShift) - 1;

/// What is watched for on a descriptor, and what it became ready for (bits of `b` in Watch and Ready).
constexpr std::uint32_t ReadyToRead = 1;
constexpr std::uint32_t ReadyToWrite = 2;

/// How a lane is held (a and b of HoldBegin; the further bits of b: operation_kind.h).
constexpr std::uint64_t HeldByPause = 1;
constexpr std::uint32_t HeldAsleep = 1;

/// Misuse that std calls undefined; Braid shows it instead of doing it.
enum class Misuse : std::uint8_t {
    UnlockByNonOwner = 1,
    UnlockOfFree,
    RelockOfPlainMutex, ///< not an error by itself: it blocks for ever, and the self-cycle shows it
    DestroyedWhileHeld,
    JoinTwice,
    JoinOfSelf,
    JoinNotStarted,
    StartTwice,
    ReleaseOverBound, ///< bounded semaphore, or task_done called too often
    WaitWithoutLock,
    ThreadNotJoined,
    OwnerDied,          ///< a process ended while it held the lock; the next owner is told (object = the lock, a = the lane)
    BeyondSelect,       ///< select was given a descriptor that its sets have no room for (object = the loop)
    FailureNotAskedFor, ///< a task has failed, and whoever was to ask for its result never did (a = its lane)
};

/// How a wait ended (b of WaitEnd).
constexpr std::uint32_t WaitWoken = 0;
constexpr std::uint32_t WaitTimedOut = 1;
constexpr std::uint32_t WaitInVain = 2;         ///< cancelled, or broken
constexpr std::uint32_t WaitNotifiedInVain = 3; ///< cancelled when it had been notified: that went to nobody else

/// The end of a pipe that is closed (b of EndClosed).
constexpr std::uint32_t PipeReading = 0;
constexpr std::uint32_t PipeWriting = 1;

/// What is said of a descriptor of connections (b of EndOf).
enum class EndFact : std::uint8_t {
    First = 0,   ///< it is one end of the connection number a
    Second = 1,  ///< it is the other end of that
    Listens = 2, ///< connections to the port a come to it and wait there to be accepted
    Put = 3,     ///< a bytes were, or are about to be, put into it without a call; less than nothing where it was said of more before
    Got = 4,     ///< a bytes were got from it without a call
    /// The process of this lane, which has just become this program, has it from there on; without an object: what it has is told now,
    /// and it has nothing else of what there was before.
    Has = 5,
};

/// What is known of a death (b of LaneKilled).
enum class Death : std::uint8_t {
    Unexpected = 0,
    Asked = 1,      ///< its own program told it to end
    WithParent = 2, ///< the process that started it was gone
};

/// The type of the value in Read and Write; the value's bits are in `a`.
enum class ValueType : std::uint8_t {
    None = 0,
    Signed,
    Unsigned,
    Floating,
    Boolean,
    Text
};

/// What happened. For each: what `object`, `a`, `b` and `text` carry (unnamed ones are 0 and empty).
///
/// "(numbered)" events carry in `sequence` their place among the numbered events of `object`, from 1 without gaps:
/// the order on the object, exact even if clocks disagree. "(after)" events carry in `sequence` the last number given
/// out on `object` before them; they come after it and take no number of their own.
/// Release-like events are stamped before the real operation, acquire-like ones after it.
enum class EventKind : std::uint8_t {
    None = 0,

    // Definitions. They come before every use in log order.
    DefineLane = 1, ///< object = the new lane; a = LaneKind | daemon << 8 | os id << 32; b = parent lane; text = name
    RenameLane = 2, ///< object = the lane; text = its new name
    /// object; a = initial (see ObjectKind); b = ObjectKind; text = name, and behind '\0' what its kind is called in the program's own
    /// language, where that is known.
    DefineObject = 3,
    /// object = the site's number; a = line; text = file, and behind '\0' the function, where that is known. One that has been an
    /// address (DefineCode) is known by its line from here on. b = of a line of Python, the site of the code by which it does what it
    /// was seen to do first; 0 where that is not known.
    DefineSite = 4,
    RunInfo = 5,   ///< text = key '\0' value: "scenario" (its id), "title", "preset", "command", …
    Parameter = 6, ///< text = name '\0' value as JSON
    RunResult = 7, ///< text = key '\0' value as JSON: one of the scenario's own results
    /// A parameter was moved while the run went on: text as in Parameter. Only times can be moved, so the value is in ns.
    /// Written by the supervisor once the value has settled; a = for how many ns it had had that value already.
    ParameterMoved = 8,
    /// A file with code in the address space of the process of the lane that says so: object = its number, from the counter of
    /// lanes and objects; a = where its lowest address lies; text = path '\0' build id in hex digits.
    DefineModule = 9,
    /// A site that is an address of code: object = the site's number, among those of DefineSite; a = offset from the module's
    /// lowest address; b = the module's number; text = the function, where that is known.
    DefineCode = 10,
    /// `object`, an event, is set when the task number `a` of the pool number `b` is over.
    ResultOf = 11,
    /// `object` is the copy of the object number `a` in the process of the lane that says so, which has them since it was
    /// forked: what held the other one then holds this one.
    CopyOf = 12,
    /// What `object`, a Descriptor, is to connections, or what the system did with it on its own: b = EndFact; a, see there; text of
    /// Got = the first words, as in IoEnd.
    EndOf = 13,
    /// `object`, a Descriptor, is no longer read (ReadyToRead) or written (ReadyToWrite), the bits of b: a = 0 in the process of this
    /// lane, which closes it, 1 in any, since it is shut down.
    EndShut = 14,
    /// The descriptor with the number `a` that `object`, a loop or selector, is about to watch is the Descriptor `b`.
    WatchedIs = 15,

    // Lanes.
    LaneStart = 16,  ///< by the parent (numbered): object = child, which is ready from here; b = the loop that gives a
                     ///< coroutine its turns, or 0. Of those: one that is resumed back without a Suspend waits for its turn.
    LaneBegin = 17,  ///< by the lane itself (numbered): object = itself, which runs from here; a = os id
    LaneEnd = 18,    ///< by the lane itself (numbered): object = itself; a = exit status; text = why, where it failed
    LaneKilled = 19, ///< by each observer of it, maybe several: object = the lane; a = signal number; b = Death; text = why
    JoinBegin = 20,  ///< (after) waits for the end of object; a = time-out in ns, 0 = none
    JoinEnd = 21,    ///< (numbered) b = 0 joined, 1 timed out
    SleepBegin = 22, ///< a = ns asked for
    SleepEnd = 23,
    Yield = 24,
    /// Held at the scheduling point by the person, ready, not running: a = HeldByPause, or 0 in slow motion, after an
    /// operation. What it is about to do: b = OperationKind << HeldOperationShift (operation_kind.h), object, site.
    /// Slow motion that becomes a pause is a second HoldBegin; one HoldEnd ends both. b = HeldAsleep: in a sleep, which stays
    /// one and counts no time meanwhile.
    HoldBegin = 25,
    HoldEnd = 26,
    /// Was ready and did not run for `a` ns, as the thread itself saw afterwards: the last ones before this event where the
    /// bits of `b` give no window, else some time within it.
    OffCpu = 27,
    /// A system call that may take time: object = the descriptor or 0; a = fd; b = phase | IoCall << IoCallShift. Where a
    /// call goes from waiting to copying there is a second IoBegin and one IoEnd: the calls are counted by their ends.
    IoBegin = 28,
    /// The call is over: object, b as in IoBegin; a = result (bytes or descriptors, or -errno as two's complement); text = the first
    /// words of what was received, where they can be read.
    /// Without an IoBegin: it came back at once, as nonblocking calls do.
    IoEnd = 29,
    Suspend = 30,     ///< the coroutine that runs in this writer stops running; object = what it waits for or 0; a = ns after
                      ///< which it goes on at the latest, 0 = without limit
    Resume = 31,      ///< object = the coroutine lane that runs in this writer from here on; a thread lane: back to that
    SendSignal = 32,  ///< to another process: object = its lane; a = signal number
    TaskBegin = 33,   ///< a named piece of work begins on this lane: object = the pool, loop or server it is done for; a = its
                      ///< number there, from 1, or 0; text = label. Tasks of one lane nest.
    TaskEnd = 34,     ///< the innermost one ends: object, a as in TaskBegin; b = 0 done, 1 failed
    Watch = 35,       ///< (numbered) object = the loop or selector; a = fd; b = what for; text = what it is called
    Unwatch = 36,     ///< (numbered) object as in Watch; a = fd
    FdReady = 37,     ///< (numbered) object as in Watch; a = fd; b = what it is ready for
    OffCpuOther = 38, ///< as OffCpu, but another thread looked: object = the lane of the thread that did not run, which
                      ///< stands for the coroutine that runs on it; a = ns | µs for which it had run again << OffCpuSinceShift
    MadeReady = 39,   ///< (after) object = a coroutine that has suspended itself and may go on from here on, in its next turn.
                      ///< Not of those whose time (`a` of Suspend) is over: nothing happens then

    // Locks and semaphores.
    AcquireWait = 40,   ///< (after) blocks on object; a = time-out in ns, 0 = none; b = Mode
    Acquired = 41,      ///< (numbered) a = recursion depth, or 0 where it is always 1; b = Mode
    AcquireFailed = 42, ///< (after) b = Failure
    Released = 43,      ///< (numbered) a = recursion depth left, or permits given; b = Mode

    // Events, condition variables, barriers, latches; shared variables, whose waits end with a notification after a change.
    /// (numbered for condition variables, barriers, latches, variables; after for events) a = time-out in ns, 0 = none. Of a
    /// variable b = ValueType; text = the value it waits to see replaced, where the type is Text.
    WaitBegin = 50,
    WaitEnd = 51, ///< (numbered) b = WaitWoken, WaitTimedOut, WaitInVain or WaitNotifiedInVain
    Signal = 52,  ///< (numbered) set, notify, count_down: a = how many it may wake; ~0 = all
    /// (numbered) the event's flag goes down; the barrier is whole, those who have come go on, and none of them counts
    Clear = 53,
    BarrierDropped = 54, ///< (numbered) object = the barrier: comes to it as a Signal does, and is not expected in later rounds
    BarrierBroken = 55,  ///< (numbered) object = the barrier: who waits there goes on in vain, and so does who comes

    // Shared variables.
    /// (numbered) a = the value's bits; b = ValueType; text where the type is Text. Of a text `a` is the part of the variable whose
    /// value it is (an index, a key), by any number but 0; 0 = all of it.
    Read = 60,
    Write = 61,  ///< as Read
    Modify = 62, ///< as Write, where the value before it was read in the same indivisible step
    /// (after) a compare-exchange of object found another value than it expected: the one of the Read before it.
    ExchangeFailed = 63,

    // Queues and channels. Of a ProcessQueue `b` is the item's size in bytes. A Pipe is a stream of bytes: `a` counts the
    // bytes put or got so far, this operation's included, and `b` is how many of them are this operation's.
    PutWait = 70,   ///< (after) blocks: full; a = time-out in ns, 0 = none
    Put = 71,       ///< (numbered) a = the item's number in this queue, from 1; b = priority; text = label
    PutFailed = 72, ///< (after) b = Failure
    GetWait = 73,   ///< (after) blocks: empty; a = time-out in ns, 0 = none
    Get = 74,       ///< (numbered) a = the item's number; b = priority; text = label
    GetFailed = 75, ///< (after) b = Failure
    TaskDone = 76,  ///< (numbered) one item is worked off; a = unfinished ones left
    DrainWait = 77, ///< (after) waits until all items are worked off (queue.join)
    DrainEnd = 78,  ///< (numbered) b = WaitWoken or WaitInVain
    EndClosed = 79, ///< of a Pipe: the process of this lane has closed one of its ends; b = PipeReading or PipeWriting

    // Of programs and tools that are not Braid's own.
    Counted = 80,   ///< object = a Counter, which is `a` from here on; b = ValueType: Signed, Unsigned or Floating
    FlowBegin = 81, ///< something that goes from lane to lane begins here: a = its number, free again after its end; text = name
    FlowStep = 82,  ///< it goes on here: a
    FlowEnd = 83,   ///< it ends here: a

    // Of channels. Of one that stores nothing, or is full, the Get of an item comes before its Put where it was the one who puts
    // that waited.
    ChannelClosed = 84, ///< (numbered) object = the channel, into which nothing more can be put
    /// (after) The wait that the lane has just begun ends by object as well, as one that an event of the kind `b` begins; it ends with
    /// any event of the lane that ends a wait for one of them.
    AlsoWaits = 85,
    /// What lanes wait for at `object` may be given by somebody who has no lane. Where that is the lane of a process: `a` threads and
    /// processes were found in the run that have none, so that anything may be given by them while a is not 0.
    GivenOutside = 86,

    // Output.
    Print = 90,     ///< text, without a line end behind it; a, b: see trace/print.h
    Note = 91,      ///< text = a mark the scenario sets on the timeline, e.g. "Empty"
    Fault = 92,     ///< object; b = Misuse; a = the lane it concerns or 0
    TraceFull = 93, ///< the file's limit is reached: nothing is recorded from here on
    /// By the reader, of a damaged file: what this lane did from here to its next event cannot be read.
    NotRecorded = 94,

    // Of recorded programs.
    /// Where `object` lies: a = its address; b = the module that holds that, 0 = none.
    ObjectAt = 100,
    NameObject = 101, ///< object; text = its name from here on
    /// A part of a source file as it was when the program began, by the supervisor: a = at which byte of the file it begins; b = how many
    /// bytes the file has; text = path, as sites name it, '\0' the bytes. The parts of a file follow each other from its first byte on.
    SourceText = 110,
};

/// A shared variable has a new value from here on.
[[nodiscard]] constexpr bool writesValue(EventKind kind) { return kind == EventKind::Write || kind == EventKind::Modify; }
/// The event carries the value of a shared variable.
[[nodiscard]] constexpr bool tellsValue(EventKind kind) { return kind == EventKind::Read || writesValue(kind); }

/// Whether what an event of this kind is about is a lane or an object, and no number of another sort.
[[nodiscard]] constexpr bool isObject(EventKind kind) {
    return kind != EventKind::DefineSite && kind != EventKind::DefineCode && kind != EventKind::DefineModule;
}

/// A RunInfo: whether the recording tells running apart from ready.
constexpr std::string_view ReadyInfo = "ready";
constexpr std::string_view ReadyMeasured = "measured";
constexpr std::string_view ReadyNotMeasured = "not measured";

/// One event as a reader hands it out. Value type; `text` points into the reader's buffer and is valid only during the
/// call that hands it out.
struct Event {
    std::chrono::nanoseconds time{0}; ///< since the trace began; never before the same lane's or object's last event
    LaneId lane;
    ObjectId object;
    std::uint32_t sequence = 0; ///< see EventKind; 0 = none
    SiteId site;
    EventKind kind = EventKind::None;
    std::uint32_t b = 0;
    std::uint64_t a = 0;
    std::string_view text;
};

/// How a run ended, as its supervisor wrote it into the file. Append, never renumber: the number stands in the header.
enum class Outcome : std::uint8_t {
    Unknown = 0,
    Finished,
    Deadlock, ///< nothing in it could move any more, and there was a cycle (files of before Hang: with or without one)
    Stopped,
    Crashed,
    TimedOut,
    Hang, ///< nothing in it could move any more, without a cycle
};

} // namespace braid::trace
