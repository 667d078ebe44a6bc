#include "app/render/rows/geometry.h"
#include "app/render/scene/labels.h"
#include "app/views/run/run_session.h"
#include "app/views/timeline/timeline_view.h"

#include <algorithm>

// What stands out in the timeline for a moment: what a resting pointer or a search is about, and an area being dragged.
namespace braid::views {

const render::Scene& TimelineView::light() {
    refresh();
    if (!m_lightStale)
        return m_light;
    m_lightStale = false;
    m_light = {};
    if (!m_session.run())
        return m_light;
    const render::TimelineGeometry& parts = geometry();
    const bool searching = !m_sought.empty();
    if (searching || !m_focused.empty()) {
        std::vector<QRectF> areas{parts.lanes, parts.objects};
        if (searching)
            areas.insert(areas.end(), {parts.header, parts.objectHeader});
        m_light = render::spotlight(m_scene, searching ? m_sought : m_focused, areas, searching ? render::Shade::Strong : render::Shade::Slight);
    }
    if (m_area) {
        m_light.layers.emplace_back();
        addClipped(m_light.layers.back(), {*m_area, render::Role::Measure, render::Form::Outline, false, 0, 1.5F, render::Role::Transparent, {}}, parts.lanes);
    }
    return m_light;
}

void TimelineView::setSought(render::Lit sought) {
    if (sought == m_sought)
        return;
    const bool other = sought.empty() != m_sought.empty();
    m_sought = std::move(sought);
    m_lightStale = true;
    if (other) // what else dims the picture gives way to the search
        stale();
    viewport()->update();
}

std::vector<render::Tag> TimelineView::writtenInSight(const QString& words, std::size_t most) { return render::writtenIn(currentScene(), words, most); }

bool TimelineView::soughtInSight() { return !m_sought.empty() && !light().layers.empty(); }

QRectF TimelineView::areaOfLanes() const { return m_session.run() ? geometry().lanes : QRectF(); }

/// What the why question or the critical path leaves dimmed stays so.
void TimelineView::focusLater(const render::Tag& tag) {
    const render::ViewState& state = m_session.view().get();
    const bool meant = tag.what == render::What::Bar && m_drag == Drag::None && !state.question && !state.criticalPath;
    if (meant && tag == m_focusTag)
        return;
    unfocus();
    if (!meant)
        return;
    m_focusTag = tag;
    m_focusDelay.start();
}

void TimelineView::focus() {
    const session::Run* run = m_session.run();
    if (!run || !m_focusTag)
        return;
    render::Lit lit = render::causeAndEffect(run->model(), m_focusTag.lane, m_focusTag.event, run->edge());
    if (lit.arrows.empty())
        return; // nothing to be shown beside it
    m_focused = std::move(lit);
    m_lightStale = true;
    viewport()->update();
}

void TimelineView::unfocus() {
    m_focusDelay.stop();
    m_focusTag = {};
    if (m_focused.empty())
        return;
    m_focused = {};
    m_lightStale = true;
    viewport()->update();
}

/// The stretch, and the lanes whose rows it touches.
void TimelineView::dragArea(double x, double y) {
    const render::TimelineGeometry& parts = geometry();
    m_area = QRectF(m_pressed, QPointF(x, y)).normalized();
    std::vector<LaneId> lanes;
    const model::Model& model = m_session.run()->model();
    const auto add = [&](LaneId id) {
        if (const model::Lane* lane = model.lane(id); lane && std::find(lanes.begin(), lanes.end(), id) == lanes.end())
            lanes.push_back(id);
    };
    const double top = std::max(m_area->top(), parts.lanes.top()), bottom = std::min(m_area->bottom(), parts.lanes.bottom());
    for (const render::Row& row : render::laneRows(model, m_session.view().get())) {
        const double scrolled = row.top + row.height <= parts.stuck ? 0 : m_session.view().get().scrollY;
        const double above = parts.lanes.top() + row.top - scrolled;
        if (above + row.height <= top || above >= bottom)
            continue;
        if (row.members)
            std::for_each(row.members->begin(), row.members->end(), add);
        else
            add(row.lane);
    }
    emit areaDragged(lanes);
    m_session.view().update([&](render::ViewState& state) {
        state.measured = std::minmax({m_measureFrom, render::xToTime(parts.axis, x)});
    });
    m_lightStale = true;
    viewport()->update();
}

} // namespace braid::views
