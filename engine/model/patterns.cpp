#include "engine/model/patterns.h"

#include "engine/model/sentence.h"

namespace braid::model {

std::span<const char* const> sentencePatterns() {
    using namespace patterns;
    static constexpr const char* All[] = {
        Created, CreatedBy, Renamed, NamesSite, Info, ParameterIs, ResultIs, Starts, Begins, Ends, EndsWith,
        KilledBySignal, KilledBecause, IsKilled, WaitsForEnd, WaitsForEndAtMost, SeesEnd, Joins,
        JoinTimesOut, JoinTimesOutAfter, SleepsFor, WakesUp, WakesUpAfter, Yields, IsHeld, GoesOn,
        GoesOnAfter, WasOffCpu, WaitsForData, CopiesData, FinishesIo, IoFails, Suspends, SuspendsFor,
        Resumes, WaitsFor, WaitsForAtMost, WaitsHeldBy, WaitsHeldByAtMost, WaitsHeldByMany,
        WaitsHeldByManyAtMost, WaitsForOwn, Takes, TakesAfter, TakesAgain, TakesShared, TakesSharedAfter,
        CannotTake, CannotTakeHeldBy, GivesUpOn, GivesUpOnAfter, LockBroken, Releases, ReleasesAfter,
        ReleasesOnce, GivesPermits, Passes, PassesAfter, WokenBy, Sets, NotifiesOne, NotifiesAll,
        CountsDown, Arrives, Signals, Clears, Reads, Writes, WaitsForRoom, WaitsForRoomAtMost, PutsNumber,
        Puts, FindsFull, GivesUpPut, PutBroken, WaitsForItem, WaitsForItemAtMost, GetsNumber, Gets,
        FindsEmpty, GivesUpGet, GetBroken, TaskDone, WaitsForTasks, TasksDone, Prints, Notes, TraceFull,
        Unknown, UnlockByNonOwner, UnlockOfFree, Relock, DestroyedWhileHeld, JoinTwice, JoinOfSelf,
        JoinNotStarted, StartTwice, ReleaseOverBound, WaitWithoutLock, NotJoined, Misused, WasCreated,
        HasBeenCreated, WasReady, HasBeenReady, Ran, HasBeenRunning, WasBlocked, HasBeenBlocked,
        WasBlockedBy, HasBeenBlockedBy, WasWaiting, HasBeenWaiting, WasJoining, HasBeenJoining, JustWaited,
        HasJustBeenWaiting, Slept, HasBeenSleeping, WaitedForIo, HasBeenInIo, Copied, HasBeenCopying,
        WasSuspended, HasBeenSuspended, Deadlock, Edge, EdgeAt, EdgeToEnd, EdgeToEndAt, EdgeToSelf,
        EdgeToSelfAt, EdgeToOwnEnd, LostUpdate, LostUpdateOfOther, LostBlindUpdate, Crash, CrashOf, KillOf,
        LostEvents, HangEvent, HangEventMany, HangCondition, HangConditionMany, HangBarrier,
        HangBarrierMany, HangLatch, HangLatchMany, HangGet, HangGetMany, HangPut, HangPutMany, HangTasks,
        HangTasksMany, HangPermit, HangPermitMany, HangPermitHeld, HangPermitHeldMany, HangLockOfEnded,
        HangLockOfEndedMany, HangLockOfStuck, HangLockOfStuckMany, HangJoin, HangJoinMany,
        HangJoinNotStarted, HangJoinNotStartedMany, HangSuspended, HangSuspendedMany, HangOther,
        HangOtherMany,
    };
    return All;
}

} // namespace braid::model
