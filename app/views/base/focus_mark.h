#pragma once

#include <QObject>
#include <QPointer>

namespace braid::views {

/// Frames the pane that the keyboard has come to by Tab or a shortcut, so that it is seen where the next key goes. Buttons,
/// fields, sliders and tabs are marked by the style sheet; this is for all that draws itself: timeline, trees, tables,
/// pictures, texts. Not for the mouse, which shows by itself where it is. For all windows of the program, in the colour of
/// the palette's highlight. GUI thread only.
class FocusMark : public QObject {
    Q_OBJECT
public:
    explicit FocusMark(QObject* parent);
    ~FocusMark() override;

    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void show(QWidget& target);

    QPointer<QWidget> m_frame;
};

} // namespace braid::views
