#pragma once

#include "engine/schedule/controlled_run.h"
#include "engine/trace/recording/given_outside.h"

namespace braid {

/// Says that somebody whom Braid does not see gives to `primitive`: a thread of std or of a library, a signal handler, another
/// program. Who waits for it is then not called stuck, as long as the run goes on and at its end. Any primitive of Braid: a
/// semaphore's permits, an event, a condition's notifications, a queue's items and room, the others at a barrier … It says
/// nothing of a lock that a lane holds: only that lane gives it back.
///
///     braid::event answered("answered");
///     braid::given_from_outside(answered); // by the library's own thread
///     library.ask([&] { answered.set(); });
///     answered.wait();
///
/// Without it, a thread that has no lane is noticed where it is there when nothing else in the run can move any more, or when
/// it has given something. Throws schedule::not_controllable under a schedule. Thread-safe.
template <class Primitive>
void given_from_outside(Primitive& primitive, CallSite site = {}) {
    schedule::refuse("this is given from outside");
    if (trace::recording())
        trace::sayGivenOutside(primitive.traced(), site);
}

} // namespace braid
