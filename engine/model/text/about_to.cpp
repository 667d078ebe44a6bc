#include "engine/model/text/about_to.h"

#include "engine/model/text/patterns.h"
#include "engine/trace/operation_kind.h"

#include <utility>

namespace braid::model {

using trace::OperationKind;

namespace {

/// nullptr for what this version does not know.
const char* patternOf(OperationKind kind) {
    switch (kind) {
    case OperationKind::Begin:
        return patterns::DoBegin;
    case OperationKind::End:
        return patterns::DoEnd;
    case OperationKind::Start:
        return patterns::DoStart;
    case OperationKind::Join:
        return patterns::DoJoin;
    case OperationKind::Yield:
        return patterns::DoYield;
    case OperationKind::Sleep:
        return patterns::DoSleep;
    case OperationKind::Compute:
        return patterns::DoCompute;
    case OperationKind::Print:
        return patterns::DoPrint;
    case OperationKind::Note:
        return patterns::DoNote;
    case OperationKind::SendSignal:
        return patterns::DoSendSignal;
    case OperationKind::Resume:
        return patterns::DoResume;
    case OperationKind::BeginTask:
        return patterns::DoBeginTask;
    case OperationKind::AwaitReady:
        return patterns::DoAwaitReady;
    case OperationKind::Lock:
        return patterns::DoLock;
    case OperationKind::TryLock:
        return patterns::DoTryLock;
    case OperationKind::Unlock:
        return patterns::DoUnlock;
    case OperationKind::LockShared:
        return patterns::DoLockShared;
    case OperationKind::TryLockShared:
        return patterns::DoTryLockShared;
    case OperationKind::UnlockShared:
        return patterns::DoUnlockShared;
    case OperationKind::CallOnce:
        return patterns::DoCallOnce;
    case OperationKind::Acquire:
        return patterns::DoAcquire;
    case OperationKind::TryAcquire:
        return patterns::DoTryAcquire;
    case OperationKind::Release:
        return patterns::DoRelease;
    case OperationKind::Wait:
        return patterns::DoWait;
    case OperationKind::Set:
        return patterns::DoSet;
    case OperationKind::Clear:
        return patterns::DoClear;
    case OperationKind::Notify:
        return patterns::DoNotify;
    case OperationKind::Arrive:
        return patterns::DoArrive;
    case OperationKind::CountDown:
        return patterns::DoCountDown;
    case OperationKind::Break:
        return patterns::DoBreak;
    case OperationKind::Read:
        return patterns::DoRead;
    case OperationKind::Write:
        return patterns::DoWrite;
    case OperationKind::Modify:
        return patterns::DoModify;
    case OperationKind::Put:
        return patterns::DoPut;
    case OperationKind::Get:
        return patterns::DoGet;
    case OperationKind::TaskDone:
        return patterns::DoTaskDone;
    case OperationKind::Drain:
        return patterns::DoDrain;
    case OperationKind::Send:
        return patterns::DoSend;
    case OperationKind::Receive:
        return patterns::DoReceive;
    case OperationKind::CallServer:
        return patterns::DoCallServer;
    case OperationKind::AcceptClient:
        return patterns::DoAcceptClient;
    case OperationKind::Close:
        return patterns::DoClose;
    case OperationKind::Watch:
        return patterns::DoWatch;
    case OperationKind::Unwatch:
        return patterns::DoUnwatch;
    case OperationKind::Reap:
        return patterns::DoReap;
    case OperationKind::None:
    case OperationKind::SystemCall:
        break;
    }
    return nullptr;
}

} // namespace

std::optional<Sentence> aboutTo(const Model& model, const trace::Event& held) {
    const OperationKind kind = trace::heldOperation(held.b);
    std::string object;
    if (held.object)
        object = named(model, held.object);
    if (kind >= OperationKind::SystemCall) {
        const auto call = static_cast<trace::IoCall>(static_cast<unsigned>(kind) - static_cast<unsigned>(OperationKind::SystemCall));
        return Sentence{patterns::DoSystemCall, {std::move(object), trace::callName(call)}, {}};
    }
    if (kind == OperationKind::BeginTask && !held.object)
        return Sentence{patterns::DoBeginOwnTask, {}, {}};
    const char* pattern = patternOf(kind);
    if (pattern == nullptr)
        return std::nullopt;
    return Sentence{pattern, {std::move(object)}, {}};
}

std::optional<Sentence> aboutTo(const Model& model, const Lane& lane, Nanos time) {
    const std::optional<Interval> interval = lane.at(time);
    if (!interval || interval->state != State::Ready || interval->event == NoEvent)
        return std::nullopt;
    const trace::Event held = model.event(interval->event);
    return held.kind == trace::EventKind::HoldBegin ? aboutTo(model, held) : std::nullopt;
}

std::optional<Sentence> shortAboutTo(const Model& model, const Lane& lane, Nanos time) {
    std::optional<Sentence> what = aboutTo(model, lane, time);
    if (!what)
        return std::nullopt;
    return Sentence{patterns::AboutToNow, {}, {*std::move(what)}};
}

std::optional<Sentence> sentenceAboutTo(const Model& model, const trace::Event& held) {
    std::optional<Sentence> what = aboutTo(model, held);
    if (!what)
        return std::nullopt;
    return Sentence{patterns::AboutTo, {named(model, held.lane)}, {*std::move(what)}};
}

} // namespace braid::model
