#include "engine/trace/recording/given_outside.h"

#include "engine/trace/recording/shared_traced_object.h"
#include "engine/trace/recording/traced_object.h"

namespace braid::trace {
namespace {

template <class Traced>
void say(Traced& object, CallSite site) {
    Recording* recording = Recording::current();
    if (recording == nullptr || !object.firstFromOutside(recording->generation()))
        return;
    const bool visits = !trace::recording();
    if (visits && !recording->visit())
        return;
    append(EventKind::GivenOutside, object.id(), 0, siteId(site));
    if (visits)
        leaveTrace(t_writer);
}

} // namespace

void sayGivenOutside(TracedObject& object, CallSite site) { say(object, site); }
void sayGivenOutside(SharedTracedObject& object, CallSite site) { say(object, site); }

} // namespace braid::trace
