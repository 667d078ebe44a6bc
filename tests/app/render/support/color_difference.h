#pragma once

#include <QColor>

/// How different colours look, to whom.
namespace braid::tests {

/// A colour in CIE L*a*b*, D65.
struct Lab {
    double l = 0, a = 0, b = 0;
};
[[nodiscard]] Lab labOf(const QColor& color);

/// CIEDE2000 with unit weights, after G. Sharma, W. Wu, E. N. Dalal: "The CIEDE2000 Color-Difference Formula:
/// Implementation Notes, Supplementary Test Data, and Mathematical Observations", Color Research and Application 30 (1),
/// 2005.
[[nodiscard]] double deltaE2000(const Lab& first, const Lab& second);

enum class Vision {
    Normal,
    Protan,
    Deutan,
    Tritan
};
/// `color` as it looks to a dichromat: the matrices for severity 1.0 of G. M. Machado, M. M. Oliveira, L. A. F.
/// Fernandes: "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (6), 2009, applied
/// to linear RGB.
[[nodiscard]] QColor simulated(const QColor& color, Vision vision);

} // namespace braid::tests
