#pragma once

#include "engine/trace/event.h"
#include "engine/trace/translated.h"

#include <array>
#include <cstddef>
#include <cstdint>

/// What is to be known of each kind of event besides what it carries: one row for each in EventTable. A new kind needs a
/// row here; a test fails where one is missing.
namespace braid::trace {

/// Kinds that belong together: which part of the model takes them in, and under which heading they are listed.
enum class EventFamily : std::uint8_t {
    None,
    Definition, ///< of lanes, objects and places in the source
    Run,        ///< about the run as a whole
    Lane,       ///< lanes begin and end
    Scheduling,
    Io,
    Coroutine,
    Task,
    Watch,
    Lock,   ///< and semaphores
    Signal, ///< events, conditions, barriers, latches
    Variable,
    Queue, ///< and pipes
    Counter,
    Flow,
    Output,
    Gap, ///< in a damaged file
};

/// The form of the mark that an event leaves on its lane, where it leaves one.
enum class EventMark : std::uint8_t {
    Note,
    Print,
    Read,
    Write,
    Wake,
    TimedOut,
    Io,
    Signal,
    Fault
};

struct EventTraits {
    EventKind kind;
    const char* name; ///< for machines (CSV, JSON): stable, never translated
    const char* word; ///< English, translated by context "EventKinds"
    EventFamily family;
    bool isOccurrence; ///< something happens, as opposed to a name or a value that is only made known
    EventMark mark = EventMark::Note;
};

namespace detail {
constexpr bool Occurs = true, MakesKnown = false;
}

// clang-format off
/// In the order of their numbers.
inline constexpr std::array EventTable = [] {
    using detail::Occurs, detail::MakesKnown;
    return std::array{
        EventTraits{EventKind::None, "none", BRAID_TRANSLATED("EventKinds", "unknown"), EventFamily::None, MakesKnown},
        EventTraits{EventKind::DefineLane, "define_lane", BRAID_TRANSLATED("EventKinds", "new lane"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::RenameLane, "rename_lane", BRAID_TRANSLATED("EventKinds", "new name"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::DefineObject, "define_object", BRAID_TRANSLATED("EventKinds", "new object"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::DefineSite, "define_site", BRAID_TRANSLATED("EventKinds", "new place in the source"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::RunInfo, "run_info", BRAID_TRANSLATED("EventKinds", "about the run"), EventFamily::Run, MakesKnown},
        EventTraits{EventKind::Parameter, "parameter", BRAID_TRANSLATED("EventKinds", "parameter"), EventFamily::Run, MakesKnown},
        EventTraits{EventKind::RunResult, "run_result", BRAID_TRANSLATED("EventKinds", "result"), EventFamily::Run, MakesKnown},
        EventTraits{EventKind::ParameterMoved, "parameter_moved", BRAID_TRANSLATED("EventKinds", "parameter moved"), EventFamily::Run, Occurs},
        EventTraits{EventKind::DefineModule, "define_module", BRAID_TRANSLATED("EventKinds", "new module"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::DefineCode, "define_code", BRAID_TRANSLATED("EventKinds", "new place in the code"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::ResultOf, "result_of", BRAID_TRANSLATED("EventKinds", "result of a task"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::CopyOf, "copy_of", BRAID_TRANSLATED("EventKinds", "copy made by a fork"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::EndOf, "end_of", BRAID_TRANSLATED("EventKinds", "end of a connection"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::EndShut, "end_shut", BRAID_TRANSLATED("EventKinds", "shuts an end"), EventFamily::Io, Occurs},
        EventTraits{EventKind::WatchedIs, "watched_is", BRAID_TRANSLATED("EventKinds", "descriptor to watch"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::LaneStart, "lane_start", BRAID_TRANSLATED("EventKinds", "starts"), EventFamily::Lane, Occurs},
        EventTraits{EventKind::LaneBegin, "lane_begin", BRAID_TRANSLATED("EventKinds", "begins"), EventFamily::Lane, Occurs},
        EventTraits{EventKind::LaneEnd, "lane_end", BRAID_TRANSLATED("EventKinds", "ends"), EventFamily::Lane, Occurs},
        EventTraits{EventKind::LaneKilled, "lane_killed", BRAID_TRANSLATED("EventKinds", "killed"), EventFamily::Lane, Occurs, EventMark::Fault},
        EventTraits{EventKind::JoinBegin, "join_begin", BRAID_TRANSLATED("EventKinds", "joins"), EventFamily::Lane, Occurs},
        EventTraits{EventKind::JoinEnd, "join_end", BRAID_TRANSLATED("EventKinds", "joined"), EventFamily::Lane, Occurs, EventMark::TimedOut},
        EventTraits{EventKind::SleepBegin, "sleep_begin", BRAID_TRANSLATED("EventKinds", "sleeps"), EventFamily::Scheduling, Occurs},
        EventTraits{EventKind::SleepEnd, "sleep_end", BRAID_TRANSLATED("EventKinds", "wakes up"), EventFamily::Scheduling, Occurs},
        EventTraits{EventKind::Yield, "yield", BRAID_TRANSLATED("EventKinds", "yields"), EventFamily::Scheduling, Occurs},
        EventTraits{EventKind::HoldBegin, "hold_begin", BRAID_TRANSLATED("EventKinds", "held"), EventFamily::Scheduling, Occurs},
        EventTraits{EventKind::HoldEnd, "hold_end", BRAID_TRANSLATED("EventKinds", "goes on"), EventFamily::Scheduling, Occurs},
        EventTraits{EventKind::OffCpu, "off_cpu", BRAID_TRANSLATED("EventKinds", "did not run"), EventFamily::Scheduling, Occurs},
        EventTraits{EventKind::IoBegin, "io_begin", BRAID_TRANSLATED("EventKinds", "begins I/O"), EventFamily::Io, Occurs},
        EventTraits{EventKind::IoEnd, "io_end", BRAID_TRANSLATED("EventKinds", "ends I/O"), EventFamily::Io, Occurs, EventMark::Io},
        EventTraits{EventKind::Suspend, "suspend", BRAID_TRANSLATED("EventKinds", "suspends itself"), EventFamily::Coroutine, Occurs},
        EventTraits{EventKind::Resume, "resume", BRAID_TRANSLATED("EventKinds", "resumes"), EventFamily::Coroutine, Occurs},
        EventTraits{EventKind::SendSignal, "send_signal", BRAID_TRANSLATED("EventKinds", "sends a signal"), EventFamily::Lane, Occurs, EventMark::Signal},
        EventTraits{EventKind::TaskBegin, "task_begin", BRAID_TRANSLATED("EventKinds", "begins a task"), EventFamily::Task, Occurs},
        EventTraits{EventKind::TaskEnd, "task_end", BRAID_TRANSLATED("EventKinds", "ends a task"), EventFamily::Task, Occurs},
        EventTraits{EventKind::Watch, "watch", BRAID_TRANSLATED("EventKinds", "watches"), EventFamily::Watch, Occurs},
        EventTraits{EventKind::Unwatch, "unwatch", BRAID_TRANSLATED("EventKinds", "watches no longer"), EventFamily::Watch, Occurs},
        EventTraits{EventKind::FdReady, "fd_ready", BRAID_TRANSLATED("EventKinds", "ready"), EventFamily::Watch, Occurs},
        EventTraits{EventKind::OffCpuOther, "off_cpu_other", BRAID_TRANSLATED("EventKinds", "was seen not to run"), EventFamily::Scheduling, Occurs},
        EventTraits{EventKind::MadeReady, "made_ready", BRAID_TRANSLATED("EventKinds", "lets go on"), EventFamily::Coroutine, Occurs},
        EventTraits{EventKind::AcquireWait, "acquire_wait", BRAID_TRANSLATED("EventKinds", "waits for a lock"), EventFamily::Lock, Occurs},
        EventTraits{EventKind::Acquired, "acquired", BRAID_TRANSLATED("EventKinds", "takes"), EventFamily::Lock, Occurs},
        EventTraits{EventKind::AcquireFailed, "acquire_failed", BRAID_TRANSLATED("EventKinds", "cannot take"), EventFamily::Lock, Occurs, EventMark::TimedOut},
        EventTraits{EventKind::Released, "released", BRAID_TRANSLATED("EventKinds", "releases"), EventFamily::Lock, Occurs},
        EventTraits{EventKind::WaitBegin, "wait_begin", BRAID_TRANSLATED("EventKinds", "waits"), EventFamily::Signal, Occurs},
        EventTraits{EventKind::WaitEnd, "wait_end", BRAID_TRANSLATED("EventKinds", "passes"), EventFamily::Signal, Occurs, EventMark::TimedOut},
        EventTraits{EventKind::Signal, "signal", BRAID_TRANSLATED("EventKinds", "signals"), EventFamily::Signal, Occurs, EventMark::Wake},
        EventTraits{EventKind::Clear, "clear", BRAID_TRANSLATED("EventKinds", "clears"), EventFamily::Signal, Occurs},
        EventTraits{EventKind::BarrierDropped, "barrier_dropped", BRAID_TRANSLATED("EventKinds", "comes for the last time"), EventFamily::Signal, Occurs, EventMark::Wake},
        EventTraits{EventKind::BarrierBroken, "barrier_broken", BRAID_TRANSLATED("EventKinds", "breaks a barrier"), EventFamily::Signal, Occurs, EventMark::Wake},
        EventTraits{EventKind::Read, "read", BRAID_TRANSLATED("EventKinds", "reads"), EventFamily::Variable, Occurs, EventMark::Read},
        EventTraits{EventKind::Write, "write", BRAID_TRANSLATED("EventKinds", "writes"), EventFamily::Variable, Occurs, EventMark::Write},
        EventTraits{EventKind::Modify, "modify", BRAID_TRANSLATED("EventKinds", "changes in one step"), EventFamily::Variable, Occurs, EventMark::Write},
        EventTraits{EventKind::ExchangeFailed, "exchange_failed", BRAID_TRANSLATED("EventKinds", "finds another value"), EventFamily::Variable, Occurs, EventMark::TimedOut},
        EventTraits{EventKind::PutWait, "put_wait", BRAID_TRANSLATED("EventKinds", "waits for room"), EventFamily::Queue, Occurs},
        EventTraits{EventKind::Put, "put", BRAID_TRANSLATED("EventKinds", "puts"), EventFamily::Queue, Occurs, EventMark::Wake},
        EventTraits{EventKind::PutFailed, "put_failed", BRAID_TRANSLATED("EventKinds", "cannot put"), EventFamily::Queue, Occurs, EventMark::TimedOut},
        EventTraits{EventKind::GetWait, "get_wait", BRAID_TRANSLATED("EventKinds", "waits for an item"), EventFamily::Queue, Occurs},
        EventTraits{EventKind::Get, "get", BRAID_TRANSLATED("EventKinds", "gets"), EventFamily::Queue, Occurs},
        EventTraits{EventKind::GetFailed, "get_failed", BRAID_TRANSLATED("EventKinds", "cannot get"), EventFamily::Queue, Occurs, EventMark::TimedOut},
        EventTraits{EventKind::TaskDone, "task_done", BRAID_TRANSLATED("EventKinds", "task done"), EventFamily::Queue, Occurs},
        EventTraits{EventKind::DrainWait, "drain_wait", BRAID_TRANSLATED("EventKinds", "waits for all tasks"), EventFamily::Queue, Occurs},
        EventTraits{EventKind::DrainEnd, "drain_end", BRAID_TRANSLATED("EventKinds", "all tasks done"), EventFamily::Queue, Occurs},
        EventTraits{EventKind::EndClosed, "end_closed", BRAID_TRANSLATED("EventKinds", "closes an end"), EventFamily::Queue, Occurs},
        EventTraits{EventKind::Counted, "counted", BRAID_TRANSLATED("EventKinds", "counts"), EventFamily::Counter, Occurs},
        EventTraits{EventKind::FlowBegin, "flow_begin", BRAID_TRANSLATED("EventKinds", "begins a flow"), EventFamily::Flow, Occurs},
        EventTraits{EventKind::FlowStep, "flow_step", BRAID_TRANSLATED("EventKinds", "continues a flow"), EventFamily::Flow, Occurs},
        EventTraits{EventKind::FlowEnd, "flow_end", BRAID_TRANSLATED("EventKinds", "ends a flow"), EventFamily::Flow, Occurs},
        EventTraits{EventKind::ChannelClosed, "channel_closed", BRAID_TRANSLATED("EventKinds", "closes a channel"), EventFamily::Queue, Occurs},
        EventTraits{EventKind::AlsoWaits, "also_waits", BRAID_TRANSLATED("EventKinds", "waits for more than one"), EventFamily::Queue, Occurs},
        EventTraits{EventKind::GivenOutside, "given_outside", BRAID_TRANSLATED("EventKinds", "given from outside"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::Print, "print", BRAID_TRANSLATED("EventKinds", "prints"), EventFamily::Output, Occurs, EventMark::Print},
        EventTraits{EventKind::Note, "note", BRAID_TRANSLATED("EventKinds", "note"), EventFamily::Output, Occurs, EventMark::Note},
        EventTraits{EventKind::Fault, "fault", BRAID_TRANSLATED("EventKinds", "misuse"), EventFamily::Output, Occurs, EventMark::Fault},
        EventTraits{EventKind::TraceFull, "trace_full", BRAID_TRANSLATED("EventKinds", "trace full"), EventFamily::Output, Occurs, EventMark::Fault},
        EventTraits{EventKind::NotRecorded, "not_recorded", BRAID_TRANSLATED("EventKinds", "not recorded"), EventFamily::Gap, Occurs},
        EventTraits{EventKind::ObjectAt, "object_at", BRAID_TRANSLATED("EventKinds", "lies at"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::NameObject, "name_object", BRAID_TRANSLATED("EventKinds", "name found"), EventFamily::Definition, MakesKnown},
        EventTraits{EventKind::SourceText, "source_text", BRAID_TRANSLATED("EventKinds", "source kept"), EventFamily::Definition, MakesKnown},
    };
}();
// clang-format on

namespace detail {
/// Of a number that is no kind of this version's.
inline constexpr EventTraits UnknownEvent{EventKind::None, "unknown", BRAID_TRANSLATED("EventKinds", "unknown"), EventFamily::None, Occurs};

/// The place of each kind in EventTable, by its number; EventTable.size() where there is none.
inline constexpr std::array<std::uint8_t, 256> EventPlaces = [] {
    static_assert(EventTable.size() < 256);
    std::array<std::uint8_t, 256> places{};
    places.fill(static_cast<std::uint8_t>(EventTable.size()));
    for (std::size_t i = 0; i < EventTable.size(); ++i)
        places[static_cast<std::uint8_t>(EventTable[i].kind)] = static_cast<std::uint8_t>(i);
    return places;
}();
} // namespace detail

/// O(1). A number of a newer version's kind, or of none, gives a row called "unknown".
[[nodiscard]] constexpr const EventTraits& traitsOf(EventKind kind) {
    const std::size_t place = detail::EventPlaces[static_cast<std::uint8_t>(kind)];
    return place < EventTable.size() ? EventTable[place] : detail::UnknownEvent;
}

/// Whether it is something that happens at a moment of the run, not a definition, as opposed to names and parameters that are only made known.
[[nodiscard]] constexpr bool isOccurrence(EventKind kind) { return traitsOf(kind).isOccurrence; }

} // namespace braid::trace
