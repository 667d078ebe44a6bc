#pragma once

#include "engine/trace/event.h"

#include <QString>
#include <bitset>
#include <vector>

namespace braid::views {

/// The kind's word, translated: "takes", "waits for a lock".
[[nodiscard]] QString eventKindName(trace::EventKind kind);

/// Kinds that belong together.
struct EventKindGroup {
    QString name;
    std::vector<trace::EventKind> kinds;
    [[nodiscard]] std::bitset<256> mask() const;
};
/// All kinds, each in one group, in the present language.
[[nodiscard]] std::vector<EventKindGroup> eventKindGroups();

} // namespace braid::views
