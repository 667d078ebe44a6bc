#pragma once

#include <QtGlobal>
#include <cstddef>

/// How a survey of a whole run shares the GUI thread with the frames.
namespace braid::views {

constexpr qint64 SurveySliceNs = 3'000'000;    ///< of a frame of 16 ms
constexpr std::size_t SurveyedPerLook = 4'096; ///< events between two looks at the clock

} // namespace braid::views
