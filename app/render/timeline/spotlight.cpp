#include "app/render/timeline/spotlight.h"

#include <QRegion>
#include <algorithm>

namespace braid::render {
namespace {

using model::EventIndex;
using model::Nanos;

constexpr std::size_t MostArrows = 50'000; ///< looked at for one stretch
constexpr int MostHoles = 600;             ///< let through the shade: a region of many rectangles is slow
constexpr float Stronger = 1.5F;           ///< pixels that a lit arrow is wider

class Light {
public:
    Light(const Lit& lit, const std::vector<QRectF>& areas) : m_lit(lit) {
        for (const QRectF& area : areas)
            m_dark += area.toAlignedRect();
    }

    [[nodiscard]] bool on(const Tag& tag) const {
        switch (tag.what) {
        case What::Bar:
        case What::Mark:
        case What::Holding:
        case What::ObjectMark:
            return m_lit.events.contains(tag.event);
        case What::Arrow:
            return m_lit.arrows.contains(tag.event);
        case What::LaneHeader:
        case What::Family:
            return m_lit.lanes.contains(tag.lane);
        case What::ObjectHeader:
            return m_lit.objects.contains(tag.object);
        default:
            return false;
        }
    }
    [[nodiscard]] bool on(const Text& text) const {
        return on(text.tag) || (!m_lit.words.isEmpty() && text.text.contains(m_lit.words, Qt::CaseInsensitive));
    }
    void let(const QRectF& piece) {
        if (m_pieces++ < MostHoles)
            m_bright += piece.toAlignedRect().adjusted(-1, -1, 1, 1);
    }
    [[nodiscard]] bool any() const { return m_pieces > 0; }
    [[nodiscard]] QRegion shade() const { return m_dark - m_bright; }

private:
    const Lit& m_lit;
    QRegion m_dark, m_bright;
    int m_pieces = 0;
};

} // namespace

Lit causeAndEffect(const model::Model& model, LaneId laneId, EventIndex event, Nanos until) {
    Lit lit;
    const model::Lane* lane = model.lane(laneId);
    if (!lane || event >= model.log().size())
        return lit;
    const std::optional<model::Interval> bar = lane->begunBy(event, model.log()[event].time);
    if (!bar)
        return lit;
    const Nanos end = std::min(bar->end, until);
    const auto barAt = [&](EventIndex index) {
        lit.events.insert(index); // its mark
        const model::LogEntry& entry = model.log()[index];
        const model::Lane* other = model.lane(LaneId{entry.lane});
        // A stretch that this event began is what came of it; what came to it is the one before.
        for (const Nanos time : {entry.time, std::max<Nanos>(0, entry.time - 1)})
            if (const std::optional<model::Interval> there = other ? other->at(time) : std::nullopt)
                lit.events.insert(there->event);
    };
    const auto within = [&](const model::LogEntry& entry) {
        return entry.lane == laneId.value && entry.time >= bar->begin && entry.time <= end;
    };
    std::size_t seen = 0;
    for (const model::Arrow& arrow : model.arrowsIn(bar->begin, std::max(until, end) + 1)) {
        if (++seen > MostArrows)
            break;
        const model::LogEntry& from = model.log()[arrow.from];
        const model::LogEntry& to = model.log()[arrow.to];
        if (within(to))
            barAt(arrow.from);
        else if (within(from))
            barAt(arrow.to);
        else
            continue;
        lit.arrows.insert(arrow.to);
    }
    lit.events.insert(event);
    return lit;
}

Scene spotlight(const Scene& scene, const Lit& lit, const std::vector<QRectF>& areas, Shade shade) {
    Scene over;
    over.size = scene.size;
    if (lit.empty())
        return over;
    Light light(lit, areas);
    Layer lines;
    for (const Layer& layer : scene.layers) {
        for (const Box& box : layer.boxes)
            if (light.on(box.tag))
                light.let(box.rect);
        for (const Mark& mark : layer.marks)
            if (light.on(mark.tag))
                light.let(QRectF(mark.center.x() - mark.size / 2, mark.center.y() - mark.size / 2, mark.size, mark.size));
        for (const Text& text : layer.texts)
            if (light.on(text))
                light.let(text.rect());
        for (const Line& line : layer.lines) {
            if (!light.on(line.tag))
                continue;
            Line stronger = line;
            stronger.width += Stronger;
            stronger.opacity = 1;
            lines.lines.push_back(stronger);
        }
    }
    if (!light.any() && lines.lines.empty())
        return over;
    Layer dim;
    dim.disjoint = true;
    for (const QRect& rect : light.shade())
        dim.boxes.push_back({QRectF(rect), shade == Shade::Slight ? Role::Shade : Role::Dim, Form::Solid, false, 0, 1, Role::Transparent, {}});
    over.layers.push_back(std::move(dim));
    over.layers.push_back(std::move(lines));
    return over;
}

} // namespace braid::render
