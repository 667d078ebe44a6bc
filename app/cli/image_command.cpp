#include "app/cli/commands.h"
#include "app/render/picture.h"
#include "app/session/catalogue.h"
#include "app/session/run.h"

namespace braid::cli {

Status draw(const session::Run& run, const Image& picture, const std::string& path) {
    // Only for the units of the parameters; a trace can be drawn where braid-host is missing.
    auto catalogue = session::Catalogue::load();
    const session::Scenario* scenario = catalogue ? catalogue->find(run.scenarioId()) : nullptr;
    render::PictureOptions options;
    options.dark = picture.dark;
    options.width = picture.width;
    options.scale = picture.scale;
    if (picture.from)
        options.from = picture.from->count();
    if (picture.to)
        options.to = picture.to->count();
    options.lanes = QString::fromStdString(picture.lanes);
    options.title = run.title();
    options.parameters = QString::fromStdString(parametersLine(run, scenario));
    return render::writePicture(QString::fromStdString(path), run.model(), run.findings(), run.edge(), options);
}

int image(const Image& command) {
    auto run = readTrace(command.file);
    if (!run) {
        complain(run.error().sentence());
        return CouldNot;
    }
    if (command.from && command.from->count() >= (*run)->edge()) {
        complain("--from lies behind the end of the run, which is at " +
                 session::timeText(std::chrono::nanoseconds((*run)->edge())).toStdString());
        return WrongWords;
    }
    if (const auto drawn = draw(**run, command, command.out); !drawn) {
        complain(drawn.error().sentence());
        return CouldNot;
    }
    return Ran;
}

} // namespace braid::cli
