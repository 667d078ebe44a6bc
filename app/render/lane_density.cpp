#include "app/render/layout_parts.h"
#include "engine/model/crowd.h"
#include "engine/model/level_of_detail.h"

#include <algorithm>

namespace braid::render {

namespace {

using model::Nanos;

/// Zoomed in further than a crowd tells apart, so many of its lanes are looked at, evenly chosen.
constexpr std::size_t MostSampled = 2048;

/// What the lanes of a row did together, column by column.
struct Density {
    std::vector<model::StateTimes> sums;
    std::vector<std::uint32_t> counts; ///< stretches that lie in each
    std::size_t lanes = 0;             ///< how many were added up
};

Density addUp(const Frame& frame, const std::vector<const model::Lane*>& lanes) {
    const Columns columns(frame);
    Density density;
    density.sums.resize(static_cast<std::size_t>(columns.count));
    density.counts.resize(density.sums.size());
    for (const model::Lane* lane : lanes) {
        if (lane->intervals.empty())
            continue;
        ++density.lanes;
        const Nanos end = std::min(lane->ended, frame.edge);
        if (end < columns.from || lane->intervals.front().begin > columns.to)
            continue;
        model::LaneSweep sweep(*lane, frame.edge);
        const int last = std::min(columns.count - 1, static_cast<int>(columns.pixel(end)));
        for (int column = static_cast<int>(columns.pixel(lane->intervals.front().begin)); column <= last; ++column) {
            const auto at = static_cast<std::size_t>(column);
            const model::LaneShare share = sweep.over(columns.time(column), columns.time(column + 1));
            for (std::size_t state = 0; state < model::StateCount; ++state)
                density.sums[at][state] += share.ns[state];
            density.counts[at] += static_cast<std::uint32_t>(share.intervals);
        }
    }
    return density;
}

void drawDensity(Frame& frame, const RowPlace& place, const Density& density, Tag tag, Layer& bars) {
    if (density.lanes == 0 || density.sums.empty())
        return;
    const Columns columns(frame);
    Strip strip;
    strip.first = static_cast<std::uint32_t>(frame.scene.columns.size());
    strip.count = static_cast<std::uint32_t>(density.sums.size());
    for (std::size_t column = 0; column < density.sums.size(); ++column) {
        const Nanos begin = columns.time(static_cast<int>(column));
        const double whole = std::max<double>(1, static_cast<double>(columns.time(static_cast<int>(column) + 1) - begin));
        frame.scene.columns.push_back(
            columnOf(density.sums[column], density.counts[column], whole * static_cast<double>(density.lanes)));
        tag.count = std::max(tag.count, density.counts[column]);
    }
    strip.tag = tag;
    const QRectF row = barRect(place.rect, model::State::Running, place.clip.left(), place.clip.left() + strip.count);
    strip.rect = row.intersected(place.clip.adjusted(0, 0, 1, 0));
    if (strip.rect.height() > 0)
        bars.strips.push_back(strip);
}

} // namespace

Column columnOf(const model::StateTimes& ns, std::size_t count, double whole) {
    Column column;
    // Cumulated and then rounded, so that rounding never makes the sum exceed 255.
    const double scale = 255 / whole;
    Nanos sum = 0;
    int given = 0;
    for (std::size_t i = 0; i < model::StateCount; ++i) {
        if (ns[i] == 0)
            continue;
        sum += ns[i];
        const int rounded = static_cast<int>(static_cast<double>(sum) * scale + 0.5);
        const int upTo = rounded > 255 ? 255 : rounded;
        column.share[i] = static_cast<std::uint8_t>(upTo - given);
        given = upTo;
    }
    column.count = static_cast<std::uint32_t>(count);
    return column;
}

void layoutDensity(Frame& frame, const RowPlace& place, const std::vector<const model::Lane*>& lanes, Layer& bars) {
    drawDensity(frame, place, addUp(frame, lanes), {What::Merged, place.row.lane, {}, model::NoEvent, -1, 0}, bars);
}

void layoutCrowd(Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& bars) {
    const Tag tag{What::Crowd, lane.id, {}, model::NoEvent, -1, 0};
    const Columns columns(frame);
    if (columns.time(1) - columns.time(0) < lane.crowd->resolution()) {
        std::vector<const model::Lane*> chosen;
        const std::size_t stride = std::max<std::size_t>(1, (lane.children.size() + MostSampled - 1) / MostSampled);
        for (std::size_t i = 0; i < lane.children.size(); i += stride)
            if (const model::Lane* child = frame.model.lane(lane.children[i]))
                chosen.push_back(child);
        drawDensity(frame, place, addUp(frame, chosen), tag, bars);
        return;
    }
    std::vector<Nanos> edges;
    for (int column = 0; column <= columns.count; ++column)
        edges.push_back(std::clamp<Nanos>(columns.time(column), 0, std::max<Nanos>(frame.edge, 0)));
    Density density;
    density.sums = lane.crowd->between(edges);
    density.counts.assign(density.sums.size(), static_cast<std::uint32_t>(lane.children.size()));
    density.lanes = lane.children.size();
    drawDensity(frame, place, density, tag, bars);
}

} // namespace braid::render
