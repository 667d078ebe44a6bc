#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/text.h"
#include "app/render/film/film.h"
#include "app/session/run/run.h"

#include <algorithm>

namespace braid::cli {

namespace {

render::FilmOptions filmOptions(const Animate& command, const session::Run& run) {
    render::FilmOptions options;
    options.kind = command.kind;
    options.framesPerSecond = command.framesPerSecond;
    render::PictureOptions& picture = options.picture = optionsOf(command, run, Opening::Film);
    picture.width = command.width;
    picture.height = command.height;
    picture.from = picture.from.value_or(0);
    picture.to = std::min(run.edge(), picture.to.value_or(run.edge()));
    options.speed = command.speed > 0 ? command.speed
                                      : static_cast<double>(*picture.to - *picture.from) / static_cast<double>(command.length.count());
    return options;
}

} // namespace

int animate(const Animate& command) {
    std::unique_ptr<session::Run> run;
    if (const int status = readToDraw(command, run); status != Ran)
        return status;
    auto film = render::Film::make(run->model(), run->findings(), run->edge(), filmOptions(command, *run));
    if (!film)
        return refuse(film.error(), CouldNot);
    auto writer = render::FilmWriter::begin(QString::fromStdString(command.out), **film);
    if (!writer)
        return refuse(writer.error(), CouldNot);
    const Interruption interruption; // Ctrl+C: the unfinished file goes
    while (!(*writer)->done()) {
        if (interruption.came()) {
            printError(said(Cli::tr("stopped; no animation was written")));
            return CouldNot;
        }
        if (const Status written = (*writer)->step(); !written)
            return refuse(written.error(), CouldNot);
    }
    return Ran;
}

} // namespace braid::cli
