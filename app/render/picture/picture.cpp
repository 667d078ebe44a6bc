#include "app/render/picture/picture.h"

#include "app/render/objects/object_interest.h"
#include "app/render/panels/legend.h"
#include "app/render/picture/picture_parts.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/scene.h"
#include "app/render/timeline/timeline.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace braid::render {

namespace {

constexpr std::size_t MostObjects = 16;      ///< rows of a picture: it shall be looked at, not scrolled through
constexpr std::size_t MostOfAllObjects = 60; ///< … in which all of them were asked for
constexpr double SensibleHeight = 1800;      ///< of the lanes of a picture whose height is free; beyond it families of processes are folded
constexpr std::size_t ManyAlike = 12;        ///< … which have more members than this
constexpr double Margin = 16;
constexpr double PaneHeading = 22;
constexpr double PaneShare = 0.45; ///< of the picture; wider panes stand below the timeline

// Of all lanes only `wanted` and those they belong to, unfolded as far as that takes.
void keepOnly(const model::Model& model, const std::set<LaneId>& wanted, ViewState& state) {
    std::set<LaneId> kept;
    for (LaneId id : wanted) {
        const model::Lane* lane = model.lane(id);
        if (!lane)
            continue;
        kept.insert(id);
        for (lane = model.lane(lane->parent); lane && kept.insert(lane->id).second; lane = model.lane(lane->parent)) {
            state.folded.erase(lane->id);
            if (lane->crowd)
                state.unfolded.insert(lane->id);
        }
    }
    for (LaneId id : model.lanes()) {
        if (!kept.contains(id))
            state.hidden.insert(id);
        else
            state.hidden.erase(id);
    }
}

// Processes of one name and parent are one row each where there are many: a picture is looked at as a whole.
void foldProcesses(const model::Model& model, ViewState& state) {
    const auto fold = [&](const std::vector<LaneId>& siblings) {
        std::map<std::uint32_t, std::size_t> counts;
        for (LaneId id : siblings)
            if (const model::Lane* lane = model.lane(id); lane && lane->kind == trace::LaneKind::Process)
                ++counts[lane->family];
        for (const auto& [family, count] : counts)
            if (count > ManyAlike)
                state.families[family] = true;
    };
    fold(model.roots());
    for (LaneId id : model.lanes())
        if (const model::Lane* lane = model.lane(id); lane && !lane->children.empty() && !lane->crowd)
            fold(lane->children);
}

// The title and the parameters; gives the y below them.
double layoutTitle(const PictureOptions& options, const QString& number, double width, const TypeMeasure& measure, Layer& layer) {
    double y = Margin;
    const auto line = [&](const QString& text, Type type, Ink ink) {
        if (text.isEmpty())
            return;
        const double height = std::ceil(measure.height(type)) + 4;
        addText(layer, measure, text, QRectF(Margin, y, width - 2 * Margin, height), type, ink);
        y += height;
    };
    if (!number.isEmpty())
        addText(layer, measure, number, QRectF(width - Margin - 100, y, 100, std::ceil(measure.height(Type::Normal)) + 4),
                Type::Normal, Role::TextDim, Align::Right);
    line(options.title, Type::Title, Role::Text);
    line(options.parameters, Type::Normal, Role::TextDim);
    if (y == Margin && !number.isEmpty())
        y += std::ceil(measure.height(Type::Normal)) + 4;
    return y > Margin ? y + 8 : y;
}

Layer frameAround(const QRectF& rect) {
    Layer border;
    border.boxes.push_back({rect, Role::Edge, Form::Outline, false, 0, 1, Role::Transparent, {}});
    return border;
}

// The panes under each other from `at` on; gives the y below them.
double placePanes(const std::vector<PicturePane>& panes, QPointF at, const TypeMeasure& measure, Scene& picture) {
    for (const PicturePane& pane : panes) {
        if (pane.scene.layers.empty())
            continue;
        if (!pane.title.isEmpty()) {
            addText(picture.layers.front(), measure, pane.title,
                    QRectF(at, QSizeF(std::max(1.0, pane.scene.size.width()), PaneHeading)), Type::SmallBold, Role::TextDim);
            at.ry() += PaneHeading;
        }
        Scene scene = pane.scene;
        translate(scene, at);
        append(picture, std::move(scene));
        picture.layers.push_back(frameAround(QRectF(at, pane.scene.size)));
        at.ry() += pane.scene.size.height() + Margin;
    }
    return at.y();
}

double widest(const std::vector<PicturePane>& panes) {
    double width = 0;
    for (const PicturePane& pane : panes)
        if (!pane.scene.layers.empty())
            width = std::max(width, pane.scene.size.width());
    return width;
}

} // namespace

ViewState pictureView(const model::Model& model, const analysis::Findings& findings, model::Nanos edge, const PictureOptions& options) {
    ViewState state = options.view;
    const model::Nanos end = std::max(edge, model.endTime());
    state.followLive = false;
    state.hoveredLane = {};
    state.hoveredEvent = model::NoEvent;
    state.showArrows = options.arrows;
    state.showMarks = options.marks;
    state.showObjects = options.objects;
    state.findings = objectsNamed(findings);
    if (options.seen)
        return state;
    if (options.from || options.to) {
        state.from = options.from.value_or(0);
        state.to = std::max(options.to.value_or(end), state.from + MinSpan);
        if (state.to >= end)
            state.to += roomBehind(model, state.to - state.from);
    } else {
        const TimeRange whole = wholeRun(model, end, 0.01);
        state.from = whole.from;
        state.to = whole.to;
    }
    state.scrollY = 0;
    state.objectScrollY = 0;
    state.filter = options.lanes.toStdString();
    state.states.clear();
    state.onlyObject = {};
    state.mostObjects = state.allObjects ? MostOfAllObjects : MostObjects;
    if (options.onlyLanes)
        keepOnly(model, *options.onlyLanes, state);
    else if (state.families.empty() && state.filter.empty() && !options.height && options.page == Page::AsDrawn &&
             contentHeight(laneRows(model, state)) > SensibleHeight)
        foldProcesses(model, state);
    return state;
}

LegendContent wantedLegend(const model::Model& model, const analysis::Findings& findings, const PictureOptions& options,
                           const ViewState& view) {
    if (!options.legend)
        return {};
    LegendContent content = legendOf(model, findings, view);
    for (const model::State state : options.legendLeftOut)
        content.states.erase(state);
    for (const auto& [state, word] : options.legendWords)
        content.words[state] = word;
    if (!options.arrows)
        content.arrows.clear();
    if (!options.marks) // on lanes; what the rows of objects show stays
        content.signs.erase(content.signs.begin(), content.signs.lower_bound(Sign::Holder));
    if (view.criticalPath)
        content.signs.insert(Sign::CriticalPath);
    return content;
}

LegendContent legendContent(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                            const PictureOptions& options) {
    const ViewState view = pictureView(model, findings, edge, options);
    return legendOf(model, findings, view);
}

double heightAround(const PictureOptions& options, const LegendContent& legend) {
    const Theme theme = themeOf(options);
    const TypeMeasure measure(theme);
    Layer ignored;
    const double width = std::max(320.0, options.width);
    const double below = layoutLegend(legend, width - 2 * Margin, theme).size.height();
    return layoutTitle(options, QStringLiteral("1"), width, measure, ignored) + (below > 0 ? below + Margin : 0) + Margin;
}

Scene composePart(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                  const PictureOptions& options, const PicturePart& part) {
    const Theme theme = themeOf(options);
    const TypeMeasure measure(theme);
    ViewState state = part.view;
    const model::Nanos end = std::max(edge, model.endTime());

    const double column = widest(options.panes);
    double timelineWidth = options.seen ? options.seen->width() : std::max(320.0, options.width) - 2 * Margin;
    bool beside = false;
    if (options.seen) { // the picture grows by what stands beside the timeline
        beside = column > 0 && timelineWidth >= column;
    } else if (column > 0 && column <= PaneShare * timelineWidth) {
        beside = true;
        timelineWidth -= column + Margin;
    }
    const double width =
        std::max(timelineWidth + (beside ? Margin + column : 0), beside ? 0 : std::min(column, timelineWidth)) + 2 * Margin;
    Scene picture;
    picture.layers.resize(1);
    double y = layoutTitle(options, part.number, width, measure, picture.layers.front());

    Scene legend = layoutLegend(part.legend, width - 2 * Margin, theme);
    const double below = legend.size.height() > 0 ? legend.size.height() + Margin : 0;

    double height = 0;
    if (part.height) {
        height = *part.height;
    } else if (options.height) {
        height = std::max(80.0, *options.height - y - below - Margin);
    } else {
        // Thousands of lanes still make one picture: their rows become lower until it fits.
        height = fullHeight(model, state, theme);
        const double room = MaxPictureSide / std::clamp(options.scale, 1.0, 4.0) - y - below - 2 * Margin;
        if (height > room) {
            const double lanes = contentHeight(laneRows(model, state));
            state.rowHeight = std::max(6.0, std::floor(state.rowHeight * (lanes - (height - room)) / std::max(1.0, lanes)));
            height = fullHeight(model, state, theme);
        }
    }
    Scene timeline = layoutTimeline(model, findings, state, end, QSizeF(timelineWidth, height), theme);
    translate(timeline, QPointF(Margin, y));
    append(picture, std::move(timeline));
    picture.layers.push_back(frameAround(QRectF(Margin, y, timelineWidth, height)));
    if (column > 0) {
        const QPointF at = beside ? QPointF(Margin + timelineWidth + Margin, y) : QPointF(Margin, y + height + Margin);
        const double bottom = placePanes(options.panes, at, measure, picture) - Margin;
        y = std::max(y + height, bottom);
    } else {
        y += height;
    }
    translate(legend, QPointF(Margin, y + Margin / 2));
    append(picture, std::move(legend));
    y += below + Margin;

    picture.size = QSizeF(width, std::ceil(y));
    picture.layers.front().boxes.insert(picture.layers.front().boxes.begin(),
                                        Box{QRectF(QPointF(0, 0), picture.size), Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}});
    return picture;
}

Scene composePicture(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                     const PictureOptions& options) {
    const ViewState view = pictureView(model, findings, edge, options);
    std::optional<double> height;
    if (options.seen)
        height = std::min(options.seen->height(), fullHeight(model, view, themeOf(options)));
    return composePart(model, findings, edge, options, {view, height, {}, wantedLegend(model, findings, options, view)});
}

} // namespace braid::render
