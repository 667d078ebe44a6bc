#pragma once

#include "engine/record/attach/snapshot.h"
#include "engine/trace/event.h"

#include <optional>
#include <string>

/// As what the things that threads wait for are told.
namespace braid::attach {

/// What has no owner, but a state.
[[nodiscard]] std::optional<trace::ObjectKind> plainKind(WaitKind kind);
[[nodiscard]] std::optional<trace::ObjectKind> lockKind(const SeenProcess& process, const Wait& wait);
/// A lock that somebody has who is not known: something that anybody may give.
[[nodiscard]] trace::ObjectKind withoutHolder(WaitKind kind);
[[nodiscard]] bool isCondition(WaitKind kind);
[[nodiscard]] bool isOfSystemV(WaitKind kind);

/// "mutex", "rwlock" …: in names of what has none.
[[nodiscard]] const char* wordOf(trace::ObjectKind kind);
/// What a lock without an owner's word is called: "lock inside libc.so.6 (malloc)".
[[nodiscard]] std::string libraryLockName(const Wait& wait);

} // namespace braid::attach
