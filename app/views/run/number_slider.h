#pragma once

#include "app/views/run/value_scale.h"

#include <QSlider>

namespace braid::views {

/// A slider over a ValueScale, with a tick at every power of ten where the scale is logarithmic, so that its steps can be
/// read. GUI thread only.
class NumberSlider : public QSlider {
    Q_OBJECT
public:
    explicit NumberSlider(const ValueScale& scale, QWidget* parent = nullptr);

    /// The positions of the ticks, ascending.
    [[nodiscard]] const std::vector<int>& ticks() const { return m_ticks; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<int> m_ticks;
};

} // namespace braid::views
