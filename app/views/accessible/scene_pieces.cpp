#include "app/views/accessible/scene_pieces.h"

#include <algorithm>
#include <unordered_map>

namespace braid::views {
namespace {

using render::Tag;
using render::What;

struct SameThing {
    bool operator()(const Tag& a, const Tag& b) const {
        return a.what == b.what && a.lane == b.lane && a.object == b.object && a.event == b.event && a.finding == b.finding &&
               (a.what != What::LegendEntry || a.count == b.count); // there it says which state
    }
};

struct TagHash {
    std::size_t operator()(const Tag& tag) const {
        std::size_t hash = static_cast<std::size_t>(tag.what);
        for (const std::uint64_t part : {std::uint64_t{tag.lane.value}, std::uint64_t{tag.object.value},
                                         static_cast<std::uint64_t>(tag.event), static_cast<std::uint64_t>(tag.finding)})
            hash = hash * 1'000'003 ^ static_cast<std::size_t>(part);
        return hash;
    }
};

QRectF around(const render::Line& line) {
    QRectF rect(line.points[0], line.points[0]);
    for (std::size_t i = 1; i < line.pointCount; ++i)
        rect = rect.united(QRectF(rect.topLeft(), line.points[i]).normalized())
                   .united(QRectF(line.points[i], rect.bottomRight()).normalized());
    return rect.adjusted(-1, -1, 1, 1);
}

QRectF around(const render::Mark& mark) {
    return {mark.center.x() - mark.size / 2, mark.center.y() - mark.size / 2, mark.size, mark.size};
}

QRectF around(const render::Profile& profile) {
    if (profile.points.empty())
        return {};
    double top = profile.baseline;
    for (const QPointF& point : profile.points)
        top = std::min(top, point.y());
    return {QPointF(profile.points.front().x(), top), QPointF(profile.points.back().x(), profile.baseline)};
}

render::Column averageOf(const render::Layer& layer, const render::Strip& strip) {
    std::array<std::uint64_t, model::StateCount> sum{};
    for (const render::Column& column : layer.columnsOf(strip))
        for (std::size_t state = 0; state < sum.size(); ++state)
            sum[state] += column.share[state];
    render::Column average;
    for (std::size_t state = 0; state < sum.size(); ++state)
        average.share[state] = static_cast<std::uint8_t>(sum[state] / std::max(strip.count, 1U));
    average.count = strip.tag.count;
    return average;
}

class Collector {
public:
    explicit Collector(const render::Scene& scene) : m_scene(scene) {}

    std::vector<ScenePiece> all() {
        for (const render::Layer& layer : m_scene.layers) {
            for (const render::Box& box : layer.boxes)
                add(box.tag, box.rect);
            for (const render::Strip& strip : layer.strips)
                if (strip.tag && strip.count > 0) // each by itself: those of a lane have the same tag
                    m_pieces.push_back({strip.tag, strip.rect, {}, averageOf(layer, strip)});
            for (const render::Profile& profile : layer.profiles)
                add(profile.tag, around(profile));
            for (const render::Line& line : layer.lines)
                add(line.tag, around(line));
            for (const render::Mark& mark : layer.marks)
                add(mark.tag, around(mark));
            for (const render::Text& text : layer.texts)
                add(text.tag, text.rect(), text.text);
        }
        return std::move(m_pieces);
    }

private:
    void add(const Tag& tag, const QRectF& rect, const QString& text = {}) {
        if (!tag) {
            if (!text.isEmpty())
                m_pieces.push_back({tag, rect, text, std::nullopt});
            return;
        }
        const auto [known, fresh] = m_byTag.emplace(tag, m_pieces.size());
        if (fresh) {
            m_pieces.push_back({tag, rect, text, std::nullopt});
            return;
        }
        ScenePiece& piece = m_pieces[known->second];
        piece.rect = piece.rect.united(rect);
        if (!text.isEmpty())
            piece.text += (piece.text.isEmpty() ? QString() : QStringLiteral(" ")) + text;
    }

    const render::Scene& m_scene;
    std::vector<ScenePiece> m_pieces;
    std::unordered_map<Tag, std::size_t, TagHash, SameThing> m_byTag;
};

/// Lower is kept first.
int rankOf(const ScenePiece& piece) {
    if (isName(piece))
        return 0;
    switch (piece.tag.what) {
    case What::ObjectHeading:
    case What::MoreObjects:
    case What::FindingMarker:
    case What::GraphLane:
    case What::GraphObject:
        return 0;
    case What::Fold:
    case What::GraphWait:
    case What::GraphHold:
        return 1;
    case What::Mark:
    case What::ObjectMark:
        return 3;
    case What::Arrow:
        return 4;
    default:
        return 2;
    }
}

} // namespace

bool isName(const ScenePiece& piece) {
    switch (piece.tag.what) {
    case What::LaneHeader:
    case What::ObjectHeader:
        return true;
    case What::Family: // the stretches of its density have the same tag
        return !piece.average;
    default:
        return false;
    }
}

bool ScenePiece::sameAs(const ScenePiece& other) const {
    if (!SameThing()(tag, other.tag))
        return false;
    if (!tag)
        return text == other.text && rect.topLeft() == other.rect.topLeft();
    return !average || rect.topLeft() == other.rect.topLeft();
}

std::vector<ScenePiece> scenePieces(const render::Scene& scene, std::size_t most) {
    std::vector<ScenePiece> pieces = Collector(scene).all();
    if (pieces.size() > most) {
        const auto area = [](const ScenePiece& piece) { return piece.rect.width() * piece.rect.height(); };
        std::stable_sort(pieces.begin(), pieces.end(), [&](const ScenePiece& a, const ScenePiece& b) {
            const int left = rankOf(a), right = rankOf(b);
            return left != right ? left < right : area(a) > area(b);
        });
        pieces.resize(most);
    }
    std::vector<double> tops; // of the rows
    for (const ScenePiece& piece : pieces)
        if (isName(piece))
            tops.push_back(piece.rect.top());
    std::sort(tops.begin(), tops.end());
    const auto rowOf = [&tops](const ScenePiece& piece) {
        const auto next = std::upper_bound(tops.begin(), tops.end(), piece.rect.center().y());
        return next == tops.begin() ? -1.0 : *std::prev(next);
    };
    std::stable_sort(pieces.begin(), pieces.end(), [&](const ScenePiece& a, const ScenePiece& b) {
        const double left = rowOf(a), right = rowOf(b);
        if (left != right)
            return left < right;
        if (isName(a) != isName(b))
            return isName(a);
        if (left < 0 && std::abs(a.rect.top() - b.rect.top()) >= 1) // above the first row, and where there are none
            return a.rect.top() < b.rect.top();
        return a.rect.left() < b.rect.left();
    });
    return pieces;
}

} // namespace braid::views
