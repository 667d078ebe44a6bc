#include "app/render/layout_parts.h"
#include "engine/model/level_of_detail.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

using model::Nanos;
using trace::ObjectKind;

constexpr double MinBar = 3; ///< narrower stretches are merged

/// A stretch with one level, in pixels. Where levels change faster than pixels: one column with their means.
struct Stretch {
    double left = 0;
    double right = 0;
    Nanos begin = 0;
    double depth = 0;
    double waiters = 0;
    bool merged = false;
};

/// What one row is made with.
struct ObjectRow {
    Frame& frame;
    const RowPlace& place;
    const model::Object& object;
    Layer& bars;
    Layer& front;
    QRectF band;       ///< owners, levels, values
    QRectF upper;      ///< waiters, marks

    [[nodiscard]] double clampX(Nanos time) const {
        return std::clamp(frame.x(time), place.clip.left(), place.clip.right());
    }
    [[nodiscard]] Nanos from() const { return frame.geometry.axis.from; }
    [[nodiscard]] Nanos to() const { return std::min(from() + frame.geometry.axis.span(), frame.edge); }
};

/// The first of [from, end) for which `after` is true, where it is false up to some place and true from there on. Steps grow
/// from `from` on: cheap where the place is near, never worse than twice a bisection.
template <class Iterator, class After>
Iterator gallop(Iterator from, Iterator end, After after) {
    std::ptrdiff_t step = 1;
    Iterator low = from;
    while (end - low > step && !after(low[step])) {
        low += step;
        step *= 2;
    }
    const Iterator high = end - low > step ? low + step : end;
    return std::partition_point(low, high, [&](const auto& item) { return !after(item); });
}

QString textOf(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

const model::Level* levelAt(const model::Object& object, Nanos time) {
    const auto after = std::upper_bound(object.levels.begin(), object.levels.end(), time,
                                        [](Nanos t, const model::Level& level) { return t < level.time; });
    return after == object.levels.begin() ? nullptr : &*(after - 1);
}

// Who held it at `time`; the last to take it where several do.
const model::Holding* holdingAt(const model::Object& object, Nanos time) {
    std::vector<std::uint32_t> found;
    object.heldAt(time, found);
    return found.empty() ? nullptr : &object.holdings[found.back()];
}

// The object's levels in view: single ones where they are wide enough, else columns. Costs pixels · log(levels).
std::vector<Stretch> stretches(const ObjectRow& row) {
    std::vector<Stretch> result;
    const auto& levels = row.object.levels;
    const Columns columns(row.frame);
    const double origin = row.place.clip.left();
    const Nanos stop = row.to();
    const double lastPixel = columns.pixel(stop);
    model::ObjectSweep sweep(row.object, row.frame.edge);
    auto level = std::upper_bound(levels.begin(), levels.end(), columns.from,
                                  [](Nanos t, const model::Level& l) { return t < l.time; });
    if (level != levels.begin())
        --level;
    const auto endOf = [&](auto l) { return l + 1 == levels.end() ? stop : std::min((l + 1)->time, stop); };
    double done = 0;
    while (level != levels.end() && level->time < stop && done < lastPixel) {
        const double left = std::max(done, std::round(columns.pixel(level->time)));
        const double right = columns.pixel(endOf(level));
        if (right - left >= MinBar || level + 1 == levels.end()) {
            const double end = std::round(right);
            if (end > left)
                result.push_back({origin + left, origin + end, level->time, static_cast<double>(level->depth),
                                  static_cast<double>(level->waiters), false});
            done = std::max(done, end);
            ++level;
            continue;
        }
        const int column = std::max(static_cast<int>(done), static_cast<int>(columns.pixel(level->time)));
        const Nanos t0 = columns.time(column);
        const Nanos t1 = std::min(columns.time(column + 1), stop);
        if (t1 > t0) {
            const model::ObjectShare share = sweep.over(t0, t1);
            result.push_back({origin + column, origin + column + 1, t0, share.depth, share.waiters, true});
        }
        done = column + 1;
        // On to the level in force after this column.
        const Nanos passed = std::max(t1, level->time);
        level = gallop(level, levels.end(), [&](const model::Level& l) { return l.time > passed; }) - 1;
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
    for (std::size_t i = 0; i < levels.size(); ++i) {
        Stretch stretch = levels[i];
        if (stretch.waiters <= 0)
            continue;
        while (!stretch.merged && i + 1 < levels.size() && !levels[i + 1].merged &&
               levels[i + 1].waiters == stretch.waiters && levels[i + 1].left <= stretch.right + 1)
            stretch.right = levels[++i].right;
        const double full = row.upper.height();
        const double height = std::max(stretch.merged ? 1.0 : 3.0, std::round(full * stretch.waiters / most));
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
            if (row.place.clip.contains(plate) && words.take(plate.left(), plate.right() - 3)) {
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
        const QString fitting = shortName(row.frame.measure, text, Type::Small, rect.width() - 6);
        if (!fitting.isEmpty())
            addText(row.front, row.frame.measure, fitting, rect.adjusted(4, 0, -2, 0), Type::Small, ink, Align::Left, tag,
                    true);
    }
}

void addOwner(ObjectRow& row, const model::Holding& holding, const QRectF& rect) {
    const Ink ink = chipOf(holding.lane);
    const Tag tag{What::Holding, holding.lane, row.object.id, holding.acquired, -1, 1};
    addClipped(row.bars, {rect, ink, Form::Solid, false, 2, 1, Role::Transparent, tag}, row.place.clip);
    if (row.frame.state.selectedLane == holding.lane)
        addClipped(row.front, {rect, Role::Accent, Form::Outline, false, 2, 1.5F, Role::Transparent, {}}, row.place.clip);
    if (row.place.clip.contains(rect))
        addOwnerLabel(row, rect, textOf(row.frame.model.name(holding.lane)), ink, tag);
}

// A lock with one owner at a time: a bar for each, and where they are narrower than a few pixels the share of the time in
// which it was held, column by column. Costs pixels · log(holdings).
void layoutOwner(ObjectRow& row) {
    const auto& holdings = row.object.holdings;
    const Columns columns(row.frame);
    const double origin = row.place.clip.left();
    const Nanos stop = row.to();
    model::ObjectSweep sweep(row.object, row.frame.edge);
    const auto endOf = [&](auto holding) { return std::min(holding->end, stop); };
    auto holding = std::upper_bound(holdings.begin(), holdings.end(), columns.from,
                                    [](Nanos t, const model::Holding& h) { return t < h.begin; });
    if (holding != holdings.begin())
        --holding;
    Profile merged;
    const auto finishMerged = [&] {
        if (!merged.points.empty() && row.place.clip.contains(QPointF(merged.points.front().x(), row.band.top())))
            row.bars.profiles.push_back(merged);
        merged = {};
    };
    int done = 0;
    while (holding != holdings.end() && holding->begin < stop && done < columns.count) {
        if (endOf(holding) <= columns.from) {
            ++holding;
            continue;
        }
        const double left = columns.pixel(holding->begin);
        const double right = columns.pixel(endOf(holding));
        if (right - std::max<double>(left, done) >= MinBar) {
            finishMerged();
            const double start = std::max<double>(std::round(left), done);
            const double end = std::round(right);
            // A hair of air parts one owner from the next.
            addOwner(row, *holding,
                     QRectF(origin + start, row.band.top(), end - start - (end - start > 5 ? 1 : 0), row.band.height()));
            done = std::max(done, static_cast<int>(end));
            ++holding;
            continue;
        }
        const int column = std::max(done, static_cast<int>(left));
        const Nanos t0 = columns.time(column);
        const Nanos t1 = std::max(t0 + 1, columns.time(column + 1));
        const model::ObjectShare share = sweep.over(t0, t1);
        const double held = std::clamp(static_cast<double>(share.held) / static_cast<double>(t1 - t0), 0.0, 1.0);
        const double top = row.band.bottom() - std::max(1.0, std::round(row.band.height() * held));
        if (!merged.points.empty() && merged.points.back().x() < origin + column - 0.5)
            finishMerged();
        if (merged.points.empty()) {
            merged.baseline = row.band.bottom();
            merged.ink = Role::Depth;
            merged.tag = {What::Holding, {}, row.object.id, model::NoEvent, -1, 0};
        }
        merged.tag.count += static_cast<std::uint32_t>(std::max<std::size_t>(share.holdings, 1));
        merged.points.emplace_back(origin + column, top);
        merged.points.emplace_back(origin + column + 1, top);
        done = column + 1;
        auto next = gallop(holding, holdings.end(), [&](const model::Holding& h) { return h.begin > t1; });
        // The last one that began in the column may last beyond it.
        if (next - holding > 1 && endOf(next - 1) > t1)
            --next;
        else if (next - holding == 1 && endOf(holding) > t1 && columns.pixel(endOf(holding)) > column + 1)
            continue;
        holding = next;
    }
    finishMerged();
}

// Permits and readers: those who own at the same time lie in slotCount above each other.
void layoutOwners(ObjectRow& row, int slotCount) {
    const auto& holdings = row.object.holdings;
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
    std::vector<std::uint32_t> open;
    row.object.heldAt(row.from(), open);
    for (std::uint32_t index : open)
        add(holdings[index]);
    auto holding = std::upper_bound(holdings.begin(), holdings.end(), row.from(),
                                    [](Nanos t, const model::Holding& h) { return t < h.begin; });
    for (; holding != holdings.end() && holding->begin < row.to(); ++holding)
        add(*holding);
}

// More holdings in view than can be told apart: then the number of permits taken says more than a haze of owners.
bool crowded(const ObjectRow& row) {
    const auto& holdings = row.object.holdings;
    const auto before = [](const model::Holding& h, Nanos t) { return h.begin < t; };
    const auto first = std::lower_bound(holdings.begin(), holdings.end(), row.from(), before);
    const auto last = std::lower_bound(first, holdings.end(), row.to(), before);
    return static_cast<double>(last - first) > row.place.clip.width() / 4;
}

// A recursive lock: the owner's bar as high as the lock is deep.
void layoutRecursion(ObjectRow& row, const std::vector<Stretch>& levels) {
    double deepest = 1;
    for (const Stretch& stretch : levels)
        deepest = std::max(deepest, stretch.depth);
    LaneId last;
    for (const Stretch& stretch : levels) {
        if (stretch.depth <= 0) {
            last = {};
            continue;
        }
        const model::Holding* holding = holdingAt(row.object, stretch.begin);
        if (!holding)
            continue;
        const double height = std::max(2.0, std::round(row.band.height() * stretch.depth / deepest));
        const Ink ink = stretch.merged ? Ink(Role::Depth) : chipOf(holding->lane);
        const Tag tag{What::Holding, holding->lane, row.object.id, holding->acquired, -1, 1};
        const QRectF rect(stretch.left, row.band.bottom() - height, stretch.right - stretch.left, height);
        addClipped(row.bars, {rect, ink, Form::Solid, false, 0, 1, Role::Transparent, tag}, row.place.clip);
        if (stretch.merged)
            continue;
        const QString number = QString::number(stretch.depth);
        QString text = textOf(row.frame.model.name(holding->lane)) + QStringLiteral(" · ") + number;
        if (holding->lane == last || row.frame.measure.width(text, Type::Small) + 6 > rect.width())
            text = number;
        // The lowest step is too low for words when the lock is deep: they may stand in the free space above.
        const double textHeight = row.frame.measure.height(Type::Small);
        if (row.place.clip.contains(rect)) {
            if (rect.height() >= textHeight - 3)
                addOwnerLabel(row, rect, text, ink, tag);
            else if (rect.width() > row.frame.measure.width(text, Type::Small) + 4)
                addText(row.front, row.frame.measure, text,
                        QRectF(rect.left() + 2, rect.top() - textHeight, rect.width() - 2, textHeight), Type::Small,
                        Role::TextDim, Align::Left, tag);
        }
        last = holding->lane;
    }
}

void layoutDepth(ObjectRow& row, const std::vector<Stretch>& levels) {
    if (levels.empty())
        return;
    std::int64_t most = 1;
    const bool bounded = row.object.kind != ObjectKind::Latch && row.object.initial > 0;
    if (bounded && row.object.initial < 100'000)
        most = std::max(most, row.object.initial);
    else
        most = std::max(most, row.object.maxDepth);
    Profile profile;
    profile.baseline = row.band.bottom();
    profile.ink = Role::Depth;
    profile.tag = {What::Level, {}, row.object.id, model::NoEvent, -1, 1};
    const auto yOf = [&](double depth) {
        const double share = std::clamp(depth / static_cast<double>(most), 0.0, 1.0);
        return row.band.bottom() - std::round(row.band.height() * share);
    };
    for (const Stretch& stretch : levels) {
        profile.points.emplace_back(stretch.left, yOf(stretch.depth));
        profile.points.emplace_back(stretch.right, yOf(stretch.depth));
    }
    if (row.place.clip.contains(QRectF(levels.front().left, row.band.top(), 0.5, row.band.height())))
        row.bars.profiles.push_back(std::move(profile));
    if (bounded) { // the ceiling
        Line ceiling;
        ceiling.points[0] = QPointF(levels.front().left, row.band.top() - 0.5);
        ceiling.points[1] = QPointF(levels.back().right, row.band.top() - 0.5);
        ceiling.dashed = true;
        ceiling.ink = Role::TextDim;
        ceiling.opacity = 0.6F;
        if (row.place.clip.contains(ceiling.points[0]))
            row.bars.lines.push_back(ceiling);
    }
    for (const Stretch& stretch : levels) {
        const QString text = QString::number(stretch.depth);
        const double width = row.frame.measure.width(text, Type::Small);
        const QRectF room(stretch.left + 2, row.band.bottom() - row.frame.measure.height(Type::Small), width + 2,
                          row.frame.measure.height(Type::Small));
        if (!stretch.merged && stretch.depth > 0 && stretch.right - stretch.left > width + 6 && row.place.clip.contains(room))
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

// Every value as a box from its write to the next one; reads as rings in the reader's colour.
void layoutValues(ObjectRow& row) {
    const auto& events = row.object.events;
    const auto& log = row.frame.model.log();
    auto index = std::lower_bound(events.begin(), events.end(), row.from(),
                                  [&](model::EventIndex e, Nanos t) { return log[e].time < t; });
    // The value at the left edge was written before it.
    for (int looked = 0; index != events.begin() && looked < 4096; ++looked) {
        --index;
        if (log[*index].kind == trace::EventKind::Write)
            break;
    }
    double taken = -1e9;
    const double step = 4;
    while (index != events.end() && log[*index].time < row.to()) {
        const model::EventIndex shown = *index;
        const trace::EventKind kind = log[shown].kind;
        const double x = row.clampX(log[shown].time);
        if (kind != trace::EventKind::Write && kind != trace::EventKind::Read) {
            ++index;
            continue;
        }
        // All that falls into the same few pixels is one box with a count.
        auto next = index + 1;
        const Nanos limit = xToTime(row.frame.geometry.axis, x + step);
        if (next != events.end() && log[*next].time < limit)
            next = std::lower_bound(next, events.end(), limit,
                                    [&](model::EventIndex e, Nanos t) { return log[e].time < t; });
        const auto count = static_cast<std::uint32_t>(next - index);
        auto nextWrite = next;
        for (int looked = 0; nextWrite != events.end() && looked < 64 && log[*nextWrite].kind != trace::EventKind::Write;
             ++looked)
            ++nextWrite;
        const double right = nextWrite == events.end() ? row.clampX(row.to()) : row.clampX(log[*nextWrite].time);
        const LaneId lane{log[shown].lane};
        const Tag tag{What::ObjectMark, lane, row.object.id, shown, -1, count};
        // The value that stands afterwards is the last write's; in a crowd it is looked for a bounded way back.
        auto last = next;
        bool writes = false;
        for (int looked = 0; !writes && last != index && looked < 256; ++looked)
            writes = log[*--last].kind == trace::EventKind::Write;
        if (x >= row.place.clip.left() && row.place.clip.contains(QPointF(x, row.upper.center().y())) && x > taken) {
            row.front.marks.push_back({QPointF(x, row.upper.center().y()), 7, writes ? Glyph::Disc : Glyph::Circle,
                                       chipOf(lane), tag});
            taken = x + step;
        }
        if (writes) {
            const QRectF rect(std::round(x), row.band.top(), std::max(1.0, std::round(right) - std::round(x) - 1),
                              row.band.height());
            addClipped(row.bars, {rect, Role::Value, Form::Solid, false, 2, 1, Role::Transparent, tag}, row.place.clip);
            if (row.place.clip.contains(rect))
                addOwnerLabel(row, rect, valueText(row.frame.model.event(*last)), Role::Value, tag);
        }
        index = next;
    }
}

bool isLock(ObjectKind kind) {
    return kind == ObjectKind::Mutex || kind == ObjectKind::TimedMutex || kind == ObjectKind::SharedMutex ||
           kind == ObjectKind::InterpreterLock || kind == ObjectKind::Once;
}

bool isSemaphore(ObjectKind kind) { return kind == ObjectKind::Semaphore || kind == ObjectKind::BoundedSemaphore; }

} // namespace

int ownerSlots(const model::Object& object) {
    if (isSemaphore(object.kind) && object.initial > 1 && object.initial <= 6)
        return static_cast<int>(object.initial);
    return object.kind == ObjectKind::SharedMutex ? 3 : 1;
}

void layoutObject(Frame& frame, const RowPlace& place, const model::Object& object, Layer& bars, Layer& front) {
    ObjectRow row{frame, place, object, bars, front, {}, {}};
    const double scale = frame.theme.typeScale();
    const double upperHeight = std::round(11 * scale);
    row.upper = QRectF(place.rect.left(), place.rect.top() + 3, place.rect.width(), upperHeight);
    row.band = QRectF(place.rect.left(), place.rect.top() + 5 + upperHeight, place.rect.width(),
                      place.rect.height() - upperHeight - 8);

    if (object.kind == ObjectKind::Variable) {
        layoutValues(row);
        return;
    }
    const std::vector<Stretch> levels = stretches(row);
    layoutWaiters(row, levels);
    if (isLock(object.kind) && object.exclusive())
        layoutOwner(row);
    else if (ownerSlots(object) > 1 && !crowded(row))
        layoutOwners(row, ownerSlots(object));
    else if (object.kind == ObjectKind::RecursiveMutex)
        layoutRecursion(row, levels);
    else if (object.kind == ObjectKind::Event)
        layoutFlag(row, levels);
    else
        layoutDepth(row, levels);
}

QString objectStatus(const Frame& frame, const model::Object& object) {
    const Nanos now = frame.now();
    const model::Level* level = levelAt(object, now);
    QStringList parts;
    if (object.kind == ObjectKind::Variable) {
        const auto& log = frame.model.log();
        auto event = std::upper_bound(object.events.begin(), object.events.end(), now,
                                      [&](Nanos t, model::EventIndex e) { return t < log[e].time; });
        for (int looked = 0; event != object.events.begin() && looked < 4096; ++looked) {
            --event;
            if (log[*event].kind == trace::EventKind::Write || log[*event].kind == trace::EventKind::Read)
                return QStringLiteral("= ") + valueText(frame.model.event(*event));
        }
        return {};
    }
    if (object.kind == ObjectKind::Event) {
        parts << (level && level->depth > 0 ? QCoreApplication::translate("render", "set")
                                            : QCoreApplication::translate("render", "not set"));
    } else if (isSemaphore(object.kind)) {
        const std::int64_t taken = level ? level->depth : 0;
        parts << QCoreApplication::translate("render", "%1 of %2 taken").arg(taken).arg(object.initial);
    } else if (isLock(object.kind) || object.kind == ObjectKind::RecursiveMutex) {
        const model::Holding* holding = holdingAt(object, now);
        parts << (holding ? textOf(frame.model.name(holding->lane)) : QCoreApplication::translate("render", "free"));
    } else if (level && object.maxDepth > 0) {
        parts << QString::number(level->depth);
    }
    if (level && level->waiters > 0)
        parts << QCoreApplication::translate("render", "%1 wait").arg(level->waiters);
    return parts.join(QStringLiteral(" · "));
}

} // namespace braid::render
