#include "engine/model/names.h"

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

const char* nameOf(trace::EventKind kind) {
    switch (kind) {
    case trace::EventKind::None:
        return "none";
    case trace::EventKind::DefineLane:
        return "define_lane";
    case trace::EventKind::RenameLane:
        return "rename_lane";
    case trace::EventKind::DefineObject:
        return "define_object";
    case trace::EventKind::DefineSite:
        return "define_site";
    case trace::EventKind::DefineModule:
        return "define_module";
    case trace::EventKind::DefineCode:
        return "define_code";
    case trace::EventKind::RunInfo:
        return "run_info";
    case trace::EventKind::Parameter:
        return "parameter";
    case trace::EventKind::ParameterMoved:
        return "parameter_moved";
    case trace::EventKind::RunResult:
        return "run_result";
    case trace::EventKind::LaneStart:
        return "lane_start";
    case trace::EventKind::LaneBegin:
        return "lane_begin";
    case trace::EventKind::LaneEnd:
        return "lane_end";
    case trace::EventKind::LaneKilled:
        return "lane_killed";
    case trace::EventKind::JoinBegin:
        return "join_begin";
    case trace::EventKind::JoinEnd:
        return "join_end";
    case trace::EventKind::SleepBegin:
        return "sleep_begin";
    case trace::EventKind::SleepEnd:
        return "sleep_end";
    case trace::EventKind::Yield:
        return "yield";
    case trace::EventKind::HoldBegin:
        return "hold_begin";
    case trace::EventKind::HoldEnd:
        return "hold_end";
    case trace::EventKind::OffCpu:
        return "off_cpu";
    case trace::EventKind::OffCpuOther:
        return "off_cpu_other";
    case trace::EventKind::IoBegin:
        return "io_begin";
    case trace::EventKind::IoEnd:
        return "io_end";
    case trace::EventKind::Suspend:
        return "suspend";
    case trace::EventKind::Resume:
        return "resume";
    case trace::EventKind::SendSignal:
        return "send_signal";
    case trace::EventKind::TaskBegin:
        return "task_begin";
    case trace::EventKind::TaskEnd:
        return "task_end";
    case trace::EventKind::Watch:
        return "watch";
    case trace::EventKind::Unwatch:
        return "unwatch";
    case trace::EventKind::FdReady:
        return "fd_ready";
    case trace::EventKind::AcquireWait:
        return "acquire_wait";
    case trace::EventKind::Acquired:
        return "acquired";
    case trace::EventKind::AcquireFailed:
        return "acquire_failed";
    case trace::EventKind::Released:
        return "released";
    case trace::EventKind::WaitBegin:
        return "wait_begin";
    case trace::EventKind::WaitEnd:
        return "wait_end";
    case trace::EventKind::Signal:
        return "signal";
    case trace::EventKind::Clear:
        return "clear";
    case trace::EventKind::Read:
        return "read";
    case trace::EventKind::Write:
        return "write";
    case trace::EventKind::PutWait:
        return "put_wait";
    case trace::EventKind::Put:
        return "put";
    case trace::EventKind::PutFailed:
        return "put_failed";
    case trace::EventKind::GetWait:
        return "get_wait";
    case trace::EventKind::Get:
        return "get";
    case trace::EventKind::GetFailed:
        return "get_failed";
    case trace::EventKind::TaskDone:
        return "task_done";
    case trace::EventKind::DrainWait:
        return "drain_wait";
    case trace::EventKind::DrainEnd:
        return "drain_end";
    case trace::EventKind::Counted:
        return "counted";
    case trace::EventKind::FlowBegin:
        return "flow_begin";
    case trace::EventKind::FlowStep:
        return "flow_step";
    case trace::EventKind::FlowEnd:
        return "flow_end";
    case trace::EventKind::Print:
        return "print";
    case trace::EventKind::Note:
        return "note";
    case trace::EventKind::Fault:
        return "fault";
    case trace::EventKind::TraceFull:
        return "trace_full";
    case trace::EventKind::NotRecorded:
        return "not_recorded";
    }
    return "unknown";
}

std::string signalText(std::uint64_t number) {
    switch (number) {
    case 1:
        return "SIGHUP";
    case 2:
        return "SIGINT";
    case 3:
        return "SIGQUIT";
    case 4:
        return "SIGILL";
    case 6:
        return "SIGABRT";
    case 7:
        return "SIGBUS";
    case 8:
        return "SIGFPE";
    case 9:
        return "SIGKILL";
    case 11:
        return "SIGSEGV";
    case 13:
        return "SIGPIPE";
    case 15:
        return "SIGTERM";
    default:
        return "signal " + std::to_string(number);
    }
}

} // namespace braid::model
