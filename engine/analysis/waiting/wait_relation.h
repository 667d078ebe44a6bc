#pragma once

#include "engine/model/model.h"

#include <optional>
#include <unordered_map>
#include <vector>

/// The wait-for relation over all kinds of waiting: what each lane waits for, what would end its wait, and who alone could do
/// that. Findings, the graph and the answers to "why" are read from it.
namespace braid::analysis {

/// What would end a wait.
enum class Need : std::uint8_t {
    Release,      ///< of a lock
    Permit,       ///< of a semaphore
    Item,         ///< in a queue or pipe
    Room,         ///< in a queue, pipe or socket
    Receiver,     ///< of an item of a channel that stores none
    TasksDone,    ///< all items of a queue worked off
    Notification, ///< of a condition variable
    Set,          ///< of an event
    Arrival,      ///< of others at a barrier
    CountDown,    ///< of a latch
    End,          ///< of a lane
    Start,        ///< of a lane that is waited for and that nobody has started
    Resumption,   ///< of a coroutine
    Turn,         ///< of a coroutine on its thread, which another one has
    Coroutine,    ///< of a thread: it waits because the coroutine it runs does
    Data,         ///< from the other end of a connection
    Readiness,    ///< of one of the descriptors that a selector watches
    Change,       ///< of a variable that is waited for, with a notification, or looked at over and over
    Other
};
/// "release", "permit" …: stable, for JSON.
[[nodiscard]] const char* needName(Need need);

/// What ends a wait at an event, a condition variable, a barrier or a latch; Other at what else there is.
[[nodiscard]] Need needAt(trace::ObjectKind kind);

/// How it is known of a lane that it could end a wait.
enum class Tie : std::uint8_t {
    Owner,        ///< it owns the lock
    ParentsOwner, ///< it owned the lock when the process was forked, and the lock is the copy in that process: nobody gives it back
    Writer,       ///< it waits to write, and the lock lets writers go first
    Taker,        ///< it took a permit and has not given it back
    Awaited,      ///< it is the lane that is joined or awaited, or a thread of that process
    Thread,       ///< it has the thread that the coroutine needs
    OtherEnd,     ///< it uses the other end of the connection, or its process has that of the pipe or connection
    Worker,       ///< it works on the task whose result is waited for
    Behind,       ///< it waits for a lock of the waiter, and nobody else is left who could
    Queued,       ///< it is one of the workers that have to be free before that task is begun
    Gave,         ///< it has given the like before: put, got, notified, set …
    Gives,        ///< it is the one who gave it, later than the moment asked about
    User          ///< it has done something else with the object, made it, or belongs to the same loop
};

/// Blocked, waiting or suspended.
[[nodiscard]] bool isWaiting(model::State state);

/// One who could end a wait.
struct Giver {
    LaneId lane;
    Tie tie = Tie::User;
    /// Where it took the lock or permit, gave the last time, or began its own wait; NoEvent where nothing says so.
    model::EventIndex event = model::NoEvent;
};

/// The wait of one lane at one moment.
struct LaneWait {
    LaneId lane;
    ObjectId object; ///< none for a coroutine that waits to be resumed
    Need need = Need::Other;
    model::Nanos since = 0;
    model::EventIndex event = model::NoEvent; ///< that began it
    SiteId site;
    bool timed = false;   ///< it ends by itself at the latest when its time is over
    bool served = false;  ///< what it waits for is there: it goes on without anyone's help
    bool several = false; ///< other things would end it as well, see WaitRelation::partsOf()
    /// Every one of the givers has to act (the owners of a lock); otherwise any one of them will do, and so will a lane that
    /// has not touched the object yet and still may.
    bool each = false;
    /// Living and ended ones. Of those who gave before, the last one comes first; at most MostGivers of each tie.
    std::vector<Giver> givers;
    /// Of a suspended coroutine that belongs to a loop: who has its thread, and so has to move as well; none where it is free.
    LaneId turn;
};

/// The relation at one moment. Pure and cheap to make; keeps a reference to the model, which must not change
/// meanwhile. Not thread-safe.
class WaitRelation {
public:
    /// Of those who have given before, so many are named.
    static constexpr std::size_t MostGivers = 16;
    /// Of the owners of one lock, so many are followed.
    static constexpr std::size_t MostOwners = 1024;

    /// As of the last event.
    explicit WaitRelation(const model::Model& model) : m_model(model), m_at(model::Open - 1), m_present(true) {}
    /// When all events up to `at` (run time in ns) have happened; at or past the end of what is known: as of the last event.
    WaitRelation(const model::Model& model, model::Nanos at);

    /// Nothing for a lane that does not wait at the moment, or that waits for the outside world (see model::ioWaitsFor()).
    /// O(owners, or the object's last 4096 events).
    [[nodiscard]] std::optional<LaneWait> of(LaneId lane) const;
    /// The same in two steps, for who asks of many: without the givers (of a moment that is past, `served` may still change),
    /// in O(log n), and then these.
    [[nodiscard]] std::optional<LaneWait> plain(LaneId lane) const;
    void fill(LaneWait& wait) const;
    /// Waits of one group have the same givers, so that these need be asked for only once; none of a wait that has few of its own.
    [[nodiscard]] std::optional<std::uint64_t> groupOf(const LaneWait& wait) const;
    /// Waits for the same thing in the same way have the same number, never 0; none of a wait for several things and of one for no thing.
    [[nodiscard]] std::optional<std::uint64_t> thingOf(const LaneWait& wait) const;
    /// The wait for each of several things by itself; of one that is for one thing only that.
    [[nodiscard]] std::vector<LaneWait> partsOf(const LaneWait& wait) const;
    /// Whoever has the thread of a coroutine: the coroutine on it that is not suspended, else the thread; none where the thread
    /// is about to give turns.
    [[nodiscard]] LaneId occupantOf(const model::Lane& coroutine) const;

private:
    template <class Take>
    void forHolders(const model::Object& object, const Take& take) const;
    [[nodiscard]] bool leftToOthers(const model::Object& object) const;
    void addOwners(LaneWait& wait, const model::Object& object) const;
    void addGivers(LaneWait& wait, const model::Object& object) const;
    void addEnds(LaneWait& wait, const model::Object& pipe) const;
    void addOtherEnds(LaneWait& wait) const;
    void addOtherEnd(LaneWait& wait, const model::Object& end) const;
    bool addWorkers(LaneWait& wait, const model::Object& result) const;
    void addAwaited(LaneWait& wait, const model::Lane& awaited) const;
    bool addActual(LaneWait& wait, const model::Lane& lane) const;
    bool addTurn(LaneWait& wait, const model::Lane& lane) const;
    void needTurn(LaneWait& wait, LaneId occupant) const;
    [[nodiscard]] std::optional<LaneWait> ioWait(const model::Lane& lane, const model::Interval& now) const;
    [[nodiscard]] std::vector<LaneId> threadsIn(LaneId process) const;
    [[nodiscard]] std::optional<model::Interval> intervalOf(const model::Lane& lane) const;

    const model::Model& m_model;
    model::Nanos m_at;
    bool m_present;
    mutable std::unordered_map<LaneId, LaneId> m_occupants; ///< by thread, at a moment that is past
};

} // namespace braid::analysis
