#pragma once

#include "engine/trace/result.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedLayout;

namespace braid::views {

class Appearance;

/// One page of the charts pane: charts, or a sentence where there is nothing to draw. Draws itself anew when it is seen
/// and something has changed, at most 25 times a second.
class ChartPage : public QWidget {
    Q_OBJECT
public:
    ChartPage(Appearance& appearance, QWidget* parent);

    /// Something is drawn (as of the last refresh).
    [[nodiscard]] bool filled() const { return m_filled; }
    /// Writes what is shown; the format is that of the path's ending: .png (twice the screen's size), .svg or .pdf (vectors).
    /// The error is one sentence.
    [[nodiscard]] virtual Status write(const QString& path, const QString& title) const = 0;
    /// Refreshes now what would be refreshed soon, seen or not.
    void settle();

signals:
    void filledChanged();

protected:
    /// `content` is shown while there is no message.
    void setContent(QWidget* content);
    /// An empty one brings the content back.
    void setMessage(const QString& message);
    /// Something changed.
    void stale();
    /// Makes the charts what they should be: contents, words and colours.
    virtual void refresh() = 0;
    [[nodiscard]] Appearance& appearance() const { return m_appearance; }

    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    Appearance& m_appearance;
    QStackedLayout* m_layout;
    QLabel* m_message;
    QTimer m_later;
    bool m_stale = true;
    bool m_filled = false;
};

} // namespace braid::views
