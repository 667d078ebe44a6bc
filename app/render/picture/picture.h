#pragma once

#include "app/render/charts/chart.h"
#include "app/render/panels/legend.h"
#include "app/render/picture/page.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/scene.h"
#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"
#include "engine/trace/result.h"

#include <QImage>
#include <QString>
#include <map>
#include <optional>
#include <set>
#include <vector>

/// Pictures as files: title, parameters, the timeline, what stands beside it, its legend. The same layout
/// and painter as the screen; nothing is grabbed from a widget.
namespace braid::render {

/// No side of a picture may have more pixels.
constexpr double MaxPictureSide = 20'000;
/// Nor may all of it.
constexpr double MaxPicturePixels = 200e6;

/// A picture beside the timeline: the wait-for graph, the inspector.
struct PicturePane {
    QString title; ///< above it; empty: none
    Scene scene;   ///< left out where it has no layers
};

struct PictureOptions {
    bool dark = false;
    double width = 1600;              ///< in logical pixels
    std::optional<double> height;     ///< none: tall enough for all lanes and objects
    double scale = 1;                 ///< 1 … 4, for PNG: image pixels per logical pixel
    Page page = Page::AsDrawn;        ///< what it is put on; only for pagesOf() and the writers
    std::optional<model::Nanos> from; ///< none: the beginning of the run
    std::optional<model::Nanos> to;   ///< none: its end
    /// The size of the timeline on the screen: the picture shows what it shows, with the view's range, scroll and filters
    /// (`from`, `to`, `lanes`, `onlyLanes` and `width` are not used then). None: as the other options say.
    std::optional<QSizeF> seen;
    QString lanes;                             ///< only lanes and objects whose name matches: wildcards * and ?, without them "contains"; empty: all
    std::optional<std::set<LaneId>> onlyLanes; ///< and of these only those, with the lanes they belong to; none: all
    QString title;                             ///< empty: none
    QString parameters;                        ///< one line below it, e.g. "threads = 10 · sleep = 1 s"; empty: none
    QString sentence;                          ///< below the title: what came of the run; on several lines where it is long; empty: none
    bool legend = true;
    std::set<model::State> legendLeftOut;        ///< states it does not explain
    std::map<model::State, QString> legendWords; ///< other words than the usual ones
    bool arrows = true;
    bool marks = true;
    bool objects = true;
    std::vector<PicturePane> panes; ///< beside the timeline, from the top down; below it where that leaves too little
    ChartSheet charts;              ///< above the timeline where they are the story, else below it and the panes; as wide as the picture
    ViewState view;                 ///< folds, hidden lanes, row height, selection and finding of the view; see `seen` for the rest
};

/// The whole picture as a scene, without a page. `edge` as in layoutTimeline().
[[nodiscard]] Scene composePicture(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                                   const PictureOptions& options);
/// What the legend of that picture explains, before anything is left out: what there is to choose from.
[[nodiscard]] LegendContent legendContent(const model::Model& model, const analysis::Findings& findings,
                                          model::Nanos edge, const PictureOptions& options);

/// A scene on its page.
struct PicturePage {
    QSizeF size;      ///< of the page, logical pixels
    QPointF origin;   ///< where the scene's corner lies
    double scale = 1; ///< page pixels per pixel of the scene
    Scene scene;
};
/// The picture on the page it is wanted on. One page, unless `several` and lanes or objects do not fit legibly: rows no
/// lower than 14 pixels, type no smaller than 5 points. Then the lanes go on over as many pages as they need, the objects
/// after them, and the charts, each page with title and legend. Page::AsDrawn is always one. Never empty.
[[nodiscard]] std::vector<PicturePage> pagesOf(const model::Model& model, const analysis::Findings& findings,
                                               model::Nanos edge, const PictureOptions& options, bool several);

/// Draws into an image (clipboard, preview), on its page. Error: too large.
[[nodiscard]] Result<QImage> pictureImage(const model::Model& model, const analysis::Findings& findings,
                                          model::Nanos edge, const PictureOptions& options);

/// Writes a picture; the format is that of the path's ending: .png, .svg or .pdf (vector text; a PDF may have several
/// pages). Errors in one sentence: unknown ending, path not writable, picture too large. A failed write leaves no half
/// file where there was none.
[[nodiscard]] Status writePicture(const QString& path, const model::Model& model, const analysis::Findings& findings,
                                  model::Nanos edge, const PictureOptions& options);
/// The same for a scene made elsewhere (the wait-for graph).
[[nodiscard]] Status writeScene(const QString& path, const Scene& scene, const Theme& theme, double scale,
                                const QString& title);

} // namespace braid::render
