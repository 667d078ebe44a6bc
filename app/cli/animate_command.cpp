#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/render/film/film.h"
#include "app/session/catalogue.h"
#include "app/session/run.h"

#include <algorithm>

namespace braid::cli {

namespace {

render::FilmOptions optionsOf(const Animate& command, const session::Run& run) {
    auto catalogue = session::Catalogue::load(); // only for the units of the parameters
    const session::Scenario* scenario = catalogue ? catalogue->find(run.scenarioId()) : nullptr;
    render::FilmOptions options;
    options.kind = command.kind;
    options.framesPerSecond = command.framesPerSecond;
    render::PictureOptions& picture = options.picture;
    picture.dark = command.dark;
    picture.width = command.width;
    picture.height = command.height;
    picture.from = command.from ? command.from->count() : 0;
    picture.to = std::min(run.edge(), command.to ? command.to->count() : run.edge());
    picture.lanes = QString::fromStdString(command.lanes);
    picture.legend = command.legend;
    picture.title = command.title ? QString::fromStdString(*command.title) : run.title();
    if (!picture.title.isEmpty())
        picture.parameters = QString::fromStdString(parametersLine(run, scenario));
    options.speed = command.speed > 0 ? command.speed
                                      : static_cast<double>(*picture.to - *picture.from) / static_cast<double>(command.length.count());
    return options;
}

} // namespace

int animate(const Animate& command) {
    auto run = readTrace(command.file);
    if (!run) {
        complain(run.error().sentence());
        return CouldNot;
    }
    if (const int wrong = checkFrom(**run, command.from); wrong != Ran)
        return wrong;
    auto film = render::Film::make((*run)->model(), (*run)->findings(), (*run)->edge(), optionsOf(command, **run));
    if (!film) {
        complain(film.error().sentence());
        return CouldNot;
    }
    auto writer = render::FilmWriter::begin(QString::fromStdString(command.out), **film);
    if (!writer) {
        complain(writer.error().sentence());
        return CouldNot;
    }
    const Interruption interruption; // Ctrl+C: the unfinished file goes
    while (!(*writer)->done()) {
        if (interruption.came()) {
            complain("stopped; no animation was written");
            return CouldNot;
        }
        if (const Status written = (*writer)->step(); !written) {
            complain(written.error().sentence());
            return CouldNot;
        }
    }
    return Ran;
}

} // namespace braid::cli
