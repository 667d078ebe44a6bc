#include "app/render/lanes/lane_density.h"
#include "app/render/lanes/column_sums.h"
#include "app/render/rows/frame.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/state_form.h"
#include "engine/model/query/level_of_detail.h"
#include "engine/model/store/crowd.h"

#include <algorithm>
#include <utility>

namespace braid::render {

namespace {

using model::Nanos;

/// Stretches and columns that are looked at for one row, at most: a few milliseconds. Where there is more to look at, evenly
/// chosen lanes stand for all.
constexpr std::size_t MostStretches = 120'000;
/// Of so many lanes at most it is found out how many there are at the same time, which takes part of a millisecond.
constexpr std::size_t MostCompared = 2000;
/// So many lanes are taken out of the sum of their family one by one.
constexpr std::size_t MostTakenOut = 32;

/// What the lanes of a row did together, column by column.
struct Density {
    std::vector<model::StateTimes> sums;
    std::vector<std::uint32_t> counts; ///< stretches that lie in each
    std::size_t lanes = 0;             ///< how many were added up
};

std::vector<Nanos> edgesOf(const Columns& columns) {
    std::vector<Nanos> edges;
    edges.reserve(static_cast<std::size_t>(columns.count) + 1);
    for (int column = 0; column <= columns.count; ++column)
        edges.push_back(columns.time(column));
    return edges;
}

Density addUp(const Frame& frame, const std::vector<const model::Lane*>& lanes) {
    const Columns columns(frame);
    if (columns.count <= 0)
        return {};
    struct Seen {
        const model::Lane* lane;
        model::Intervals::Range inView;
    };
    std::vector<Seen> seen;
    std::size_t work = 0;
    for (const model::Lane* lane : lanes) {
        if (lane->intervals().empty())
            continue;
        seen.push_back({lane, lane->intervals(columns.from, columns.to)});
        if (const std::size_t inView = seen.back().inView.size(); inView > 0)
            work += std::min(inView, static_cast<std::size_t>(columns.count)) + 1;
    }
    const std::size_t stride = work / MostStretches + 1;
    ColumnSums sums(edgesOf(columns));
    std::vector<const model::Lane*> dense; ///< more stretches than columns
    Density density;
    for (std::size_t i = 0; i < seen.size(); i += stride) {
        ++density.lanes;
        if (seen[i].inView.size() > static_cast<std::size_t>(columns.count))
            dense.push_back(seen[i].lane);
        else
            sums.add(seen[i].inView, frame.edge);
    }
    auto [added, counts] = sums.result();
    density.sums = std::move(added);
    density.counts = std::move(counts);
    for (const model::Lane* lane : dense) {
        const Nanos end = frame.endOf(*lane);
        model::LaneSweep sweep(*lane, frame.edge);
        const int last = std::min(columns.count - 1, static_cast<int>(columns.pixel(end)));
        for (int column = static_cast<int>(columns.pixel(lane->intervals().front().begin)); column <= last; ++column) {
            const auto at = static_cast<std::size_t>(column);
            const model::LaneShare share = sweep.over(columns.time(column), columns.time(column + 1));
            for (std::size_t state = 0; state < model::StateCount; ++state)
                density.sums[at][state] += share.ns[state];
            density.counts[at] += static_cast<std::uint32_t>(share.intervals.size());
        }
    }
    for (std::uint32_t& count : density.counts)
        count *= static_cast<std::uint32_t>(stride);
    return density;
}

// What a crowd of `count` lanes did.
Density ofCrowd(const Frame& frame, const model::Crowd& crowd, std::size_t count) {
    std::vector<Nanos> edges = edgesOf(Columns(frame));
    for (Nanos& edge : edges)
        edge = std::clamp<Nanos>(edge, 0, std::max<Nanos>(frame.edge, 0));
    Density density;
    density.sums = crowd.between(edges);
    density.counts.assign(density.sums.size(), static_cast<std::uint32_t>(count));
    density.lanes = count;
    return density;
}

bool tellsApart(const Frame& frame, const model::Crowd& crowd) {
    const Columns columns(frame);
    return columns.count > 0 && columns.time(1) - columns.time(0) >= crowd.resolution();
}

std::vector<const model::Lane*> lanesOf(const model::Model& model, const std::vector<LaneId>& ids) {
    std::vector<const model::Lane*> lanes;
    lanes.reserve(ids.size());
    for (LaneId id : ids)
        if (const model::Lane* lane = model.lane(id))
            lanes.push_back(lane);
    return lanes;
}

/// How many of `lanes` there are at most at the same time: so many fill the row.
std::size_t mostAtOnce(const Frame& frame, const std::vector<const model::Lane*>& lanes) {
    std::vector<std::pair<Nanos, int>> changes;
    for (const model::Lane* lane : lanes) {
        if (lane->intervals().empty())
            continue;
        changes.emplace_back(lane->intervals().front().begin, 1);
        changes.emplace_back(frame.endOf(*lane), -1);
    }
    std::sort(changes.begin(), changes.end());
    std::ptrdiff_t now = 0, most = 1;
    for (const auto& [time, change] : changes)
        most = std::max(most, now += change);
    return static_cast<std::size_t>(most);
}

/// The same density as a share of `atOnce` lanes, of `all` in the row.
void fill(Density& density, std::size_t atOnce, std::size_t all) {
    density.lanes = std::max<std::size_t>(1, density.lanes * atOnce / std::max<std::size_t>(1, all));
}

void drawDensity(const Frame& frame, const RowPlace& place, const Density& density, Tag tag, Layer& bars) {
    if (density.lanes == 0 || density.sums.empty())
        return;
    const Columns columns(frame);
    const std::uint32_t given = tag.count;
    Strip strip;
    strip.first = static_cast<std::uint32_t>(bars.columns.size());
    strip.count = static_cast<std::uint32_t>(density.sums.size());
    for (std::size_t column = 0; column < density.sums.size(); ++column) {
        const Nanos begin = columns.time(static_cast<int>(column));
        const double whole = std::max<double>(1, static_cast<double>(columns.time(static_cast<int>(column) + 1) - begin));
        bars.columns.push_back(
            columnOf(density.sums[column], density.counts[column], whole * static_cast<double>(density.lanes)));
        tag.count = std::max(tag.count, density.counts[column]);
    }
    if (given > 0)
        tag.count = given;
    strip.tag = tag;
    strip.rect = barRect(place.rect, model::State::Running, place.clip.left(), place.clip.left() + strip.count);
    addClipped(bars, strip, place.clip.adjusted(0, 0, 1, 0));
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

void layoutDensity(const Frame& frame, const RowPlace& place, const std::vector<const model::Lane*>& lanes, Layer& bars) {
    drawDensity(frame, place, addUp(frame, lanes), {What::Merged, place.row.lane, {}, model::NoEvent, -1, 0}, bars);
}

void layoutCrowd(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& bars) {
    const Tag tag{What::Crowd, lane.id, {}, model::NoEvent, -1, 0};
    drawDensity(frame, place,
                tellsApart(frame, *lane.crowd) ? ofCrowd(frame, *lane.crowd, lane.children.size())
                                               : addUp(frame, lanesOf(frame.model, lane.children)),
                tag, bars);
}

void layoutFamily(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& bars) {
    const std::vector<LaneId>& members = *place.row.members;
    const model::Family& family = frame.model.families()[lane.family];
    const Tag tag{What::Family, lane.id, {}, model::NoEvent, -1, static_cast<std::uint32_t>(members.size())};
    const auto draw = [&](Density density, const std::vector<const model::Lane*>& lanes) {
        if (members.size() > MostCompared)
            return drawDensity(frame, place, density, tag, bars);
        const auto living = static_cast<std::size_t>(std::count_if(lanes.begin(), lanes.end(), [](const model::Lane* each) { return !each->intervals().empty(); }));
        fill(density, mostAtOnce(frame, lanes), living);
        drawDensity(frame, place, density, tag, bars);
    };
    if (lane.kind == trace::LaneKind::Process) { // it does nothing itself, its threads do
        std::vector<const model::Lane*> all;
        for (LaneId id : members)
            if (const model::Lane* process = frame.model.lane(id)) {
                const std::vector<const model::Lane*> below = laneAndBelow(frame.model, *process);
                all.insert(all.end(), below.begin(), below.end());
            }
        draw(addUp(frame, all), all);
        return;
    }
    const bool mostOfIt = family.lanes.size() - std::min(family.lanes.size(), members.size()) <= MostTakenOut;
    if (!family.crowd || !mostOfIt || !tellsApart(frame, *family.crowd)) {
        const std::vector<const model::Lane*> lanes = lanesOf(frame.model, members);
        draw(addUp(frame, lanes), lanes);
        return;
    }
    Density density = ofCrowd(frame, *family.crowd, members.size());
    if (members.size() < family.lanes.size()) {
        std::vector<LaneId> here = members, others;
        std::sort(here.begin(), here.end());
        for (LaneId id : family.lanes)
            if (!std::binary_search(here.begin(), here.end(), id))
                others.push_back(id);
        const Density taken = addUp(frame, lanesOf(frame.model, others));
        for (std::size_t column = 0; column < taken.sums.size() && column < density.sums.size(); ++column)
            for (std::size_t state = 0; state < model::StateCount; ++state)
                density.sums[column][state] = std::max<Nanos>(0, density.sums[column][state] - taken.sums[column][state]);
    }
    draw(std::move(density), members.size() > MostCompared ? std::vector<const model::Lane*>{} : lanesOf(frame.model, members));
}

} // namespace braid::render
