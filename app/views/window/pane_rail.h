#pragma once

#include <QToolBar>

namespace braid::views {

struct Panes;

/// The icons at the left edge of a compact window: one for each pane, which opens or closes it.
class PaneRail : public QToolBar {
    Q_OBJECT
public:
    PaneRail(const Panes& panes, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
};

} // namespace braid::views
