#pragma once

#include "engine/model/model.h"

/// What may come from those whom Braid does not see: threads of std or of a library, signal handlers, other programs.
namespace braid::model {

/// One of them may give what lanes wait for at `object`: that was said of it (trace::EventKind::GivenOutside), or there are threads
/// in the run that Braid does not know. The latter do not count any more when the run is over, nor for what only lanes give:
/// the result of a task, and a lock, which its owner gives back. As of the last event.
[[nodiscard]] bool mayComeFromOutside(const Model& model, const Object& object);
/// At `time` (run time in ns); past the last event as above.
[[nodiscard]] bool mayComeFromOutsideAt(const Model& model, const Object& object, Nanos time);
/// That would be so if the run were not over.
[[nodiscard]] bool unknownThreadsMayGive(const Model& model, const Object& object);

} // namespace braid::model
