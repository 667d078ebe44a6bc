#pragma once

#include "engine/analysis/findings/findings.h"

#include <optional>
#include <unordered_map>

namespace braid::analysis {

/// Finds writes to shared variables that vanish: L reads version r, M writes a later version, L writes what it worked
/// out from r. A read counts for one write only, so writing twice without reading in between is not taken for a lost
/// update. O(1) an event.
class LostUpdates {
public:
    void read(const model::LogEntry& entry, model::EventIndex index);
    /// The finding, where the write makes another one vanish.
    [[nodiscard]] std::optional<Finding> write(const model::Model& model, const model::LogEntry& entry,
                                               model::EventIndex index);

private:
    struct Seen {
        std::uint64_t version = 0;
        model::EventIndex read = model::NoEvent; ///< NoEvent = used up
    };
    struct Variable {
        std::uint64_t version = 0;                    ///< number of writes
        LaneId writer;                                ///< of the present version
        model::EventIndex write = model::NoEvent;     ///< of the present version
        model::EventIndex basedOn = model::NoEvent;   ///< what its writer had read for it
        std::unordered_map<std::uint32_t, Seen> seen; ///< by lane
    };
    std::unordered_map<std::uint32_t, Variable> m_variables;
};

/// What the accesses to a variable add up to.
struct LostTotal {
    std::uint64_t overwritten = 0; ///< writes that vanished, as findings count them
    /// Its last value, and the one it would have with every change made to it: what it was first plus what each write added
    /// to or took from what its lane had read. Both only for whole numbers, and only where each write but a first one is
    /// based on a read of its own lane.
    struct Values {
        std::int64_t last = 0;
        std::int64_t expected = 0;
    };
    std::optional<Values> values;
};
/// Of all that happened to `variable` so far. O(its accesses).
[[nodiscard]] LostTotal lostTotal(const model::Model& model, const model::Object& variable);

} // namespace braid::analysis
