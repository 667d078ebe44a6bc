#pragma once

#include "engine/model/store/records.h"

namespace braid::model {

/// Keeps what the events of `object` have come to, where the last Checkpoint lies far enough back: by now and then a copy of what is
/// inside, O(1) an event amortised. Called after each event of queues, descriptors, loops and selectors.
void keepCheckpoint(ObjectRecord& object);

} // namespace braid::model
