#pragma once

/// The English of every sentence, each once; sentencePatterns() lists them all. %1 … %9 are the places of the
/// arguments.
namespace braid::model::patterns {

// Events about lanes
inline constexpr const char* Created = "%1 is created";
inline constexpr const char* CreatedBy = "%1 creates %2";
inline constexpr const char* Renamed = "%1 is called %2 from here on";
inline constexpr const char* NamesSite = "The trace names %1, line %2";
inline constexpr const char* NamesModule = "The trace names %1, whose code begins at %2";
inline constexpr const char* NamesCode = "The trace names the place %1 in the code";
inline constexpr const char* Info = "The run's %1 is %2";
inline constexpr const char* ParameterIs = "Parameter %1 is %2";
inline constexpr const char* ParameterMoves = "Parameter %1 is moved to %2";
inline constexpr const char* ResultIs = "Result %1 is %2";
inline constexpr const char* Starts = "%1 starts %2";
inline constexpr const char* Begins = "%1 begins";
inline constexpr const char* Ends = "%1 ends";
inline constexpr const char* EndsWith = "%1 ends with status %2";
inline constexpr const char* KilledBySignal = "%1 is killed by %2";
inline constexpr const char* Crashes = "%1 crashes: %2";
inline constexpr const char* Fails = "%1 fails: %2";
inline constexpr const char* KilledBecause = "%1 is gone: %2";
inline constexpr const char* IsKilled = "%1 is killed";
inline constexpr const char* WaitsForEnd = "%1 waits for %2 to end";
inline constexpr const char* WaitsForEndAtMost = "%1 waits for %2 to end, at most %3";
inline constexpr const char* SeesEnd = "%1 sees that %2 has ended";
inline constexpr const char* Joins = "%1 sees that %2 has ended, after %3";
inline constexpr const char* JoinTimesOut = "%1 gives up waiting for %2 to end";
inline constexpr const char* JoinTimesOutAfter = "%1 gives up waiting for %2 to end after %3";
inline constexpr const char* SleepsFor = "%1 sleeps for %2";
inline constexpr const char* WakesUp = "%1 wakes up";
inline constexpr const char* WakesUpAfter = "%1 wakes up after %2";
inline constexpr const char* Yields = "%1 lets others go first";
inline constexpr const char* IsHeld = "%1 is held";
inline constexpr const char* IsPaused = "%1 is paused by the person";
inline constexpr const char* WasPaused = "%1 was paused by the person";
inline constexpr const char* IsSlowed = "%1 has been held for %2 by slow motion";
inline constexpr const char* WasSlowed = "%1 was held for %2 by slow motion";
inline constexpr const char* GoesOn = "%1 goes on";
inline constexpr const char* GoesOnAfter = "%1 goes on after %2";
inline constexpr const char* WasOffCpu = "%1 was ready but did not run for %2";
inline constexpr const char* WasOffCpuAbout = "%1 was ready but did not run for %2 (measured at intervals: somewhere within %3)";
inline constexpr const char* WaitsForData = "%1 waits for data on descriptor %2";
inline constexpr const char* CopiesData = "%1 copies data of descriptor %2";
inline constexpr const char* FinishesIo = "%1 finishes its I/O: %2";
inline constexpr const char* IoFails = "%1 fails in its I/O with error %2";
inline constexpr const char* Suspends = "%1 suspends itself";
inline constexpr const char* SuspendsFor = "%1 suspends itself until %2";
inline constexpr const char* SendsSignal = "%1 sends %2 to %3";
inline constexpr const char* BeginsTask = "%1 begins task %2";
inline constexpr const char* BeginsTaskOf = "%1 begins task %2 of %3";
inline constexpr const char* EndsTask = "%1 is done with its task";
inline constexpr const char* EndsTaskAfter = "%1 is done with task %2 after %3";
inline constexpr const char* FailsTask = "%1 fails in its task";
inline constexpr const char* FailsTaskAfter = "%1 fails in task %2 after %3";
inline constexpr const char* WatchesFd = "%1 watches descriptor %2 with %3";
inline constexpr const char* UnwatchesFd = "%1 watches descriptor %2 no longer with %3";
inline constexpr const char* FindsFdReady = "%1 finds descriptor %2 of %3 ready";
inline constexpr const char* Resumes = "%1 resumes %2";

// What a lane is about to do: in a sentence of its own, of a held lane, and beside its name; then the parts of these.
inline constexpr const char* AboutTo = "%1 is about to %2";
inline constexpr const char* PausedBefore = "%1 is paused, about to %2";
inline constexpr const char* WasPausedBefore = "%1 was paused before it went on to %2";
inline constexpr const char* SlowedBefore = "%1 is held by slow motion, about to %2";
inline constexpr const char* AwaitsTurnBefore = "%1 waits for its turn, about to %2";
inline constexpr const char* AwaitedTurn = "%1 waited for its turn for %2";
inline constexpr const char* HasAwaitedTurn = "%1 has been waiting for its turn for %2";
inline constexpr const char* AboutToNow = "about to %1";
inline constexpr const char* DoBegin = "begin";
inline constexpr const char* DoEnd = "end";
inline constexpr const char* DoStart = "start %1";
inline constexpr const char* DoJoin = "join %1";
inline constexpr const char* DoYield = "let others go first";
inline constexpr const char* DoSleep = "sleep";
inline constexpr const char* DoCompute = "compute";
inline constexpr const char* DoPrint = "print";
inline constexpr const char* DoNote = "set a mark";
inline constexpr const char* DoSendSignal = "send a signal to %1";
inline constexpr const char* DoResume = "resume %1";
inline constexpr const char* DoBeginTask = "begin a task of %1";
inline constexpr const char* DoAwaitReady = "wait for what %1 watches";
inline constexpr const char* DoLock = "lock %1";
inline constexpr const char* DoTryLock = "try to lock %1";
inline constexpr const char* DoUnlock = "unlock %1";
inline constexpr const char* DoLockShared = "lock %1 for reading";
inline constexpr const char* DoTryLockShared = "try to lock %1 for reading";
inline constexpr const char* DoUnlockShared = "unlock %1 after reading";
inline constexpr const char* DoCallOnce = "call what %1 guards, once";
inline constexpr const char* DoAcquire = "acquire %1";
inline constexpr const char* DoTryAcquire = "try to acquire %1";
inline constexpr const char* DoRelease = "release %1";
inline constexpr const char* DoWait = "wait for %1";
inline constexpr const char* DoSet = "set %1";
inline constexpr const char* DoClear = "clear %1";
inline constexpr const char* DoNotify = "notify %1";
inline constexpr const char* DoArrive = "arrive at %1";
inline constexpr const char* DoCountDown = "count %1 down";
inline constexpr const char* DoRead = "read %1";
inline constexpr const char* DoWrite = "write %1";
inline constexpr const char* DoPut = "put an item into %1";
inline constexpr const char* DoGet = "get an item from %1";
inline constexpr const char* DoTaskDone = "report a task of %1 as done";
inline constexpr const char* DoDrain = "wait until all tasks of %1 are done";
inline constexpr const char* DoSend = "send into %1";
inline constexpr const char* DoReceive = "receive from %1";
inline constexpr const char* DoCallServer = "call %1";
inline constexpr const char* DoAcceptClient = "accept a connection to %1";
inline constexpr const char* DoWatch = "watch a descriptor with %1";
inline constexpr const char* DoUnwatch = "watch a descriptor no longer with %1";
inline constexpr const char* DoReap = "take completions from %1";
inline constexpr const char* DoBeginOwnTask = "begin a task";
inline constexpr const char* DoSystemCall = "call %2 on %1";

// Events about locks and semaphores
inline constexpr const char* WaitsFor = "%1 waits for %2";
inline constexpr const char* WaitsForAtMost = "%1 waits for %2, at most %3";
inline constexpr const char* WaitsHeldBy = "%1 waits for %2, held by %3 for %4";
inline constexpr const char* WaitsHeldByAtMost = "%1 waits for %2, held by %3 for %4; at most %5";
inline constexpr const char* WaitsHeldByMany = "%1 waits for %2, held by %3 and %4 more";
inline constexpr const char* WaitsHeldByManyAtMost = "%1 waits for %2, held by %3 and %4 more; at most %5";
inline constexpr const char* WaitsForOwn = "%1 waits for %2, which it holds itself";
inline constexpr const char* Takes = "%1 takes %2";
inline constexpr const char* TakesAfter = "%1 takes %2 after %3";
inline constexpr const char* TakesAgain = "%1 takes %2 again, depth %3";
inline constexpr const char* TakesShared = "%1 takes %2 together with others";
inline constexpr const char* TakesSharedAfter = "%1 takes %2 together with others after %3";
inline constexpr const char* CannotTake = "%1 tries to take %2 and cannot";
inline constexpr const char* CannotTakeHeldBy = "%1 tries to take %2 and cannot: held by %3";
inline constexpr const char* GivesUpOn = "%1 gives up on %2";
inline constexpr const char* GivesUpOnAfter = "%1 gives up on %2 after %3";
inline constexpr const char* LockBroken = "%1 cannot take %2: the other side is gone";
inline constexpr const char* Releases = "%1 releases %2";
inline constexpr const char* ReleasesAfter = "%1 releases %2 after %3";
inline constexpr const char* ReleasesOnce = "%1 releases %2 once, depth %3 left";
inline constexpr const char* GivesPermits = "%1 gives %2 permits to %3";

// Events about flags, conditions, barriers and latches
inline constexpr const char* Passes = "%1 passes %2";
inline constexpr const char* PassesAfter = "%1 passes %2 after %3";
inline constexpr const char* WokenBy = "%1 passes %2 after %3, woken by %4";
inline constexpr const char* Sets = "%1 sets %2";
inline constexpr const char* NotifiesOne = "%1 notifies one waiter of %2";
inline constexpr const char* NotifiesAll = "%1 notifies all waiters of %2";
inline constexpr const char* CountsDown = "%1 counts %2 down";
inline constexpr const char* Arrives = "%1 arrives at %2";
inline constexpr const char* Signals = "%1 signals %2";
inline constexpr const char* Clears = "%1 clears %2";

// Events about shared variables and queues
inline constexpr const char* Reads = "%1 reads %2 from %3";
inline constexpr const char* Writes = "%1 writes %2 to %3";
inline constexpr const char* WaitsForRoom = "%1 waits for room in %2";
inline constexpr const char* WaitsForRoomAtMost = "%1 waits for room in %2, at most %3";
inline constexpr const char* PutsNumber = "%1 puts item %2 into %3";
inline constexpr const char* Puts = "%1 puts %2 into %3";
inline constexpr const char* FindsFull = "%1 finds %2 full";
inline constexpr const char* GivesUpPut = "%1 gives up waiting for room in %2";
inline constexpr const char* PutBroken = "%1 cannot put: the other side of %2 is gone";
inline constexpr const char* WaitsForItem = "%1 waits for an item of %2";
inline constexpr const char* WaitsForItemAtMost = "%1 waits for an item of %2, at most %3";
inline constexpr const char* GetsNumber = "%1 gets item %2 from %3";
inline constexpr const char* Gets = "%1 gets %2 from %3";
inline constexpr const char* FindsEmpty = "%1 finds %2 empty";
inline constexpr const char* GivesUpGet = "%1 gives up waiting for an item of %2";
inline constexpr const char* GetBroken = "%1 cannot get: the other side of %2 is gone";
inline constexpr const char* PutsBytes = "%1 writes %2 bytes into %3";
inline constexpr const char* GetsBytes = "%1 reads %2 bytes from %3";
inline constexpr const char* WaitsForBytes = "%1 waits for bytes from %2";
inline constexpr const char* WaitsForBytesAtMost = "%1 waits for bytes from %2, at most %3";
inline constexpr const char* TaskDone = "%1 reports a task of %2 as done, %3 left";
inline constexpr const char* WaitsForTasks = "%1 waits until all tasks of %2 are done";
inline constexpr const char* TasksDone = "%1 sees that all tasks of %2 are done";

// Of programs and tools that are not Braid's own
inline constexpr const char* Counts = "%1 says that %2 is %3";
inline constexpr const char* BeginsFlow = "The flow %2 begins at %1";
inline constexpr const char* StepsFlow = "The flow %2 goes on at %1";
inline constexpr const char* EndsFlow = "The flow %2 ends at %1";

// What people read
inline constexpr const char* Prints = "%1 prints: %2";
inline constexpr const char* Notes = "%1: %2";
inline constexpr const char* TraceFull = "The trace has reached its limit: nothing is recorded from here on";
inline constexpr const char* LeavesRecord = "What %1 does from here to its next event cannot be read: the trace is damaged";
inline constexpr const char* Unknown = "%1 does something this version does not know";

// Misuse
inline constexpr const char* UnlockByNonOwner = "%1 unlocks %2, which it does not hold";
inline constexpr const char* UnlockOfFree = "%1 unlocks %2, which nobody holds";
inline constexpr const char* Relock = "%1 locks %2 once more although it holds it";
inline constexpr const char* DestroyedWhileHeld = "%1 destroys %2 while it is held";
inline constexpr const char* JoinTwice = "%1 joins %2 a second time";
inline constexpr const char* JoinOfSelf = "%1 joins itself";
inline constexpr const char* JoinNotStarted = "%1 joins %2, which was never started";
inline constexpr const char* StartTwice = "%1 starts %2 a second time";
inline constexpr const char* ReleaseOverBound = "%1 gives back more to %2 than was taken";
inline constexpr const char* WaitWithoutLock = "%1 waits for %2 without holding its lock";
inline constexpr const char* NotJoined = "%1 leaves %2 without joining it";
inline constexpr const char* OwnerDied = "%1 takes over %2: %3 died while it held it";
inline constexpr const char* BeyondSelect =
    "%1 gave %2 a descriptor beyond its limit: its sets hold numbers below 1024 (FD_SETSIZE); poll and epoll have no such limit";
inline constexpr const char* Misused = "%1 misuses %2";

// Intervals: closed, then still open
inline constexpr const char* WasCreated = "%1 was not started for %2";
inline constexpr const char* HasBeenCreated = "%1 has not been started for %2";
inline constexpr const char* HasBeenReady = "%1 has been ready without running for %2";
inline constexpr const char* Ran = "%1 ran for %2";
inline constexpr const char* HasBeenRunning = "%1 has been running for %2";
inline constexpr const char* WasBlocked = "%1 was blocked on %2 for %3";
inline constexpr const char* HasBeenBlocked = "%1 has been blocked on %2 for %3";
inline constexpr const char* WasBlockedBy = "%1 was blocked on %2 for %3, held by %4";
inline constexpr const char* HasBeenBlockedBy = "%1 has been blocked on %2 for %3, held by %4";
inline constexpr const char* WasWaiting = "%1 waited for %2 for %3";
inline constexpr const char* HasBeenWaiting = "%1 has been waiting for %2 for %3";
inline constexpr const char* WasJoining = "%1 waited for %2 to end for %3";
inline constexpr const char* HasBeenJoining = "%1 has been waiting for %2 to end for %3";
inline constexpr const char* JustWaited = "%1 waited for %2";
inline constexpr const char* HasJustBeenWaiting = "%1 has been waiting for %2 now";
inline constexpr const char* Slept = "%1 slept for %2";
inline constexpr const char* HasBeenSleeping = "%1 has been sleeping for %2";
inline constexpr const char* WaitedForIo = "%1 waited for I/O for %2";
inline constexpr const char* HasBeenInIo = "%1 has been waiting for I/O for %2";
inline constexpr const char* Copied = "%1 copied data for %2";
inline constexpr const char* HasBeenCopying = "%1 has been copying data for %2";
inline constexpr const char* WasSuspended = "%1 was suspended for %2";
inline constexpr const char* HasBeenSuspended = "%1 has been suspended for %2";
inline constexpr const char* WasNotRecorded = "What %1 did for %2 is not recorded";
inline constexpr const char* HasNotBeenRecorded = "What %1 did for the last %2 is not recorded";

// Findings
inline constexpr const char* Deadlock = "Deadlock: %1";
inline constexpr const char* Edge = "%1 waits for %2, held by %3";
inline constexpr const char* EdgeAt = "%1 waits for %2, held by %3 (%4)";
inline constexpr const char* EdgeToEndAt = "%1 waits for %2 to end (%3)";
inline constexpr const char* EdgeToSelfAt = "%1 waits for %2, which it holds itself (%3)";
inline constexpr const char* EdgeToOwnEnd = "%1 waits for its own end";
inline constexpr const char* LostUpdate =
    "Lost update on %1: %2 and %3 both read %4; %3's %5 was overwritten by %2's %6";
inline constexpr const char* LostUpdateOfOther =
    "Lost update on %1: %2 read %3, %4 read %5; %4's %6 was overwritten by %2's %7";
inline constexpr const char* LostBlindUpdate =
    "Lost update on %1: %2 read %3; %4's %5, written meanwhile, was overwritten by %2's %6";
inline constexpr const char* Crash = "The program crashed";
inline constexpr const char* CrashOf = "%1 crashed: %2";
inline constexpr const char* FailureOf = "%1 failed: %2";
inline constexpr const char* KillOf = "%1 was killed: %2";
/// Of many findings of one kind: %1 of them up to %2, of which %3 is the last.
inline constexpr const char* FurtherFindings = "%1 more of this kind up to %2, the last of them: %3";
/// Takes the place of the links of a ring that are not told.
inline constexpr const char* FurtherEdges = "and so on through %1 more, back to the first";
inline constexpr const char* LostEvents = "The trace reached its limit after %1: what came later was not recorded";
inline constexpr const char* LoopBlocked =
    "%1 held up %2 for %3 without giving the thread back, while others waited for their turn: %4";
inline constexpr const char* LoopBlockedAt =
    "%1 held up %2 for %3 without giving the thread back (%5), while others waited for their turn: %4";

// Why is this one stuck, who woke it
inline constexpr const char* WhyFree = "%1 has waited for %2 for %3; it is free by now";
inline constexpr const char* WhyHandedOver = "%1 is being handed over to %2";
inline constexpr const char* WhyHeldBy = "%1 has waited for %2 for %3, held by %4 for %5";
inline constexpr const char* WhyHeldBySelf = "%1 has waited for %2 for %3, which it holds itself";
inline constexpr const char* WhyHeldByMany = "%1 has waited for %2 for %3, held by %4, of whom %5 lets go first";
inline constexpr const char* WhyJoins = "%1 has waited for %2 to end for %3";
inline constexpr const char* WhyWaits = "%1 has waited for %2 for %3";
inline constexpr const char* WhyGivenBy = "%1 has waited for %2 for %3, which %4 gives %5 later";
inline constexpr const char* WhyOtherTurn = "%1 has been suspended for %2; it is the turn of %3";
inline constexpr const char* WhyCycle = "A cycle that cannot open: %1";
inline constexpr const char* WhySleep = "%1 sleeps";
inline constexpr const char* WhyIo = "%1 waits for the outside world";
inline constexpr const char* WhyWork = "%1 computes";
inline constexpr const char* WhyNotRecorded = "The trace does not tell what %1 does: a part of it is missing";
inline constexpr const char* WhyReady = "%1 could go on, but does not run";
inline constexpr const char* WhyTurn = "%1 waits for its turn";
inline constexpr const char* WhyTimeLimit = "%1 goes on by itself when its time is over";
inline constexpr const char* WhyNotYet = "Nobody has given %1 up to the end of the run";
inline constexpr const char* WhyEnded = "%1 has ended";
inline constexpr const char* WhyNotThere = "%1 is not there yet";
inline constexpr const char* WhyWokenBy = "%1 could go on: %2";
inline constexpr const char* WhyWokenByAt = "%1 could go on at %2: %3";

// Hangs: one lane, then several
inline constexpr const char* HangEvent = "%1 waits for event %2, which nobody left can set";
inline constexpr const char* HangEventMany = "%1 threads wait for event %2, which nobody left can set";
inline constexpr const char* HangCondition = "%1 waits for condition %2, which nobody left can notify";
inline constexpr const char* HangConditionMany = "%1 threads wait for condition %2, which nobody left can notify";
inline constexpr const char* HangBarrier = "%1 waits at barrier %2 for %3 more, who cannot come";
inline constexpr const char* HangBarrierMany = "%1 threads wait at barrier %2 for %3 more, who cannot come";
inline constexpr const char* HangLatch = "%1 waits for latch %2, which nobody left can count down from %3";
inline constexpr const char* HangLatchMany = "%1 threads wait for latch %2, which nobody left can count down from %3";
inline constexpr const char* HangGet = "%1 waits for an item of %2, which nobody left can put";
inline constexpr const char* HangGetMany = "%1 threads wait for an item of %2, which nobody left can put";
inline constexpr const char* HangPut = "%1 waits for room in %2, which nobody left can make";
inline constexpr const char* HangPutMany = "%1 threads wait for room in %2, which nobody left can make";
inline constexpr const char* HangTasks = "%1 waits for %2 task_done that nobody can call (%3)";
inline constexpr const char* HangTasksMany = "%1 threads wait for %2 task_done that nobody can call (%3)";
inline constexpr const char* HangPermit = "%1 waits for a permit of %2, which nobody left can release";
inline constexpr const char* HangPermitMany = "%1 threads wait for a permit of %2, which nobody left can release";
inline constexpr const char* HangPermitHeld = "%1 waits for a permit of %2; all are held by %3, stuck as well";
inline constexpr const char* HangPermitHeldMany =
    "%1 threads wait for a permit of %2; all are held by %3, stuck as well";
inline constexpr const char* HangLockOfEnded = "%1 waits for %2, held by %3, which has ended";
inline constexpr const char* HangLockOfEndedMany = "%1 threads wait for %2, held by %3, which has ended";
inline constexpr const char* HangLockOfStuck = "%1 waits for %2, held by %3, which is stuck";
inline constexpr const char* HangLockOfStuckMany = "%1 threads wait for %2, held by %3, which is stuck";
inline constexpr const char* HangJoin = "%1 waits for %2 to end, which is stuck";
inline constexpr const char* HangJoinMany = "%1 threads wait for %2 to end, which is stuck";
inline constexpr const char* HangJoinNotStarted = "%1 waits for %2 to end, which was never started";
inline constexpr const char* HangJoinNotStartedMany = "%1 threads wait for %2 to end, which was never started";
inline constexpr const char* HangSuspended = "%1 is suspended and nobody left can resume it";
inline constexpr const char* HangSuspendedMany = "%1 coroutines are suspended and nobody left can resume them";
inline constexpr const char* HangOther = "%1 waits for %2, which nobody left can give";
inline constexpr const char* HangOtherMany = "%1 threads wait for %2, which nobody left can give";

// Two runs side by side: the first one, then the second
inline constexpr const char* ParameterDiffers = "Parameter %1 was %2, then %3";
inline constexpr const char* ParameterOnlyFirst = "Only the first run has parameter %1: %2";
inline constexpr const char* ParameterOnlySecond = "Only the second run has parameter %1: %2";
inline constexpr const char* ResultDiffers = "Result %1 was %2, then %3";
inline constexpr const char* ResultOnlyFirst = "Only the first run has result %1: %2";
inline constexpr const char* ResultOnlySecond = "Only the second run has result %1: %2";
inline constexpr const char* OutcomeDiffers = "Outcome: %1";
inline constexpr const char* FirstFinished = "the first run finished";
inline constexpr const char* FirstDeadlocked = "the first run ended in a deadlock";
inline constexpr const char* FirstHung = "the first run hung";
inline constexpr const char* FirstStopped = "the first run was stopped";
inline constexpr const char* FirstCrashed = "the first run crashed";
inline constexpr const char* FirstTimedOut = "the first run ran out of time";
inline constexpr const char* FirstGoesOn = "the first run is still on";
inline constexpr const char* SecondFinished = "the second run finished";
inline constexpr const char* SecondDeadlocked = "the second run ended in a deadlock";
inline constexpr const char* SecondHung = "the second run hung";
inline constexpr const char* SecondStopped = "the second run was stopped";
inline constexpr const char* SecondCrashed = "the second run crashed";
inline constexpr const char* SecondTimedOut = "the second run ran out of time";
inline constexpr const char* SecondGoesOn = "the second run is still on";
inline constexpr const char* FindingOnlyFirst = "Only in the first run (%1 in all): %2";
inline constexpr const char* FindingOnlySecond = "Only in the second run (%1 in all): %2";
inline constexpr const char* FindingOftener = "Found %1 times, then %2 times: %3";
inline constexpr const char* DurationDiffers = "The run took %1, then %2";
inline constexpr const char* DurationShorter = "The run took %1, then %2: %3 times shorter";
inline constexpr const char* DurationLonger = "The run took %1, then %2: %3 times as long";
inline constexpr const char* ProcessesDiffer = "Processes: %1, then %2";
inline constexpr const char* ThreadsDiffer = "Threads: %1, then %2";
inline constexpr const char* CoroutinesDiffer = "Coroutines: %1, then %2";
inline constexpr const char* ThreadsSpent = "Threads: %1 of their time %3, then %2";
inline constexpr const char* CoroutinesSpent = "Coroutines: %1 of their time %3, then %2";
inline constexpr const char* StateCreated = "not started";
inline constexpr const char* StateReady = "ready without running";
inline constexpr const char* StateRunning = "running";
inline constexpr const char* StateBlocked = "blocked on locks";
inline constexpr const char* StateWaiting = "waiting";
inline constexpr const char* StateSleeping = "sleeping";
inline constexpr const char* StateIoWait = "waiting for I/O";
inline constexpr const char* StateIoCopy = "copying data";
inline constexpr const char* StateSuspended = "suspended";
inline constexpr const char* StateDone = "done";
inline constexpr const char* StateFailed = "failed";
inline constexpr const char* StateNotRecorded = "not recorded";
inline constexpr const char* ObjectOnlyFirst = "Only the first run has %1";
inline constexpr const char* ObjectOnlySecond = "Only the second run has %1";
inline constexpr const char* WaitedLess = "%1: waited %2 in all, then %3: %4 times less";
inline constexpr const char* WaitedMore = "%1: waited %2 in all, then %3: %4 times as much";
inline constexpr const char* WaitedOther = "%1: waited %2 in all, then %3";
inline constexpr const char* HeldLess = "%1: held for %2 in all, then %3: %4 times less";
inline constexpr const char* HeldMore = "%1: held for %2 in all, then %3: %4 times as much";
inline constexpr const char* HeldOther = "%1: held for %2 in all, then %3";
inline constexpr const char* WorstLess = "%1: the longest wait took %2, then %3: %4 times less";
inline constexpr const char* WorstMore = "%1: the longest wait took %2, then %3: %4 times as much";
inline constexpr const char* WorstOther = "%1: the longest wait took %2, then %3";
inline constexpr const char* TakenOther = "%1: taken %2 times, then %3 times";
inline constexpr const char* ContentionOther = "%1: %2 of those who took it had to wait, then %3";
inline constexpr const char* ThroughputOther = "%1: %2 items a second, then %3";

} // namespace braid::model::patterns
