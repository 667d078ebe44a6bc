#include "app/render/lanes/lane_headers.h"
#include "app/render/lanes/lane_density.h"
#include "app/render/rows/frame.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/ring.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/state_form.h"
#include "app/render/scene/translate.h"
#include "app/render/scene/words.h"
#include "engine/model/text/about_to.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace braid::render {

namespace {

void collect(const model::Model& model, const model::Lane& lane, std::vector<const model::Lane*>& into, int depth = 0) {
    into.push_back(&lane);
    if (depth > 64)
        return;
    for (LaneId child : lane.children) {
        if (const model::Lane* below = model.lane(child))
            collect(model, *below, into, depth + 1);
    }
}

// The triangle before a row that stands for others; `count` as What::Fold says.
void foldMark(const Frame& frame, const RowPlace& place, bool folded, std::uint32_t count, Layer& layer) {
    const double scale = frame.theme.typeScale();
    const double left = place.header.left() + 10 * scale + place.row.depth * 14 * scale;
    layer.marks.push_back({QPointF(left + 3, place.header.center().y()), static_cast<float>(8 * scale), folded ? Glyph::TriangleRight : Glyph::TriangleDown, Role::TextDim, {What::Fold, place.row.lane, {}, model::NoEvent, -1, count}});
}

/// In what the first of `members` that is stuck at the moment the headers are about stands, if any is. Asked of the findings: the stuck are
/// few, the members may be very many.
std::optional<analysis::FindingKind> stuckAmong(const Frame& frame, const std::vector<LaneId>& members) {
    std::vector<LaneId> stuck;
    for (const analysis::Finding& finding : frame.findings.all())
        if (analysis::holdsAt(finding, frame.now()))
            stuck.insert(stuck.end(), finding.lanes.begin(), finding.lanes.end());
    if (stuck.empty())
        return std::nullopt;
    std::sort(stuck.begin(), stuck.end());
    for (const LaneId id : members)
        if (std::binary_search(stuck.begin(), stuck.end(), id))
            if (const Ring ring = ringOf(frame.findings, id); ring.holdsAt(frame.now()))
                return ring.kind;
    return std::nullopt;
}

QString stuckWord(analysis::FindingKind kind) {
    switch (kind) {
    case analysis::FindingKind::Deadlock:
        return QCoreApplication::translate("render", "DEADLOCK");
    case analysis::FindingKind::Hang:
        return QCoreApplication::translate("render", "HANG");
    default:
        return QString::fromLatin1(analysis::findingName(kind)).toUpper();
    }
}

// "DEADLOCK 2" at the right end of a header; the new right end.
double stuckPill(const Frame& frame, const QRectF& rect, double right, const QString& text, const Tag& tag, Layer& layer) {
    const double width = frame.measure.width(text, Type::SmallBold) + 12 * frame.theme.typeScale();
    const double height = std::min(rect.height() - 2, frame.measure.height(Type::SmallBold) + 3);
    const QRectF pill(right - width, rect.center().y() - height / 2, width, height);
    layer.boxes.push_back({pill, Role::Deadlock, Form::Round, false, 0, 1, Role::Transparent, tag});
    addText(layer, frame.measure, text, pill, Type::SmallBold, Role::Deadlock, Align::Center, tag, true);
    return pill.left() - 6;
}

} // namespace

std::vector<const model::Lane*> laneAndBelow(const model::Model& model, const model::Lane& lane) {
    std::vector<const model::Lane*> lanes;
    collect(model, lane, lanes);
    return lanes;
}

// The one row of a thread's many coroutines.
void layoutCrowdHeader(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& layer) {
    const double scale = frame.theme.typeScale();
    const QRectF& rect = place.header;
    const bool small = rect.height() < 17 * scale;
    if (rect.height() < frame.measure.height(Type::Small) - 5)
        return;
    const double left = rect.left() + 10 * scale + place.row.depth * 14 * scale;
    foldMark(frame, place, true, 1, layer);
    const auto all = static_cast<qulonglong>(lane.children.size());
    const QString text = QCoreApplication::translate("render", "%1 coroutines").arg(QLocale().toString(all));
    addText(layer, frame.measure, text, QRectF(left + 12 * scale, rect.top(), rect.right() - left - 20 * scale, rect.height()),
            small ? Type::Small : Type::Normal, Role::Text, Align::Left, {What::Crowd, lane.id, {}, model::NoEvent, -1, 1});
}

void layoutFamilyHeader(const Frame& frame, const RowPlace& place, const model::Lane& first, Layer& layer) {
    const double scale = frame.theme.typeScale();
    const QRectF& rect = place.header;
    if (rect.height() < frame.measure.height(Type::Small) - 5)
        return;
    const std::vector<LaneId>& members = *place.row.members;
    const auto count = static_cast<std::uint32_t>(members.size());
    const Tag tag{What::Family, first.id, {}, model::NoEvent, -1, count};
    foldMark(frame, place, place.row.folded, count, layer);
    const bool small = rect.height() < 17 * scale;
    const Type type = small ? Type::Small : Type::Normal;
    const double left = rect.left() + 22 * scale + place.row.depth * 14 * scale;
    double right = rect.right() - 8 * scale;

    if (const auto kind = stuckAmong(frame, members))
        right = stuckPill(frame, rect, right, stuckWord(*kind), tag, layer);
    const QString pattern = shownName(frame.model, frame.model.families()[first.family].pattern);
    const QString name = place.row.folded && first.kind == trace::LaneKind::Process
                             ? QCoreApplication::translate("render", "%1 × %2, folded").arg(pattern, QLocale().toString(count))
                             : QCoreApplication::translate("render", "%1 × %2").arg(pattern, QLocale().toString(count));
    const double used = frame.measure.width(name, type) + 6 * scale;
    // What most of them do at the moment, where there is room to say it.
    std::array<std::size_t, model::StateCount> states{};
    for (LaneId id : members)
        if (const auto doing = laneStateAt(frame.model, *frame.model.lane(id), frame.now()))
            ++states[static_cast<std::size_t>(*doing)];
    const auto most = std::max_element(states.begin(), states.end());
    const QString doing = QCoreApplication::translate("render", "%1 %2")
                              .arg(QLocale().toString(static_cast<qulonglong>(*most)), stateName(static_cast<model::State>(most - states.begin())));
    if (*most > 0 && frame.measure.width(doing, Type::Small) < right - left - used) {
        addText(layer, frame.measure, doing, QRectF(left, rect.top(), right - left, rect.height()), Type::Small, Role::TextDim,
                Align::Right, tag);
        right -= frame.measure.width(doing, Type::Small) + 6;
    }
    addText(layer, frame.measure, name, QRectF(left, rect.top(), right - left, rect.height()), type, Role::Text, Align::Left, tag);
}

// Name, fold triangle, and what the lane does at the moment the headers are about.
void layoutLaneHeader(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& layer) {
    const double scale = frame.theme.typeScale();
    const Row& row = place.row;
    const QRectF& rect = place.header;
    const bool small = row.height < 17 * scale;
    const float corner = small ? 0 : 2; // not seen on so few pixels, and square ones are filled all at once
    const double textRoom = small ? frame.measure.height(Type::Small) : frame.measure.height(Type::Normal);
    if (rect.height() < textRoom - 5)
        return; // rows too low for words: the views' tooltips have the name
    const Tag tag{What::LaneHeader, lane.id, {}, model::NoEvent, -1, 1};
    const model::Lane* together = frame.model.lane(row.process);
    const model::Lane& named = together ? *together : lane;
    const bool process = named.kind == trace::LaneKind::Process;
    const QString name = shownName(frame.model, named.name);
    Type type = small ? Type::Small : process ? Type::Bold
                                              : Type::Normal;
    double left = rect.left() + 10 * scale + row.depth * 14 * scale;
    if (row.foldable)
        foldMark(frame, place, row.folded, 1, layer);
    left += 12 * scale;

    double right = rect.right() - 8 * scale;
    // In a high row what it does stands below its name, which then has the whole width.
    const double firstLine = frame.measure.height(Type::Normal) + 2, secondLine = frame.measure.height(Type::Small) + 5;
    const bool two = rect.height() >= firstLine + secondLine + 6 * scale && !row.bracket;
    const QRectF upper = two ? QRectF(rect.left(), rect.center().y() - (firstLine + secondLine) / 2, rect.width(), firstLine) : rect;
    const QRectF lower = two ? QRectF(rect.left(), upper.bottom(), rect.width(), secondLine) : rect;
    const double ends = right;
    const Ring ring = ringOf(frame.findings, lane.id);
    if (ring.holdsAt(frame.now())) {
        right = stuckPill(frame, lower, right, stuckWord(ring.kind) + u' ' + QString::number(ring.number), tag, layer);
    } else if (row.folded) {
        const QString text = QStringLiteral("+%1").arg(laneAndBelow(frame.model, lane).size() - 1);
        if (addText(layer, frame.measure, text, QRectF(right - 60, lower.top(), 60, lower.height()), Type::Small,
                    Role::TextDim, Align::Right, tag))
            right -= frame.measure.width(text, Type::Small) + 6;
    } else if (const auto doing = laneStateAt(frame.model, lane, frame.now())) {
        const model::State state = *doing;
        const bool dead = state == model::State::Failed && lane.ended != model::Open && frame.now() >= lane.ended;
        const bool over = state == model::State::Done && lane.end == model::End::KilledWithProcess && !together;
        QString text = dead || over ? endName(endToldOf(frame.model, row, lane).end) : stateName(state);
        double width = frame.measure.width(text, Type::Small);
        if (const auto next = model::shortAboutTo(frame.model, lane, frame.now())) {
            // What it is held before says more, where there is room for that and the name.
            const QString longer = translated(*next);
            const double more = frame.measure.width(longer, Type::Small);
            const double beside = two ? 0 : frame.measure.width(name, type);
            if (more + beside + 24 * scale < right - left) {
                text = longer;
                width = more;
            }
        }
        const double dot = 7 * scale;
        const double mark = lane.intervals().empty() ? 0 : 9 * scale; // the colour of what it owns
        double gap = 5;
        // Where the words would cut the name and their colour alone does not, that says it.
        const double room = right - left - mark - dot - 6, needed = two ? 0 : frame.measure.width(name, type);
        if (needed > room - width - gap && needed <= room) {
            text.clear();
            width = gap = 0;
        }
        if (two) // below the name, which the colour of what it owns is left of
            right = std::min(right, left + mark + dot + gap + width);
        addText(layer, frame.measure, text, QRectF(right - width, lower.top(), width + 1, lower.height()), Type::Small,
                Role::TextDim, Align::Left, tag);
        Box sign{QRectF(right - width - dot - gap, lower.center().y() - dot / 2, dot, dot), roleOf(state), Form::Solid, false, corner,
                 1, Role::Transparent, tag};
        if (const Form form = formOf(state); form == Form::Outline || form == Form::DashedOutline)
            sign.form = Form::Outline; // empty as its bar is; the patterns of others are not to be told apart so small
        sign.outlined = frame.theme.outlined(sign.ink.role);
        layer.boxes.push_back(sign);
        right = sign.rect.left() - 6;
    }
    if (!lane.intervals().empty()) { // the colour of what it owns
        const double high = std::min(rect.height() - 2, 14 * scale);
        layer.boxes.push_back({QRectF(left, upper.center().y() - high / 2, 4 * scale, high), chipOf(frame.model, lane.id), Form::Solid, false, corner,
                               1, Role::Transparent, tag});
        left += 9 * scale;
    }
    if (two)
        right = ends;
    // Heavy letters are the first thing that is given up.
    if (type == Type::Bold && frame.measure.width(name, type) > right - left)
        type = frame.measure.width(name, Type::Normal) > right - left ? Type::Small : Type::Normal;
    addText(layer, frame.measure, frame.measure.elidedInside(name, type, right - left), QRectF(left, upper.top(), right - left, upper.height()), type,
            named.daemon ? Role::TextDim : Role::Text, Align::Left, tag);
    if (!process || named.osId == 0)
        return;
    const QString number = QStringLiteral(" · %1").arg(named.osId); // its pid, where there is room for all of it
    const double used = frame.measure.width(name, type);
    if (used + frame.measure.width(number, Type::Small) <= right - left)
        addText(layer, frame.measure, number, QRectF(left + used, upper.top(), right - left - used, upper.height()), Type::Small,
                Role::TextDim, Align::Left, tag);
}

} // namespace braid::render
