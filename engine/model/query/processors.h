#pragma once

#include "engine/model/model.h"

#include <cstdint>
#include <optional>

/// Who ran on which processor, as far as it was recorded: a thread that was ready for a while without running says, or is seen by the
/// sampler, where it runs again. Of other stretches the processor is not known.
namespace braid::model {

/// On which processor `lane` ran in `interval`, one of its own; none where that is not known or it did not run. O(log intervals).
[[nodiscard]] std::optional<std::uint32_t> processorOf(const Model& model, const Lane& lane, const Interval& interval);

/// Of all threads together; with more, a row of who ran when is nothing but colours.
constexpr std::size_t MostProcessorStretches = 40'000;

/// Threads waited for processors often enough for it to be a part of the story: on average a fifth of a thread did all the time; and not
/// so often that nobody could read who ran. O(lanes).
[[nodiscard]] bool processorsMatter(const Model& model);

} // namespace braid::model
