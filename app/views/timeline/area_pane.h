#pragma once

#include "app/render/scene/scene.h"
#include "app/views/statistics/statistics_feed.h"

#include <QWidget>
#include <vector>

namespace braid::views {

class RunSession;
class TimelineView;

/// Over the timeline while a stretch of it is marked: what the stretch comes to, as the mark is drawn. A click hides it. GUI thread only.
class AreaPane : public QWidget {
    Q_OBJECT
public:
    AreaPane(RunSession& session, TimelineView& timeline);

    [[nodiscard]] const render::Scene& scene() const { return m_scene; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void lay();
    void place();
    void retranslate();

    RunSession& m_session;
    TimelineView& m_timeline;
    StatisticsFeed m_feed;
    std::vector<LaneId> m_lanes; ///< those that the area covers; empty: all
    render::Scene m_scene;
    bool m_above = false; ///< it stands above the area, which lies in the lower half
};

} // namespace braid::views
