#include "app/render/picture/picture_parts.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace braid::render {

namespace {

constexpr double Border = 24;          ///< of a page, in its pixels: about 6 mm, as printers need
constexpr double SmallestScale = 0.62; ///< small type is 11 pixels: 5 points on paper
constexpr double LargestScale = 1.6;
constexpr double LowestRow = 14; ///< of a lane, in pixels of the picture, before it goes on another page

PicturePage onPage(Scene scene, QSizeF size) {
    const QSizeF room(size.width() - 2 * Border, size.height() - 2 * Border);
    const double scale =
        std::min({room.width() / scene.size.width(), room.height() / scene.size.height(), LargestScale});
    const QPointF origin((size.width() - scene.size.width() * scale) / 2, Border);
    return {size, origin, scale, std::move(scene)};
}

// The rows that begin at `first` and fit into `room`, at least one: how many, and how high they are together.
std::pair<std::size_t, double> rowsThatFit(const std::vector<Row>& rows, std::size_t first, double room) {
    std::size_t count = 0;
    double height = 0;
    while (first + count < rows.size() && (count == 0 || height + rows[first + count].height <= room))
        height += rows[first + count++].height;
    return {count, height};
}

// The lanes from page to page, then the objects.
std::vector<PicturePart> split(const model::Model& model, const PictureOptions& options, const ViewState& view,
                               const LegendContent& legend, double room) {
    const Theme theme = themeOf(options);
    std::vector<PicturePart> parts;
    ViewState lanes = view;
    lanes.showObjects = false;
    lanes.pinned.clear(); // they would stand on every page
    const std::vector<Row> laneList = laneRows(model, lanes);
    const double ruler = fullHeight(model, lanes, theme) - contentHeight(laneList);
    for (std::size_t first = 0; first < laneList.size();) {
        const auto [count, height] = rowsThatFit(laneList, first, room - ruler);
        lanes.scrollY = laneList[first].top;
        parts.push_back({lanes, ruler + height, {}, legend});
        first += count;
    }
    ViewState objects = view;
    objects.pinned.clear();
    objects.hidden.insert(model.roots().begin(), model.roots().end());
    const std::vector<Row> objectList = objectRows(model, objects, theme);
    const double panels = fullHeight(model, objects, theme) - contentHeight(objectList);
    for (std::size_t first = 0; first < objectList.size();) {
        const auto [count, height] = rowsThatFit(objectList, first, room - panels);
        objects.objectScrollY = objectList[first].top;
        parts.push_back({objects, panels + height, {}, legend});
        first += count;
    }
    for (std::size_t i = 0; i < parts.size() && parts.size() > 1; ++i)
        parts[i].number = QStringLiteral("%1 / %2").arg(i + 1).arg(parts.size());
    return parts;
}

} // namespace

std::vector<PicturePage> pagesOf(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                                 const PictureOptions& wanted, bool several) {
    PictureOptions options = wanted;
    const QSizeF size = sizeOf(options.page);
    if (size.isEmpty()) {
        Scene scene = composePicture(model, findings, edge, options);
        return {{scene.size, {}, 1, std::move(scene)}};
    }
    const QSizeF room(size.width() - 2 * Border, size.height() - 2 * Border);
    options.width = std::clamp(options.width, room.width(), room.width() / SmallestScale);
    options.height.reset();
    const bool beside = std::any_of(options.panes.begin(), options.panes.end(),
                                    [](const PicturePane& pane) { return !pane.scene.layers.empty(); });
    if (options.seen || beside)
        return {onPage(composePicture(model, findings, edge, options), size)};

    const Theme theme = themeOf(options);
    ViewState view = pictureView(model, findings, edge, options);
    const LegendContent legend = wantedLegend(model, findings, options, view);
    const double height = room.height() * options.width / room.width() - heightAround(options, legend);
    // Lower rows first, more pages only then.
    const double lanes = contentHeight(laneRows(model, view));
    const double rest = fullHeight(model, view, theme) - lanes;
    if (lanes + rest > height && lanes > 0)
        view.rowHeight = std::min(view.rowHeight, std::max(LowestRow, std::floor(view.rowHeight * (height - rest) / lanes)));
    if (!several || fullHeight(model, view, theme) <= height)
        return {onPage(composePart(model, findings, edge, options, {view, {}, {}, legend}), size)};
    view.rowHeight = std::max(LowestRow, std::min(wanted.view.rowHeight, 20.0));

    std::vector<PicturePage> pages;
    for (const PicturePart& part : split(model, options, view, legend, height))
        pages.push_back(onPage(composePart(model, findings, edge, options, part), size));
    if (pages.empty())
        pages.push_back(onPage(composePart(model, findings, edge, options, {view, {}, {}, legend}), size));
    return pages;
}

} // namespace braid::render
