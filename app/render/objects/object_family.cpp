#include "app/render/lanes/column_sums.h"
#include "app/render/objects/object_row.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <optional>

namespace braid::render {

namespace {

using model::Nanos;

/// Stretches that are looked at for one row, at most; with more in view nothing is drawn.
constexpr std::size_t MostEventsLookedAt = 60'000;

bool inUseAt(const model::Object& object, Nanos time) {
    if (object.ownable() && !object.semaphore())
        return !object.heldAt(time).empty();
    return object.levels().at(time).value_or(model::Level()).depth > 0;
}

/// Whether "in use" says something of objects of this kind.
bool isUsed(const model::Object& object) {
    return object.ownable() || object.queue() || object.kind == trace::ObjectKind::Event || object.kind == trace::ObjectKind::Pipe;
}

/// Adds the time in which `object` was in use; false where there is too much to look at.
bool addUse(const model::Object& object, Nanos from, Nanos to, std::size_t& looked, ColumnSums& sums) {
    if (object.ownable() && !object.semaphore()) {
        for (const model::Holding& holding : object.holdingsIn(from, to)) {
            if (++looked > MostEventsLookedAt)
                return false;
            sums.add(holding.begin, std::min(holding.end, to), model::State::Running);
        }
        return true;
    }
    const model::Levels::Range levels = object.levels().in(from, to);
    for (auto level = levels.begin(); level != levels.end(); ++level) {
        if (++looked > MostEventsLookedAt)
            return false;
        if (level->depth > 0)
            sums.add(level->time, std::min(object.levels().endOf(level), to), model::State::Running);
    }
    return true;
}

// "token *", "client *'s end": the name with * for its number, without what stands in brackets behind it.
QString familyPattern(const model::Model& model, const model::Object& first) {
    constexpr std::string_view Digits = "0123456789";
    const std::string_view whole = first.name;
    const std::size_t digit = whole.find_first_of(Digits);
    if (digit == std::string_view::npos)
        return shownName(model, whole);
    const std::string_view behind = whole.substr(std::min(whole.find_first_not_of(Digits, digit), whole.size()));
    std::string pattern = std::string(whole.substr(0, digit)) + '*' + std::string(behind.substr(0, behind.find_first_of("(0123456789")));
    pattern.erase(std::min(pattern.find_last_not_of(' ') + 1, pattern.size()));
    return shownName(model, pattern);
}

} // namespace

void layoutObjectFamilyHeader(const Frame& frame, const RowPlace& place, const model::Object& first, Layer& layer) {
    const double scale = frame.theme.typeScale();
    const auto count = static_cast<std::uint32_t>(place.row.objects->size());
    const Tag tag{What::ObjectFamily, {}, first.id, model::NoEvent, -1, count};
    layer.marks.push_back({QPointF(place.header.left() + 13 * scale, place.header.center().y()), static_cast<float>(8 * scale),
                           place.row.folded ? Glyph::TriangleRight : Glyph::TriangleDown, Role::TextDim, tag});
    if (!place.row.folded)
        return;
    const QRectF rect = place.header.adjusted(22 * scale, 3, -8 * scale, -3);
    const double line = frame.measure.height(Type::Normal);
    QRectF top(rect.left(), rect.center().y() - line, rect.width(), line);
    const QRectF bottom(rect.left(), rect.center().y(), rect.width(), line);
    const QString pattern = familyPattern(frame.model, first);
    const QString name = QCoreApplication::translate("render", "%1 × %2").arg(pattern, QLocale().toString(count));
    addText(layer, frame.measure, name, top, Type::Bold, Role::Text, Align::Left, tag);
    top.setLeft(top.left() + std::min(frame.measure.width(name, Type::Bold), top.width()) + 8);
    if (top.width() > 20)
        addText(layer, frame.measure, objectKindName(first), top, Type::Small, Role::TextDim, Align::Right, tag);
    if (!isUsed(first))
        return;
    const auto used = std::count_if(place.row.objects->begin(), place.row.objects->end(), [&](ObjectId id) {
        const model::Object* object = frame.model.object(id);
        return object && inUseAt(*object, frame.now());
    });
    addText(layer, frame.measure, QCoreApplication::translate("render", "%1 in use").arg(QLocale().toString(static_cast<qlonglong>(used))),
            bottom, Type::Small, Role::TextDim, Align::Left, tag);
}

void layoutObjectFamily(const Frame& frame, const RowPlace& place, const model::Object& first, Layer& bars) {
    const Columns columns(frame);
    const Nanos to = std::min(columns.to, frame.edge);
    if (!isUsed(first) || columns.count <= 0 || to <= columns.from)
        return;
    std::vector<Nanos> edges;
    for (int column = 0; column <= columns.count; ++column)
        edges.push_back(columns.time(column));
    ColumnSums sums(edges);
    std::size_t looked = 0;
    for (ObjectId id : *place.row.objects) {
        const model::Object* object = frame.model.object(id);
        if (object && !addUse(*object, columns.from, to, looked, sums))
            return;
    }
    const ColumnSums::Result result = sums.result();
    const QRectF band = place.rect.adjusted(0, 5, 0, -5);
    Profile profile;
    profile.baseline = band.bottom();
    profile.tag = {What::ObjectFamily, {}, first.id, model::NoEvent, -1, static_cast<std::uint32_t>(place.row.objects->size())};
    const double whole = static_cast<double>(place.row.objects->size());
    if (band.top() < place.clip.top() - 5 || band.bottom() > place.clip.bottom() + 5)
        return;
    for (std::size_t column = 0; column < result.sums.size(); ++column) {
        const double length = static_cast<double>(std::max<Nanos>(1, edges[column + 1] - edges[column]));
        const double share = static_cast<double>(result.sums[column][static_cast<std::size_t>(model::State::Running)]) / length / whole;
        const double y = band.bottom() - std::round(band.height() * std::min(1.0, share));
        const double x = place.clip.left() + static_cast<double>(column);
        profile.points.emplace_back(x, y);
        profile.points.emplace_back(x + 1, y);
    }
    bars.profiles.push_back(std::move(profile));
}

} // namespace braid::render
