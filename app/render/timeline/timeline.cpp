#include "app/render/timeline/timeline.h"
#include "app/render/lanes/lane_bars.h"
#include "app/render/lanes/lane_density.h"
#include "app/render/lanes/lane_headers.h"
#include "app/render/lanes/lane_marks.h"
#include "app/render/lanes/lane_tasks.h"
#include "app/render/lanes/packed_lanes.h"
#include "app/render/objects/object_family.h"
#include "app/render/objects/object_rows.h"
#include "app/render/objects/processor_row.h"
#include "app/render/paint/in_parallel.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/frame.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/words.h"
#include "app/render/scene/words_over_strokes.h"
#include "app/render/timeline/arrows.h"
#include "app/render/timeline/critical_path_ribbon.h"
#include "app/render/timeline/flags.h"
#include "app/render/timeline/lost_update_marks.h"
#include "app/render/timeline/overlay.h"
#include "app/render/timeline/repeated_words.h"
#include "app/render/timeline/step_mark.h"
#include "app/render/timeline/why_chain.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace braid::render {

namespace {

using model::Nanos;

// The rows that lie in `area`, with their places; `scroll` clamped. The first `stuck` pixels do not scroll.
template <class PartsOf>
std::vector<RowPlace> placed(const std::vector<Row>& rows, const QRectF& area, const QRectF& header, double scroll,
                             double stuck, PartsOf partsOf) {
    std::vector<RowPlace> result;
    const auto place = [&](const Row& row, double y, const QRectF& clip) {
        result.push_back({partsOf(QRectF(area.left(), y, area.width(), row.height)), row,
                          QRectF(header.left(), y, header.width(), row.height), clip});
    };
    auto row = rows.begin();
    for (; row != rows.end() && row->top + row->height <= stuck; ++row)
        place(*row, area.top() + row->top, area);
    const QRectF below = area.adjusted(0, stuck, 0, 0);
    row = std::partition_point(row, rows.end(), [&](const Row& r) { return r.top + r.height <= scroll + stuck; });
    for (; row != rows.end() && row->top < scroll + area.height(); ++row)
        place(*row, area.top() + row->top - scroll, below);
    return result;
}

// The object the selection is about: chosen itself, or what the chosen bar waits for or the chosen mark touches.
ObjectId selectedObjectOf(const model::Model& model, const ViewState& state) {
    if (state.selectedObject)
        return state.selectedObject;
    if (state.selectedEvent != model::NoEvent && state.selectedEvent < model.log().size()) {
        const ObjectId object{model.log()[state.selectedEvent].object};
        if (model.object(object))
            return object;
    }
    return {};
}

// Names that several of `rows` have.
std::set<std::string_view> sharedNames(const model::Model& model, const std::vector<Row>& rows) {
    std::unordered_set<std::string_view> known;
    std::set<std::string_view> shared;
    for (const Row& row : rows)
        if (const model::Object* object = model.object(row.object); object && !row.folded && !known.insert(object->name).second)
            shared.insert(object->name);
    return shared;
}

void layoutObjectHeader(const Frame& frame, const RowPlace& place, const model::Object& object, bool ambiguous, Layer& layer) {
    const double scale = frame.theme.typeScale();
    const QRectF rect = place.header.adjusted(22 * scale, 3, -8 * scale, -3);
    const Tag tag{What::ObjectHeader, {}, object.id, model::NoEvent, -1, 1};
    const double line = frame.measure.height(Type::Normal);
    QRectF top(rect.left(), rect.center().y() - line, rect.width(), line);
    QRectF bottom(rect.left(), rect.center().y(), rect.width(), line);
    const QString name = shownName(frame.model, object.name), kind = objectKindName(object);
    QString status = objectStatus(frame, object);
    // Two rows of one name say whose they are.
    if (const std::string_view maker = frame.model.name(object.creator); ambiguous && frame.model.lane(object.creator))
        status = QCoreApplication::translate("render", "made by %1").arg(shownName(frame.model, maker)) + (status.isEmpty() ? QString() : QStringLiteral(" · ") + status);
    addText(layer, frame.measure, name, top, Type::Bold, Role::Text, Align::Left, tag);
    addText(layer, frame.measure, status, bottom, Type::Small, Role::TextDim, Align::Left, tag);
    // The kind stands where there is room for all of it, beside the name or below it.
    const double kindWidth = frame.measure.width(kind, Type::Small) + 1;
    top.setLeft(top.left() + frame.measure.width(name, Type::Bold) + 8);
    bottom.setLeft(bottom.left() + frame.measure.width(status, Type::Small) + 8);
    if (top.width() >= kindWidth)
        addText(layer, frame.measure, kind, top, Type::Small, Role::TextDim, Align::Right, tag);
    else if (bottom.width() >= kindWidth)
        addText(layer, frame.measure, kind, bottom, Type::Small, Role::TextDim, Align::Right, tag);
}

// How many objects have no row, and that they can be had.
void layoutMoreObjects(const Frame& frame, const RowPlace& place, Layer& layer) {
    const double scale = frame.theme.typeScale();
    const auto count = static_cast<std::uint32_t>(std::min<std::size_t>(place.row.more, UINT32_MAX));
    const Tag tag{What::MoreObjects, {}, {}, model::NoEvent, -1, count};
    addClipped(layer, {place.header, Role::Transparent, Form::Solid, false, 0, 1, Role::Transparent, tag}, place.clip.united(QRectF(place.header.left(), place.clip.top(), 1, place.clip.height())));
    layer.marks.push_back({QPointF(place.header.left() + 13 * scale, place.header.center().y()), static_cast<float>(8 * scale), Glyph::TriangleRight, Role::TextDim, tag});
    const QString text = (count == 1 ? QCoreApplication::translate("render", "%1 more object") : QCoreApplication::translate("render", "%1 more objects")).arg(QLocale().toString(count));
    addText(layer, frame.measure, text, place.header.adjusted(22 * scale, 0, -8 * scale, 0), Type::Small, Role::TextDim, Align::Left, tag);
}

// While the selected object is held: a line under its holder's bars.
void layoutHolderLines(const Frame& frame, const std::vector<RowPlace>& places, Layer& layer) {
    const model::Object* object = frame.selectedObject ? frame.model.object(frame.selectedObject) : nullptr;
    if (!object)
        return;
    const Nanos from = frame.geometry.axis.from;
    const Nanos to = from + frame.geometry.axis.span();
    std::size_t drawn = 0;
    for (const model::Holding& holding : object->holdingsIn(from, to)) {
        const auto place = std::find_if(places.begin(), places.end(),
                                        [&](const RowPlace& p) { return p.row.lane == holding.lane; });
        if (place == places.end())
            continue;
        if (++drawn > 2000)
            break;
        const double left = frame.x(holding.begin);
        const double right = std::max(left + 1, frame.x(std::min(holding.end, frame.edge)));
        addClipped(layer,
                   {QRectF(left, place->rect.bottom() - 3, right - left, 3), chipOf(frame.model, holding.lane), Form::Solid, false, 0, 1, Role::Transparent, {What::Holding, holding.lane, object->id, holding.acquired, -1, 1}},
                   place->clip);
    }
}

void panelBox(Layer& layer, const QRectF& rect, Ink ink, const Tag& tag = {}) {
    if (!rect.isEmpty())
        layer.boxes.push_back({rect, ink, Form::Solid, false, 0, 1, Role::Transparent, tag});
}

void rowGround(const Frame& frame, const RowPlace& place, std::size_t index, bool selected, bool hovered, Layer& layer) {
    QRectF whole = place.whole;
    whole.setLeft(0);
    QRectF clip = place.clip;
    clip.setLeft(0);
    clip.setRight(frame.size.width());
    whole.setRight(clip.right());
    if (index % 2 == 1)
        addClipped(layer, {whole, Role::Stripe, Form::Solid, false, 0, 1, Role::Transparent, {}}, clip);
    if (selected)
        addClipped(layer, {whole, Role::SelectionTint, Form::Solid, false, 0, 1, Role::Transparent, {}}, clip);
    else if (hovered)
        addClipped(layer, {whole, Role::HoverTint, Form::Solid, false, 0, 1, Role::Transparent, {}}, clip);
}

// Index of `row` among all: stripes must not jump while scrolling.
std::size_t stripeOf(const std::vector<Row>& rows, const Row& row) {
    const auto found = std::partition_point(rows.begin(), rows.end(), [&](const Row& r) { return r.top < row.top; });
    return static_cast<std::size_t>(found - rows.begin());
}

/// From the back. Rows are laid out several at a time, each part of them into layers of its own.
enum LayerKind : std::size_t {
    Ground,
    Halos, ///< in parts, as all that is of lanes' rows
    Bars,
    Arrows,
    Outlines, ///< around what is selected; words lie over them
    Front,
    Signs,   ///< on arrows and under the bars of those who hold the selected object
    Dim,     ///< over what the question and the critical path are not about
    Strokes, ///< outlines of the question's bars, the critical path
    Words,   ///< those of lanes that the strokes would cross, once more, on plates
    WhyLinks,
    LinkWords, ///< those of lanes that the links would cross, once more, on plates
    ObjectGround,
    Objects, ///< each by itself
    ObjectLines,
    ObjectFront,
    Overlay,
    Panel, ///< covers what bars and labels let stand out to the left
    LaneHeaders,
    ObjectHeaders,
    Edges,
    Ruler,
    Notes,  ///< of bookmarks: their ground covers the numbers of the ruler
    Plates, ///< words on the ruler and over the lanes that cover others
    LayerKinds
};

/// Into so many parts the rows of lanes in view are cut, whether few or many: the layers keep their memory from frame to frame.
constexpr std::size_t LaneParts = 16;
constexpr double StuckTail = 72; ///< pixels

class Layers {
public:
    Layers(Scene& scene, std::size_t objects) : m_scene(scene) {
        m_counts.fill(1);
        for (const LayerKind kind : {Halos, Bars, Outlines, Front, LaneHeaders})
            m_counts[kind] = LaneParts;
        for (const LayerKind kind : {Objects, ObjectFront, ObjectHeaders})
            m_counts[kind] = objects;
        std::exclusive_scan(m_counts.begin(), m_counts.end(), m_begins.begin(), std::size_t{0});
        m_scene.clear(m_begins.back() + m_counts.back());
        for (std::size_t part = 0; part < LaneParts; ++part)
            (*this)(Bars, part).disjoint = true;
    }
    [[nodiscard]] Layer& operator()(LayerKind kind, std::size_t part = 0) { return m_scene.layers[m_begins[kind] + part]; }

private:
    Scene& m_scene;
    std::array<std::size_t, LayerKinds> m_counts{}, m_begins{};
};

void layoutRow(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layers& layers, std::size_t part) {
    // Words cannot be cut: those of a row half below the pinned ones would lie over theirs.
    Layer covered;
    const double stuck = frame.geometry.stuck;
    Layer& headers = place.header.center().y() - 9 * frame.theme.typeScale() < place.clip.top() && stuck > 0
                         ? covered
                         : layers(LaneHeaders, part);
    Layer& bars = layers(Bars, part);
    if (place.row.crowd) {
        layoutCrowd(frame, place, lane, bars);
        layoutCrowdHeader(frame, place, lane, headers);
        return;
    }
    if (place.row.members) {
        if (!place.row.folded || !layoutPacked(frame, place, layers(Halos, part), bars, layers(Outlines, part), layers(Front, part)))
            layoutFamily(frame, place, lane, bars);
        layoutFamilyHeader(frame, place, lane, headers);
        return;
    }
    if (place.row.folded) {
        layoutDensity(frame, place, laneAndBelow(frame.model, lane), bars);
    } else {
        Layer& front = layers(Front, part);
        Occupied upper, lower;
        keepWordsClear(frame, upper);
        keepWordsClear(frame, lower);
        layoutTasks(frame, place, lane, front, upper, lower);
        // Marks say what happened at one moment; the words of long bars find a place beside theirs.
        layoutMarks(frame, place, lane, front, upper, lower);
        layoutBars(frame, place, lane, layers(Halos, part), bars, layers(Outlines, part), front, upper, lower);
    }
    layoutLaneHeader(frame, place, lane, headers);
}

} // namespace

Scene layoutTimeline(const model::Model& model, const analysis::Findings& findings, const ViewState& state,
                     model::Nanos edge, QSizeF size, const Theme& theme, Scene again) {
    Scene scene = std::move(again);
    scene.size = size;
    const TimelineRows rows = timelineRows(model, state, size, theme);
    const std::vector<Row>&lanes = rows.lanes, &objects = rows.objects;
    const TimelineGeometry& geometry = rows.geometry;
    const ObjectId selectedObject = selectedObjectOf(model, state);
    const Nanos end = std::max(edge, model.endTime());
    // In a stuck run what goes on for ever shows behind the break.
    const Nanos drawnTo = end + (endsStuck(model) ? static_cast<Nanos>(geometry.axis.nanosPerPixel() * StuckTail * theme.typeScale()) : 0);
    std::vector<double> breaks;
    for (const BreakMark& mark : breakMarks(model, geometry.axis, BreakWidth + 2))
        breaks.push_back(std::round(mark.x));
    const auto frameWith = [&](const TypeMeasure& measure) {
        return Frame{model, findings, state, theme, measure, end, drawnTo, geometry, selectedObject, size, breaks};
    };

    const double scrollY = std::clamp(state.scrollY, 0.0, geometry.maxScrollY());
    const auto ofLane = [&theme](const QRectF& whole) { return laneParts(whole, theme.typeScale()); };
    std::vector<RowPlace> lanePlaces = placed(lanes, geometry.lanes, geometry.header, scrollY, geometry.stuck, ofLane);
    std::erase_if(lanePlaces, [&](const RowPlace& place) { return !model.lane(place.row.lane); });
    const double objectScroll = std::clamp(state.objectScrollY, 0.0, geometry.maxObjectScrollY());
    std::vector<RowPlace> objectPlaces;
    if (!geometry.heading.isEmpty())
        objectPlaces = placed(objects, geometry.objects, geometry.objectHeader, objectScroll, 0, [](const QRectF& whole) { return RowParts{whole, whole, whole}; });
    const auto isMore = [](const RowPlace& place) { return place.row.more > 0; };
    const auto morePlace = std::find_if(objectPlaces.begin(), objectPlaces.end(), isMore);
    const std::optional<RowPlace> more = morePlace != objectPlaces.end() ? std::optional(*morePlace) : std::nullopt;
    std::erase_if(objectPlaces, [&](const RowPlace& place) { return !place.row.processor && !model.object(place.row.object); });

    const std::set<std::string_view> ambiguous = sharedNames(model, objects);
    // Objects and arrows first: they take longest.
    Layers layers(scene, objectPlaces.size());
    inParallel(objectPlaces.size() + 1 + LaneParts, [&](std::size_t job) {
        const TypeMeasure measure(theme);
        const Frame frame = frameWith(measure);
        if (job < objectPlaces.size() && objectPlaces[job].row.processor) {
            layoutProcessor(frame, objectPlaces[job], layers(Objects, job), layers(ObjectFront, job));
            layoutProcessorHeader(frame, objectPlaces[job], layers(ObjectHeaders, job));
        } else if (job < objectPlaces.size()) {
            const model::Object& object = *model.object(objectPlaces[job].row.object);
            const RowPlace& place = objectPlaces[job];
            if (place.row.objects)
                layoutObjectFamilyHeader(frame, place, object, layers(ObjectHeaders, job));
            if (place.row.folded) {
                layoutObjectFamily(frame, place, object, layers(Objects, job));
            } else {
                layoutObject(frame, place, object, layers(Objects, job), layers(ObjectFront, job));
                layoutObjectHeader(frame, place, object, ambiguous.contains(object.name), layers(ObjectHeaders, job));
            }
        } else if (job == objectPlaces.size()) {
            layoutArrows(frame, lanePlaces, layers(Arrows));
        } else {
            const std::size_t part = job - objectPlaces.size() - 1;
            for (std::size_t i = lanePlaces.size() * part / LaneParts; i < lanePlaces.size() * (part + 1) / LaneParts; ++i)
                layoutRow(frame, lanePlaces[i], *model.lane(lanePlaces[i].row.lane), layers, part);
        }
    });

    const TypeMeasure measure(theme);
    const Frame frame = frameWith(measure);
    panelBox(layers(Ground), QRectF(QPointF(0, 0), size), Role::Background);
    for (const RowPlace& place : lanePlaces) {
        // The row of all coroutines of a lane is one with that of the lane.
        const auto means = [&](LaneId lane) { return place.row.isOf(lane) || (place.row.crowd && place.row.lane == lane); };
        rowGround(frame, place, stripeOf(lanes, place.row), means(state.selectedLane), means(state.hoveredLane), layers(Ground));
    }
    thinRepeatedWords(lanePlaces, {&layers(Front), LaneParts});
    layoutPlatesOverLines(layers(Arrows).lines, {&layers(Front), LaneParts}, layers(Outlines));
    layoutHolderLines(frame, lanePlaces, layers(Signs));
    layoutItemLabels(frame, layers(Arrows), {&layers(Front), LaneParts}, layers(Signs));
    const bool asked = layoutWhyChain(frame, lanes, lanePlaces, layers(Dim), layers(Strokes), layers(WhyLinks));
    // What is chosen is seen as it is: the path stays, its dim goes.
    const bool chosen = state.selectedLane || state.selectedObject || state.selectedEvent != model::NoEvent;
    layoutCriticalPathRibbon(frame, lanes, lanePlaces, !asked && !chosen, layers(Dim), layers(Strokes));
    layoutWordsOverStrokes(layers(Strokes), layers(Dim), {&layers(Front), LaneParts}, layers(Words));

    if (!geometry.heading.isEmpty()) {
        QRectF ground = geometry.objectHeader.united(geometry.objects);
        ground.setRight(size.width());
        panelBox(layers(ObjectGround), ground, Role::Background);
        for (const RowPlace& place : objectPlaces)
            rowGround(frame, place, stripeOf(objects, place.row), selectedObject && selectedObject == place.row.object, false, layers(ObjectGround));
    }

    QRectF below = geometry.header.united(geometry.objectHeader);
    below.setWidth(geometry.header.width());
    panelBox(layers(Panel), below, Role::Panel);
    for (const RowPlace& place : lanePlaces) {
        const bool selected = place.row.isOf(state.selectedLane) || (place.row.crowd && state.selectedLane == place.row.lane);
        const auto count = place.row.members ? static_cast<std::uint32_t>(place.row.members->size()) : 1U;
        const Tag tag{place.row.members ? What::Family : What::LaneHeader, place.row.lane, {}, model::NoEvent, -1, count};
        addClipped(layers(Panel), {place.header, selected ? Role::SelectionTint : Role::Transparent, Form::Solid, false, 0, 1, Role::Transparent, tag},
                   geometry.header.intersected(QRectF(geometry.header.left(), place.clip.top(), geometry.header.width(), place.clip.height())));
    }
    if (more)
        layoutMoreObjects(frame, *more, layers(Panel));
    panelBox(layers(Edges), QRectF(below.right() - 1, below.top(), 1, below.height()), Role::Edge);
    if (geometry.stuck > 0)
        panelBox(layers(Edges), QRectF(0, geometry.lanes.top() + geometry.stuck - 1, size.width(), 1), Role::Edge);

    Layer& ruler = layers(Ruler);
    panelBox(ruler, QRectF(0, 0, size.width(), geometry.ruler.height()), Role::Panel,
             {What::Ruler, {}, {}, model::NoEvent, -1, 1});
    panelBox(ruler, QRectF(0, geometry.ruler.height() - 1, size.width(), 1), Role::Edge);
    if (!geometry.heading.isEmpty()) {
        panelBox(ruler, geometry.heading, Role::Panel, {What::ObjectHeading, {}, {}, model::NoEvent, -1, 1});
        panelBox(ruler, QRectF(0, geometry.heading.top(), size.width(), 1), Role::Edge);
        panelBox(ruler, QRectF(0, geometry.heading.bottom() - 1, size.width(), 1), Role::Edge);
        const bool processors = !objects.empty() && objects.front().processor;
        const bool others = !objects.empty() && !objects.back().processor;
        addText(ruler, measure,
                !processors ? QCoreApplication::translate("render", "Locks and other objects")
                : others    ? QCoreApplication::translate("render", "Processors, locks and other objects")
                            : QCoreApplication::translate("render", "Processors"),
                geometry.heading.adjusted(22 * theme.typeScale(), 0, -8, 0), Type::SmallBold, Role::TextDim);
    }
    std::vector<QRectF> covered = layoutFlags(frame, layers(Arrows), layers(ObjectLines), layers(Notes));
    if (const auto plate = cursorPlate(frame))
        covered.push_back(*plate);
    const std::vector<QRectF> words = layoutBreaks(frame, covered, layers(Overlay), layers(Notes));
    covered.insert(covered.end(), words.begin(), words.end());
    layoutRuler(frame, covered, layers(Ground), layers(ObjectGround), ruler);
    layoutFindings(frame, layers(Arrows), layers(ObjectLines), ruler);
    layoutLostUpdates(frame, lanePlaces, objectPlaces, {&layers(Front), LaneParts}, {&layers(ObjectFront), objectPlaces.size()},
                      layers(WhyLinks), layers(Overlay));
    for (const std::span<const Layer> written : {std::span<const Layer>(&layers(Front), LaneParts), std::span<const Layer>(&layers(Signs), 1)})
        layoutWordsOverStrokes(layers(WhyLinks), layers(Dim), written, layers(LinkWords));
    layoutStep(frame, lanePlaces, layers(Overlay));
    layoutOverlay(frame, layers(Overlay), layers(Plates));
    return scene;
}

} // namespace braid::render
