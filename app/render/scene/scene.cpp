#include "app/render/scene/scene.h"
#include "app/render/scene/line_geometry.h"

#include <iterator>

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

constexpr double LineReach = 4; ///< how near to a line counts as on it

double distance(QPointF point, QPointF a, QPointF b) {
    const QPointF along = b - a;
    const double length = QPointF::dotProduct(along, along);
    const double share = length > 0 ? std::clamp(QPointF::dotProduct(point - a, along) / length, 0.0, 1.0) : 0;
    const QPointF away = point - (a + share * along);
    return std::hypot(away.x(), away.y());
}

bool near(const Line& line, QPointF point) {
    // Most lines are far away: ask the hull first.
    if (!around(line).adjusted(-LineReach, -LineReach, LineReach, LineReach).contains(point))
        return false;
    if (line.curved && line.pointCount == 4) {
        constexpr int Pieces = 24;
        QPointF last = line.points[0];
        for (int i = 1; i <= Pieces; ++i) {
            const QPointF next = pointOf(line, static_cast<double>(i) / Pieces);
            if (distance(point, last, next) <= LineReach)
                return true;
            last = next;
        }
        return false;
    }
    for (std::size_t i = 1; i < line.pointCount; ++i) {
        if (distance(point, line.points[i - 1], line.points[i]) <= LineReach)
            return true;
    }
    return false;
}

// Opaque ground that carries no tag still hides what lies behind it.
bool hides(const Box& box) {
    return box.form == Form::Solid && (box.ink.role == Role::Panel || box.ink.role == Role::Background);
}

template <class Items, class Inside>
const typename Items::value_type* topmost(const Items& items, Inside inside) {
    const auto found = std::find_if(items.rbegin(), items.rend(), [&](const auto& item) { return item.tag && inside(item); });
    return found == items.rend() ? nullptr : &*found;
}

} // namespace

void Layer::clear() {
    disjoint = false;
    boxes.clear();
    strips.clear();
    columns.clear();
    profiles.clear();
    lines.clear();
    marks.clear();
    texts.clear();
}

void Scene::clear(std::size_t count) {
    layers.resize(count);
    for (Layer& layer : layers)
        layer.clear();
}

Tag hit(const Scene& scene, QPointF point) {
    for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
        if (const Text* text = topmost(layer->texts, [&](const Text& t) { return t.rect().contains(point); }))
            return text->tag;
        const auto onMark = [&](const Mark& mark) {
            const double reach = mark.size / 2.0 + 2;
            return std::abs(mark.center.x() - point.x()) <= reach && std::abs(mark.center.y() - point.y()) <= reach;
        };
        if (const Mark* mark = topmost(layer->marks, onMark))
            return mark->tag;
        if (const Line* line = topmost(layer->lines, [&](const Line& l) { return near(l, point); }))
            return line->tag;
        const auto inProfile = [&](const Profile& profile) {
            return !profile.points.empty() && point.x() >= profile.points.front().x() &&
                   point.x() <= profile.points.back().x() && point.y() <= profile.baseline &&
                   std::any_of(profile.points.begin(), profile.points.end(),
                               [&](QPointF p) { return p.y() <= point.y(); });
        };
        if (const Profile* profile = topmost(layer->profiles, inProfile))
            return profile->tag;
        if (const Strip* strip = topmost(layer->strips, [&](const Strip& s) { return s.rect.contains(point); })) {
            Tag tag = strip->tag;
            if (const Column* column = columnAt(scene, point))
                tag.count = column->count;
            return tag;
        }
        for (auto box = layer->boxes.rbegin(); box != layer->boxes.rend(); ++box) {
            if (box->rect.contains(point) && (box->tag || hides(*box)))
                return box->tag;
        }
    }
    return {};
}

const Column* columnAt(const Scene& scene, QPointF point) {
    for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
        for (const Strip& strip : layer->strips) {
            if (!strip.rect.contains(point) || strip.count == 0)
                continue;
            const double pixel = std::floor((point.x() - strip.rect.left()) / strip.columnWidth);
            const auto index = static_cast<std::uint32_t>(std::clamp(pixel, 0.0, strip.count - 1.0));
            return &layer->columns[strip.first + index];
        }
    }
    return nullptr;
}

void translate(Scene& scene, QPointF by) {
    for (Layer& layer : scene.layers) {
        for (Box& box : layer.boxes)
            box.rect.translate(by);
        for (Strip& strip : layer.strips)
            strip.rect.translate(by);
        for (Profile& profile : layer.profiles) {
            for (QPointF& point : profile.points)
                point += by;
            profile.baseline += by.y();
        }
        for (Line& line : layer.lines) {
            for (QPointF& point : line.points)
                point += by;
        }
        for (Mark& mark : layer.marks)
            mark.center += by;
        for (Text& text : layer.texts)
            text.position += by;
    }
}

void append(Scene& scene, Scene other) {
    scene.layers.insert(scene.layers.end(), std::make_move_iterator(other.layers.begin()),
                        std::make_move_iterator(other.layers.end()));
}

} // namespace braid::render
