#pragma once

namespace braid::record {

/// Learns from the interpreter's version where its frames lie; `library`: the folder of the standard library. False where the version is
/// not known.
bool learnFrames(const char* version, const char* library);
bool makeFrameTables();

} // namespace braid::record
