#include "app/render/objects/object_row.h"
#include "app/render/rows/breaks.h"
#include "app/render/scene/bytes_text.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/state_form.h"
#include "engine/model/store/gallop.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace braid::render {

using model::Nanos;
using trace::ObjectKind;

namespace {
constexpr std::int64_t LeastOfBound = 32; ///< numbers up to this part of what there is room for are shown by themselves
constexpr double LeastDepth = 5;          ///< pixels
} // namespace

ObjectColumns::ObjectColumns(const Frame& frame, const model::Object& object)
    : m_columns(frame), m_sweep(object, frame.edge) {
    constexpr std::size_t Dense = 32; // levels and holdings in a pixel
    const std::size_t inView = object.levels().begunIn(m_columns.from, m_columns.to).size() +
                               object.holdings().begunIn(m_columns.from, m_columns.to).size();
    if (inView > Dense * static_cast<std::size_t>(std::max(m_columns.count, 1)))
        m_step = 2;
}

const model::ObjectShare& ObjectColumns::at(int column) {
    const auto index = static_cast<std::size_t>(column);
    if (m_known.size() <= index) { // most rows that are zoomed in have no columns at all
        m_known.resize(static_cast<std::size_t>(std::max(m_columns.count, column + 1)));
        m_shares.resize(m_known.size());
    }
    if (!m_known[index]) {
        const Nanos from = m_columns.time(column);
        const Nanos to = std::max(from + 1, m_columns.time(after(column)));
        m_shares[index] = dense() ? m_sweep.overBlocks(from, to) : m_sweep.over(from, to);
        m_known[index] = 1;
    }
    return m_shares[index];
}

// Who held it at `time`; the last to take it where several do.
std::optional<model::Holding> holdingAt(const model::Object& object, Nanos time) {
    std::optional<model::Holding> last;
    for (const model::Holding& holding : object.heldAt(time))
        last = holding;
    return last;
}

// The object's levels in view: single ones where they are wide enough, else columns. Costs pixels · log(levels).
std::vector<Stretch> stretches(ObjectRow& row) {
    std::vector<Stretch> result;
    const Columns columns(row.frame);
    const double origin = row.place.clip.left();
    const Nanos stop = row.to();
    const double lastPixel = columns.pixel(stop);
    const model::Levels::Range levels = row.object.levels().in(columns.from, stop);
    const auto endOf = [&](model::Levels::iterator l) { return std::min(row.object.levels().endOf(l), stop); };
    double done = 0;
    for (auto level = levels.begin(); level < levels.end() && done < lastPixel;) {
        const double left = std::max(done, std::round(columns.pixel(level->time)));
        const double right = columns.pixel(endOf(level));
        if (right - left >= MinObjectBar || level + 1 == row.object.levels().end()) {
            // Where a narrow one follows, the pixel the two share belongs to its column.
            const auto following = level + 1;
            const bool narrowNext = following < levels.end() && columns.pixel(endOf(following)) - right < MinObjectBar;
            const double end = narrowNext ? std::floor(right) : std::round(right);
            if (end > left)
                result.push_back({origin + left, origin + end, level->time, static_cast<double>(level->depth),
                                  static_cast<double>(level->waiters), false});
            done = std::max(done, end);
            ++level;
            continue;
        }
        const int column = std::max(static_cast<int>(done), static_cast<int>(columns.pixel(level->time)));
        const Nanos t0 = columns.time(column);
        const int next = row.columns.after(column);
        const Nanos t1 = std::min(columns.time(next), stop);
        const Nanos passed = std::max(t1, level->time);
        if (t1 > t0) {
            const model::ObjectShare& share = row.columns.at(column);
            result.push_back({origin + column, origin + next, t0, share.depth, share.waiters, true});
            const model::Levels::iterator there = share.level;
            done = next;
            if (row.columns.dense() && there > level) {
                level = there; // a block behind at most, which the next column makes good
                continue;
            }
            if (there > level && there->time <= passed)
                level = there;
        }
        done = next;
        // On to the level in force after this column.
        level = model::gallop(level, levels.end(), [&](const model::Level& l) { return l.time > passed; }) - 1;
        if (endOf(level) <= t1)
            ++level;
    }
    return result;
}

// How many wait: a bar as high as their number, with the number in it.
void layoutWaiters(ObjectRow& row, const std::vector<Stretch>& levels) {
    const Tag tag{What::Level, {}, row.object.id, model::NoEvent, -1, 1};
    double most = 1;
    for (const Stretch& stretch : levels)
        most = std::max(most, stretch.waiters);
    const TypeMeasure& measure = row.frame.measure;
    // In the form of the state they are in: blocked on locks and semaphores, waiting for all else.
    const model::State state = row.object.ownable() ? model::State::Blocked : model::State::Waiting;
    const Ink ink = roleOf(state);
    Occupied words;
    keepWordsClear(row.frame, words);
    for (std::size_t i = 0; i < levels.size(); ++i) {
        Stretch stretch = levels[i];
        if (stretch.waiters <= 0)
            continue;
        while (!stretch.merged && i + 1 < levels.size() && !levels[i + 1].merged &&
               levels[i + 1].waiters == stretch.waiters && levels[i + 1].left <= stretch.right + 1)
            stretch.right = levels[++i].right;
        const auto heightOf = [&](const Stretch& s) {
            return std::max(s.merged ? 1.0 : 3.0, std::round(row.upper.height() * s.waiters / most));
        };
        const double height = heightOf(stretch);
        // Columns of one height are one box.
        while (stretch.merged && i + 1 < levels.size() && levels[i + 1].merged && levels[i + 1].waiters > 0 &&
               heightOf(levels[i + 1]) == height && levels[i + 1].left == stretch.right)
            stretch.right = levels[++i].right;
        Box box;
        box.rect = QRectF(stretch.left, row.upper.bottom() - height, stretch.right - stretch.left, height);
        box.ink = ink;
        box.form = stretch.merged ? Form::Solid : formOf(state);
        box.tag = tag;
        addClipped(row.bars, box, row.place.clip);
        if (stretch.merged)
            continue;
        const QString number = QString::number(stretch.waiters);
        for (const QString& text : {QCoreApplication::translate("render", "%1 wait").arg(number), number}) {
            const double width = measure.width(text, Type::Small);
            if (width + 6 > stretch.right - stretch.left)
                continue;
            const QRectF plate(stretch.left + 2, row.upper.top() - 1, width + 4, row.upper.height() + 1);
            if (row.place.clip.contains(plate) && words.take(plate.left() + 3, plate.right() - 3)) {
                row.front.boxes.push_back({plate, ink, Form::Solid, false, 2, 1, Role::Transparent, tag});
                addText(row.front, measure, text, plate.adjusted(2, 0, 0, 0), Type::Small, ink, Align::Left, tag,
                        true);
            }
            break;
        }
    }
}

void addOwnerLabel(ObjectRow& row, const QRectF& rect, const QString& text, Ink ink, const Tag& tag) {
    if (rect.height() >= row.frame.measure.ascent(Type::Small) && rect.width() >= 14) {
        const QRectF room = clearRoom(row.frame, rect.adjusted(4, 0, -2, 0), row.frame.measure.width(text, Type::Small));
        const QString fitting = shortName(row.frame.measure, text, Type::Small, room.width());
        if (!fitting.isEmpty())
            addText(row.front, row.frame.measure, fitting, room, Type::Small, ink, Align::Left, tag, true);
    }
}

void layoutDepth(ObjectRow& row, const std::vector<Stretch>& levels) {
    if (levels.empty())
        return;
    std::int64_t most = 1;
    const bool bounded = row.object.kind != ObjectKind::Latch && row.object.kind != ObjectKind::Counter &&
                         row.object.kind != ObjectKind::SharedMutex && row.object.initial > 0;
    // A few bytes in a pipe of 64 KiB would not be seen: then the greatest number is half of the height, and there is no ceiling.
    const bool toItsBound = bounded && row.object.initial < 100'000 && row.object.maxDepth > row.object.initial / LeastOfBound;
    if (toItsBound)
        most = std::max(most, row.object.initial);
    else
        most = std::max(most, row.object.maxDepth * (bounded ? 2 : 1));
    Profile profile;
    profile.baseline = row.items.bottom();
    profile.ink = Role::Depth;
    profile.tag = {What::Level, {}, row.object.id, model::NoEvent, -1, 1};
    const auto yOf = [&](double depth) {
        const double share = std::clamp(depth / static_cast<double>(most), 0.0, 1.0);
        // What was there for a moment only is seen as well.
        return row.items.bottom() - std::max(depth > 0 ? LeastDepth : 0, std::round(row.items.height() * share));
    };
    for (const Stretch& stretch : levels) {
        profile.points.emplace_back(stretch.left, yOf(stretch.depth));
        profile.points.emplace_back(stretch.right, yOf(stretch.depth));
    }
    if (row.place.clip.contains(QRectF(levels.front().left, row.items.top(), 0.5, row.items.height())))
        row.bars.profiles.push_back(std::move(profile));
    if (toItsBound) { // the ceiling
        Line ceiling;
        ceiling.points[0] = QPointF(levels.front().left, row.items.top() - 0.5);
        ceiling.points[1] = QPointF(levels.back().right, row.items.top() - 0.5);
        ceiling.dash = Dash::Dashed;
        ceiling.ink = Role::TextDim;
        ceiling.opacity = 0.6F;
        if (row.place.clip.contains(ceiling.points[0]))
            row.bars.lines.push_back(ceiling);
    }
    for (const Stretch& stretch : levels) {
        const QString text = row.object.kind == trace::ObjectKind::Pipe ? bytesText(static_cast<double>(stretch.depth))
                                                                        : QString::number(stretch.depth);
        const double width = row.frame.measure.width(text, Type::Small);
        const double height = row.frame.measure.height(Type::Small);
        const QRectF room = clearRoom(row.frame, QRectF(stretch.left + 2, row.items.bottom() - height, stretch.right - stretch.left - 4, height), width + 2);
        if (!stretch.merged && stretch.depth > 0 && room.width() > width + 2 && row.place.clip.contains(QRectF(room.topLeft(), QSizeF(width + 2, height))))
            addText(row.front, row.frame.measure, text, room, Type::Small, Role::Text, Align::Left,
                    {What::Level, {}, row.object.id, model::NoEvent, -1, 1});
    }
}

void layoutFlag(ObjectRow& row, const std::vector<Stretch>& levels) {
    const Tag tag{What::Level, {}, row.object.id, model::NoEvent, -1, 1};
    for (const Stretch& stretch : levels) {
        const bool up = stretch.depth > 0;
        const double height = up ? row.band.height() : 2;
        const QRectF rect(stretch.left, row.band.bottom() - height, stretch.right - stretch.left, height);
        addClipped(row.bars, {rect, up ? Role::Flag : Role::Edge, Form::Solid, false, 0, 1, Role::Transparent, tag},
                   row.place.clip);
        if (up && row.place.clip.contains(rect))
            addOwnerLabel(row, rect, QCoreApplication::translate("render", "set"), Role::Flag, tag);
    }
}

} // namespace braid::render
