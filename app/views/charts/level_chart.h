#pragma once

#include "app/render/scene/coordinates.h"
#include "app/views/charts/chart_page.h"

#include <QRectF>
#include <optional>

class QAbstractScrollArea;
class QChartView;
class QGraphicsLineItem;
class QGraphicsPathItem;
class QGraphicsRectItem;
class QLineSeries;
class QCategoryAxis;
class QValueAxis;

namespace braid::session {
class Run;
}

namespace braid::views {

class RunSession;

/// The depth of queues, pipes and semaphores over the stretch of time that the timeline shows. Dragging marks a stretch
/// and shows it, here and in the timeline; a click sets the moment under inspection, the wheel zooms, a double click
/// shows the whole run.
class LevelChart : public ChartPage {
    Q_OBJECT
public:
    LevelChart(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

    [[nodiscard]] Status write(const QString& path, const QString& title) const override;
    [[nodiscard]] QChartView& chartView() const { return *m_view; }
    /// From now on a moment stands below the same moment of `timeline`, where the chart lies below it and has the room. It must
    /// live as long as this.
    void alignWith(QAbstractScrollArea& timeline);
    /// So many objects are drawn at most: the selected one, then in order of creation.
    static constexpr std::size_t MostSeries = 6;
    /// The time axis as it is on the screen.
    [[nodiscard]] render::TimeAxis axis() const;
    /// The breaks that are drawn, from left to right: where they are in the chart.
    [[nodiscard]] std::vector<double> breaks() const;
    /// The objects drawn, in the order of the series.
    [[nodiscard]] const std::vector<ObjectId>& drawn() const { return m_drawn; }
    /// Nanoseconds in one unit of the horizontal axis.
    static constexpr double TimeUnit = 1e6;

protected:
    void refresh() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose(const session::Run& run);
    void showTimes(const render::TimeAxis& axis);
    void showLevels(const session::Run& run, const render::TimeAxis& axis);
    void placePlot();
    void placeMarks();
    void placeBreaks(const session::Run& run);
    void wheel(QPointF position, double notches);
    void release(QPointF position);
    void look(model::Nanos from, model::Nanos to);

    RunSession& m_session;
    QChartView* m_view;
    QCategoryAxis* m_time; ///< its categories end at the ruler's ticks
    QValueAxis *m_depth, *m_bytes;
    std::vector<QLineSeries*> m_series; ///< of m_drawn
    std::vector<ObjectId> m_drawn;
    bool m_empty = false;     ///< there are objects that have never had anything in them
    std::size_t m_hidden = 0; ///< objects there is no room for
    QGraphicsLineItem* m_cursor;
    QGraphicsRectItem* m_measured;
    QGraphicsRectItem* m_brush;
    std::vector<QGraphicsPathItem*> m_breaks; ///< more than are shown, maybe
    QAbstractScrollArea* m_timeline = nullptr;
    const QObject* m_lanes = nullptr;  ///< its viewport, which sends its last events here while the timeline is being destroyed
    QRectF m_aligned;                  ///< the plot as it was asked for; empty: as the chart lays it out
    std::optional<double> m_pressed;   ///< x
    std::vector<model::Nanos> m_ticks; ///< the moments with a label
};

} // namespace braid::views
