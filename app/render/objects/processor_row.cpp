#include "app/render/objects/processor_row.h"
#include "app/render/rows/breaks.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/state_form.h"
#include "engine/model/query/processors.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace braid::render {

using model::Nanos;

namespace {

/// A stretch in which a thread ran.
struct Run {
    Nanos begin = 0, end = 0;
    LaneId lane;
    model::EventIndex event = model::NoEvent;
};

/// What ran in view.
struct Runs {
    std::vector<Run> here;    ///< on this processor
    std::vector<Run> unknown; ///< on some processor, which one was not recorded
};

bool byBegin(const Run& a, const Run& b) { return a.begin < b.begin; }

Runs runsIn(const Frame& frame, std::uint32_t processor) {
    Runs runs;
    const Nanos from = frame.geometry.axis.from, to = std::min(from + frame.geometry.axis.span(), frame.edge);
    std::size_t looked = 0;
    for (const LaneId id : frame.model.lanes()) {
        const model::Lane* lane = frame.model.lane(id);
        if (!lane || lane->kind != trace::LaneKind::Thread)
            continue;
        for (const model::Interval& interval : lane->intervals(from, to)) {
            if (++looked > model::MostProcessorStretches)
                return {};
            if (interval.state != model::State::Running)
                continue;
            const auto where = model::processorOf(frame.model, *lane, interval);
            const Nanos end = std::min({interval.end, frame.endOf(*lane), to});
            if (end > interval.begin && where.value_or(processor) == processor)
                (where ? runs.here : runs.unknown).push_back({std::max(interval.begin, from), end, id, interval.event});
        }
    }
    std::sort(runs.here.begin(), runs.here.end(), byBegin);
    std::sort(runs.unknown.begin(), runs.unknown.end(), byBegin);
    return runs;
}

/// Narrower stretches are not drawn one by one, as in the rows of lanes.
constexpr double LeastRun = 3;
/// About so many of them lie in a cell, so that the shares in it are steady.
constexpr std::size_t TurnsInCell = 10;
constexpr int NarrowestCell = 3, WidestCell = 16;

/// How long each thread ran in cells of equal width, as far as its stretches are too narrow to be seen.
class Shares {
public:
    Shares(double left, double right, double cell) : m_left(left), m_cell(cell), m_times(static_cast<std::size_t>(std::max(0.0, std::ceil((right - left) / cell)))) {}

    /// A stretch from pixel `begin` to pixel `end`.
    void add(const Run& run, double begin, double end) {
        for (auto i = static_cast<std::size_t>(std::max(0.0, (begin - m_left) / m_cell)); i < m_times.size() && leftOf(i) < end; ++i) {
            const double time = std::min(end, leftOf(i) + m_cell) - std::max(begin, leftOf(i));
            if (time > 0)
                m_times[i][run.lane].time += time;
            m_times[i][run.lane].event = run.event;
            ++m_times[i][run.lane].count;
        }
    }
    /// What is drawn elsewhere is no part of the cells.
    void leaveOut(double begin, double end) { m_wide.emplace_back(begin, end); }
    void draw(const Frame& frame, const QRectF& band, const QRectF& clip, Layer& bars) const;

private:
    struct Part {
        double time = 0; ///< in pixels
        model::EventIndex event = model::NoEvent;
        std::uint32_t count = 0;
    };
    [[nodiscard]] double leftOf(std::size_t cell) const { return m_left + static_cast<double>(cell) * m_cell; }

    double m_left, m_cell;
    std::vector<std::map<LaneId, Part>> m_times;   ///< of each cell
    std::vector<std::pair<double, double>> m_wide; ///< from left to right
};

// The threads above each other, always in the same order: a layer as high as its share of the time. What is left free is the time of others.
void Shares::draw(const Frame& frame, const QRectF& band, const QRectF& clip, Layer& bars) const {
    auto wide = m_wide.begin();
    for (std::size_t i = 0; i < m_times.size(); ++i) {
        double left = leftOf(i), right = std::min(left + m_cell, clip.right());
        while (wide != m_wide.end() && wide->second <= left)
            ++wide;
        if (wide != m_wide.end() && wide->first <= left)
            left = std::min(wide->second, right);
        else if (wide != m_wide.end() && wide->first < right)
            right = wide->first;
        if (m_times[i].empty() || right - left < 1)
            continue;
        double done = 0;
        for (const auto& [lane, part] : m_times[i]) {
            const double before = std::round(band.height() * std::min(1.0, done / (right - left)));
            done += part.time;
            const double height = std::max(1.0, std::round(band.height() * std::min(1.0, done / (right - left))) - before);
            const QRectF rect(left, band.bottom() - before - height, right - left, height);
            if (rect.top() < band.top() - 0.5)
                break;
            addClipped(bars, {rect, Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}}, clip);
            addClipped(bars, {rect, chipOf(frame.model, lane), Form::Solid, false, 0, 1, Role::Transparent, {What::Bar, lane, {}, part.event, -1, part.count}}, clip);
        }
    }
}

} // namespace

void layoutProcessor(const Frame& frame, const RowPlace& place, Layer& bars, Layer& front) {
    const Runs runs = runsIn(frame, *place.row.processor);
    const QRectF band(place.rect.left(), place.rect.top() + 4, place.rect.width(), place.rect.height() - 8);
    const auto xOf = [&](Nanos time) { return std::clamp(std::round(frame.x(time)), place.clip.left(), place.clip.right()); };
    // What is not known lies behind what is.
    double done = place.clip.left();
    for (const Run& run : runs.unknown) {
        const double left = std::max(done, xOf(run.begin)), right = xOf(run.end);
        if (right <= left)
            continue;
        addClipped(bars, {QRectF(left, band.top(), right - left, band.height()), roleOf(model::State::NotRecorded), formOf(model::State::NotRecorded), false, 0, 1, Role::Transparent, {What::Bar, run.lane, {}, run.event, -1, 1}},
                   place.clip);
        done = right;
    }
    done = place.clip.left();
    const double cell = std::clamp(std::ceil(static_cast<double>(TurnsInCell) * place.clip.width() / static_cast<double>(std::max<std::size_t>(1, runs.here.size()))),
                                   static_cast<double>(NarrowestCell), static_cast<double>(WidestCell));
    Shares shares(place.clip.left(), place.clip.right(), cell);
    for (std::size_t i = 0; i < runs.here.size(); ++i) {
        const Run& run = runs.here[i];
        // Two threads are never on one processor at once: where the clocks say so, the later one is right.
        const Nanos until = i + 1 < runs.here.size() ? std::min(run.end, std::max(runs.here[i + 1].begin, run.begin)) : run.end;
        const double left = std::max(done, xOf(run.begin)), right = std::min(xOf(until), place.clip.right());
        if (frame.x(until) - frame.x(run.begin) < LeastRun) {
            shares.add(run, std::max(frame.x(run.begin), place.clip.left()), std::min(frame.x(until), place.clip.right()));
            continue;
        }
        if (right <= left)
            continue;
        shares.leaveOut(left, right);
        const Ink ink = chipOf(frame.model, run.lane);
        const Tag tag{What::Bar, run.lane, {}, run.event, -1, 1};
        const QRectF rect(left, band.top(), right - left, band.height());
        addClipped(bars, {rect, Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}}, place.clip); // nothing shines through
        addClipped(bars, {rect, ink, Form::Solid, false, 0, 1, Role::Transparent, tag}, place.clip);
        if (place.clip.contains(rect) && rect.width() >= 14) {
            const QString name = shownName(frame.model, run.lane);
            const QRectF room = clearRoom(frame, rect.adjusted(3, 0, -2, 0), frame.measure.width(name, Type::Small));
            if (const QString fitting = shortName(frame.measure, name, Type::Small, room.width()); !fitting.isEmpty())
                addText(front, frame.measure, fitting, room, Type::Small, ink, Align::Left, tag, true);
        }
        done = right;
    }
    shares.draw(frame, band, place.clip, bars);
}

void layoutProcessorHeader(const Frame& frame, const RowPlace& place, Layer& layer) {
    const double scale = frame.theme.typeScale();
    const QRectF rect = place.header.adjusted(22 * scale, 0, -8 * scale, 0);
    const QString name = QCoreApplication::translate("render", "Processor %1").arg(*place.row.processor);
    addText(layer, frame.measure, name, rect, Type::Bold, Role::Text);
    // Who runs on it at the moment in question.
    const Nanos now = frame.now();
    for (const LaneId id : frame.model.lanes()) {
        const model::Lane* lane = frame.model.lane(id);
        const auto at = lane && lane->kind == trace::LaneKind::Thread ? lane->at(now) : std::nullopt;
        if (!at || at->state != model::State::Running || model::processorOf(frame.model, *lane, *at) != place.row.processor)
            continue;
        const double used = frame.measure.width(name, Type::Bold) + 8;
        if (rect.width() - used > 20)
            addText(layer, frame.measure, shownName(frame.model, id), rect.adjusted(used, 0, 0, 0), Type::Small, Role::TextDim, Align::Right);
        return;
    }
}

} // namespace braid::render
