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
    options.page = picture.page;
    options.legend = picture.legend;
    options.title = picture.title ? QString::fromStdString(*picture.title) : run.title();
    if (!options.title.isEmpty())
        options.parameters = QString::fromStdString(parametersLine(run, scenario));
    return render::writePicture(QString::fromStdString(path), run.model(), run.findings(), run.edge(), options);
}

int checkFrom(const session::Run& run, std::optional<std::chrono::nanoseconds> from) {
    if (!from || from->count() < run.edge())
        return Ran;
    complain("--from lies behind the end of the run, which is at " +
             session::timeText(std::chrono::nanoseconds(run.edge())).toStdString());
    return WrongWords;
}

int image(const Image& command) {
    auto run = readTrace(command.file);
    if (!run) {
        complain(run.error().sentence());
        return CouldNot;
    }
    if (const int wrong = checkFrom(**run, command.from); wrong != Ran)
        return wrong;
    if (const auto drawn = draw(**run, command, command.out); !drawn) {
        complain(drawn.error().sentence());
        return CouldNot;
    }
    return Ran;
}

} // namespace braid::cli
