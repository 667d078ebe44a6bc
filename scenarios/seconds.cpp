#include "scenarios/seconds.h"

#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <sstream>

namespace braid::scenarios {

double seconds(std::chrono::nanoseconds time) {
    return std::chrono::duration<double>(time).count();
}

std::string secondsText(std::chrono::duration<double> time) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out.precision(10);
    out << std::round(time.count() * 1000) / 1000;
    return out.str();
}

std::string floatText(std::chrono::nanoseconds time) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), seconds(time), std::chars_format::fixed).ptr;
    std::string number(text.data(), end);
    return number.find('.') == std::string::npos ? number + ".0" : number;
}

std::string ctime() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    std::array<char, 64> text{};
    const std::size_t length = ::localtime_r(&now, &local) == nullptr ? 0 : std::strftime(text.data(), text.size(), "%a %b %e %H:%M:%S %Y", &local);
    return {text.data(), length};
}

} // namespace braid::scenarios
