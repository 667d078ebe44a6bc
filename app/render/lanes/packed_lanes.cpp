#include "app/render/lanes/packed_lanes.h"
#include "app/render/lanes/lane_bars.h"
#include "app/render/lanes/lane_density.h"
#include "app/render/scene/labels.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace braid::render {

namespace {

using model::Nanos;

constexpr double LowestTrack = 7;   ///< pixels at type of the usual size, its gap included
constexpr double TrackGap = 1;      ///< pixels
constexpr double NarrowestLife = 4; ///< pixels that the lanes in view are wide, on average
/// Processes are drawn by the shares of their threads, which takes longer.
constexpr std::size_t MostProcesses = 64;

struct Member {
    const model::Lane* lane;
    Life life;
};

/// One lane in its track. `clip` ends where the lane does: what follows it in the track is another one.
void layoutMember(const Frame& frame, const RowPlace& place, const Member& member, const QRectF& track, Layer& halos,
                  Layer& bars, Layer& outlines, Layer& front) {
    const model::Lane& lane = *member.lane;
    const double end = std::ceil(frame.x(member.life.end));
    RowPlace own = place;
    own.row.lane = lane.id;
    own.row.members = nullptr;
    own.whole = own.rect = own.bars = track;
    own.clip.setRight(std::clamp(end, place.clip.left(), place.clip.right()));
    if (lane.intervals().empty()) {
        layoutDensity(frame, own, laneAndBelow(frame.model, lane), bars);
    } else {
        Occupied upper, lower;
        layoutBars(frame, own, lane, halos, bars, outlines, front, upper, lower);
    }
    const bool failed = lane.end == model::End::Failed || lane.end == model::End::Killed || lane.end == model::End::Crashed;
    if (failed && place.clip.contains(QPointF(end, track.center().y())))
        front.marks.push_back({QPointF(end, track.center().y()), static_cast<float>(std::min(track.height(), 9.0)), Glyph::Cross, Role::Failed, {What::Bar, lane.id, {}, lane.endEvent, -1, 1}});
}

} // namespace

std::optional<std::vector<std::size_t>> tracksOf(const std::vector<Life>& lives, std::size_t most) {
    std::vector<std::size_t> order(lives.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lives[a].begin < lives[b].begin; });
    std::vector<std::size_t> tracks(lives.size());
    std::vector<Nanos> ends; // of the last one in each track
    for (const std::size_t i : order) {
        const auto free = std::find_if(ends.begin(), ends.end(), [&](Nanos end) { return end <= lives[i].begin; });
        tracks[i] = static_cast<std::size_t>(free - ends.begin());
        if (free != ends.end())
            *free = lives[i].end;
        else if (ends.size() == most)
            return std::nullopt;
        else
            ends.push_back(lives[i].end);
    }
    return tracks;
}

bool layoutPacked(const Frame& frame, const RowPlace& place, Layer& halos, Layer& bars, Layer& outlines, Layer& front) {
    const std::vector<LaneId>& ids = *place.row.members;
    if (ids.size() > MostPacked)
        return false;
    std::vector<Member> members;
    std::vector<Life> lives;
    double seen = 0, width = 0;
    for (const LaneId id : ids) {
        const model::Lane* lane = frame.model.lane(id);
        if (!lane || (lane->kind == trace::LaneKind::Process && ids.size() > MostProcesses))
            return false;
        const Life life{lane->created, std::max(frame.endOf(*lane), lane->created)};
        members.push_back({lane, life});
        lives.push_back(life);
        const double left = std::max(frame.x(life.begin), place.clip.left()), right = std::min(frame.x(life.end), place.clip.right());
        if (right < left)
            continue;
        ++seen;
        width += right - left;
    }
    if (seen == 0 || width / seen < NarrowestLife)
        return false;
    const double room = place.rect.height() - 2;
    const auto most = static_cast<std::size_t>(std::max(1.0, std::floor(room / (LowestTrack * frame.theme.typeScale()))));
    const auto tracks = tracksOf(lives, most);
    if (!tracks)
        return false;
    // Between the tracks the row is still that of the family.
    addClipped(halos, {place.rect, Role::Transparent, Form::Solid, false, 0, 1, Role::Transparent, {What::Family, place.row.lane, {}, model::NoEvent, -1, static_cast<std::uint32_t>(ids.size())}}, place.clip);
    const std::size_t count = *std::max_element(tracks->begin(), tracks->end()) + 1;
    const double height = std::floor(room / static_cast<double>(count));
    for (std::size_t i = 0; i < members.size(); ++i) {
        const QRectF track(place.rect.left(), std::round(place.rect.top() + 1) + height * static_cast<double>((*tracks)[i]), place.rect.width(), height - TrackGap);
        layoutMember(frame, place, members[i], track, halos, bars, outlines, front);
    }
    return true;
}

} // namespace braid::render
