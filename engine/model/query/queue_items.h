#pragma once

#include "engine/model/model.h"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

/// What lies in a queue or channel, moment by moment; not of pipes, which are streams of bytes. What a loop watches and what went through
/// a descriptor. All go on from the last Checkpoint before the moment.
namespace braid::model {

/// An item that lies in a queue for a while.
struct ItemStay {
    std::uint64_t number = 0;
    EventIndex put = NoEvent;
    EventIndex got = NoEvent;   ///< NoEvent: it is in the queue still
    std::uint32_t priority = 0; ///< of a ProcessQueue: bytes
    Nanos begin = 0;            ///< of the Put; of an item of a channel that was got before its Put, of the Get
    Nanos end = Open;           ///< of the Get
    /// (from when on, at which place of the pile) it lies, 0 = the lowest one; from `begin` or from the beginning of the range on.
    std::vector<std::pair<Nanos, std::uint32_t>> places;
};

/// The items that are in `queue` at `time`, the one that was put first first; without places. None where more than `most` events
/// and items would have to be looked at. O(log events + Checkpoint::Apart + items).
[[nodiscard]] std::optional<std::vector<ItemStay>> itemsAt(const Model& model, const Object& queue, Nanos time,
                                                           std::size_t most = SIZE_MAX);

/// What lay in `queue` at some moment of [from, to), by Put, with places. The items lie on each other as they are to leave: of a
/// priority queue the lowest priority lies lowest, of all others the one that was put first; a LIFO queue is left from above,
/// others from below. None where more than `most` events would have to be looked at before `from`.
/// O(events in the range · depth).
[[nodiscard]] std::optional<std::vector<ItemStay>> itemStays(const Model& model, const Object& queue, Nanos from, Nanos to,
                                                             std::size_t most = SIZE_MAX);

/// The same for what `loop`, a loop, selector or ring, watches: a stay from each Watch that says something new to the next one of that
/// descriptor or its Unwatch; `number` is the descriptor's, `priority` what it is watched for. Of a ring that is what is under way on
/// the descriptor, from its submission until its completion is taken. A descriptor stays at its place. None also where a descriptor
/// that is watched at `from` is not found within `most` events before it.
[[nodiscard]] std::optional<std::vector<ItemStay>> watchStays(const Model& model, const Object& loop, Nanos from, Nanos to,
                                                              std::size_t most = SIZE_MAX);

/// What `loop`, a loop, selector or ring, watches at `time`. O(log events + Checkpoint::Apart + descriptors).
[[nodiscard]] WatchList watchedAt(const Model& model, const Object& loop, Nanos time);

/// What went through `descriptor` up to `time`. O(log events + Checkpoint::Apart).
[[nodiscard]] Transfers transfersAt(const Model& model, const Object& descriptor, Nanos time);

/// Items put into `queue` up to `time` and not reported as done. None where more than `most` events would have to be looked at.
[[nodiscard]] std::optional<std::int64_t> unfinishedAt(const Model& model, const Object& queue, Nanos time,
                                                       std::size_t most = SIZE_MAX);

} // namespace braid::model
