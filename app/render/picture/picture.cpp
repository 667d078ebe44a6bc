#include "app/render/picture/picture.h"

#include "app/render/objects/object_interest.h"
#include "app/render/panels/legend.h"
#include "app/render/picture/picture_parts.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/row_heights.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/scene.h"
#include "app/render/timeline/timeline.h"
#include "engine/analysis/findings/story.h"

#include <QStringList>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>
#include <utility>

namespace braid::render {

namespace {

constexpr std::size_t MostObjects = 16;      ///< rows of a picture: it shall be looked at, not scrolled through
constexpr std::size_t MostOfAllObjects = 60; ///< … in which all of them were asked for
constexpr std::size_t StoryObjects = 6;      ///< the same where its charts are the story, which stand above
constexpr double StoryHeight = 700;          ///< of the lanes there; beyond it the processes that others started are one row each
constexpr double LowestStoryRow = 16;        ///< of a lane there: its name can be read
constexpr double SensibleHeight = 1000;      ///< of the lanes of a picture whose height is free, at the usual height of rows
constexpr std::size_t ManyAlike = 24;        ///< siblings of one family are one row beyond this …
constexpr std::size_t MostApart = 16;        ///< lanes of findings that have a row of their own all the same
constexpr double Margin = 16;
constexpr double PaneHeading = 22;
constexpr qsizetype MostSentenceLines = 3;
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

// `sentence` in lines of at most `room`, at most MostSentenceLines; the last one is cut where it does not fit.
QStringList linesOf(const QString& sentence, const TypeMeasure& measure, double room) {
    QStringList lines;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Line, sentence);
    qsizetype begin = 0, last = 0;
    while (begin < sentence.size()) {
        const qsizetype next = finder.toNextBoundary();
        if (next > 0 && measure.width(sentence.mid(begin, next - begin).trimmed(), Type::Bold) <= room && lines.size() + 1 < MostSentenceLines) {
            last = next;
            if (next < sentence.size())
                continue;
        }
        const bool rest = lines.size() + 1 == MostSentenceLines || next < 0;
        const qsizetype end = rest ? sentence.size() : last > begin ? last
                                                                    : next;
        lines << sentence.mid(begin, end - begin).trimmed();
        begin = last = end;
        finder.setPosition(end);
    }
    return lines;
}

// All processes but the first ones are one row each, with all their threads in it.
void foldChildren(const model::Model& model, ViewState& state) {
    for (LaneId id : model.lanes())
        if (const model::Lane* lane = model.lane(id); lane && lane->kind == trace::LaneKind::Process && lane->parent)
            state.folded.insert(id);
}

// The title, what came of the run and the parameters; gives the y below them.
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
    for (const QString& part : linesOf(options.sentence, measure, width - 2 * Margin))
        line(part, Type::Bold, Role::Text);
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

// The charts at `y`, as wide as the timeline; gives the y below them.
double placeCharts(const ChartSheet& charts, double y, double width, const Theme& theme, Scene& picture) {
    Scene scene = layoutCharts(charts, width, theme);
    if (scene.layers.empty())
        return y;
    const QRectF rect(QPointF(Margin, y + Margin), scene.size);
    translate(scene, rect.topLeft());
    append(picture, std::move(scene));
    picture.layers.push_back(frameAround(rect));
    return rect.bottom();
}

double widest(const std::vector<PicturePane>& panes) {
    double width = 0;
    for (const PicturePane& pane : panes)
        if (!pane.scene.layers.empty())
            width = std::max(width, pane.scene.size.width());
    return width;
}

} // namespace

void foldFamilies(const model::Model& model, const std::vector<LaneId>& apart, std::size_t most, ViewState& state) {
    const auto fold = [&](const std::vector<LaneId>& siblings) {
        std::map<std::uint32_t, std::size_t> counts;
        for (LaneId id : siblings)
            if (const model::Lane* lane = model.lane(id))
                ++counts[lane->family];
        for (const auto& [family, count] : counts)
            if (count > most)
                state.families[family] = true;
    };
    fold(model.roots());
    for (LaneId id : model.lanes())
        if (const model::Lane* lane = model.lane(id); lane && !lane->children.empty() && !lane->crowd)
            fold(lane->children);
    for (LaneId id : apart)
        if (const model::Lane* lane = model.lane(id); lane && state.apart.size() < MostApart && isFamilyFolded(model, state, *lane))
            state.apart.insert(id);
}

namespace {

// More than there is room for: the first ones of so many would say nothing beside the charts.
bool manyObjects(const model::Model& model, ViewState state) {
    const std::size_t most = std::exchange(state.mostObjects, SIZE_MAX);
    const std::vector<Row> rows = objectRows(model, state, Theme::light());
    return static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](const Row& row) { return !row.processor && row.more == 0; })) > most;
}

// What the run is about is seen one by one: who acts in its story, else those of its findings.
void foldForLook(const model::Model& model, const analysis::Findings& findings, model::Nanos edge, ViewState& state) {
    std::vector<LaneId> apart = analysis::actorsOfStory(model, findings, edge);
    if (apart.empty())
        for (const analysis::Finding& finding : findings.all())
            apart.insert(apart.end(), finding.lanes.begin(), finding.lanes.end());
    foldFamilies(model, apart, ManyAlike, state);
    if (contentHeight(laneRows(model, state)) > SensibleHeight)
        foldFamilies(model, apart, ManyInHigh, state);
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
        const TimeRange whole = wholeRun(model, end, WholeRunMargin);
        state.from = whole.from;
        state.to = whole.to;
    }
    state.scrollY = 0;
    state.objectScrollY = 0;
    state.filter = options.lanes.toStdString();
    state.states.clear();
    state.onlyObject = {};
    state.mostObjects = options.charts.story ? StoryObjects : state.allObjects ? MostOfAllObjects
                                                                               : MostObjects;
    if (options.charts.story && manyObjects(model, state))
        state.mostObjects = 0;
    if (options.onlyLanes)
        keepOnly(model, *options.onlyLanes, state);
    else if (state.families.empty() && state.filter.empty() && !options.height && options.page == Page::AsDrawn)
        foldForLook(model, findings, end, state);
    if (options.charts.story && !options.onlyLanes && state.filter.empty() && !options.height && contentHeight(laneRows(model, state)) > StoryHeight)
        foldChildren(model, state);
    if (!state.rowHeight && !options.height) {
        const std::vector<Row> rows = laneRows(model, state);
        state.rowHeight = pictureRowHeight(rows);
        if (options.charts.story) // the lanes only accompany them
            state.rowHeight = std::min(*state.rowHeight, std::max(LowestStoryRow, std::min(UsualRow, std::floor(UsualRow * StoryHeight / std::max(1.0, contentHeight(rows))))));
    }
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
    const double charts = layoutCharts(options.charts, width - 2 * Margin, theme).size.height();
    return layoutTitle(options, QStringLiteral("1"), width, measure, ignored) + (charts > 0 ? charts + Margin : 0) +
           (below > 0 ? below + Margin : 0) + Margin;
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
    double below = legend.size.height() > 0 ? legend.size.height() + Margin : 0;
    if (part.charts && !options.charts.charts.empty() && !options.charts.story)
        below += layoutCharts(options.charts, width - 2 * Margin, theme).size.height() + Margin;

    const bool chartsFirst = part.charts && part.timeline && options.charts.story && !options.charts.charts.empty();
    if (chartsFirst)
        y = placeCharts(options.charts, y - Margin, width - 2 * Margin, theme, picture) + Margin;
    double height = 0;
    if (!part.timeline) {
        timelineWidth = 0;
    } else if (part.height) {
        height = *part.height;
    } else if (options.height) {
        height = std::max(80.0, *options.height - y - below - Margin);
    } else {
        // Thousands of lanes still make one picture: their rows become lower until it fits.
        height = fullHeight(model, state, theme);
        const double room = MaxPictureSide / std::clamp(options.scale, 1.0, 4.0) - y - below - 2 * Margin;
        if (height > room) {
            const double lanes = contentHeight(laneRows(model, state));
            state.rowHeight = std::max(LowestRow, std::floor(state.rowHeight.value_or(UsualRow) * (lanes - (height - room)) / std::max(1.0, lanes)));
            height = fullHeight(model, state, theme);
        }
    }
    if (part.timeline) {
        Scene timeline = layoutTimeline(model, findings, state, end, QSizeF(timelineWidth, height), theme);
        translate(timeline, QPointF(Margin, y));
        append(picture, std::move(timeline));
        picture.layers.push_back(frameAround(QRectF(Margin, y, timelineWidth, height)));
    }
    if (column > 0) {
        const QPointF at = beside ? QPointF(Margin + timelineWidth + Margin, y) : QPointF(Margin, y + height + Margin);
        const double bottom = placePanes(options.panes, at, measure, picture) - Margin;
        y = std::max(y + height, bottom);
    } else {
        y += height;
    }
    if (part.charts && !chartsFirst)
        y = placeCharts(options.charts, part.timeline ? y : y - Margin, width - 2 * Margin, theme, picture);
    const double explained = legend.size.height() > 0 ? legend.size.height() + Margin : 0;
    translate(legend, QPointF(Margin, y + Margin / 2));
    append(picture, std::move(legend));
    y += explained + Margin;

    picture.size = QSizeF(width, std::ceil(y));
    picture.layers.front().boxes.insert(picture.layers.front().boxes.begin(),
                                        Box{QRectF(QPointF(0, 0), picture.size), Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}});
    return picture;
}

Scene composePicture(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                     const PictureOptions& options) {
    const ViewState view = pictureView(model, findings, edge, options);
    std::optional<double> height;
    if (options.seen) {
        // Rows that fill the height keep theirs where the picture ends with the last one: a pixel more for each that is rounded.
        const auto [lanes, objects, seen] = timelineRows(model, view, *options.seen, themeOf(options));
        const double rounded = view.rowHeight ? 0 : static_cast<double>(objects.size()) + 1;
        height = std::min(options.seen->height(), seen.ruler.height() + seen.laneContent + seen.heading.height() + seen.objectContent + rounded);
    }
    return composePart(model, findings, edge, options, {view, height, {}, wantedLegend(model, findings, options, view)});
}

} // namespace braid::render
