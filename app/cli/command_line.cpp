#include "app/cli/command_line.h"

#include "app/cli/text.h"
#include "app/session/catalogue.h"
#include "app/session/repetition.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <sstream>
#include <string_view>

namespace braid::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 5> commandNames{"list", "run", "report", "image", "animate"};
constexpr auto intro = "Braid shows concurrency as it happens.\n"
                       "Without a command it opens its window, with a FILE.braid in it if one is named.";

/// The first word decides: a command, an option, or a file for the window. The rest is a command that does not exist.
std::optional<Result<Command>> windowOrUnknown(int argc, const char* const* argv) {
    if (argc < 2)
        return Result<Command>(OpenWindow{});
    const std::string_view word = argv[1];
    if (word.empty())
        return Result<Command>(wrong("an empty word is no command; see braid --help"));
    if (word.front() == '-' || std::find(commandNames.begin(), commandNames.end(), word) != commandNames.end())
        return std::nullopt;
    std::error_code ignored;
    const bool isFile = word.ends_with(".braid") || word.find('/') != std::string_view::npos ||
                        std::filesystem::exists(std::filesystem::path(word), ignored);
    if (!isFile)
        return Result<Command>(wrong("there is no command \"" + std::string(word) +
                                     "\"; the commands are list, run, report, image and animate (see braid --help)"));
    if (argc > 2)
        return Result<Command>(wrong("the window opens one file, but \"" + std::string(argv[2]) + "\" follows"));
    return Result<Command>(OpenWindow{std::string(word)});
}

/// A time of the words, ≥ 0.
Result<std::chrono::nanoseconds> timeOf(const char* option, const std::string& text, std::chrono::nanoseconds bareUnit) {
    auto time = session::parseTime(QString::fromStdString(text), bareUnit);
    if (!time)
        return wrong(std::string(option) + ": " + time.error().sentence());
    if (time->count() < 0)
        return wrong(std::string(option) + ": a time must not be negative");
    return *time;
}

bool pictureEnding(const std::string& path) {
    return path.ends_with(".png") || path.ends_with(".svg") || path.ends_with(".pdf");
}
Error wrongEnding(const std::string& path) {
    return wrong("\"" + path + "\" is no picture file: its name must end in .png, .svg or .pdf");
}

/// A whole number of the words, 1 … `most`. An empty text leaves `number` as it is.
Status readCount(const char* option, const std::string& text, int most, int& number) {
    if (text.empty())
        return Done{};
    bool whole = false;
    const int value = QString::fromStdString(text).toInt(&whole);
    if (!whole || value < 1 || value > most)
        return wrong(std::string(option) + " takes a whole number from 1 to " + std::to_string(most) + ", not \"" + text + "\"");
    number = value;
    return Done{};
}

/// Options of questions as written.
struct QuestionTexts {
    std::string at, from, to;
    CLI::Option* why = nullptr;
};

void addQuestions(CLI::App* words, Questions& questions, QuestionTexts& texts) {
    texts.why = words->add_option("--why", questions.why,
                                  "Why does this lane (a name or a number) do what it does, and who let it go?")
                    ->type_name("LANE");
    words->add_option("--at", texts.at, "With --why: at that moment (the end)")->type_name("T");
    words->add_flag("--critical-path", questions.criticalPath, "What the run had to wait for, one after the other");
    words->add_option("--from", texts.from, "With --critical-path: from that moment on")->type_name("T");
    words->add_option("--to", texts.to, "With --critical-path: up to that moment")->type_name("T");
}

Status readTime(const char* option, const std::string& text, std::optional<std::chrono::nanoseconds>& time) {
    if (text.empty())
        return Done{};
    auto parsed = timeOf(option, text, 1ms);
    if (!parsed)
        return parsed.error();
    time = *parsed;
    return Done{};
}

/// Fills `questions` in.
Status readQuestions(Questions& questions, const QuestionTexts& texts) {
    if (texts.why->count() > 0 && questions.why.empty())
        return wrong("--why takes the name or the number of a lane");
    if (!texts.at.empty() && questions.why.empty())
        return wrong("--at goes with --why only");
    if ((!texts.from.empty() || !texts.to.empty()) && !questions.criticalPath)
        return wrong("--from and --to go with --critical-path only");
    for (const auto& [option, text, time] :
         {std::tuple{"--at", &texts.at, &questions.at}, std::tuple{"--from", &texts.from, &questions.from},
          std::tuple{"--to", &texts.to, &questions.to}})
        if (const auto read = readTime(option, *text, *time); !read)
            return read.error();
    if (questions.from && questions.to && *questions.from >= *questions.to)
        return wrong("--from must lie before --to");
    return Done{};
}

/// Options of `braid run` as written.
struct RunTexts {
    std::vector<std::string> sets;
    std::string timeout, repeat, jobs;
    QuestionTexts questions;
};

Result<Command> finish(Run run, const RunTexts& texts) {
    const auto& [sets, timeout, repeat, jobs, questions] = texts;
    if (const auto read = readQuestions(run.questions, questions); !read)
        return read.error();
    for (const std::string& set : sets) {
        const auto equals = set.find('=');
        if (equals == std::string::npos || equals == 0)
            return wrong("--set takes name=value, not \"" + set + "\"");
        run.values.emplace_back(set.substr(0, equals), set.substr(equals + 1));
    }
    if (!timeout.empty()) {
        auto time = timeOf("--timeout", timeout, 1s);
        if (!time)
            return time.error();
        run.timeout = std::chrono::duration_cast<std::chrono::milliseconds>(*time);
        if (run.timeout < 1ms || run.timeout > 24h)
            return wrong("--timeout takes a time from 1 ms to 24 h, not \"" + timeout + "\"");
    }
    if (const auto read = readCount("--repeat", repeat, session::Repetition::MaxRuns, run.repeat); !read)
        return read.error();
    if (const auto read = readCount("--jobs", jobs, session::Repetition::MaxJobs, run.jobs); !read)
        return read.error();
    if (run.jobs > 0 && run.repeat == 0)
        return wrong("--jobs goes with --repeat only");
    if (run.repeat > 0 && run.questions.any())
        return wrong("--why and --critical-path ask about one run, not about --repeat");
    for (const std::string& image : run.images)
        if (!pictureEnding(image))
            return wrongEnding(image);
    return Command(std::move(run));
}

/// What pictures and films have in common, as written.
struct DrawingTexts {
    std::string from, to, theme = "light", page = render::wordOf(render::Page::AsDrawn), title;
    bool noLegend = false;
};

template <class Drawing>
Status readDrawing(const DrawingTexts& texts, Drawing& drawing) {
    for (const auto& [option, text, time] :
         {std::tuple{"--from", &texts.from, &drawing.from}, std::tuple{"--to", &texts.to, &drawing.to}}) {
        if (const auto read = readTime(option, *text, *time); !read)
            return read.error();
    }
    if (drawing.from && drawing.to && *drawing.from >= *drawing.to)
        return wrong("--from must lie before --to");
    if (texts.theme != "light" && texts.theme != "dark")
        return wrong("--theme takes light or dark, not \"" + texts.theme + "\"");
    drawing.dark = texts.theme == "dark";
    drawing.legend = !texts.noLegend;
    return Done{};
}

Result<Command> finish(Image image, const DrawingTexts& texts) {
    if (!pictureEnding(image.out))
        return wrongEnding(image.out);
    if (const auto read = readDrawing(texts, image); !read)
        return read.error();
    if (!(image.width >= 200 && image.width <= 20'000))
        return wrong("--width takes 200 to 20000 pixels");
    if (!(image.scale >= 1 && image.scale <= 4))
        return wrong("--scale takes 1 to 4");
    const auto page = render::pageOf(texts.page);
    if (!page)
        return wrong("--page takes " + render::pageWords() + ", not \"" + texts.page + "\"");
    image.page = *page;
    return Command(std::move(image));
}

/// Further options of `braid animate` as written.
struct FilmTexts {
    std::string size, rate, speed, length, kind = "grow";
};

Result<Command> finish(Animate film, const DrawingTexts& drawing, const FilmTexts& texts) {
    if (!film.out.ends_with(".gif"))
        return wrong("\"" + film.out + "\" is no animation file: its name must end in .gif");
    if (const auto read = readDrawing(drawing, film); !read)
        return read.error();
    if (const auto read = readCount("--fps", texts.rate, render::FilmOptions::MaxRate, film.framesPerSecond); !read)
        return read.error();
    if (!texts.size.empty()) {
        const QStringList sides = QString::fromStdString(texts.size).split('x');
        bool wide = sides.size() == 2, high = wide;
        film.width = wide ? sides[0].toInt(&wide) : 0;
        film.height = high ? sides[1].toInt(&high) : 0;
        if (!wide || !high || film.width < 320 || film.width > 4096 || film.height < 180 || film.height > 4096)
            return wrong("--size takes WIDTHxHEIGHT, from 320x180 to 4096x4096, not \"" + texts.size + "\"");
    }
    if (!texts.speed.empty()) {
        bool number = false;
        QString text = QString::fromStdString(texts.speed);
        if (text.endsWith('x') || text.endsWith(u'×'))
            text.chop(1);
        film.speed = text.toDouble(&number);
        if (!number || !(film.speed >= 0.000'001 && film.speed <= render::FilmOptions::MaxSpeed))
            return wrong("--speed takes a number from 0.000001 to 1000 (1: as fast as it was), not \"" + texts.speed + "\"");
        if (!texts.length.empty())
            return wrong("--speed and --length say the same in two ways: give one of them");
    }
    if (!texts.length.empty()) {
        auto length = timeOf("--length", texts.length, 1s);
        if (!length)
            return length.error();
        film.length = *length;
        if (film.length < 100ms || film.length > 1h)
            return wrong("--length takes a time from 100 ms to 1 h, not \"" + texts.length + "\"");
    }
    constexpr std::array<std::pair<std::string_view, render::FilmKind>, 3> kinds{
        {{"grow", render::FilmKind::Grow}, {"follow", render::FilmKind::Follow}, {"cursor", render::FilmKind::Cursor}}};
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first == texts.kind; });
    if (kind == kinds.end())
        return wrong("--kind takes grow, follow or cursor, not \"" + texts.kind + "\"");
    film.kind = kind->second;
    return Command(std::move(film));
}

/// `table` is the two words of --csv, or nothing.
Result<Command> finish(Report report, const std::vector<std::string>& table) {
    if (!table.empty()) {
        report.table = table[0];
        report.tableOut = table[1];
        if (report.table != "lanes" && report.table != "objects" && report.table != "events")
            return wrong("--csv takes lanes, objects or events, not \"" + report.table + "\"");
        if (report.json || !report.compare.empty())
            return wrong("--csv goes with neither --json nor --compare");
    }
    return Command(std::move(report));
}

/// CLI11's message on one line.
std::string oneSentence(const std::string& message) {
    std::string sentence = message.substr(0, message.find('\n'));
    while (!sentence.empty() && (sentence.back() == ' ' || sentence.back() == '.'))
        sentence.pop_back();
    return sentence;
}

} // namespace

Result<Command> parseWords(int argc, const char* const* argv) {
    if (auto decided = windowOrUnknown(argc, argv))
        return std::move(*decided);

    CLI::App app(intro, "braid");
    app.set_version_flag("--version", "braid " BRAID_VERSION);
    app.set_help_flag("-h,--help", "Say how it is used");
    app.footer("Times are written 250ms, 2s or 80us. Exit status: 0 it ran, 1 it could not, 2 wrong words.");
    app.require_subcommand(0, 1);

    List list;
    CLI::App* listWords = app.add_subcommand("list", "Name the scenarios and their parameters");
    listWords->add_flag("--json", list.json, "Print one JSON object");

    Run run;
    RunTexts texts;
    CLI::App* runWords = app.add_subcommand("run", "Run a scenario for real, without a window, and report");
    runWords->add_option("ID", run.id, "The scenario, as in braid list")->required();
    runWords->add_option("--set", texts.sets, "Set a parameter (repeatable); a bare number for a time is ms")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    runWords->add_option("--preset", run.preset, "Start from the values of a preset")->type_name("NAME");
    runWords->add_option("--timeout", texts.timeout, "End it after so many seconds (60)")->type_name("S");
    runWords->add_option("--out", run.out, "Keep the trace")->type_name("F.braid");
    runWords->add_option("--image", run.images, "Draw a picture (repeatable): .png, .svg or .pdf")
        ->type_name("FILE")
        ->allow_extra_args(false);
    runWords->add_flag("--json", run.json, "Print one JSON object");
    runWords->add_option("--repeat", texts.repeat, "Run it R times and add the outcomes up, 1 to 10000; --out and --image take "
                                                   "the last run")
        ->type_name("R");
    runWords->add_option("--jobs", texts.jobs, "With --repeat: so many runs under way at most (16). The next one starts only "
                                               "while all others sleep; 1: strictly one after another")
        ->type_name("J");

    addQuestions(runWords, run.questions, texts.questions);

    Report report;
    QuestionTexts reportTexts;
    CLI::App* reportWords = app.add_subcommand("report", "Report on a saved trace");
    reportWords->add_option("FILE", report.file, "A .braid file")->required();
    reportWords->add_flag("--json", report.json, "Print one JSON object");
    addQuestions(reportWords, report.questions, reportTexts);
    std::vector<std::string> table;
    reportWords->add_option("--compare", report.compare, "Tell in what another trace differs from FILE")->type_name("F.braid");
    reportWords->add_option("--csv", table, "Write a table instead: lanes, objects or events (times in ns)")
        ->type_name("WHAT OUT")
        ->expected(2);

    const auto drawingWords = [](CLI::App& words, DrawingTexts& drawing, std::string& lanes) {
        words.add_option("--from", drawing.from, "Left edge, from the start of the run")->type_name("T");
        words.add_option("--to", drawing.to, "Right edge")->type_name("T");
        words.add_option("--theme", drawing.theme, "light or dark (light)")->type_name("THEME");
        words.add_option("--lanes", lanes, "Only lanes and objects whose name matches (* and ? as in the shell)")
            ->type_name("PATTERN");
        words.add_flag("--no-legend", drawing.noLegend, "Leave the legend out");
        return words.add_option("--title", drawing.title, "Other words above it; \"\" for none")->type_name("TEXT");
    };
    Image image;
    DrawingTexts imageTexts;
    CLI::App* imageWords = app.add_subcommand("image", "Draw a picture of a saved trace");
    imageWords->add_option("FILE", image.file, "A .braid file")->required();
    imageWords->add_option("--out", image.out, "Where to: .png, .svg or .pdf")->required()->type_name("FILE");
    imageWords->add_option("--width", image.width, "Width in pixels (1600)")->type_name("PX");
    imageWords->add_option("--scale", image.scale, "PNG pixels for each pixel of the width, 1 to 4 (1)")->type_name("N");
    imageWords->add_option("--page", imageTexts.page, "Put it on a page: " + render::pageWords() + " (screen); in a PDF many "
                                                      "lanes go on over several")
        ->type_name("PAGE");
    const CLI::Option* imageTitle = drawingWords(*imageWords, imageTexts, image.lanes);

    Animate animate;
    DrawingTexts filmDrawing;
    FilmTexts filmTexts;
    CLI::App* filmWords = app.add_subcommand("animate", "Make an animation of a saved trace");
    filmWords->add_option("FILE", animate.file, "A .braid file")->required();
    filmWords->add_option("--out", animate.out, "Where to: .gif")->required()->type_name("FILE");
    filmWords->add_option("--kind", filmTexts.kind, "grow: the run grows as it was seen live; follow: with its edge at the "
                                                    "right; cursor: the cursor goes over the whole run (grow)")
        ->type_name("KIND");
    filmWords->add_option("--length", filmTexts.length, "How long it plays (8 s)")->type_name("T");
    filmWords->add_option("--speed", filmTexts.speed, "Instead of a length: 1 is as fast as it was, 0.01 a hundred times slower")
        ->type_name("X");
    filmWords->add_option("--fps", filmTexts.rate, "Frames per second, 1 to 50 (20)")->type_name("N");
    filmWords->add_option("--size", filmTexts.size, "Pixels (1280x720)")->type_name("WxH");
    const CLI::Option* filmTitle = drawingWords(*filmWords, filmDrawing, animate.lanes);

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) { // --help, --version
        std::ostringstream text;
        app.exit(success, text, text);
        return Command(Answer{text.str()});
    } catch (const CLI::ParseError& error) {
        return wrong(oneSentence(error.what()) + "; see braid --help");
    }
    if (listWords->parsed())
        return Command(list);
    if (runWords->parsed())
        return finish(std::move(run), texts);
    if (reportWords->parsed()) {
        if (const auto read = readQuestions(report.questions, reportTexts); !read)
            return read.error();
        return finish(std::move(report), table);
    }
    if (*imageTitle)
        image.title = imageTexts.title;
    if (*filmTitle)
        animate.title = filmDrawing.title;
    if (imageWords->parsed())
        return finish(std::move(image), imageTexts);
    if (filmWords->parsed())
        return finish(std::move(animate), filmDrawing, filmTexts);
    return Command(OpenWindow{});
}

} // namespace braid::cli
