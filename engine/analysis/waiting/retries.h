#pragma once

#include "engine/analysis/waiting/wait_relation.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace braid::analysis {

/// What a lane holds, and how many times: a lock taken again, permits of a semaphore.
struct Held {
    ObjectId object;
    std::uint32_t times = 1;
    friend bool operator==(const Held&, const Held&) = default;
};

/// One thing that a lane tries for over and over in vain.
struct Attempt {
    ObjectId object;         ///< of Need::End the lane
    Need need = Need::Other; ///< Release, Permit, Item, Room, Notification, Set, … or Change
    std::vector<Held> held;  ///< what the lane held when it failed, ascending
    std::uint64_t times = 0;
    SiteId site; ///< of the last time
    model::EventIndex last = model::NoEvent;
};

/// What a lane has done since it last got anywhere.
struct Rounds {
    model::Nanos since = -1; ///< its first attempt; -1 where there was none
    model::EventIndex first = model::NoEvent;
    model::Nanos lastTry = 0;
    model::Nanos progressAt = -1; ///< when it last got somewhere
    std::vector<Attempt> attempts;
    std::vector<Held> held;         ///< as of the last event, ascending
    std::vector<ObjectId> meetings; ///< barriers and futexes at which it has met others
    bool inStep = false;            ///< it meets others in its rounds, always at the same ones

    [[nodiscard]] std::uint64_t mostTimes() const;
};

/// Which lanes only repeat what fails: timed waits until their time is over, tries without success, reads of a variable that
/// always has the same value, and between them sleeps, yields, output, and the taking of locks and permits that they give back
/// themselves.
///
/// All else ends the repetition, for it may be what another lane waits for: a write, a put, a set, the release of what the lane had not
/// taken, I/O, the start of a lane, a turn of a coroutine, the begin or the end of a task. So does a success: another value, an item,
/// a wait that is not over for its time, and the taking of a lock for which it tried, where the lane holds all that it held when it failed
/// (who takes two locks in turn by one order and by the other has got nowhere while it has never got both).
///
/// Who meets others at barriers, or wakes them at futexes, gets somewhere the first time at each; lanes that go their rounds in step meet at
/// the same ones in each of them (Rounds::inStep).
///
/// Cheap: O(1) for each event, and nothing is kept of lanes that neither fail nor read.
class Retries {
public:
    /// A lane that has been at it for that long and has tried that often is taken to go on so.
    static constexpr model::Nanos Shortest = 1'000'000'000;
    static constexpr std::uint64_t Fewest = 20;

    /// Takes in the event at `index`, the last one that `model` has applied.
    void take(const model::Model& model, model::EventIndex index);
    /// Of a lane; nullptr where nothing is kept of it.
    [[nodiscard]] const Rounds* of(LaneId lane) const;
    /// Where it only repeats what fails as of the last event, and has done so for long enough; else nullptr.
    [[nodiscard]] const Rounds* repeatedBy(const model::Model& model, LaneId lane) const;
    /// Somebody does.
    [[nodiscard]] bool anyRepeats(const model::Model& model) const;

private:
    Rounds& make(const model::Model& model, LaneId lane);
    void attempt(const model::Model& model, model::EventIndex index, Need need);
    void look(const model::Model& model, model::EventIndex index);
    void acquired(const model::LogEntry& entry);
    void released(const model::Model& model, model::EventIndex index);
    void meet(const model::LogEntry& entry);
    void progress(const model::LogEntry& entry);

    std::unordered_map<LaneId, Rounds> m_lanes;
};

} // namespace braid::analysis
