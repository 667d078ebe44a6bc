#pragma once

#include "engine/model/store/lane.h"
#include "engine/model/store/object.h"
#include "engine/trace/event.h"

#include <QString>

/// The words of states and kinds in the person's language. Thread-safe.
namespace braid::render {

/// The state's word, translated: "blocked".
[[nodiscard]] QString stateName(model::State state);
/// How a lane ended, in one word: "killed", "crashed", "failed"; "ended" for all others.
[[nodiscard]] QString endName(model::End end);
/// The kind's word, translated: "thread".
[[nodiscard]] QString laneKindName(trace::LaneKind kind);
/// The kind's word, translated: "lock", "semaphore".
[[nodiscard]] QString objectKindName(trace::ObjectKind kind);
/// The same of an object, or what the language calls it that its program is written in: "threading.Lock".
[[nodiscard]] QString objectKindName(const model::Object& object);

} // namespace braid::render
