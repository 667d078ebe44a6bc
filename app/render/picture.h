#pragma once

#include "app/render/scene.h"
#include "app/render/view_state.h"
#include "engine/analysis/findings.h"
#include "engine/model/model.h"
#include "engine/trace/result.h"

#include <QImage>
#include <QString>
#include <optional>

/// Pictures for people to take away: title, parameters, the timeline, its legend. The same layout and painter as the
/// screen; nothing is grabbed from a widget.
namespace braid::render {

/// No side of a picture may have more pixels.
constexpr double MaxPictureSide = 20'000;
/// Nor may all of it.
constexpr double MaxPicturePixels = 200e6;

struct PictureOptions {
    bool dark = false;
    double width = 1600;          ///< in logical pixels
    std::optional<double> height; ///< none: tall enough for all lanes and objects
    double scale = 1;             ///< 1 … 4, for PNG: image pixels per logical pixel
    std::optional<model::Nanos> from; ///< none: the beginning of the run
    std::optional<model::Nanos> to;   ///< none: its end
    QString lanes;      ///< only lanes and objects whose name matches: wildcards * and ?, without them "contains"; empty: all
    QString title;      ///< empty: none
    QString parameters; ///< one line below it, e.g. "threads = 10 · sleep = 1 s"; empty: none
    bool legend = true;
    bool arrows = true;
    bool marks = true;
    bool objects = true;
    ViewState view; ///< folds, hidden lanes, row height, selection and finding of the view; its range, scroll and filter are not used
};

/// The whole picture as a scene. `edge` as in layoutTimeline().
[[nodiscard]] Scene composePicture(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                                   const PictureOptions& options);

/// Draws into an image (clipboard, preview). Error: too large.
[[nodiscard]] Result<QImage> pictureImage(const model::Model& model, const analysis::Findings& findings,
                                          model::Nanos edge, const PictureOptions& options);

/// Writes a picture; the format is that of the path's ending: .png, .svg or .pdf (vector text, the page fits the
/// picture). Errors in one sentence: unknown ending, path not writable, picture too large. A failed write leaves no half
/// file where there was none.
[[nodiscard]] Status writePicture(const QString& path, const model::Model& model, const analysis::Findings& findings,
                                  model::Nanos edge, const PictureOptions& options);
/// The same for a scene made elsewhere (the wait-for graph).
[[nodiscard]] Status writeScene(const QString& path, const Scene& scene, const Theme& theme, double scale,
                                const QString& title);

} // namespace braid::render
