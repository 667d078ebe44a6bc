#include "app/render/timeline/why_chain.h"
#include "app/render/rows/frame.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/state_form.h"
#include "app/render/scene/translate.h"
#include "app/render/timeline/row_finder.h"
#include "engine/analysis/findings/why.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace braid::render {

namespace {

using analysis::WhyLink;
using model::Nanos;

/// The stretch a link is about, as drawn.
struct Stretch {
    QRectF bar; ///< may reach out of the area
    Tag tag;
};

class Chain {
public:
    Chain(const Frame& frame, const RowFinder& finder, const analysis::Why& why, Nanos at, Layer& strokes, Layer& front)
        : m_frame(frame), m_why(why), m_at(at), m_area(frame.geometry.lanes), m_strokes(strokes), m_front(front) {
        for (const WhyLink& link : why.links)
            addStretch(link, finder);
    }
    [[nodiscard]] const std::map<LaneId, Stretch>& stretches() const { return m_stretches; }
    void draw();

private:
    void addStretch(const WhyLink& link, const RowFinder& finder);
    [[nodiscard]] double placeOf(std::size_t index) const;
    void badge(QPointF center, std::size_t number, const Tag& tag);
    void link(std::size_t index, double x);
    void verdict(QPointF beside, const Tag& tag);

    const Frame& m_frame;
    const analysis::Why& m_why;
    Nanos m_at;
    QRectF m_area;
    Layer& m_strokes;
    Layer& m_front;
    std::map<LaneId, Stretch> m_stretches;
};

void Chain::addStretch(const WhyLink& link, const RowFinder& finder) {
    const model::Lane* lane = m_frame.model.lane(link.lane);
    const std::optional<RowParts> row = finder.partsOf(link.lane);
    if (!lane || !row)
        return;
    const model::Intervals::Range past = lane->intervals().upTo(m_at);
    if (past.empty())
        return;
    const model::Interval interval = past.back();
    const double left = m_frame.x(interval.begin);
    const double right = std::max(left + 2, m_frame.x(m_frame.endOf(interval)));
    m_stretches[link.lane] = {barRect(row->bars, interval.shown(), left, right), {What::Bar, link.lane, interval.object, interval.event, -1, 1}};
}

/// Links stand beside each other, the first one at the right, each within the bars it joins as far as they reach.
double Chain::placeOf(std::size_t index) const {
    const double step = 24 * m_frame.theme.typeScale();
    const double end = std::clamp(m_frame.x(m_at), m_area.left() + step, m_area.right() - step / 2);
    double x = end - step * (static_cast<double>(index) + 0.6);
    for (const LaneId lane : {m_why.links[index].lane, m_why.links[index].next})
        if (const auto stretch = m_stretches.find(lane); stretch != m_stretches.end())
            x = std::max(x, std::min(stretch->second.bar.left() + step / 2, end));
    return std::max(x, m_area.left() + step / 2);
}

void Chain::badge(QPointF center, std::size_t number, const Tag& tag) {
    const double size = std::round(16 * m_frame.theme.typeScale());
    const QRectF circle(center.x() - size / 2, center.y() - size / 2, size, size);
    if (!m_area.adjusted(-1, -1, 1, 1).contains(circle))
        return;
    m_front.boxes.push_back({circle, Role::WhyLink, Form::Ellipse, false, 0, 1.5F, Role::Background, tag});
    addText(m_front, m_frame.measure, QString::number(number), circle, Type::SmallBold, Role::WhyLink, Align::Center, tag, true);
}

void Chain::link(std::size_t index, double x) {
    const WhyLink& from = m_why.links[index];
    const auto here = m_stretches.find(from.lane);
    if (here == m_stretches.end())
        return;
    const auto there = m_stretches.find(from.next);
    const QPointF center(x, here->second.bar.center().y());
    if (there != m_stretches.end() && from.next != from.lane) {
        const QRectF& target = there->second.bar;
        const bool down = target.center().y() > center.y();
        Line line;
        line.points[0] = QPointF(std::round(x), std::clamp(center.y(), m_area.top(), m_area.bottom()));
        line.points[1] = QPointF(std::round(x), std::clamp(down ? target.top() : target.bottom(), m_area.top(), m_area.bottom()));
        line.ink = Role::WhyLink;
        line.width = 2;
        line.cap = Cap::Arrow;
        line.tag = there->second.tag;
        if (std::abs(line.points[0].y() - line.points[1].y()) > 1)
            m_front.lines.push_back(line);
    }
    badge(center, index + 1, here->second.tag);
}

/// What it comes to, on a plate beside the last bar's number.
void Chain::verdict(QPointF beside, const Tag& tag) {
    const QString text = translated(m_why.verdict);
    const double scale = m_frame.theme.typeScale();
    const double height = m_frame.measure.height(Type::SmallBold) + 3;
    const double width = std::min(m_frame.measure.width(text, Type::SmallBold) + 12 * scale, m_area.width() / 2);
    const double room = 14 * scale;
    QRectF plate(beside.x() - room - width, beside.y() - height / 2, width, height);
    if (plate.left() < m_area.left())
        plate.moveLeft(beside.x() + room);
    if (!m_area.contains(plate))
        return;
    m_front.boxes.push_back({plate, Role::Panel, Form::Solid, false, 4, 1, Role::Transparent, tag});
    m_front.boxes.push_back({plate, Role::WhyLink, Form::Outline, false, 4, 1, Role::Transparent, tag});
    addText(m_front, m_frame.measure, text, plate.adjusted(6 * scale, 0, -4 * scale, 0), Type::SmallBold, Role::Text,
            Align::Left, tag);
}

void Chain::draw() {
    for (const auto& [lane, stretch] : m_stretches) {
        Box around;
        around.rect = stretch.bar.adjusted(-2, -2, 2, 2);
        around.ink = Role::WhyLink;
        around.form = Form::Outline;
        around.radius = 3;
        around.lineWidth = 2;
        addClipped(m_strokes, around, m_area);
    }
    for (std::size_t i = 0; i < m_why.links.size(); ++i)
        link(i, placeOf(i));
    if (m_why.links.empty())
        return;
    const std::size_t last = m_why.links.size() - 1;
    if (const auto stretch = m_stretches.find(m_why.links[last].lane); stretch != m_stretches.end())
        verdict({placeOf(last), stretch->second.bar.center().y()}, stretch->second.tag);
}

void veilRow(Layer& dim, const QRectF& area, const QRectF& row, double left, double right) {
    if (right > left)
        addClipped(dim, {QRectF(left, row.top(), right - left, row.height()), Role::Dim, Form::Solid, false, 0, 1, Role::Transparent, {}},
                   area);
}

} // namespace

RowFinder::RowFinder(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places)
    : m_model(frame.model) {
    const auto add = [&](const Row& row, const RowParts& parts) {
        m_parts.emplace(row.lane.value, parts);
        if (row.process)
            m_parts.emplace(row.process.value, parts);
    };
    for (const RowPlace& place : places)
        add(place.row, place);
    const QRectF& area = frame.geometry.lanes;
    const double scroll = std::clamp(frame.state.scrollY, 0.0, frame.geometry.maxScrollY());
    for (const Row& row : rows)
        add(row, laneParts(QRectF(area.left(), area.top() + row.top - scroll, area.width(), row.height), frame.theme.typeScale()));
}

std::optional<RowParts> RowFinder::partsOf(LaneId lane) const {
    for (int depth = 0; depth < 64; ++depth) {
        if (const auto found = m_parts.find(lane.value); found != m_parts.end())
            return found->second;
        const model::Lane* known = m_model.lane(lane);
        if (!known || !known->parent)
            return std::nullopt;
        lane = known->parent;
    }
    return std::nullopt;
}

bool layoutWhyChain(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places, Layer& dim,
                    Layer& strokes, Layer& front) {
    if (!frame.state.question)
        return false;
    const Nanos at = std::min(frame.state.question->at, frame.end);
    const analysis::Why why = analysis::whyAt(frame.model, frame.findings, frame.state.question->lane, at);
    if (why.links.empty())
        return false;
    const RowFinder finder(frame, rows, places);
    Chain chain(frame, finder, why, at, strokes, front);
    const QRectF& area = frame.geometry.lanes;
    for (const RowPlace& place : places) {
        const auto stretch = chain.stretches().find(place.row.lane);
        if (place.row.crowd || stretch == chain.stretches().end()) {
            veilRow(dim, area, place.whole, area.left(), area.right());
            continue;
        }
        veilRow(dim, area, place.whole, area.left(), std::max(area.left(), stretch->second.bar.left() - 2));
        veilRow(dim, area, place.whole, std::min(area.right(), stretch->second.bar.right() + 2), area.right());
    }
    chain.draw();
    return true;
}

} // namespace braid::render
