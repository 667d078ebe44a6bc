#pragma once

#include "engine/schedule/scheduling_point.h"
#include "engine/trace/recording/traced_object.h"

#include <chrono>
#include <string_view>

namespace braid::exec {

/// The event that says what a coroutine suspends itself for. EventKind::None: it has said so already, and waits once more.
struct WaitEvent {
    trace::EventKind kind;
    trace::TracedObject& object;
    trace::Order order = trace::Order::After; ///< Own: numbered; the caller is the only one who numbers
};

/// The lane of one coroutine or fiber: what is recorded between enter() and leave() is the coroutine's, whatever thread
/// carries it. Sixteen bytes; nothing happens in a thread that does not record. Used by one thread at a time.
///
/// | state     | start()          | enter()                  | leave(), suspend()  | end()          |
/// |-----------|------------------|--------------------------|---------------------|----------------|
/// | unknown   | waits to run     | introduces itself, runs  | –                   | no effect      |
/// | waits     | –                | runs                     | –                   | ended          |
/// | runs      | –                | –                        | waits               | ended          |
/// | ended     | –                | no effect                | no effect           | no effect      |
///
/// Resume is written by the resumer, on its own lane, so that the trace says which it was. leave() without suspend()
/// means: it only gave its turn away and could go on at once.
///
/// No reference to t_writer may be kept across a switch of stacks: another thread may run the rest. The functions
/// here are therefore not inlined.
class CoroutineLane {
public:
    /// Makes the lane below the calling thread's; `loop` gives it its turns, if there is one.
    void start(std::string_view name, CallSite site, ObjectId loop = {});
    /// From here on the calling thread records on this lane.
    void enter(SiteId site = {});
    /// Back to the lane that entered it.
    void leave();
    /// Before leave(): waits for `object` (none: to be resumed), at most `limit` (0 = without limit).
    void suspend(ObjectId object, std::chrono::nanoseconds limit, SiteId site);
    /// The same, and what it waits for as other lanes say it. Right behind the Suspend: it does not keep its thread meanwhile.
    void suspend(const WaitEvent& wait, std::chrono::nanoseconds limit, SiteId site);
    /// By whoever lets it go on, in whatever thread: what it has suspended itself for is there.
    void sayReady() const;
    /// The coroutine is over; `failed`: with an exception. Does not leave.
    void end(bool failed);

    /// From any coroutine's lane to the thread's own.
    static void backToThread(SiteId site);

    /// None where nothing was recorded when it started.
    [[nodiscard]] LaneId id() const { return LaneId{m_lane}; }
    /// As an object to wait for.
    [[nodiscard]] ObjectId object() const { return ObjectId{m_lane}; }
    /// It has a lane in the running recording that has not ended.
    [[nodiscard]] bool known() const;

private:
    static constexpr std::uint32_t Ended = UINT32_MAX;

    std::uint32_t m_lane = 0;
    std::uint32_t m_generation = 0; ///< of the recording that knows it; Ended
    std::uint32_t m_resumer = 0;    ///< the lane to go back to, 0 = it does not run
};

} // namespace braid::exec
