#pragma once

/// Where an axis has its labels.
namespace braid::render {

/// The number of steps from 0 whose last one reaches `greatest` and how wide each is: 1, 2 or 5 · 10ⁿ; about `steps`.
struct Steps {
    double width = 1;
    int count = 1;
};
/// `whole`: no step is less than 1.
[[nodiscard]] Steps stepsTo(double greatest, int steps, bool whole);

} // namespace braid::render
