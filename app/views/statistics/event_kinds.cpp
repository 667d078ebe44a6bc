#include "app/views/statistics/event_kinds.h"

#include <QCoreApplication>

namespace braid::views {
namespace {
using trace::EventKind;
struct EventKinds {
    Q_DECLARE_TR_FUNCTIONS(EventKinds)
};
} // namespace

QString eventKindName(EventKind kind) {
    switch (kind) {
    case EventKind::LaneStart:
        return EventKinds::tr("starts");
    case EventKind::LaneBegin:
        return EventKinds::tr("begins");
    case EventKind::LaneEnd:
        return EventKinds::tr("ends");
    case EventKind::LaneKilled:
        return EventKinds::tr("killed");
    case EventKind::JoinBegin:
        return EventKinds::tr("joins");
    case EventKind::JoinEnd:
        return EventKinds::tr("joined");
    case EventKind::SendSignal:
        return EventKinds::tr("sends a signal");
    case EventKind::SleepBegin:
        return EventKinds::tr("sleeps");
    case EventKind::SleepEnd:
        return EventKinds::tr("wakes up");
    case EventKind::Yield:
        return EventKinds::tr("yields");
    case EventKind::HoldBegin:
        return EventKinds::tr("held");
    case EventKind::HoldEnd:
        return EventKinds::tr("goes on");
    case EventKind::OffCpu:
        return EventKinds::tr("did not run");
    case EventKind::OffCpuOther:
        return EventKinds::tr("was seen not to run");
    case EventKind::AcquireWait:
        return EventKinds::tr("waits for a lock");
    case EventKind::Acquired:
        return EventKinds::tr("takes");
    case EventKind::AcquireFailed:
        return EventKinds::tr("cannot take");
    case EventKind::Released:
        return EventKinds::tr("releases");
    case EventKind::WaitBegin:
        return EventKinds::tr("waits");
    case EventKind::WaitEnd:
        return EventKinds::tr("passes");
    case EventKind::Signal:
        return EventKinds::tr("signals");
    case EventKind::Clear:
        return EventKinds::tr("clears");
    case EventKind::PutWait:
        return EventKinds::tr("waits for room");
    case EventKind::Put:
        return EventKinds::tr("puts");
    case EventKind::PutFailed:
        return EventKinds::tr("cannot put");
    case EventKind::GetWait:
        return EventKinds::tr("waits for an item");
    case EventKind::Get:
        return EventKinds::tr("gets");
    case EventKind::GetFailed:
        return EventKinds::tr("cannot get");
    case EventKind::TaskDone:
        return EventKinds::tr("task done");
    case EventKind::DrainWait:
        return EventKinds::tr("waits for all tasks");
    case EventKind::DrainEnd:
        return EventKinds::tr("all tasks done");
    case EventKind::Read:
        return EventKinds::tr("reads");
    case EventKind::Write:
        return EventKinds::tr("writes");
    case EventKind::IoBegin:
        return EventKinds::tr("begins I/O");
    case EventKind::IoEnd:
        return EventKinds::tr("ends I/O");
    case EventKind::Watch:
        return EventKinds::tr("watches");
    case EventKind::Unwatch:
        return EventKinds::tr("watches no longer");
    case EventKind::FdReady:
        return EventKinds::tr("ready");
    case EventKind::Suspend:
        return EventKinds::tr("suspends itself");
    case EventKind::Resume:
        return EventKinds::tr("resumes");
    case EventKind::TaskBegin:
        return EventKinds::tr("begins a task");
    case EventKind::TaskEnd:
        return EventKinds::tr("ends a task");
    case EventKind::Counted:
        return EventKinds::tr("counts");
    case EventKind::FlowBegin:
        return EventKinds::tr("begins a flow");
    case EventKind::FlowStep:
        return EventKinds::tr("continues a flow");
    case EventKind::FlowEnd:
        return EventKinds::tr("ends a flow");
    case EventKind::Print:
        return EventKinds::tr("prints");
    case EventKind::Note:
        return EventKinds::tr("note");
    case EventKind::Fault:
        return EventKinds::tr("misuse");
    case EventKind::TraceFull:
        return EventKinds::tr("trace full");
    case EventKind::NotRecorded:
        return EventKinds::tr("not recorded");
    case EventKind::DefineLane:
        return EventKinds::tr("new lane");
    case EventKind::RenameLane:
        return EventKinds::tr("new name");
    case EventKind::DefineObject:
        return EventKinds::tr("new object");
    case EventKind::DefineSite:
        return EventKinds::tr("new place in the source");
    case EventKind::DefineModule:
        return EventKinds::tr("new module");
    case EventKind::DefineCode:
        return EventKinds::tr("new place in the code");
    case EventKind::RunInfo:
        return EventKinds::tr("about the run");
    case EventKind::Parameter:
        return EventKinds::tr("parameter");
    case EventKind::ParameterMoved:
        return EventKinds::tr("parameter moved");
    case EventKind::RunResult:
        return EventKinds::tr("result");
    case EventKind::None:
        break;
    }
    return EventKinds::tr("unknown");
}

std::bitset<256> EventKindGroup::mask() const {
    std::bitset<256> bits;
    for (const EventKind kind : kinds)
        bits.set(static_cast<std::uint8_t>(kind));
    return bits;
}

std::vector<EventKindGroup> eventKindGroups() {
    return {
        {EventKinds::tr("Lanes begin and end"),
         {EventKind::LaneStart, EventKind::LaneBegin, EventKind::LaneEnd, EventKind::LaneKilled, EventKind::JoinBegin, EventKind::JoinEnd, EventKind::SendSignal}},
        {EventKinds::tr("Sleep and scheduling"),
         {EventKind::SleepBegin, EventKind::SleepEnd, EventKind::Yield, EventKind::HoldBegin, EventKind::HoldEnd, EventKind::OffCpu,
          EventKind::OffCpuOther}},
        {EventKinds::tr("Locks and semaphores"),
         {EventKind::AcquireWait, EventKind::Acquired, EventKind::AcquireFailed, EventKind::Released}},
        {EventKinds::tr("Events, conditions, barriers"),
         {EventKind::WaitBegin, EventKind::WaitEnd, EventKind::Signal, EventKind::Clear}},
        {EventKinds::tr("Queues and pipes"),
         {EventKind::PutWait, EventKind::Put, EventKind::PutFailed, EventKind::GetWait, EventKind::Get, EventKind::GetFailed, EventKind::TaskDone, EventKind::DrainWait, EventKind::DrainEnd}},
        {EventKinds::tr("Shared variables"),
         {EventKind::Read, EventKind::Write}},
        {EventKinds::tr("I/O"),
         {EventKind::IoBegin, EventKind::IoEnd, EventKind::Watch, EventKind::Unwatch, EventKind::FdReady}},
        {EventKinds::tr("Coroutines and tasks"),
         {EventKind::Suspend, EventKind::Resume, EventKind::TaskBegin, EventKind::TaskEnd}},
        {EventKinds::tr("Counters and flows"),
         {EventKind::Counted, EventKind::FlowBegin, EventKind::FlowStep, EventKind::FlowEnd}},
        {EventKinds::tr("What people read"),
         {EventKind::Print, EventKind::Note, EventKind::Fault, EventKind::TraceFull}},
        {EventKinds::tr("Definitions"),
         {EventKind::DefineLane, EventKind::RenameLane, EventKind::DefineObject, EventKind::DefineSite, EventKind::DefineModule, EventKind::DefineCode, EventKind::RunInfo, EventKind::Parameter, EventKind::ParameterMoved, EventKind::RunResult}},
    };
}

} // namespace braid::views
