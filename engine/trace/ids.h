#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace braid {

/// A number that names one thing of one sort and cannot be mistaken for another sort's.
/// 0 means "none". Regular value type.
template <class Tag>
struct Id {
    std::uint32_t value = 0;

    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

/// A row of the timeline: a process, a thread or a coroutine.
using LaneId = Id<struct LaneTag>;
/// Anything lanes synchronise on. Lanes and objects are numbered from one counter in the trace file, so a lane that
/// can be started and joined is also an object with the same number.
using ObjectId = Id<struct ObjectTag>;
/// A call site (file and line). At most 65535 in one trace.
using SiteId = Id<struct SiteTag>;

/// The object one waits for when one joins `lane`.
constexpr ObjectId objectOf(LaneId lane) { return ObjectId{lane.value}; }
/// The lane that `object` stands for; meaningful only where the object is a lane.
constexpr LaneId laneOf(ObjectId object) { return LaneId{object.value}; }

} // namespace braid

template <class Tag>
struct std::hash<braid::Id<Tag>> {
    std::size_t operator()(braid::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.value); }
};
