#include "app/render/charts/steps.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

Steps stepsTo(double greatest, int steps, bool whole) {
    greatest = std::max(greatest, whole ? 1.0 : 1e-9);
    const double least = greatest / std::max(steps, 1);
    double width = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {2.0, 2.5, 2.0}) // 1, 2, 5, 10
        if (width < least * (1 - 1e-9))
            width *= factor;
    if (whole)
        width = std::max(width, 1.0);
    return {width, static_cast<int>(std::ceil(greatest / width - 1e-9))};
}

} // namespace braid::render
