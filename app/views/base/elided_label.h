#pragma once

#include <QLabel>

namespace braid::views {

/// A line of plain text that takes what room there is: where that is too little it ends in "…" and its tooltip is the
/// whole text, which text() and assistive technology always have. A tooltip of its own comes before that.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    /// What is seen of text().
    [[nodiscard]] QString shown() const;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace braid::views
