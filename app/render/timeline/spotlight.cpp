#include "app/render/timeline/spotlight.h"

#include <QRegion>
#include <algorithm>
#include <tuple>
#include <utility>

namespace braid::render {
namespace {

using model::EventIndex;
using model::Nanos;

constexpr std::size_t MostArrows = 50'000; ///< looked at for one stretch
constexpr std::size_t MostPlates = 400;    ///< behind words that are sought
constexpr int MostHoles = 600;             ///< let through the shade: a region of many rectangles is slow
constexpr float Stronger = 1.5F;           ///< pixels that a lit arrow is wider

/// What stands for a stretch or a moment of the run.
bool isOfTheRun(What what) { return what == What::Bar || what == What::Mark || what == What::Holding || what == What::ObjectMark; }

bool contains(const Text& text, const QString& words) { return !words.isEmpty() && text.text.contains(words, Qt::CaseInsensitive); }

class Light {
public:
    Light(const Lit& lit, const Scene& scene, const std::vector<QRectF>& areas) : m_lit(lit) {
        for (const QRectF& area : areas)
            m_dark += area.toAlignedRect();
        for (const Layer& layer : scene.layers)
            for (const Text& text : layer.texts)
                if (isOfTheRun(text.tag.what) && text.tag.event != model::NoEvent && contains(text, lit.words))
                    m_named.insert(text.tag.event);
    }

    [[nodiscard]] bool on(const Tag& tag) const {
        switch (tag.what) {
        case What::Bar:
        case What::Mark:
        case What::Holding:
        case What::ObjectMark:
            return m_lit.events.contains(tag.event) || m_named.contains(tag.event);
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
        return on(text.tag) || contains(text, m_lit.words);
    }
    void let(const QRectF& piece) {
        if (m_pieces++ < MostHoles)
            m_bright += piece.toAlignedRect().adjusted(-1, -1, 1, 1);
    }
    [[nodiscard]] bool any() const { return m_pieces > 0; }
    [[nodiscard]] QRegion shade() const { return m_dark - m_bright; }

private:
    const Lit& m_lit;
    std::set<EventIndex> m_named; ///< what began there has the words that are sought in it
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

std::vector<Tag> writtenIn(const Scene& scene, const QString& words, std::size_t most) {
    struct Found {
        QPointF at;
        Tag tag;
    };
    std::vector<Found> all;
    std::set<std::tuple<What, LaneId, ObjectId, EventIndex>> known;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts) {
            const bool name = text.tag.what == What::LaneHeader || text.tag.what == What::ObjectHeader;
            if (contains(text, words) && (name || (isOfTheRun(text.tag.what) && text.tag.event != model::NoEvent)) &&
                known.emplace(text.tag.what, text.tag.lane, text.tag.object, text.tag.event).second)
                all.push_back({name ? QPointF(0, text.position.y()) : text.position, text.tag});
        }
    std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) { return std::pair(a.at.x(), a.at.y()) < std::pair(b.at.x(), b.at.y()); });
    std::vector<Tag> tags;
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
        tags.push_back(all[i].tag);
    return tags;
}

Scene spotlight(const Scene& scene, const Lit& lit, const std::vector<QRectF>& areas, Shade shade) {
    Scene over;
    over.size = scene.size;
    if (lit.empty())
        return over;
    Light light(lit, scene, areas);
    Layer lines, found;
    const auto inSight = [&areas](const QRectF& rect) {
        return std::any_of(areas.begin(), areas.end(), [&](const QRectF& area) { return area.intersects(rect); });
    };
    for (const Layer& layer : scene.layers) {
        for (const Box& box : layer.boxes)
            if (light.on(box.tag))
                light.let(box.rect);
        for (const Mark& mark : layer.marks)
            if (light.on(mark.tag))
                light.let(QRectF(mark.center.x() - mark.size / 2, mark.center.y() - mark.size / 2, mark.size, mark.size));
        for (const Text& text : layer.texts) {
            if (light.on(text))
                light.let(text.rect());
            if (!contains(text, lit.words) || found.texts.size() >= MostPlates || !inSight(text.rect()))
                continue;
            found.boxes.push_back({text.rect().adjusted(-2, 0, 2, 0), Role::Accent, Form::Solid, false, 2, 1, Role::Transparent, {}});
            found.texts.push_back(text);
            found.texts.back().ink = Role::Accent;
            found.texts.back().on = true;
        }
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
    if (!found.texts.empty())
        over.layers.push_back(std::move(found));
    return over;
}

} // namespace braid::render
