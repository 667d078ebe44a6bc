#include "app/render/picture/comparison.h"

#include "app/render/picture/picture_parts.h"
#include "app/render/rows/breaks.h"
#include "app/render/rows/row_heights.h"
#include "app/render/rows/rows.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/translate.h"
#include "engine/analysis/findings/story.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

constexpr double Margin = 16;
constexpr model::Nanos RoomForOthers = 4; ///< times the story of one, where the others have none

/// Of the lanes of one run, in pixels, before lanes that are alike are folded: one of two, and at least of one of many.
constexpr double HighestRun = 700, HighestOfMany = 240;

/// Who keeps a row: whom the finding is about, else the first threads.
std::vector<LaneId> exampleLanes(const model::Model& model, const analysis::Findings& findings, model::Nanos edge) {
    std::vector<LaneId> lanes = analysis::actorsOfStory(model, findings, edge);
    if (!lanes.empty())
        return lanes;
    for (const LaneId id : model.lanes())
        if (lanes.size() < analysis::MostActors && model.lane(id)->kind == trace::LaneKind::Thread)
            lanes.push_back(id);
    return lanes;
}

/// What the heading of each says: of several, its number, and of those with one title the parameters in which they differ.
QStringList headings(std::span<const ComparedRun> runs) {
    QStringList all;
    if (runs.size() <= 2) {
        for (const ComparedRun& run : runs)
            all << run.title;
        return all;
    }
    const QString between = QStringLiteral(" · ");
    for (std::size_t i = 0; i < runs.size(); ++i) {
        QStringList parts{QString::number(i + 1), runs[i].title};
        for (const QString& parameter : runs[i].parameters.split(between, Qt::SkipEmptyParts))
            if (std::any_of(runs.begin(), runs.end(), [&](const ComparedRun& other) {
                    // One that the other run does not have is no difference of value.
                    const QString name = parameter.section(QStringLiteral(" = "), 0, 0) + QStringLiteral(" = ");
                    const QStringList theirs = other.parameters.split(between);
                    return other.title == runs[i].title && !theirs.contains(parameter) &&
                           std::any_of(theirs.begin(), theirs.end(), [&](const QString& each) { return each.startsWith(name); });
                }))
                parts << parameter;
        all << parts.join(between);
    }
    return all;
}

void merge(LegendContent& all, const LegendContent& one) {
    all.states.insert(one.states.begin(), one.states.end());
    all.arrows.insert(one.arrows.begin(), one.arrows.end());
    all.signs.insert(one.signs.begin(), one.signs.end());
    all.words.insert(one.words.begin(), one.words.end());
    all.forks = all.forks || one.forks;
    all.threads = all.threads || one.threads;
    all.reaps = all.reaps || one.reaps;
    all.joins = all.joins || one.joins;
    all.stuck = all.stuck || one.stuck;
    all.breaks = all.breaks || one.breaks;
}

/// The height of the lines.
double layoutDifferences(const std::vector<RunDifferences>& all, double top, double width, const TypeMeasure& measure, Layer& layer) {
    double y = top;
    const qsizetype most =
        std::max<qsizetype>(2, ComparisonOptions::MostDifferences / std::max<qsizetype>(1, static_cast<qsizetype>(all.size())));
    const auto line = [&](const QString& text, Type type, Role role) {
        const double height = std::ceil(measure.height(type)) + 4;
        addText(layer, measure, text, QRectF(Margin, y, width - 2 * Margin, height), type, role);
        y += height;
    };
    for (const RunDifferences& one : all) {
        if (one.lines.isEmpty())
            continue;
        line(all.size() == 1 ? say(QT_TRANSLATE_NOOP("render", "Differences"))
                             : say(QT_TRANSLATE_NOOP("render", "Run %1 compared with run 1")).arg(one.run),
             Type::Bold, Role::Text);
        for (const QString& difference : one.lines.first(std::min(one.lines.size(), most)))
            line(QStringLiteral("· ") + difference, Type::Normal, Role::Text);
        if (const qsizetype more = one.lines.size() - most; more > 0)
            line(say(QT_TRANSLATE_NOOP("render", "%1 more")).arg(more), Type::Normal, Role::TextDim);
    }
    return y - top;
}

} // namespace

std::pair<model::Nanos, model::Nanos> comparedRange(std::span<const ComparedRun> runs) {
    model::Nanos edge = 1, from = model::Open, to = 0;
    bool all = true;
    for (const ComparedRun& run : runs) {
        edge = std::max(edge, run.edge);
        if (const auto story = analysis::storyOf(*run.model, *run.findings, run.edge)) {
            from = std::min(from, story->from);
            to = std::max(to, story->to);
        } else {
            all = false;
        }
    }
    if (from == model::Open)
        return {0, edge};
    return {from, std::min(all ? to : from + RoomForOthers * (to - from), edge)};
}

Scene composeComparison(std::span<const ComparedRun> runs, const ComparisonOptions& options) {
    Scene all;
    all.layers.resize(1);
    const double width = std::max(320.0, options.width);
    auto [from, to] = comparedRange(runs);
    model::Nanos room = 0; // behind the end of one that is stuck, in both
    for (const ComparedRun& run : runs)
        room = std::max(room, to >= run.edge ? roomBehind(*run.model, to - from) : 0);
    to = std::max(to + room, from + MinSpan);
    LegendContent legend;
    double y = 0;
    const QStringList titles = headings(runs);
    const double highest = std::max(HighestOfMany, 2 * HighestRun / static_cast<double>(std::max<std::size_t>(1, runs.size())));
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const ComparedRun& run = runs[i];
        PictureOptions picture;
        picture.dark = options.dark;
        picture.width = width;
        picture.title = titles[static_cast<qsizetype>(i)];
        picture.sentence = run.sentence;
        picture.parameters = run.parameters;
        ViewState view = pictureView(*run.model, *run.findings, run.edge, picture);
        if (contentHeight(laneRows(*run.model, view)) > highest)
            foldFamilies(*run.model, exampleLanes(*run.model, *run.findings, run.edge), ManyInHigh, view);
        if (runs.size() > 2)
            view.rowHeight = std::min(UsualRow, view.rowHeight.value_or(UsualRow)); // so that several are seen at once
        view.from = from;
        view.to = to;
        merge(legend, legendOf(*run.model, *run.findings, view));
        Scene part = composePart(*run.model, *run.findings, run.edge, picture, {view, {}, {}, {}});
        translate(part, QPointF(0, y));
        y += part.size.height();
        append(all, std::move(part));
    }
    const Theme theme = options.dark ? Theme::dark() : Theme::light();
    const TypeMeasure measure(theme);
    Scene explained = layoutLegend(legend, width - 2 * Margin, theme);
    translate(explained, QPointF(Margin, y));
    y += explained.size.height() + Margin;
    Layer words;
    if (const double height = layoutDifferences(options.differences, y, width, measure, words); height > 0)
        y += height + Margin;
    append(all, std::move(explained));
    all.layers.push_back(std::move(words));
    all.size = QSizeF(width, std::ceil(y));
    all.layers.front().boxes.push_back({QRectF(QPointF(0, 0), all.size), Role::Background, Form::Solid, false, 0, 1, Role::Transparent, {}});
    return all;
}

} // namespace braid::render
