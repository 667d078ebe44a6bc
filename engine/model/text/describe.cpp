#include "engine/model/query/cause.h"
#include "engine/model/store/key_and_value.h"
#include "engine/model/text/about_to.h"
#include "engine/model/text/describe_channel.h"
#include "engine/model/text/describe_definition.h"
#include "engine/model/text/describe_foreign.h"
#include "engine/model/text/describe_variable.h"
#include "engine/model/text/patterns.h"
#include "engine/model/text/sentence.h"
#include "engine/trace/operation_kind.h"
#include "engine/trace/signal_text.h"

#include <algorithm>
#include <optional>

namespace braid::model {

using trace::EventKind;
using trace::ObjectKind;

namespace {

/// One event with what its sentence needs at hand. who(), what() and their like give the arguments of its pattern.
class EventDescriber {
public:
    EventDescriber(const Model& model, EventIndex index)
        : m_model(model), m_index(index), m_event(model.event(index)), m_time(m_event.time.count()),
          m_lane(model.lane(m_event.lane)), m_object(model.object(m_event.object)) {}

    [[nodiscard]] Sentence tell() const;

private:
    using Arguments = std::vector<std::string>;

    [[nodiscard]] std::string laneName(LaneId id) const {
        const Lane* lane = m_model.lane(id);
        return lane ? named(m_model, lane->nameAt(m_time)) : "?";
    }
    [[nodiscard]] std::string who() const { return laneName(m_event.lane); }
    [[nodiscard]] std::string what() const { return m_object ? named(m_model, m_object->name) : laneName(laneOf(m_event.object)); }
    [[nodiscard]] std::string atMost() const {
        return durationText(static_cast<Nanos>(std::min<std::uint64_t>(m_event.a, INT64_MAX)));
    }
    /// The interval of the lane that this event ended, as the model cut it.
    [[nodiscard]] std::optional<Interval> endedInterval() const;
    [[nodiscard]] std::optional<std::string> afterWait(State state) const;

    /// `plain`, or `timed` with the time-out behind where there is one.
    [[nodiscard]] Sentence waits(const char* plain, const char* timed) const {
        if (m_event.a == 0)
            return {plain, {who(), what()}, {}};
        return {timed, {who(), what(), atMost()}, {}};
    }
    /// `plain`, or `after` with the length of the wait that ended behind.
    [[nodiscard]] Sentence after(const char* plain, const char* after, State state) const {
        if (std::optional<std::string> length = afterWait(state))
            return {after, {who(), what(), *std::move(length)}, {}};
        return {plain, {who(), what()}, {}};
    }
    [[nodiscard]] Sentence item(const char* numbered, const char* labelled) const {
        if (m_event.text.empty())
            return {numbered, {who(), std::to_string(m_event.a), what()}, {}};
        return {labelled, {who(), std::string(m_event.text), what()}, {}};
    }
    [[nodiscard]] Sentence keyAndValue(const char* pattern) const {
        const auto [key, value] = model::keyAndValue(m_event.text);
        return {pattern, {key, value}, {}};
    }

    /// Who holds the object at the moment.
    [[nodiscard]] Holdings::Found held() const { return m_object ? m_object->heldAt(m_time) : Holdings::Found(); }

    [[nodiscard]] Sentence lockWait() const;
    [[nodiscard]] Sentence taken() const;
    [[nodiscard]] Sentence lockFailed() const;
    [[nodiscard]] Sentence given() const;
    [[nodiscard]] Sentence signalled() const;
    [[nodiscard]] Sentence passed() const;
    [[nodiscard]] Sentence lane() const;
    [[nodiscard]] Sentence killed() const;
    [[nodiscard]] Sentence task() const;
    [[nodiscard]] Sentence queue() const;
    [[nodiscard]] Sentence fault() const;

    const Model& m_model;
    EventIndex m_index;
    trace::Event m_event;
    Nanos m_time;
    const Lane* m_lane;
    const Object* m_object;
};

std::optional<Interval> EventDescriber::endedInterval() const {
    const std::optional<Interval> next = m_lane ? m_lane->begunBy(m_index, m_time) : std::nullopt;
    return next ? m_lane->before(*next) : std::nullopt;
}

std::optional<std::string> EventDescriber::afterWait(State state) const {
    const std::optional<Interval> last = endedInterval();
    std::optional<Interval> ended = last;
    // Woken, it had to wait for a processor.
    if (ended && state != State::Ready && ended->state == State::Ready)
        ended = m_lane->before(*last);
    if (!ended || ended->state != state || (ended->object && ended->object != m_event.object))
        return std::nullopt;
    return durationText(last->end - ended->begin);
}

Sentence EventDescriber::lockWait() const {
    const std::size_t owners = held().count();
    const bool timed = m_event.a != 0;
    if (owners == 0)
        return waits(patterns::WaitsFor, patterns::WaitsForAtMost);
    const Holding oldest = held().front();
    if (owners == 1 && oldest.lane == m_event.lane)
        return {patterns::WaitsForOwn, {who(), what()}, {}};
    Sentence sentence;
    if (owners == 1)
        sentence = {timed ? patterns::WaitsHeldByAtMost : patterns::WaitsHeldBy,
                    {who(), what(), laneName(oldest.lane), durationText(m_time - oldest.begin)},
                    {}};
    else
        sentence = {timed ? patterns::WaitsHeldByManyAtMost : patterns::WaitsHeldByMany,
                    {who(), what(), laneName(oldest.lane), std::to_string(owners - 1)},
                    {}};
    if (timed)
        sentence.arguments.push_back(atMost());
    return sentence;
}

Sentence EventDescriber::taken() const {
    if (m_event.a > 1)
        return {patterns::TakesAgain, {who(), what(), std::to_string(m_event.a)}, {}};
    if (m_event.b == static_cast<std::uint32_t>(trace::Mode::Shared))
        return after(patterns::TakesShared, patterns::TakesSharedAfter, State::Blocked);
    return after(patterns::Takes, patterns::TakesAfter, State::Blocked);
}

Sentence EventDescriber::lockFailed() const {
    switch (static_cast<trace::Failure>(m_event.b)) {
    case trace::Failure::TimedOut:
    case trace::Failure::Cancelled:
        return after(patterns::GivesUpOn, patterns::GivesUpOnAfter, State::Blocked);
    case trace::Failure::Broken:
        return {patterns::LockBroken, {who(), what()}, {}};
    default:
        break;
    }
    const Holdings::Found owners = held();
    if (owners.empty())
        return {patterns::CannotTake, {who(), what()}, {}};
    return {patterns::CannotTakeHeldBy, {who(), what(), laneName(owners.front().lane)}, {}};
}

Sentence EventDescriber::given() const {
    if (m_object && m_object->semaphore() && m_event.a > 1)
        return {patterns::GivesPermits, {who(), std::to_string(m_event.a), what()}, {}};
    if (m_object && m_object->exclusive() && m_event.a > 0)
        return {patterns::ReleasesOnce, {who(), what(), std::to_string(m_event.a)}, {}};
    if (m_object && m_time > 0)
        for (const Holding& holding : m_object->heldAt(m_time - 1))
            if (holding.lane == m_event.lane && holding.end == m_time)
                return {patterns::ReleasesAfter, {who(), what(), durationText(holding.end - holding.begin)}, {}};
    return {patterns::Releases, {who(), what()}, {}};
}

Sentence EventDescriber::signalled() const {
    const char* pattern = patterns::Signals;
    switch (m_object ? m_object->kind : ObjectKind::Lane) {
    case ObjectKind::Event:
        pattern = patterns::Sets;
        break;
    case ObjectKind::ConditionVariable:
    case ObjectKind::Futex:
    case ObjectKind::Variable:
        pattern = m_event.a == 1 ? patterns::NotifiesOne : patterns::NotifiesAll;
        break;
    case ObjectKind::Latch:
        pattern = patterns::CountsDown;
        break;
    case ObjectKind::Barrier:
        pattern = patterns::Arrives;
        break;
    default:
        break;
    }
    return {pattern, {who(), what()}, {}};
}

Sentence EventDescriber::passed() const {
    if (m_event.b == trace::WaitInVain && m_object && m_object->kind == ObjectKind::Barrier)
        return {patterns::FindsBroken, {who(), what()}, {}};
    if (m_event.b != 0)
        return after(patterns::GivesUpOn, patterns::GivesUpOnAfter, State::Waiting);
    std::optional<std::string> length = afterWait(State::Waiting);
    if (const std::optional<Arrow> arrow = arrowTo(m_model, m_index); length && arrow && arrow->kind == ArrowKind::Wake)
        return {patterns::WokenBy, {who(), what(), *length, laneName(m_model.event(arrow->from).lane)}, {}};
    return after(patterns::Passes, patterns::PassesAfter, State::Waiting);
}

Sentence EventDescriber::killed() const {
    const std::string victim = what();
    const Lane* lane = m_model.lane(laneOf(m_event.object));
    const bool its = lane && lane->endEvent == m_index;
    if (its && lane->end == End::Crashed)
        return {patterns::Crashes, {victim, std::string(lane->endCause())}, {}};
    if (its && lane->end == End::Failed && !lane->endCause().empty())
        return {patterns::Fails, {victim, std::string(lane->endCause())}, {}};
    const std::string message = its ? lane->endMessage : std::string(m_event.text);
    constexpr std::string_view By = "killed by ";
    if (message.starts_with(By))
        return {patterns::KilledBySignal, {victim, message.substr(By.size())}, {}};
    if (message.empty() || message == "killed")
        return {patterns::IsKilled, {victim}, {}};
    return {patterns::KilledBecause, {victim, message}, {}};
}

Sentence EventDescriber::lane() const {
    switch (m_event.kind) {
    case EventKind::LaneStart:
        return {patterns::Starts, {who(), what()}, {}};
    case EventKind::LaneBegin:
        return {patterns::Begins, {what()}, {}};
    case EventKind::LaneEnd:
        if (m_event.a == 0)
            return {patterns::Ends, {what()}, {}};
        return {patterns::EndsWith, {what(), std::to_string(static_cast<std::int64_t>(m_event.a))}, {}};
    case EventKind::LaneKilled:
        return killed();
    case EventKind::JoinBegin:
        return waits(patterns::WaitsForEnd, patterns::WaitsForEndAtMost);
    case EventKind::JoinEnd:
        return m_event.b == 0 ? after(patterns::SeesEnd, patterns::Joins, State::Waiting)
                              : after(patterns::JoinTimesOut, patterns::JoinTimesOutAfter, State::Waiting);
    case EventKind::SleepBegin:
        return {patterns::SleepsFor, {who(), atMost()}, {}};
    case EventKind::SleepEnd:
        if (std::optional<std::string> length = afterWait(State::Sleeping))
            return {patterns::WakesUpAfter, {who(), *std::move(length)}, {}};
        return {patterns::WakesUp, {who()}, {}};
    case EventKind::Yield:
        return {patterns::Yields, {who()}, {}};
    case EventKind::HoldBegin:
        if (std::optional<Sentence> what = aboutTo(m_model, m_event))
            return {m_event.a == trace::HeldByPause   ? patterns::PausedBefore
                    : m_event.a == trace::HeldForTurn ? patterns::AwaitsTurnBefore
                                                      : patterns::SlowedBefore,
                    {who()},
                    {*std::move(what)}};
        return {m_event.a == trace::HeldByPause ? patterns::IsPaused : patterns::IsHeld, {who()}, {}};
    case EventKind::HoldEnd:
        // A pause takes no time that could be told.
        if (const std::optional<Interval> ended = endedInterval(); ended && m_model.event(ended->event).a == trace::HeldByPause)
            return {patterns::GoesOn, {who()}, {}};
        if (std::optional<std::string> length = afterWait(State::Ready))
            return {patterns::GoesOnAfter, {who(), *std::move(length)}, {}};
        return {patterns::GoesOn, {who()}, {}};
    case EventKind::OffCpu:
        return {patterns::WasOffCpu, {who(), atMost()}, {}};
    case EventKind::OffCpuOther:
        return {patterns::WasOffCpu, {what(), durationText(static_cast<Nanos>(m_event.a & trace::OffCpuDelayMask))}, {}};
    case EventKind::IoBegin:
        if ((m_event.b & trace::IoPhaseMask) != trace::IoWaiting)
            return {patterns::CopiesData, {who(), std::to_string(m_event.a)}, {}};
        if (m_object && m_object->kind == ObjectKind::Loop)
            return {patterns::WaitsForReady, {who(), what()}, {}};
        return {m_event.object || m_event.a != 0 ? patterns::WaitsForData : patterns::WhyIo, {who(), std::to_string(m_event.a)}, {}};
    case EventKind::IoEnd: {
        const auto result = static_cast<std::int64_t>(m_event.a);
        if (result < 0)
            return {patterns::IoFails, {who(), std::to_string(0 - m_event.a)}, {}};
        return {patterns::FinishesIo, {who(), std::to_string(result)}, {}};
    }
    case EventKind::Suspend:
        if (m_event.object)
            return {patterns::SuspendsFor, {who(), what()}, {}};
        return {patterns::Suspends, {who()}, {}};
    case EventKind::SendSignal:
        return {patterns::SendsSignal, {who(), trace::signalName(m_event.a), what()}, {}};
    case EventKind::MadeReady:
        return {patterns::MakesReady, {who(), what()}, {}};
    default: // Resume
        return {patterns::Resumes, {who(), what()}, {}};
    }
}

Sentence EventDescriber::task() const {
    const auto labelOf = [](const trace::Event& event) {
        return event.text.empty() ? std::to_string(event.a) : std::string(event.text);
    };
    if (m_event.kind == EventKind::TaskBegin) {
        if (m_event.object)
            return {patterns::BeginsTaskOf, {who(), labelOf(m_event), what()}, {}};
        return {patterns::BeginsTask, {who(), labelOf(m_event)}, {}};
    }
    const bool failed = m_event.b != 0;
    // The latest one that this event may have ended.
    const Tasks tasks = m_lane ? m_lane->tasksIn(m_time - 1, m_time + 1) : Tasks();
    for (const Task& task : tasks.reversed())
        if (task.event <= m_index && task.end == m_time)
            return {failed ? patterns::FailsTaskAfter : patterns::EndsTaskAfter,
                    {who(), labelOf(m_model.event(task.event)), durationText(task.end - task.begin)},
                    {}};
    return {failed ? patterns::FailsTask : patterns::EndsTask, {who()}, {}};
}

Sentence EventDescriber::queue() const {
    if (std::optional<Sentence> channel = describeChannel(m_model, m_event, who(), what()))
        return *std::move(channel);
    const auto failure = static_cast<trace::Failure>(m_event.b);
    const auto failed = [this, failure](const char* now, const char* timedOut, const char* broken) {
        const bool gaveUp = failure == trace::Failure::TimedOut || failure == trace::Failure::Cancelled;
        const char* pattern = gaveUp ? timedOut : failure == trace::Failure::Broken ? broken
                                                                                    : now;
        return Sentence{pattern, {who(), what()}, {}};
    };
    const bool bytes = m_object && m_object->kind == ObjectKind::Pipe;
    if (bytes && (m_event.kind == EventKind::Put || m_event.kind == EventKind::Get))
        return {m_event.kind == EventKind::Put ? patterns::PutsBytes : patterns::GetsBytes,
                {who(), std::to_string(m_event.b), what()},
                {}};
    switch (m_event.kind) {
    case EventKind::PutWait:
        return waits(patterns::WaitsForRoom, patterns::WaitsForRoomAtMost);
    case EventKind::Put:
        return item(patterns::PutsNumber, patterns::Puts);
    case EventKind::PutFailed:
        return failed(patterns::FindsFull, patterns::GivesUpPut, patterns::PutBroken);
    case EventKind::GetWait:
        return bytes ? waits(patterns::WaitsForBytes, patterns::WaitsForBytesAtMost)
                     : waits(patterns::WaitsForItem, patterns::WaitsForItemAtMost);
    case EventKind::Get:
        return item(patterns::GetsNumber, patterns::Gets);
    case EventKind::GetFailed:
        return failed(patterns::FindsEmpty, patterns::GivesUpGet, patterns::GetBroken);
    case EventKind::TaskDone:
        return {patterns::TaskDone, {who(), what(), std::to_string(m_event.a)}, {}};
    case EventKind::DrainWait:
        return {patterns::WaitsForTasks, {who(), what()}, {}};
    default: // DrainEnd
        return {m_event.b == trace::WaitWoken ? patterns::TasksDone : patterns::GivesUpOn, {who(), what()}, {}};
    }
}

Sentence EventDescriber::fault() const {
    const auto misuse = static_cast<trace::Misuse>(m_event.b);
    const LaneId other{static_cast<std::uint32_t>(m_event.a)};
    const std::string about = m_event.object ? what() : laneName(other); // the object, or the lane it concerns
    if (misuse == trace::Misuse::JoinOfSelf)
        return {patterns::JoinOfSelf, {who()}, {}};
    if (misuse == trace::Misuse::OwnerDied)
        return {patterns::OwnerDied, {who(), what(), laneName(other)}, {}};
    if (const Lane* lane = m_model.lane(other); lane && misuse == trace::Misuse::FailureNotAskedFor)
        return {patterns::FailureNotAskedFor, {about, std::string(lane->endCause())}, {}};
    return {patterns::of(misuse), {who(), about}, {}};
}

Sentence EventDescriber::tell() const {
    switch (m_event.kind) {
    case EventKind::DefineLane:
        if (!m_lane || m_event.lane.value == m_event.object.value)
            return {patterns::Created, {named(m_model, m_event.text)}, {}};
        return {patterns::CreatedBy, {who(), named(m_model, m_event.text)}, {}};
    case EventKind::RenameLane: {
        const Lane* lane = m_model.lane(laneOf(m_event.object));
        return {patterns::Renamed,
                {lane && m_time > 0 ? named(m_model, lane->nameAt(m_time - 1)) : "?", named(m_model, m_event.text)},
                {}};
    }
    case EventKind::DefineObject: {
        const std::string_view name = m_event.text.substr(0, m_event.text.find('\0'));
        if (!m_lane)
            return {patterns::Created, {named(m_model, name)}, {}};
        return {patterns::CreatedBy, {who(), named(m_model, name)}, {}};
    }
    case EventKind::DefineSite:
        return {patterns::NamesSite, {std::string(m_event.text.substr(0, m_event.text.find('\0'))), std::to_string(m_event.a)}, {}};
    case EventKind::DefineModule:
    case EventKind::DefineCode:
    case EventKind::ResultOf:
    case EventKind::CopyOf:
    case EventKind::GivenOutside:
    case EventKind::EndOf:
    case EventKind::EndShut:
    case EventKind::WatchedIs:
    case EventKind::ObjectAt:
    case EventKind::NameObject:
    case EventKind::SourceText:
        return describeDefinition(m_model, m_event, who());
    case EventKind::RunInfo:
        return keyAndValue(patterns::Info);
    case EventKind::Parameter:
        return keyAndValue(patterns::ParameterIs);
    case EventKind::ParameterMoved: {
        const std::optional<MovedParameter> moved = movedParameter(m_event);
        return moved ? Sentence{patterns::ParameterMoves, {moved->name, durationText(moved->value)}, {}}
                     : keyAndValue(patterns::ParameterIs);
    }
    case EventKind::RunResult:
        return keyAndValue(patterns::ResultIs);
    case EventKind::LaneStart:
    case EventKind::LaneBegin:
    case EventKind::LaneEnd:
    case EventKind::LaneKilled:
    case EventKind::JoinBegin:
    case EventKind::JoinEnd:
    case EventKind::SleepBegin:
    case EventKind::SleepEnd:
    case EventKind::Yield:
    case EventKind::HoldBegin:
    case EventKind::HoldEnd:
    case EventKind::OffCpu:
    case EventKind::OffCpuOther:
    case EventKind::IoBegin:
    case EventKind::IoEnd:
    case EventKind::Suspend:
    case EventKind::Resume:
    case EventKind::MadeReady:
    case EventKind::SendSignal:
        return lane();
    case EventKind::TaskBegin:
    case EventKind::TaskEnd:
        return task();
    case EventKind::Watch:
        return {patterns::WatchesFd, {who(), std::to_string(m_event.a), what()}, {}};
    case EventKind::Unwatch:
        return {patterns::UnwatchesFd, {who(), std::to_string(m_event.a), what()}, {}};
    case EventKind::FdReady:
        return {patterns::FindsFdReady, {who(), std::to_string(m_event.a), what()}, {}};
    case EventKind::AcquireWait:
        return lockWait();
    case EventKind::Acquired:
        return taken();
    case EventKind::AcquireFailed:
        return lockFailed();
    case EventKind::Released:
        return given();
    case EventKind::WaitBegin:
        if (m_object && m_object->kind == ObjectKind::Variable)
            return describeVariable(m_model, *m_object, m_index, who());
        return waits(patterns::WaitsFor, patterns::WaitsForAtMost);
    case EventKind::WaitEnd:
        return passed();
    case EventKind::Signal:
        return signalled();
    case EventKind::Clear:
        return {m_object && m_object->kind == ObjectKind::Barrier ? patterns::ResetsBarrier : patterns::Clears, {who(), what()}, {}};
    case EventKind::BarrierDropped:
        return {patterns::ArrivesLast, {who(), what()}, {}};
    case EventKind::BarrierBroken:
        return {patterns::BreaksBarrier, {who(), what()}, {}};
    case EventKind::Read:
        return {patterns::Reads, {who(), valueText(m_event), what()}, {}};
    case EventKind::Write:
        return {patterns::Writes, {who(), valueText(m_event), what()}, {}};
    case EventKind::Modify:
    case EventKind::ExchangeFailed:
        return m_object ? describeVariable(m_model, *m_object, m_index, who()) : Sentence{patterns::Unknown, {who()}, {}};
    case EventKind::PutWait:
    case EventKind::Put:
    case EventKind::PutFailed:
    case EventKind::GetWait:
    case EventKind::Get:
    case EventKind::GetFailed:
    case EventKind::TaskDone:
    case EventKind::DrainWait:
    case EventKind::DrainEnd:
    case EventKind::ChannelClosed:
    case EventKind::AlsoWaits:
        return queue();
    case EventKind::EndClosed:
        return {m_event.b == trace::PipeReading ? patterns::ClosesReading : patterns::ClosesWriting, {who(), what()}, {}};
    case EventKind::Counted:
    case EventKind::FlowBegin:
    case EventKind::FlowStep:
    case EventKind::FlowEnd:
        return describeForeign(m_model, m_event, who(), what());
    case EventKind::Print:
        return {patterns::Prints, {who(), std::string(m_event.text)}, {}};
    case EventKind::Note:
        return {patterns::Notes, {who(), std::string(m_event.text)}, {}};
    case EventKind::Fault:
        return fault();
    case EventKind::TraceFull:
        return {patterns::TraceFull, {}, {}};
    case EventKind::NotRecorded:
        return {patterns::LeavesRecord, {who()}, {}};
    case EventKind::None:
        break;
    }
    return {patterns::Unknown, {who()}, {}};
}

} // namespace

Sentence describe(const Model& model, EventIndex event) {
    return EventDescriber(model, event).tell();
}

} // namespace braid::model
