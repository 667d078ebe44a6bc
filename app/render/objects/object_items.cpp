#include "app/render/objects/object_row.h"
#include "app/render/objects/object_slots.h"
#include "app/render/rows/breaks.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "engine/model/query/queue_items.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace braid::render {

using model::Nanos;
using trace::EventKind;
using trace::ObjectKind;

namespace {

constexpr int MostSlots = 56;                  ///< deeper queues are drawn as a curve
constexpr std::int64_t MostWatched = 16;       ///< descriptors of a loop; more of them are drawn as a curve
constexpr std::int64_t AllSlots = 8;           ///< up to this bound a queue shows all its places
constexpr double SlotsHeight = 224;            ///< all slots together, at most
constexpr double SlotHeight = 14;              ///< one slot, where there are few
constexpr double LeastSlot = 4;                ///< one slot, where there are many
constexpr double PixelsAChange = 3;            ///< with less for each put and get in view the curve says more
constexpr std::size_t MostPieces = 6000;       ///< bars that the items of one row are drawn as
constexpr std::size_t MostEventsBefore = 4096; ///< events before the view that are looked through for what lies in the queue there
constexpr double PixelsACall = 8;              ///< with less for each call in view what they are given is not shown
constexpr double ShortStay = 3;                ///< an item that was in the queue for a moment is drawn so wide

// What a descriptor is watched for.
QString readinessText(std::uint32_t what) {
    const QString read = QCoreApplication::translate("render", "read"), write = QCoreApplication::translate("render", "write");
    const bool reads = what & trace::ReadyToRead, writes = what & trace::ReadyToWrite;
    return reads && writes ? read + u'+' + write : writes ? write
                                                          : read;
}

/// What an item is called, from the longest to the shortest.
std::array<QString, 2> namesOf(const model::Model& model, const model::Object& queue, const trace::Event& put) {
    const QString label = queue.kind == ObjectKind::Loop ? shownName(model, put.text) : textOf(put.text);
    if (queue.kind == ObjectKind::Loop) {
        const QString name = label.isEmpty() ? QStringLiteral("fd %1").arg(put.a) : label;
        return {name + QStringLiteral(": ") + readinessText(put.b), name};
    }
    if (queue.kind == ObjectKind::PriorityQueue) {
        const QString priority = QString::number(put.b);
        return {label.isEmpty() || label == priority ? priority : priority + QStringLiteral(" │ ") + label, priority};
    }
    const QString number = QString::number(put.a);
    return {label.isEmpty() ? number : label, label.isEmpty() ? number : QString()};
}

/// A bar of a slot, from left to right.
struct Piece {
    double left = 0, right = 0;
    std::size_t stay = 0;
    bool brief = false; ///< drawn wider than it was: its name stands beside it
};

/// Where a call was over that had been given the whole list.
struct Cut {
    std::size_t slot = 0;
    double x = 0;
};

/// Draws the items of one row.
class Items {
public:
    Items(ObjectRow& row, const std::vector<model::ItemStay>& stays)
        : m_row(row), m_stays(stays), m_slots(static_cast<std::size_t>(itemSlots(row.object))), m_taken(m_slots.size()) {}

    void layout() {
        for (std::size_t stay = 0; stay < m_stays.size(); ++stay)
            place(stay);
        if (m_row.object.kind == ObjectKind::Loop)
            findCalls();
        for (std::size_t slot = 0; slot < m_slots.size(); ++slot) {
            std::stable_sort(m_slots[slot].begin(), m_slots[slot].end(), [](const Piece& a, const Piece& b) { return a.left < b.left; });
            for (std::size_t piece = 0; piece < m_slots[slot].size(); ++piece)
                draw(slot, piece);
        }
        for (const Cut& cut : m_cuts) {
            const QRectF band = bandOf(cut.slot);
            addClipped(m_row.bars, {QRectF(cut.x - 1, band.top(), 2, band.height()), Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}}, m_row.place.clip);
        }
        m_row.front.marks.insert(m_row.front.marks.end(), m_ready.begin(), m_ready.end());
    }

private:
    // The bars of one item, one for each place at which it lay long enough to be seen.
    void place(std::size_t index) {
        const model::ItemStay& stay = m_stays[index];
        const double end = std::round(m_row.clampX(std::min(stay.end, m_row.to())));
        const double begin = std::round(m_row.clampX(stay.places.empty() ? stay.begin : stay.places.front().first));
        if (end - begin < ShortStay) {
            const std::size_t slot = stay.places.empty() ? 0 : stay.places.back().second;
            if (slot < m_slots.size() && begin < m_row.place.clip.right())
                m_slots[slot].push_back({begin, begin + ShortStay, index, true});
            return;
        }
        for (std::size_t i = 0; i < stay.places.size(); ++i) {
            const double left = std::round(m_row.clampX(stay.places[i].first));
            const double right = i + 1 < stay.places.size() ? std::round(m_row.clampX(stay.places[i + 1].first)) : end;
            if (right > left && stay.places[i].second < m_slots.size())
                m_slots[stay.places[i].second].push_back({left, right, index, false});
        }
    }

    void draw(std::size_t slot, std::size_t index) {
        const Piece& piece = m_slots[slot][index];
        const double next = index + 1 < m_slots[slot].size() ? m_slots[slot][index + 1].left : m_row.place.clip.right();
        const model::ItemStay& stay = m_stays[piece.stay];
        const trace::Event put = m_row.frame.model.event(stay.put);
        const Ink ink = chipOf(m_row.frame.model, put.lane);
        const Tag tag{What::ObjectMark, put.lane, m_row.object.id, stay.put, -1, 1};
        const QRectF band = bandOf(slot);
        const double right = std::min(piece.right, next) - (piece.right - piece.left > 5 ? 1 : 0);
        const QRectF rect(piece.left, band.top(), std::max(1.0, right - piece.left), band.height());
        addClipped(m_row.bars, {rect, ink, Form::Solid, false, 2, 1, Role::Transparent, tag}, m_row.place.clip);
        const model::EventIndex selected = m_row.frame.state.selectedEvent;
        if (selected != model::NoEvent && (selected == stay.put || selected == stay.got))
            addClipped(m_row.front, {rect, Role::Accent, Form::Outline, false, 2, 1.5F, Role::Transparent, {}}, m_row.place.clip);
        if (m_row.place.clip.contains(rect))
            name(slot, piece, rect, next, put, ink, tag);
    }

    [[nodiscard]] QRectF bandOf(std::size_t slot) const {
        const double height = m_row.items.height() / static_cast<double>(m_slots.size());
        const double bottom = std::round(m_row.items.bottom() - height * static_cast<double>(slot));
        const double top = std::round(m_row.items.bottom() - height * static_cast<double>(slot + 1)) + (height > 5 ? 1 : 0);
        return {0, top, 0, bottom - top};
    }

    // What distinguishes the ways to wait for many: select and poll are given the whole list at each call, so all bars are cut where
    // one is over; what epoll watches it keeps. In the bar of each descriptor that a call found ready stands a mark.
    void findCalls() {
        const model::Log& log = m_row.frame.model.log();
        std::vector<model::EventIndex> calls, ready;
        for (const model::EventIndex event : m_row.frame.model.eventsIn(m_row.object.events(), m_row.from(), m_row.to() + 1)) {
            if (log[event].kind == EventKind::IoEnd && givesWholeList(m_row.frame.model.event(event)))
                calls.push_back(event);
            else if (log[event].kind == EventKind::FdReady)
                ready.push_back(event);
        }
        const auto fits = [&](const auto& events) { return static_cast<double>(events.size()) * PixelsACall <= m_row.place.clip.width(); };
        if (fits(calls))
            for (const model::EventIndex call : calls)
                cutAt(log[call].time);
        if (fits(ready))
            for (const model::EventIndex event : ready)
                markReady(event);
        for (auto& taken : m_taken)
            std::sort(taken.begin(), taken.end());
    }

    void cutAt(Nanos time) {
        const double x = std::round(m_row.frame.x(time));
        for (const model::ItemStay& stay : m_stays) {
            const bool during = stay.begin < time && time < std::min(stay.end, m_row.to()) && !stay.places.empty() && stay.places.back().second < m_slots.size();
            if (!during || x - std::round(m_row.clampX(stay.begin)) < ShortStay)
                continue;
            m_cuts.push_back({stay.places.back().second, x});
            m_taken[stay.places.back().second].emplace_back(x - 1, x + 1);
        }
    }

    void markReady(model::EventIndex event) {
        constexpr double LeastBand = 8;
        const trace::Event found = m_row.frame.model.event(event);
        const Nanos time = m_row.frame.model.log()[event].time;
        for (const model::ItemStay& stay : m_stays) {
            if (stay.number != found.a || time < stay.begin || time > stay.end || stay.places.empty() || stay.places.back().second >= m_slots.size())
                continue;
            const std::size_t slot = stay.places.back().second;
            const QRectF band = bandOf(slot);
            const QPointF at(std::round(m_row.frame.x(time)), band.center().y());
            const bool inBar = at.x() - 5 > m_row.clampX(stay.begin) && at.x() + 5 < m_row.clampX(std::min(stay.end, m_row.to()));
            if (inBar && band.height() >= LeastBand && m_row.place.clip.contains(QRectF(at - QPointF(4, 4), QSizeF(8, 8)))) {
                m_taken[slot].emplace_back(at.x() - 4, at.x() + 4);
                m_ready.push_back({at, 8, Glyph::TriangleUp, Role::Background, {What::ObjectMark, found.lane, m_row.object.id, event, -1, 1}});
            }
            return;
        }
    }

    /// The first place in `inside`, of this slot, that is so wide and has no mark and no cut in it; empty where there is none.
    [[nodiscard]] QRectF freeRoom(std::size_t slot, const QRectF& inside, double width) const {
        constexpr double Beside = 2;
        double left = inside.left();
        const auto upTo = [&](double right) { return clearRoom(m_row.frame, QRectF(left, inside.top(), std::max(0.0, right - left), inside.height()), width); };
        for (const auto& [begin, end] : m_taken[slot]) {
            if (end + Beside <= left || begin - Beside >= inside.right())
                continue;
            if (const QRectF room = upTo(begin - Beside); room.width() >= width)
                return room;
            left = std::max(left, end + Beside);
        }
        const QRectF room = upTo(inside.right());
        return room.width() >= width ? room : QRectF();
    }

    // Inside the bar; beside it where the item was there for a moment only.
    void name(std::size_t slot, const Piece& piece, const QRectF& rect, double next, const trace::Event& put, Ink ink, const Tag& tag) {
        const TypeMeasure& measure = m_row.frame.measure;
        if (rect.height() < measure.ascent(Type::Small) - 1)
            return;
        for (const QString& text : namesOf(m_row.frame.model, m_row.object, put)) {
            const double width = measure.width(text, Type::Small);
            QRectF inside = rect.adjusted(3, 0, -2, 0);
            if (piece.brief)
                inside = QRectF(rect.right() + 2, rect.top(), next - rect.right() - 4, rect.height());
            const QRectF room = freeRoom(slot, inside, width);
            if (text.isEmpty() || room.isEmpty())
                continue;
            addText(m_row.front, measure, text, room, Type::Small, piece.brief ? Ink(Role::Text) : ink, Align::Left, tag, !piece.brief);
            return;
        }
        if (!piece.brief && m_taken[slot].empty())
            addOwnerLabel(m_row, rect, namesOf(m_row.frame.model, m_row.object, put).front(), ink, tag);
    }

    ObjectRow& m_row;
    const std::vector<model::ItemStay>& m_stays;
    std::vector<std::vector<Piece>> m_slots;
    std::vector<std::vector<std::pair<double, double>>> m_taken; ///< of each slot, by time: where marks and cuts are
    std::vector<Cut> m_cuts;
    std::vector<Mark> m_ready;
};

// How often an item came or went in view; none where there is too much to look at.
std::optional<std::size_t> changesIn(const ObjectRow& row) {
    constexpr std::size_t MostInView = 20'000;
    const model::Events events = row.frame.model.eventsIn(row.object.events(), row.from(), row.to() + 1);
    if (events.size() > MostInView)
        return std::nullopt;
    std::size_t changes = 0;
    for (const model::EventIndex event : events) {
        const EventKind kind = row.frame.model.log()[event].kind;
        changes += kind == EventKind::Put || kind == EventKind::Get || kind == EventKind::Watch || kind == EventKind::Unwatch;
    }
    return changes;
}

// The places that a bounded queue has, where all of them are shown.
void layoutBound(ObjectRow& row, int slotCount) {
    if (!row.object.queue() || row.object.initial <= 0 || row.object.initial > slotCount)
        return;
    const double height = row.items.height() / slotCount;
    const double y = std::round(row.items.bottom() - height * static_cast<double>(row.object.initial)) - 0.5;
    const double left = row.clampX(row.object.created), right = row.clampX(row.to());
    if (right > left && row.place.clip.contains(QPointF(left, y)))
        row.bars.lines.push_back({{QPointF(left, y), QPointF(right, y)}, 2, false, Dash::Dashed, Role::TextDim, 1, 0.6F, Cap::None, {}});
}

} // namespace

int itemSlots(const model::Object& queue) {
    if (queue.kind == ObjectKind::Loop)
        return queue.maxDepth <= MostWatched ? static_cast<int>(queue.maxDepth) : 0;
    if (!queue.queue() || queue.kind == ObjectKind::Pipe || queue.maxDepth > MostSlots)
        return 0;
    const std::int64_t deepest = std::max<std::int64_t>(queue.maxDepth, 1);
    return static_cast<int>(queue.initial > deepest && queue.initial <= AllSlots ? queue.initial : deepest);
}

bool givesWholeList(const trace::Event& end) {
    const auto call = static_cast<trace::IoCall>(end.b >> trace::IoCallShift);
    return call == trace::IoCall::Select || call == trace::IoCall::Poll;
}

double itemsHeight(int slotCount, double typeScale) {
    return std::round(std::clamp(SlotsHeight / slotCount, LeastSlot, SlotHeight) * slotCount * typeScale);
}

double unfinishedHeight(const model::Object& queue, double typeScale) {
    return queue.unfinishedCounts ? std::round(18 * typeScale) : 0;
}

bool isHandedOperations(const model::Model& model, const model::Object& loop) {
    constexpr std::size_t MostLookedAt = 256;
    std::size_t looked = 0;
    for (const model::EventIndex event : loop.events()) {
        if (++looked > MostLookedAt)
            break;
        if (model.log()[event].kind != EventKind::IoBegin && model.log()[event].kind != EventKind::IoEnd)
            continue;
        const auto call = static_cast<trace::IoCall>(model.event(event).b >> trace::IoCallShift);
        return call == trace::IoCall::Submit || call == trace::IoCall::Reap;
    }
    return false;
}

bool layoutItems(ObjectRow& row) {
    const int slotCount = itemSlots(row.object);
    const std::optional<std::size_t> changes = changesIn(row);
    if (slotCount == 0 || !changes || static_cast<double>(*changes) * PixelsAChange > row.place.clip.width() ||
        *changes * static_cast<std::size_t>(slotCount) > MostPieces)
        return false;
    const auto stays = row.object.kind == ObjectKind::Loop
                           ? model::watchStays(row.frame.model, row.object, row.from(), row.to() + 1, MostEventsBefore)
                           : model::itemStays(row.frame.model, row.object, row.from(), row.to() + 1, MostEventsBefore);
    if (!stays)
        return false;
    Items(row, *stays).layout();
    layoutBound(row, slotCount);
    return true;
}

void layoutUnfinished(ObjectRow& row) {
    const model::Events events = row.frame.model.eventsIn(row.object.events(), row.from() + 1, row.to() + 1);
    std::optional<std::int64_t> count = model::unfinishedAt(row.frame.model, row.object, row.from(), MostEventsBefore);
    if (!count || events.size() > MostEventsBefore)
        return;
    struct Step {
        double left;
        std::int64_t count;
    };
    std::vector<Step> steps{{std::round(row.clampX(std::max(row.from(), row.object.created))), *count}};
    std::int64_t most = std::max<std::int64_t>(*count, 1);
    for (const model::EventIndex index : events) {
        const model::LogEntry entry = row.frame.model.log()[index];
        if (entry.kind == EventKind::Put)
            ++*count;
        else if (entry.kind == EventKind::TaskDone)
            count = static_cast<std::int64_t>(std::min<std::uint64_t>(row.frame.model.event(index).a, INT32_MAX));
        most = std::max(most, *count);
        if (const double left = std::round(row.clampX(entry.time)); left > steps.back().left)
            steps.push_back({left, *count});
        else
            steps.back().count = *count;
    }
    const double end = std::round(row.clampX(row.to()));
    const Tag tag{What::Level, {}, row.object.id, model::NoEvent, -1, 1};
    Profile profile;
    profile.baseline = row.unfinished.bottom();
    profile.ink = Role::Unfinished;
    profile.tag = tag;
    const TypeMeasure& measure = row.frame.measure;
    const double words = measure.height(Type::Small);
    bool named = false;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const double right = i + 1 < steps.size() ? steps[i + 1].left : end;
        if (right <= steps[i].left)
            continue;
        const double y = row.unfinished.bottom() - std::round(row.unfinished.height() * static_cast<double>(steps[i].count) / static_cast<double>(most));
        profile.points.emplace_back(steps[i].left, y);
        profile.points.emplace_back(right, y);
        const QRectF room(steps[i].left + 3, row.unfinished.bottom() - words, right - steps[i].left - 4, words);
        if (!row.place.clip.contains(room) || (steps[i].count == 0 && !named))
            continue;
        const QString number = QString::number(steps[i].count);
        for (const QString& text : {QCoreApplication::translate("render", "%1 unfinished").arg(number), number})
            if (const double width = measure.width(text, Type::Small) + 2; width <= clearRoom(row.frame, room, width).width()) {
                addText(row.front, measure, text, clearRoom(row.frame, room, width), Type::Small, Role::Text, Align::Left, tag);
                named = true;
                break;
            }
    }
    if (!profile.points.empty() && row.place.clip.contains(QRectF(profile.points.front().x(), row.unfinished.top(), 0.5, row.unfinished.height())))
        row.bars.profiles.push_back(std::move(profile));
}

} // namespace braid::render
