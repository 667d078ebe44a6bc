#include "scenarios/seconds.h"

#include <cmath>
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

} // namespace braid::scenarios
