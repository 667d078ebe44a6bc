#pragma once

#include <set>

namespace braid::views {

/// What keys do that are held: from a moment on an even motion, which comes and goes softly, however the system repeats keys. A key that is
/// let go before does nothing here. Pure but for what it remembers.
class Glide {
public:
    enum class Way {
        In,
        Out,
        Back,
        On
    };
    struct Part {
        double factor = 1; ///< to zoom by
        double widths = 0; ///< to move on by
    };

    void hold(Way way) { m_held.insert(way); }
    void release(Way way) { m_held.erase(way); }
    /// At once.
    void stop();
    /// Keys are held, or it has not come to rest yet.
    [[nodiscard]] bool going() const { return !m_held.empty() || m_zoom != 0 || m_pan != 0; }
    /// What the next `seconds` come to.
    [[nodiscard]] Part step(double seconds);

private:
    std::set<Way> m_held;
    double m_time = 0;            ///< seconds since the first of the keys was pressed
    double m_zoom = 0, m_pan = 0; ///< e-folds and widths a second
};

} // namespace braid::views
