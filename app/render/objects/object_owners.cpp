#include "app/render/objects/object_row.h"
#include "app/render/scene/shown_name.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace braid::render {

using model::Nanos;

namespace {

constexpr double BriefBar = 2; ///< pixels, of what was held for less
constexpr double Apart = 4;    ///< from the holdings before and after: nearer ones are merged

void addOwner(ObjectRow& row, const model::Holding& holding, const QRectF& rect) {
    const Ink ink = chipOf(row.frame.model, holding.lane);
    const Tag tag{What::Holding, holding.lane, row.object.id, holding.acquired, -1, 1};
    addClipped(row.bars, {rect, ink, Form::Solid, false, 2, 1, Role::Transparent, tag}, row.place.clip);
    if (row.frame.state.selectedLane == holding.lane)
        addClipped(row.front, {rect, Role::Accent, Form::Outline, false, 2, 1.5F, Role::Transparent, {}}, row.place.clip);
    if (row.place.clip.contains(rect))
        addOwnerLabel(row, rect, shownName(row.frame.model, holding.lane), ink, tag);
}

} // namespace

// A lock with one owner at a time: a bar for each, and where they are narrower than a few pixels the share of the time in
// which it was held, column by column. Costs pixels · log(holdings).
void layoutOwner(ObjectRow& row) {
    const model::Holdings& holdings = row.object.holdings();
    const Columns columns(row.frame);
    const double origin = row.place.clip.left();
    const Nanos stop = row.to();
    const auto endOf = [&](auto holding) { return std::min(holding->end, stop); };
    const model::Holdings::Range begun = holdings.begunIn(columns.from, std::max(stop, columns.from + 1));
    auto holding = begun.begin() == holdings.begin() ? begun.begin() : begun.begin() - 1; // that one may last into view
    Profile merged;
    const auto finishMerged = [&] {
        if (!merged.points.empty() && row.place.clip.contains(QPointF(merged.points.front().x(), row.band.top())))
            row.bars.profiles.push_back(merged);
        merged = {};
    };
    int done = 0;
    while (holding < begun.end() && done < columns.count) {
        if (endOf(holding) <= columns.from) {
            ++holding;
            continue;
        }
        const double left = columns.pixel(holding->begin);
        const double right = columns.pixel(endOf(holding));
        if (right - std::max<double>(left, done) >= MinObjectBar) {
            finishMerged();
            const double start = std::max<double>(std::round(left), done);
            const double end = std::round(right);
            // A gap parts one owner from the next.
            addOwner(row, *holding,
                     QRectF(origin + start, row.band.top(), end - start - (end - start > 5 ? 1 : 0), row.band.height()));
            done = std::max(done, static_cast<int>(end));
            ++holding;
            continue;
        }
        // One by itself is seen and has its owner's colour, however brief.
        if (left >= done + Apart && right <= columns.count - BriefBar && (holding + 1 == begun.end() || columns.pixel((holding + 1)->begin) >= left + BriefBar + Apart)) {
            finishMerged();
            const double start = std::round(left);
            addOwner(row, *holding, QRectF(origin + start, row.band.top(), BriefBar, row.band.height()));
            done = static_cast<int>(start + BriefBar);
            ++holding;
            continue;
        }
        const int column = std::max(done, static_cast<int>(left));
        const Nanos t0 = columns.time(column);
        const int columnEnd = row.columns.after(column);
        const Nanos t1 = std::max(t0 + 1, columns.time(columnEnd));
        const model::ObjectShare& share = row.columns.at(column);
        const double held = std::clamp(static_cast<double>(share.held) / static_cast<double>(t1 - t0), 0.0, 1.0);
        const double top = row.band.bottom() - std::max(1.0, std::round(row.band.height() * held));
        if (!merged.points.empty() && merged.points.back().x() < origin + column - 0.5)
            finishMerged();
        if (merged.points.empty()) {
            merged.baseline = row.band.bottom();
            merged.ink = Role::Depth;
            merged.tag = {What::Holding, {}, row.object.id, model::NoEvent, -1, 0};
        }
        merged.tag.count += static_cast<std::uint32_t>(std::max<std::size_t>(share.holdings.size(), 1));
        if (!merged.points.empty() && merged.points.back() == QPointF(origin + column, top)) {
            merged.points.back().setX(origin + columnEnd); // as high as the one before
        } else {
            merged.points.emplace_back(origin + column, top);
            merged.points.emplace_back(origin + columnEnd, top);
        }
        done = columnEnd;
        auto next = std::max(holding + 1, share.holdings.end());
        // The last one that began in the column may last beyond it.
        if (next - holding > 1 && endOf(next - 1) > t1)
            --next;
        else if (next - holding == 1 && endOf(holding) > t1 && columns.pixel(endOf(holding)) > columnEnd)
            continue;
        holding = next;
    }
    finishMerged();
}

// Permits and readers: those who own at the same time lie in slotCount above each other.
void layoutOwners(ObjectRow& row, int slotCount) {
    const QRectF& band = row.band;
    const double slotHeight = band.height() / slotCount;
    std::vector<double> freeFrom(static_cast<std::size_t>(slotCount), -1e9);
    std::vector<Nanos> endsAt(static_cast<std::size_t>(slotCount), 0);

    const auto add = [&](const model::Holding& holding) {
        std::size_t slot = 0;
        while (slot + 1 < endsAt.size() && endsAt[slot] > holding.begin)
            ++slot;
        endsAt[slot] = std::max(endsAt[slot], holding.end);
        const double left = std::max(std::round(row.clampX(holding.begin)), freeFrom[slot]);
        double right = std::round(row.clampX(std::min(holding.end, row.to())));
        if (right <= left)
            right = std::min(left + 1, row.place.clip.right());
        if (right <= left)
            return;
        const double top = std::round(band.bottom() - static_cast<double>(slot + 1) * slotHeight);
        const double height = std::round(band.bottom() - static_cast<double>(slot) * slotHeight) - top - 1;
        freeFrom[slot] = right;
        addOwner(row, holding, QRectF(left, top, right - left - (right - left > 5 ? 1 : 0), height));
    };
    for (const model::Holding& holding : row.object.holdingsIn(row.from(), row.to()))
        add(holding);
}

bool crowded(const ObjectRow& row) {
    return static_cast<double>(row.object.holdings().begunIn(row.from(), row.to()).size()) > row.place.clip.width() / 4;
}

} // namespace braid::render
