#include "app/cli/names.h"

namespace braid::cli {

const char* name(trace::LaneKind kind) {
    switch (kind) {
    case trace::LaneKind::Process:
        return "process";
    case trace::LaneKind::Thread:
        return "thread";
    case trace::LaneKind::Coroutine:
        return "coroutine";
    }
    return "unknown";
}

const char* name(trace::ObjectKind kind) {
    using enum trace::ObjectKind;
    switch (kind) {
    case Lane:
        return "lane";
    case Mutex:
        return "mutex";
    case TimedMutex:
        return "timed_mutex";
    case RecursiveMutex:
        return "recursive_mutex";
    case SharedMutex:
        return "shared_mutex";
    case Semaphore:
        return "semaphore";
    case BoundedSemaphore:
        return "bounded_semaphore";
    case Event:
        return "event";
    case ConditionVariable:
        return "condition_variable";
    case Barrier:
        return "barrier";
    case Latch:
        return "latch";
    case Once:
        return "once";
    case Queue:
        return "queue";
    case LifoQueue:
        return "lifo_queue";
    case PriorityQueue:
        return "priority_queue";
    case Variable:
        return "variable";
    case Pipe:
        return "pipe";
    case ProcessQueue:
        return "process_queue";
    case Descriptor:
        return "descriptor";
    case Pool:
        return "pool";
    case Loop:
        return "loop";
    case InterpreterLock:
        return "interpreter_lock";
    case Server:
        return "server";
    }
    return "unknown";
}

const char* name(model::State state) {
    using enum model::State;
    switch (state) {
    case Created:
        return "created";
    case Ready:
        return "ready";
    case Running:
        return "running";
    case Blocked:
        return "blocked";
    case Waiting:
        return "waiting";
    case Sleeping:
        return "sleeping";
    case IoWait:
        return "io_wait";
    case IoCopy:
        return "io_copy";
    case Suspended:
        return "suspended";
    case Done:
        return "done";
    case Failed:
        return "failed";
    }
    return "unknown";
}

const char* name(trace::Outcome outcome) {
    switch (outcome) {
    case trace::Outcome::Finished:
        return "finished";
    case trace::Outcome::Deadlock:
        return "deadlock";
    case trace::Outcome::Stopped:
        return "stopped";
    case trace::Outcome::TimedOut:
        return "timeout";
    case trace::Outcome::Crashed:
    case trace::Outcome::Unknown:
        break;
    }
    return "crashed";
}

} // namespace braid::cli
