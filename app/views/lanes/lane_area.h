#pragma once

#include <QWidget>

class QLabel;

namespace braid::views {

class RunSession;
class TimelineView;

/// The timeline with what belongs to its lanes: the bar that filters them and the overview above, the legend below. Puts
/// together and connects, nothing else.
class LaneArea : public QWidget {
    Q_OBJECT
public:
    /// Takes `timeline` as its child.
    LaneArea(RunSession& session, TimelineView& timeline, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_none; ///< over the timeline where the filters leave nothing of it
};

} // namespace braid::views
