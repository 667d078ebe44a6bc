#pragma once

#include <QLabel>

namespace braid::views {

/// A line, or up to so many lines, of plain text that takes what room there is: where that is too little it ends in "…" and its tooltip is the
/// whole text, which text() and assistive technology always have. A tooltip of its own comes before that.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr, int mostLines = 1);

    /// What is seen of text(), line by line.
    [[nodiscard]] QString shown() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QStringList linesIn(int width) const;
    int m_mostLines;
};

} // namespace braid::views
