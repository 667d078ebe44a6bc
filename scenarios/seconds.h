#pragma once

#include <chrono>
#include <string>

namespace braid::scenarios {

/// `time` in seconds as Python prints a float, but to the millisecond: "5.001", "2", "0.05".
[[nodiscard]] std::string secondsText(std::chrono::duration<double> time);
[[nodiscard]] double seconds(std::chrono::nanoseconds time);

} // namespace braid::scenarios
