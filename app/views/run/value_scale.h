#pragma once

#include <vector>

namespace braid::views {

/// Where a value stands on a slider. Linear, or logarithmic where the range spans decades; a logarithmic scale that
/// begins at 0 keeps its left end for exactly 0. Pure value type.
class ValueScale {
public:
    static constexpr int Steps = 1000; ///< positions are 0 … Steps

    /// `minimum` < `maximum`, else every value stands at 0. `whole`: only integers are values.
    ValueScale(double minimum, double maximum, bool whole);

    [[nodiscard]] bool logarithmic() const { return m_logarithmic; }
    /// Values outside the range count as its nearest end.
    [[nodiscard]] int position(double value) const;
    /// Rounded to what a person would choose: three significant digits.
    [[nodiscard]] double value(int position) const;
    /// The positions of the powers of ten inside a logarithmic scale, ascending; of a linear one none.
    [[nodiscard]] std::vector<int> decades() const;

private:
    double m_minimum, m_maximum;
    double m_first; ///< the smallest value above 0 on a logarithmic scale
    bool m_whole, m_logarithmic;
};

/// `value` with that many significant digits. 0 stays 0.
[[nodiscard]] double rounded(double value, int digits);

} // namespace braid::views
