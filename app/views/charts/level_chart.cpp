#include "app/views/charts/level_chart.h"

#include "app/render/charts/steps.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/geometry.h"
#include "app/views/base/appearance.h"
#include "app/views/base/wheel.h"
#include "app/views/base/words.h"
#include "app/views/charts/chart_export.h"
#include "app/views/charts/chart_style.h"
#include "app/views/charts/level_steps.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QCategoryAxis>
#include <QGraphicsLineItem>
#include <QGraphicsPathItem>
#include <QLegend>
#include <QLegendMarker>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>

#include <algorithm>
#include <cmath>

namespace braid::views {
namespace {

using model::Nanos;
using Step = session::SharedViewState::Step;

constexpr double TickPixels = 90;
constexpr double MarkLayer = 20;                  ///< in front of the lines
constexpr double ToothWidth = 3, ToothHeight = 4; ///< of a break's edges
constexpr double RoomLeft = 40, RoomRight = 50;   ///< for the labels of the vertical axes
constexpr double RoomBelow = 14;                  ///< beside the labels of the horizontal axis

void place(QGraphicsRectItem& item, const QRectF& plot, double left, double right) {
    const QRectF rect = QRectF(left, plot.top(), right - left, plot.height()).intersected(plot);
    item.setVisible(!rect.isEmpty());
    item.setRect(rect);
}

} // namespace

LevelChart::LevelChart(RunSession& session, Appearance& appearance, QWidget* parent)
    : ChartPage(appearance, parent), m_session(session), m_view(makeChartView("levelChart", this)),
      m_time(new QCategoryAxis(this)), m_depth(new QValueAxis(this)), m_bytes(new QValueAxis(this)),
      m_cursor(new QGraphicsLineItem(m_view->chart())), m_measured(new QGraphicsRectItem(m_view->chart())),
      m_brush(new QGraphicsRectItem(m_view->chart())) {
    setContent(m_view);
    QChart& chart = *m_view->chart();
    chart.addAxis(m_time, Qt::AlignBottom);
    chart.addAxis(m_depth, Qt::AlignLeft);
    chart.addAxis(m_bytes, Qt::AlignRight);
    m_bytes->setGridLineVisible(false);
    m_time->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    for (QValueAxis* axis : {m_depth, m_bytes}) {
        axis->setTickType(QValueAxis::TicksDynamic);
        axis->setTickAnchor(0);
    }
    // Above the lines: beside them it would take the room of the last moments.
    chart.legend()->setAlignment(Qt::AlignTop);
    chart.legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    for (QGraphicsItem* item : {static_cast<QGraphicsItem*>(m_cursor), static_cast<QGraphicsItem*>(m_measured),
                                static_cast<QGraphicsItem*>(m_brush)}) {
        item->setZValue(MarkLayer);
        item->hide();
    }
    m_view->viewport()->installEventFilter(this);
    m_view->viewport()->setCursor(Qt::CrossCursor);
    connect(&chart, &QChart::plotAreaChanged, this, &LevelChart::stale);
    connect(&m_session, &RunSession::aboutToChangeRun, this, [this] { m_pressed.reset(); });
    connect(&m_session, &RunSession::runChanged, this, &LevelChart::stale);
    connect(&m_session, &RunSession::grew, this, &LevelChart::stale);
    connect(&m_session, &RunSession::stateChanged, this, &LevelChart::stale);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.from != before.from || now.to != before.to || now.selectedObject != before.selectedObject ||
                    now.cursor != before.cursor || now.measured != before.measured)
                    stale();
            });
}

render::TimeAxis LevelChart::axis() const {
    const QRectF plot = m_view->chart()->plotArea();
    const render::ViewState& state = m_session.view().get();
    return {state.from, state.to, plot.left(), plot.width()};
}

void LevelChart::alignWith(QAbstractScrollArea& timeline) {
    m_timeline = &timeline;
    m_lanes = timeline.viewport();
    timeline.viewport()->installEventFilter(this);
}

// The plot below the lanes; else as the chart lays it out.
void LevelChart::placePlot() {
    QRectF wanted;
    QChart& chart = *m_view->chart();
    if (m_timeline && m_timeline->isVisible() && m_view->isVisible()) {
        const QWidget& lanes = *m_timeline->viewport();
        // Where moments are does not depend on the rows.
        static const model::Model Empty;
        const render::TimeAxis above = render::timelineGeometry(Empty, m_session.view().get(), lanes.size(), appearance().theme()).axis;
        const double offset = m_view->mapFromGlobal(lanes.mapToGlobal(QPoint())).x();
        const double right = m_bytes->isVisible() ? RoomRight : 0; // the axis of bytes stands there
        const double type = QFontMetricsF(chartFont()).height();
        const double top = chart.legend()->geometry().bottom() + type / 2, bottom = m_view->height() - type - RoomBelow;
        wanted = QRectF(offset + above.left, top, above.width, bottom - top);
        if (wanted.left() < RoomLeft || wanted.right() > m_view->width() - right + 1 || wanted.height() < RoomBelow || wanted.width() < RoomLeft)
            wanted = QRectF();
    }
    if (wanted == m_aligned)
        return;
    m_aligned = wanted;
    chart.setPlotArea(wanted); // an empty one: its own again
}

Status LevelChart::write(const QString& path, const QString& title) const {
    return writeChart(path, *m_view, appearance().color("surface"), title);
}

void LevelChart::refresh() {
    const session::Run* run = m_session.run();
    m_view->setAccessibleName(tr("Depth of queues and semaphores over time"));
    m_view->setToolTip(tr("Drag to show a stretch of time here and in the timeline; click to inspect a moment"));
    if (run)
        choose(*run);
    if (!run || m_drawn.empty()) {
        setMessage(run && m_empty ? tr("No queue, pipe or semaphore of this run has had anything in it.")
                   : run          ? tr("Nothing in this run has a depth: no queue, pipe or semaphore.")
                                  : tr("The depth of queues, pipes and semaphores over time appears here during a run."));
        return;
    }
    setMessage({});
    dress(*m_view->chart(), appearance());
    placePlot();
    const render::TimeAxis axis = this->axis();
    showTimes(axis);
    showLevels(*run, axis);
    placeMarks();
    placeBreaks(*run);
}

void LevelChart::choose(const session::Run& run) {
    std::vector<ObjectId> wanted;
    m_hidden = 0;
    m_empty = false;
    const ObjectId selected = m_session.view().get().selectedObject;
    if (const model::Object* object = run.model().object(selected); object && hasDepth(*object) && object->maxDepth > 0)
        wanted.push_back(selected);
    for (const ObjectId id : run.model().objects()) {
        const model::Object& object = *run.model().object(id);
        if (!hasDepth(object) || (!wanted.empty() && id == wanted.front()))
            continue;
        if (object.maxDepth == 0) { // a flat zero says nothing
            m_empty = true;
            continue;
        }
        if (wanted.size() < MostSeries)
            wanted.push_back(id);
        else
            ++m_hidden;
    }
    // In order of creation, so that a selection changes neither colours nor places where all have room.
    std::sort(wanted.begin(), wanted.end(), [](ObjectId a, ObjectId b) { return a.value < b.value; });
    m_drawn = std::move(wanted);
    QChart& chart = *m_view->chart();
    for (; m_series.size() > m_drawn.size(); m_series.pop_back()) {
        chart.removeSeries(m_series.back());
        delete m_series.back();
    }
    while (m_series.size() < m_drawn.size()) {
        auto* series = new QLineSeries(&chart);
        chart.addSeries(series);
        series->attachAxis(m_time);
        m_series.push_back(series);
    }
}

// The moments and words of the timeline's ruler.
void LevelChart::showTimes(const render::TimeAxis& axis) {
    std::vector<render::Tick> ticks = render::ticks(axis, TickPixels);
    std::erase_if(ticks, [](const render::Tick& tick) { return !tick.major; });
    std::vector<Nanos> times(ticks.size());
    std::transform(ticks.begin(), ticks.end(), times.begin(), [](const render::Tick& tick) { return tick.time; });
    if (times != m_ticks) {
        for (const QString& label : m_time->categoriesLabels())
            m_time->remove(label);
        if (!ticks.empty()) // a category begins before it ends
            m_time->setStartValue(static_cast<double>(ticks.front().time - axis.span()) / TimeUnit);
        for (const render::Tick& tick : ticks)
            m_time->append(tick.label, static_cast<double>(tick.time) / TimeUnit);
        m_ticks = std::move(times);
    }
    m_time->setRange(static_cast<double>(axis.from) / TimeUnit, static_cast<double>(axis.to) / TimeUnit);
    dress(*m_time, appearance());
}

void LevelChart::showLevels(const session::Run& run, const render::TimeAxis& axis) {
    double most = 0, mostBytes = 0;
    const int columns = std::max(1, static_cast<int>(axis.width));
    const ObjectId selected = m_session.view().get().selectedObject;
    for (std::size_t i = 0; i < m_drawn.size(); ++i) {
        const model::Object& object = *run.model().object(m_drawn[i]);
        QLineSeries& series = *m_series[i];
        QValueAxis* vertical = countsBytes(object) ? m_bytes : m_depth;
        QValueAxis* other = vertical == m_bytes ? m_depth : m_bytes;
        const auto attached = series.attachedAxes();
        if (attached.contains(other))
            series.detachAxis(other);
        if (!attached.contains(vertical))
            series.attachAxis(vertical);
        QList<QPointF> points;
        for (const LevelPoint& point : levelSteps(object, axis.from, axis.to, std::min(run.edge(), object.recordedUntil), columns))
            points.emplaceBack(static_cast<double>(point.time) / TimeUnit, point.depth);
        series.replace(points);
        QPen pen = seriesPen(static_cast<int>(i), appearance());
        if (points.size() > columns)
            pen.setStyle(Qt::SolidLine); // dashes would be lost in so many corners, and cost most of the frame
        if (object.id == selected)
            pen.setWidthF(pen.widthF() + 1.4);
        series.setPen(pen);
        QString name = render::shownName(run.model(), object.name);
        if (object.semaphore())
            name = tr("%1: permits taken").arg(name);
        else if (countsBytes(object))
            name = tr("%1: bytes").arg(name);
        if (m_hidden > 0 && i + 1 == m_drawn.size())
            name = tr("%1 (and %2 more)").arg(name, QString::number(m_hidden));
        series.setName(render::escaped(name)); // read as markup
        double& greatest = countsBytes(object) ? mostBytes : most;
        greatest = std::max(greatest, static_cast<double>(object.maxDepth));
    }
    const int rows = std::max(1, static_cast<int>(m_view->chart()->plotArea().height() / RowPixels));
    for (const auto& [vertical, greatest] : {std::pair{m_depth, most}, std::pair{m_bytes, mostBytes}}) {
        const render::Steps steps = render::stepsTo(greatest, rows, true);
        vertical->setTickInterval(steps.width);
        vertical->setRange(0, steps.width * steps.count);
        vertical->setLabelFormat(QLatin1String(vertical == m_bytes ? "%.0f B" : "%.0f"));
        vertical->setVisible(greatest > 0 || vertical == m_depth);
        dress(*vertical, appearance());
    }
}

void LevelChart::placeMarks() {
    const render::TimeAxis axis = this->axis();
    const QRectF plot = m_view->chart()->plotArea();
    const render::ViewState& state = m_session.view().get();
    QColor tint = appearance().color("accent");
    m_cursor->setPen(QPen(tint, 1.4));
    const double x = state.cursor ? render::timeToX(axis, *state.cursor) : -1;
    m_cursor->setLine(x, plot.top(), x, plot.bottom());
    m_cursor->setVisible(state.cursor && x >= plot.left() && x <= plot.right());
    tint.setAlphaF(0.18F);
    for (QGraphicsRectItem* item : {m_measured, m_brush}) {
        item->setBrush(tint);
        item->setPen(Qt::NoPen);
    }
    if (state.measured)
        place(*m_measured, plot, render::timeToX(axis, state.measured->first), render::timeToX(axis, state.measured->second));
    else
        m_measured->hide();
}

// As in the timeline: a mark of fixed width between two jagged edges.
void LevelChart::placeBreaks(const session::Run& run) {
    const QRectF plot = m_view->chart()->plotArea();
    const render::Theme theme = appearance().theme();
    std::size_t used = 0;
    for (const render::BreakMark& mark : render::breakMarks(run.model(), axis(), render::BreakWidth + 2)) {
        if (mark.x < plot.left() || mark.x > plot.right())
            continue;
        // A break near the chart's edge is cut there: one that is left out would join moments that lie apart.
        const double middle = std::round(mark.x);
        const double left = std::max(middle - render::BreakWidth / 2, plot.left()), right = std::min(middle + render::BreakWidth / 2, plot.right());
        if (used == m_breaks.size()) {
            m_breaks.push_back(new QGraphicsPathItem(m_view->chart()));
            m_breaks.back()->setZValue(MarkLayer - 1); // in front of the lines, behind the cursor
        }
        QPolygonF edge, back;
        bool out = false;
        for (double y = plot.top(); y <= plot.bottom(); y += ToothHeight, out = !out) {
            edge << QPointF(left + (out ? ToothWidth : 0), y);
            back.prepend(QPointF(right - (out ? 0 : ToothWidth), y));
        }
        QPainterPath path;
        path.addPolygon(edge + back);
        path.closeSubpath();
        QGraphicsPathItem& item = *m_breaks[used++];
        item.setPath(path);
        item.setBrush(theme.color(render::Role::BreakGround));
        item.setPen(QPen(theme.color(render::inkOf(run.model(), mark)), 1));
        item.setToolTip(plainTip(render::breakSentence(run.model(), mark.first, mark.count)));
        item.show();
    }
    for (std::size_t i = used; i < m_breaks.size(); ++i)
        m_breaks[i]->hide();
}

std::vector<double> LevelChart::breaks() const {
    std::vector<double> places;
    for (const QGraphicsPathItem* item : m_breaks)
        if (item->isVisible())
            places.push_back(item->path().boundingRect().center().x());
    return places;
}

void LevelChart::look(Nanos from, Nanos to) {
    m_session.view().update(
        [&](render::ViewState& state) {
            state.from = from;
            state.to = to;
            state.followLive = false;
            keepInReach(state, m_session.run()->edge());
        },
        Step::New);
}

void LevelChart::wheel(QPointF position, double notches) {
    const render::TimeRange range = render::zoomAt(axis(), position.x(), std::pow(ZoomPerNotch, notches));
    m_session.view().update([&](render::ViewState& state) {
        state.from = range.from;
        state.to = range.to;
        state.followLive = false;
        keepInReach(state, m_session.run()->edge());
    });
}

void LevelChart::release(QPointF position) {
    const render::TimeAxis axis = this->axis();
    const double left = std::min(*m_pressed, position.x()), right = std::max(*m_pressed, position.x());
    m_pressed.reset();
    m_brush->hide();
    if (right - left >= QApplication::startDragDistance()) {
        const double end = axis.left + axis.width;
        look(render::xToTime(axis, std::clamp(left, axis.left, end)), render::xToTime(axis, std::clamp(right, axis.left, end)));
        return;
    }
    const Nanos moment = std::clamp<Nanos>(render::xToTime(axis, left), 0, m_session.run()->edge());
    m_session.view().update([&](render::ViewState& state) { state.cursor = moment; });
}

bool LevelChart::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_lanes && event->type() == QEvent::Resize)
        stale(); // the lanes begin and end elsewhere
    if (watched != m_view->viewport() || !m_session.run() || !filled())
        return ChartPage::eventFilter(watched, event);
    const auto* mouse = dynamic_cast<QMouseEvent*>(event); // there in the cases that use it
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        if (mouse->button() == Qt::LeftButton)
            m_pressed = mouse->position().x();
        else
            m_session.view().update([](render::ViewState& state) { state.cursor.reset(); });
        return true;
    case QEvent::MouseMove:
        if (m_pressed)
            place(*m_brush, m_view->chart()->plotArea(), std::min(*m_pressed, mouse->position().x()),
                  std::max(*m_pressed, mouse->position().x()));
        return m_pressed.has_value();
    case QEvent::MouseButtonRelease:
        if (m_pressed)
            release(mouse->position());
        return true;
    case QEvent::MouseButtonDblClick:
        m_pressed.reset();
        m_session.view().update(
            [this](render::ViewState& state) {
                state.cursor.reset();
                fitAll(*m_session.run(), state);
            },
            Step::New);
        return true;
    case QEvent::Wheel: {
        const auto* turned = static_cast<QWheelEvent*>(event);
        wheel(turned->position(), turned->angleDelta().y() / DegreesPerNotch);
        return true;
    }
    default:
        return ChartPage::eventFilter(watched, event);
    }
}

} // namespace braid::views
