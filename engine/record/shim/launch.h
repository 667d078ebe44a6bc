#pragma once

#include "engine/record/shared_page.h"
#include "engine/record/shim/objects.h"
#include "engine/trace/writer/mapping.h"

namespace braid::record {

/// Joins the recording that the environment names (RecordVariable). False where it names none, or it cannot be joined.
/// Keeps no descriptor. Logs its reason nowhere: the launcher sees that no process has come.
bool openRecording(trace::Mapping& mapping, SharedPage*& shared);
/// From here on the end of the process is recorded.
void atProcessEnd();

} // namespace braid::record
