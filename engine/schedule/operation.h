#pragma once

#include "engine/trace/ids.h"
#include "engine/trace/operation_kind.h"

namespace braid::schedule {

using trace::OperationKind;

/// What an operation does to its object. Two operations of different lanes can be exchanged where their objects differ or
/// neither of them writes.
enum class Access : std::uint8_t {
    None,
    Reads,
    Writes
};

/// Of all operations of a kind; what only may write counts as writing.
[[nodiscard]] constexpr Access accessOf(OperationKind kind) {
    switch (kind) {
    case OperationKind::None:
    case OperationKind::Yield:
    case OperationKind::Sleep:
    case OperationKind::Compute:
    case OperationKind::Print:
    case OperationKind::Note:
        return Access::None;
    case OperationKind::Join:
    case OperationKind::Read:
        return Access::Reads;
    default:
        return Access::Writes;
    }
}

/// One step of a lane, as it says it at the scheduling point. Regular value type.
struct Operation {
    OperationKind kind = OperationKind::None;
    ObjectId object; ///< none: it concerns the lane alone
    LaneId lane;
    SiteId site;
    [[nodiscard]] Access access() const { return accessOf(kind); }
    friend bool operator==(const Operation&, const Operation&) = default;
};

} // namespace braid::schedule
