#include "engine/model/text/names.h"

#include "engine/trace/event_traits.h"

namespace braid::model {

const char* nameOf(State state) {
    switch (state) {
    case State::Created:
        return "created";
    case State::Ready:
        return "ready";
    case State::Running:
        return "running";
    case State::Blocked:
        return "blocked";
    case State::Waiting:
        return "waiting";
    case State::Sleeping:
        return "sleeping";
    case State::IoWait:
        return "io_wait";
    case State::IoCopy:
        return "io_copy";
    case State::Suspended:
        return "suspended";
    case State::Done:
        return "done";
    case State::Failed:
        return "failed";
    case State::NotRecorded:
        return "not_recorded";
    case State::Idle:
        return "idle";
    case State::Paused:
        return "paused";
    }
    return "unknown";
}

const char* nameOf(trace::LaneKind kind) {
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

const char* nameOf(trace::ObjectKind kind) {
    switch (kind) {
    case trace::ObjectKind::Lane:
        return "lane";
    case trace::ObjectKind::Mutex:
        return "mutex";
    case trace::ObjectKind::TimedMutex:
        return "timed_mutex";
    case trace::ObjectKind::RecursiveMutex:
        return "recursive_mutex";
    case trace::ObjectKind::SharedMutex:
        return "shared_mutex";
    case trace::ObjectKind::Semaphore:
        return "semaphore";
    case trace::ObjectKind::BoundedSemaphore:
        return "bounded_semaphore";
    case trace::ObjectKind::Event:
        return "event";
    case trace::ObjectKind::ConditionVariable:
        return "condition_variable";
    case trace::ObjectKind::Barrier:
        return "barrier";
    case trace::ObjectKind::Latch:
        return "latch";
    case trace::ObjectKind::Once:
        return "once";
    case trace::ObjectKind::Queue:
        return "queue";
    case trace::ObjectKind::LifoQueue:
        return "lifo_queue";
    case trace::ObjectKind::PriorityQueue:
        return "priority_queue";
    case trace::ObjectKind::Variable:
        return "variable";
    case trace::ObjectKind::Pipe:
        return "pipe";
    case trace::ObjectKind::ProcessQueue:
        return "process_queue";
    case trace::ObjectKind::Descriptor:
        return "descriptor";
    case trace::ObjectKind::Pool:
        return "pool";
    case trace::ObjectKind::Loop:
        return "loop";
    case trace::ObjectKind::InterpreterLock:
        return "interpreter_lock";
    case trace::ObjectKind::Server:
        return "server";
    case trace::ObjectKind::Counter:
        return "counter";
    case trace::ObjectKind::Channel:
        return "channel";
    case trace::ObjectKind::Futex:
        return "futex";
    case trace::ObjectKind::Inside:
        return "inside";
    }
    return "unknown";
}

const char* nameOf(trace::Outcome outcome) {
    switch (outcome) {
    case trace::Outcome::Unknown:
        return "unknown";
    case trace::Outcome::Finished:
        return "finished";
    case trace::Outcome::Deadlock:
        return "deadlock";
    case trace::Outcome::Stopped:
        return "stopped";
    case trace::Outcome::Crashed:
        return "crashed";
    case trace::Outcome::TimedOut:
        return "timeout";
    case trace::Outcome::Hang:
        return "hang";
    }
    return "unknown";
}

const char* nameOf(BreakKind kind) {
    switch (kind) {
    case BreakKind::Paused:
        return "paused";
    case BreakKind::Standstill:
        return "standstill";
    }
    return "unknown";
}

const char* nameOf(trace::EventKind kind) { return trace::traitsOf(kind).name; }

} // namespace braid::model
