#pragma once

#include "engine/trace/result.h"

#include <QString>

namespace braid::session {

/// The error as one sentence in the language of the window. What the table of known sentences does not have stays as it
/// came (a system's message in a rare case).
[[nodiscard]] QString errorText(const Error& error);
/// The same for what comes as a whole sentence: "the trace is cut off: 3 of 5 blocks are whole".
[[nodiscard]] QString spokenError(const QString& english);

} // namespace braid::session
