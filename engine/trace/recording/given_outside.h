#pragma once

#include "engine/trace/recording/recording.h"

namespace braid::trace {

class TracedObject;
class SharedTracedObject;

/// Says in the running recording, once of each object, that somebody who has no lane may give what lanes wait for there
/// (EventKind::GivenOutside). From any thread: one that has no lane itself says it on that of its process. Thread-safe.
void sayGivenOutside(TracedObject& object, CallSite site);
void sayGivenOutside(SharedTracedObject& object, CallSite site);

/// The same by a thread that has given something to `object` and does not record: nothing where no thread of the process does.
template <class Traced>
inline void gaveUnseen(Traced& object, CallSite site) {
    if (Recording::current() != nullptr) [[unlikely]]
        sayGivenOutside(object, site);
}

} // namespace braid::trace
