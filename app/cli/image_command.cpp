#include "app/cli/commands.h"
#include "app/cli/text.h"
#include "app/render/panels/graph_layout.h"
#include "app/render/picture/picture.h"
#include "app/session/catalogue.h"
#include "app/session/parameters_line.h"
#include "app/session/result_charts.h"
#include "app/session/run/run.h"
#include "app/session/verdict.h"
#include "app/session/words.h"
#include "engine/analysis/findings/story.h"
#include "engine/model/text/sentence.h"

#include <cmath>

namespace braid::cli {

int readToDraw(const Drawing& words, std::unique_ptr<session::Run>& run) {
    auto read = readTrace(words.file);
    if (!read)
        return refuse(read.error(), CouldNot);
    run = std::move(*read);
    if (!words.from || words.from->count() < run->edge())
        return Ran;
    printError(said(Cli::tr("--from lies behind the end of the run, which is at %1"),
                    {parameter::formatTime(std::chrono::nanoseconds(run->edge()))}));
    return WrongWords;
}

render::PictureOptions optionsOf(const Drawing& words, const session::Run& run, Opening opening, Image::Charts charts) {
    // Only for the units of the parameters and the names of charts; a trace can be drawn where braid-host is missing.
    auto catalogue = session::Catalogue::load();
    const session::Scenario* scenario = catalogue ? catalogue->find(run.scenarioId()) : nullptr;
    render::PictureOptions options;
    options.dark = words.dark;
    if (words.from)
        options.from = words.from->count();
    if (words.to)
        options.to = words.to->count();
    options.lanes = QString::fromStdString(words.lanes);
    options.legend = words.legend;
    options.objects = words.objects;
    options.view.allObjects = words.allObjects;
    QString part;
    if (!words.from && !words.to && opening == Opening::Story)
        if (const auto story = analysis::storyOf(run.model(), run.findings(), run.edge())) {
            options.from = story->from;
            options.to = story->to;
            part = session::partText(story->from, story->to, run.edge());
        }
    options.title = words.title ? QString::fromStdString(*words.title) : session::runTitle(run);
    if (charts != Image::Charts::None)
        options.charts = session::chartsOf(run.model().results(), scenario, charts == Image::Charts::All ? session::Charted::All : session::Charted::Story);
    if (options.title.isEmpty())
        return options;
    if (const auto verdict = session::verdictOf(run, scenario); verdict && opening != Opening::Film)
        options.sentence = verdict->line();
    options.parameters = session::parametersLine(run.model(), scenario);
    if (!part.isEmpty())
        options.parameters += (options.parameters.isEmpty() ? QString() : QStringLiteral(" · ")) + part;
    return options;
}

Status draw(const session::Run& run, const Image& picture, const std::string& path) {
    render::PictureOptions options = optionsOf(picture, run, picture.whole ? Opening::Whole : Opening::Story, picture.charts);
    options.width = picture.width;
    options.scale = picture.scale;
    options.page = picture.page;
    return render::writePicture(QString::fromStdString(path), run.model(), run.findings(), run.edge(), options);
}

/// A sheet of three by two.
Status drawGraph(const session::Run& run, const Image& picture) {
    const render::Theme theme = picture.dark ? render::Theme::dark() : render::Theme::light();
    const QSizeF size(picture.width, std::round(picture.width * 2 / 3));
    const model::Nanos at = picture.at ? picture.at->count() : run.edge();
    const QString title = picture.title ? QString::fromStdString(*picture.title) : session::runTitle(run);
    return render::writeScene(QString::fromStdString(picture.out), render::layoutGraphAt(run.model(), run.findings(), at, size, theme), theme, picture.scale, title);
}

int image(const Image& command) {
    std::unique_ptr<session::Run> run;
    if (const int status = readToDraw(command, run); status != Ran)
        return status;
    if (command.at && command.at->count() > run->edge())
        return refuse(wrong(said(Cli::tr("%1 lies after the end of the run, which took %2"), {"--at", model::durationText(run->edge())})), WrongWords);
    if (const auto drawn = command.graph ? drawGraph(*run, command) : draw(*run, command, command.out); !drawn)
        return refuse(drawn.error(), CouldNot);
    return Ran;
}

} // namespace braid::cli
