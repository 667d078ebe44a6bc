#pragma once

#include "engine/trace/event.h"

#include <cstdint>

namespace braid::trace {

/// What a lane is about to do at the scheduling point. The numbers are the file format: append, never renumber.
enum class OperationKind : std::uint8_t {
    None = 0, ///< not known: in a sleep, or in a file of before

    // Lanes. The object is the lane it is done to; none for what a lane does by itself.
    Begin = 1, ///< its first step
    End = 2,   ///< its last step
    Start = 3, ///< of a thread or a process
    Join = 4,  ///< waits for the end of one
    Yield = 5,
    Sleep = 6,
    Compute = 7,
    Print = 8,
    Note = 9,
    SendSignal = 10, ///< to a process
    Resume = 11,     ///< of a coroutine
    BeginTask = 12,  ///< the object is what it is done for, or none
    AwaitReady = 13, ///< the object is a loop with nothing to do

    // Locks and semaphores.
    Lock = 20,
    TryLock = 21,
    Unlock = 22,
    LockShared = 23,
    TryLockShared = 24,
    UnlockShared = 25,
    CallOnce = 26,
    Acquire = 27,
    TryAcquire = 28,
    Release = 29,

    // Events, condition variables, barriers, latches.
    Wait = 40,
    Set = 41,
    Clear = 42,
    Notify = 43,
    Arrive = 44,
    CountDown = 45,
    Break = 46, ///< of a barrier

    // Shared variables.
    Read = 50,
    Write = 51,
    Modify = 52, ///< reads and writes in one indivisible step

    // Queues and channels.
    Put = 60,
    Get = 61,
    TaskDone = 62,
    Drain = 63, ///< waits until all items are worked off
    Send = 64,  ///< bytes
    Receive = 65,
    CallServer = 66,
    AcceptClient = 67,
    Close = 69, ///< of a channel

    // Descriptors. The object is the loop or selector.
    Watch = 70,
    Unwatch = 71,
    Reap = 72,

    SystemCall = 100, ///< plus the IoCall; the object is the descriptor or the loop
};

/// As the manuals name it; "other" for what has no name here.
[[nodiscard]] constexpr const char* callName(IoCall call) {
    switch (call) {
    case IoCall::Accept:
        return "accept";
    case IoCall::Connect:
        return "connect";
    case IoCall::Receive:
        return "recv";
    case IoCall::Send:
        return "send";
    case IoCall::Select:
        return "select";
    case IoCall::Poll:
        return "poll";
    case IoCall::EpollWait:
        return "epoll_wait";
    case IoCall::EpollControl:
        return "epoll_ctl";
    case IoCall::Submit:
        return "submit";
    case IoCall::Reap:
        return "reap";
    case IoCall::Other:
        break;
    }
    return "other";
}

[[nodiscard]] constexpr OperationKind systemCall(IoCall call) {
    return static_cast<OperationKind>(static_cast<unsigned>(OperationKind::SystemCall) + static_cast<unsigned>(call));
}

/// `a` of HoldBegin: a schedule has given the turn to another lane.
constexpr std::uint64_t HeldForTurn = 2;
/// Of `b` in HoldBegin: the operation before which the lane is held, of `object` and `site`.
constexpr std::uint32_t HeldOperationShift = 8;
[[nodiscard]] constexpr OperationKind heldOperation(std::uint32_t b) {
    return static_cast<OperationKind>(b >> HeldOperationShift & 0xFF);
}

} // namespace braid::trace
