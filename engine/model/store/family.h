#pragma once

#include "engine/model/store/lane.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace braid::model {

class Crowd;

/// Lanes of one parent and one kind whose names differ in numbers only: Thread-1 … Thread-100. Each lane belongs to
/// exactly one family, most of them alone.
struct Family {
    LaneId parent;
    trace::LaneKind kind = trace::LaneKind::Thread;
    std::string pattern;       ///< the name with "*" for each number: "Thread-*"
    std::vector<LaneId> lanes; ///< in order of creation; a renamed lane comes last. May be empty.
    /// What they do together; only of more than Lane::CrowdSize threads.
    std::shared_ptr<Crowd> crowd;
};

/// `name` with "*" for each run of digits in it; "12.5" counts as one number.
[[nodiscard]] std::string namePattern(std::string_view name);

} // namespace braid::model
