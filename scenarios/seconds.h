#pragma once

#include <chrono>
#include <string>

namespace braid::scenarios {

/// `time` in seconds as Python prints a number, but to the millisecond: "5.001", "2", "0.05".
[[nodiscard]] std::string secondsText(std::chrono::duration<double> time);
[[nodiscard]] double seconds(std::chrono::nanoseconds time);
/// `time` in seconds as Python prints a float, with all its digits: "5.001286268".
[[nodiscard]] std::string floatText(std::chrono::nanoseconds time);

/// Now, as Python's time.ctime() says it, in the local time: "Sun Jul 23 11:25:48 2017".
[[nodiscard]] std::string ctime();

} // namespace braid::scenarios
