#pragma once

#include "engine/model/model.h"

#include <optional>
#include <string>
#include <vector>

/// What an object is like at one moment, from the model alone: what the inspector draws.
namespace braid::analysis {

/// Who has a part of it, since when and how.
struct OwnerState {
    LaneId lane;
    model::Nanos since = 0;
    model::EventIndex acquired = model::NoEvent;
    bool shared = false; ///< as a reader
};

/// What a lane waits for.
enum class WaitFor : std::uint8_t {
    Acquire,
    AcquireShared,
    Room,
    Item,
    Drain,
    Wake
};

struct WaiterState {
    LaneId lane;
    model::Nanos since = 0;
    model::EventIndex event = model::NoEvent; ///< that began the wait
    WaitFor what = WaitFor::Acquire;
    bool timed = false;
};

/// What lies in a queue; of a pipe: the bytes of one put, as far as they have not been got.
struct ItemState {
    std::uint64_t number = 0;
    std::string label;          ///< may be empty
    std::uint32_t priority = 0; ///< of a ProcessQueue and a Pipe: bytes
    LaneId by;
    model::EventIndex put = model::NoEvent;
};

/// A descriptor that a loop or selector watches.
struct WatchThen {
    std::uint32_t fd = 0;
    std::uint32_t what = 0; ///< trace::ReadyToRead, ReadyToWrite
    std::string label;
    model::Nanos since = 0;
    std::uint64_t ready = 0;     ///< how often it became ready so far
    model::Nanos lastReady = -1; ///< −1 = never
};

/// A task of a pool, loop or server that a lane works on.
struct TaskThen {
    LaneId lane;
    std::string label;
    std::uint64_t number = 0;
    model::Nanos since = 0;
};

/// The state of one object; which members mean something depends on its kind.
struct ObjectSnapshot {
    ObjectId id;
    model::Nanos at = 0;
    std::int64_t depth = 0;                                   ///< Level::depth: items, permits taken, recursion, readers, flag, count, those who came
    std::vector<OwnerState> owners;                           ///< locks and semaphores, by begin
    std::vector<WaiterState> waiters;                         ///< longest first
    std::int64_t freePermits = 0;                             ///< semaphores
    std::vector<ItemState> items;                             ///< queues and pipes: the next one to leave first
    std::int64_t unfinished = 0;                              ///< queues where that counts: items put and not reported as done
    bool unfinishedCounts = false;                            ///< … because a lane calls task_done or join at some time
    std::optional<model::EventIndex> lastWrite;               ///< variables: the value is that event's
    model::EventIndex lastSignal = model::NoEvent;            ///< events, latches, conditions: the last Signal or Clear
    std::int64_t expected = 0;                                ///< barriers: how many meet in that round
    std::uint64_t generation = 0;                             ///< barriers: how often all had come
    std::vector<LaneId> missing;                              ///< barriers: who comes to it at some time, lives and is not there
    std::vector<WatchThen> watched;                           ///< loops and selectors, by descriptor
    std::vector<TaskThen> tasks;                              ///< being worked on, by lane
    std::uint64_t bytesIn = 0, bytesOut = 0, failedCalls = 0; ///< descriptors; EAGAIN counts as failed
};

/// The state of `object` when all events up to `time` have happened; of an unknown one the default. Past the end of a
/// finished run there is what was left at its end. Costs O(lanes · log n), and what is inside. Pipes walk back to the oldest bytes in
/// them, variables, events and conditions to the last change, barriers over their own events, some nanoseconds each; queues, loops and
/// descriptors go on from a checkpoint.
[[nodiscard]] ObjectSnapshot objectAt(const model::Model& model, ObjectId object, model::Nanos time);

} // namespace braid::analysis
