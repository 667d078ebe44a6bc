#include "app/cli/command_line.h"

#include "app/cli/text.h"
#include "app/cli/words.h"
#include "app/render/picture/comparison.h"
#include "app/session/error_text.h"
#include "app/session/repetition.h"
#include "engine/parameter/parameter.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <sstream>
#include <string_view>

namespace braid::cli {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 7> commandNames{"list", "run", "record", "attach", "report", "image", "animate"};
/// The first word behind the language decides: a command, an option, or a file for the window. The rest is a command that does not
/// exist.
std::optional<Result<Command>> windowOrUnknown(int argc, const char* const* argv) {
    int first = 1;
    while (first < argc && std::string_view(argv[first]).starts_with("--language"))
        first += std::string_view(argv[first]) == "--language" ? 2 : 1;
    if (first >= argc)
        return argc < 2 ? std::optional(Result<Command>(OpenWindow{})) : std::nullopt;
    const std::string_view word = argv[first];
    if (word.empty())
        return Result<Command>(wrong(said(Cli::tr("an empty word is no command; see braid --help"))));
    if (word.front() == '-' || std::find(commandNames.begin(), commandNames.end(), word) != commandNames.end())
        return std::nullopt;
    std::error_code ignored;
    const bool isFile = word.ends_with(".braid") || word.find('/') != std::string_view::npos ||
                        std::filesystem::exists(std::filesystem::path(word), ignored);
    if (!isFile)
        return Result<Command>(wrong(said(
            Cli::tr("there is no command \"%1\"; the commands are list, run, record, attach, report, image and animate (see braid --help)"),
            {std::string(word)})));
    if (argc > first + 1)
        return Result<Command>(wrong(said(Cli::tr("the window opens one file, but \"%1\" follows"), {argv[first + 1]})));
    return Result<Command>(OpenWindow{std::string(word)});
}

/// Options of questions as written.
struct QuestionTexts {
    std::string at, from, to;
    CLI::Option* why = nullptr;
};

void addQuestions(CLI::App* words, Questions& questions, QuestionTexts& texts) {
    texts.why = words->add_option("--why", questions.why,
                                  help(Cli::tr("Why does this lane (a name or a number) do what it does, and what ended its wait?")))
                    ->type_name("LANE");
    words->add_option("--at", texts.at, help(Cli::tr("With --why: at that moment (the end)")))->type_name("T");
    words->add_flag("--critical-path", questions.criticalPath, help(Cli::tr("What the run had to wait for, one after the other")));
    words->add_option("--from", texts.from, help(Cli::tr("With --critical-path: from that moment on")))->type_name("T");
    words->add_option("--to", texts.to, help(Cli::tr("With --critical-path: up to that moment")))->type_name("T");
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
        return wrong(said(Cli::tr("--why takes the name or the number of a lane")));
    if (!texts.at.empty() && questions.why.empty())
        return wrong(said(Cli::tr("--at goes with --why only")));
    if ((!texts.from.empty() || !texts.to.empty()) && !questions.criticalPath)
        return wrong(said(Cli::tr("--from and --to go with --critical-path only")));
    for (const auto& [option, text, time] :
         {std::tuple{"--at", &texts.at, &questions.at}, std::tuple{"--from", &texts.from, &questions.from},
          std::tuple{"--to", &texts.to, &questions.to}})
        if (const auto read = readTime(option, *text, *time); !read)
            return read.error();
    if (questions.from && questions.to && *questions.from >= *questions.to)
        return wrong(said(Cli::tr("--from must lie before --to")));
    return Done{};
}

/// Options of `braid run` as written.
struct RunTexts {
    std::vector<std::string> sets;
    std::string timeout, repeat, jobs;
    QuestionTexts questions;
};

/// As braid-host understands it.
bool isSchedule(std::string_view text) {
    constexpr std::string_view seeded = "random:";
    if (!text.starts_with(seeded))
        return text == "round-robin" || text == "random";
    std::uint64_t seed = 0;
    const auto [end, error] = std::from_chars(text.data() + seeded.size(), text.data() + text.size(), seed);
    return error == std::errc() && end == text.data() + text.size();
}

Result<Command> finish(Run run, const RunTexts& texts) {
    const auto& [sets, timeout, repeat, jobs, questions] = texts;
    if (const auto read = readQuestions(run.questions, questions); !read)
        return read.error();
    for (const std::string& set : sets) {
        const auto equals = set.find('=');
        if (equals == std::string::npos || equals == 0)
            return wrong(said(Cli::tr("--set takes name=value, not \"%1\""), {set}));
        run.values.emplace_back(set.substr(0, equals), set.substr(equals + 1));
    }
    if (!timeout.empty()) {
        auto time = timeOf("--timeout", timeout, 1s);
        if (!time)
            return time.error();
        run.timeout = std::chrono::duration_cast<std::chrono::milliseconds>(*time);
        if (run.timeout < 1ms || run.timeout > 24h)
            return wrong(said(Cli::tr("--timeout takes a time from 1 ms to 24 h, not \"%1\""), {timeout}));
    }
    if (!run.schedule.empty() && !isSchedule(run.schedule))
        return wrong(said(Cli::tr("--schedule takes round-robin, random or random:SEED, not \"%1\""), {run.schedule}));
    if (const auto read = readCount("--repeat", repeat, session::Repetition::MaxRuns, run.repeat); !read)
        return read.error();
    if (const auto read = readCount("--jobs", jobs, session::Repetition::MaxJobs, run.jobs); !read)
        return read.error();
    if (run.jobs > 0 && run.repeat == 0)
        return wrong(said(Cli::tr("--jobs goes with --repeat only")));
    if (run.repeat > 0 && run.questions.any())
        return wrong(said(Cli::tr("--why and --critical-path ask about one run, not about --repeat")));
    if (run.output && (run.json || run.repeat > 0 || run.questions.any()))
        return wrong(said(Cli::tr("--output shows what the program wrote and nothing else: it goes with no other question")));
    if (run.python && !run.schedule.empty())
        return wrong(said(Cli::tr("--schedule orders the steps of Braid's own programs: one in Python is recorded as it runs by itself")));
    if (!run.interpreter.empty() && !run.python)
        return wrong(said(Cli::tr("--interpreter goes with --python only")));
    for (const std::string& image : run.images)
        if (!pictureEnding(image))
            return wrongEnding(image);
    return Command(std::move(run));
}

/// What pictures and films have in common, as written.
struct DrawingTexts {
    std::string from, to, at, theme = "light", page = render::wordOf(render::Page::AsDrawn), title, objects = "interesting";
    bool noLegend = false, charts = false, noCharts = false;
};

template <class Drawing>
Status readDrawing(const DrawingTexts& texts, Drawing& drawing) {
    for (const auto& [option, text, time] :
         {std::tuple{"--from", &texts.from, &drawing.from}, std::tuple{"--to", &texts.to, &drawing.to}}) {
        if (const auto read = readTime(option, *text, *time); !read)
            return read.error();
    }
    if (drawing.from && drawing.to && *drawing.from >= *drawing.to)
        return wrong(said(Cli::tr("--from must lie before --to")));
    if (texts.theme != "light" && texts.theme != "dark")
        return wrong(said(Cli::tr("--theme takes light or dark, not \"%1\""), {texts.theme}));
    drawing.dark = texts.theme == "dark";
    drawing.legend = !texts.noLegend;
    if (texts.objects != "all" && texts.objects != "interesting" && texts.objects != "none")
        return wrong(said(Cli::tr("--objects takes all, interesting or none, not \"%1\""), {texts.objects}));
    drawing.objects = texts.objects != "none";
    drawing.allObjects = texts.objects == "all";
    return Done{};
}

Result<Command> finish(Image image, const DrawingTexts& texts) {
    image.charts = texts.noCharts ? Image::Charts::None : texts.charts ? Image::Charts::All
                                                                       : Image::Charts::Story;
    if (!pictureEnding(image.out))
        return wrongEnding(image.out);
    if (const auto read = readDrawing(texts, image); !read)
        return read.error();
    if (!(image.width >= 200 && image.width <= 20'000))
        return wrong(said(Cli::tr("--width takes 200 to 20000 pixels")));
    if (!(image.scale >= 1 && image.scale <= 4))
        return wrong(said(Cli::tr("--scale takes 1 to 4")));
    const auto page = render::pageOf(texts.page);
    if (!page)
        return wrong(said(Cli::tr("--page takes %1, not \"%2\""), {render::pageWords(), texts.page}));
    image.page = *page;
    if (const auto read = readTime("--at", texts.at, image.at); !read)
        return read.error();
    if (image.at && !image.graph)
        return wrong(said(Cli::tr("--at goes with --graph only")));
    if (image.whole && (image.from || image.to))
        return wrong(said(Cli::tr("--whole shows all of the run: it goes with neither --from nor --to")));
    if (image.graph && (image.from || image.to || image.page != render::Page::AsDrawn))
        return wrong(said(Cli::tr("--graph shows one moment: it goes with --at, not with --from, --to or --page")));
    return Command(std::move(image));
}

/// Further options of `braid animate` as written.
struct FilmTexts {
    std::string size, rate, speed, length, kind = "grow";
};

Result<Command> finish(Animate film, const DrawingTexts& drawing, const FilmTexts& texts) {
    if (!film.out.ends_with(".gif"))
        return wrong(said(Cli::tr("\"%1\" is no animation file: its name must end in .gif"), {film.out}));
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
            return wrong(said(Cli::tr("--size takes WIDTHxHEIGHT, from 320x180 to 4096x4096, not \"%1\""), {texts.size}));
    }
    if (!texts.speed.empty()) {
        bool number = false;
        QString text = QString::fromStdString(texts.speed);
        if (text.endsWith('x') || text.endsWith(u'×'))
            text.chop(1);
        film.speed = text.toDouble(&number);
        if (!number || !(film.speed >= 0.000'001 && film.speed <= render::FilmOptions::MaxSpeed))
            return wrong(said(Cli::tr("--speed takes a number from 0.000001 to 1000 (1: as fast as it was), not \"%1\""),
                              {texts.speed}));
        if (!texts.length.empty())
            return wrong(said(Cli::tr("--speed and --length say the same in two ways: give one of them")));
    }
    if (!texts.length.empty()) {
        auto length = timeOf("--length", texts.length, 1s);
        if (!length)
            return length.error();
        film.length = *length;
        if (film.length < 100ms || film.length > 1h)
            return wrong(said(Cli::tr("--length takes a time from 100 ms to 1 h, not \"%1\""), {texts.length}));
    }
    constexpr std::array<std::pair<std::string_view, render::FilmKind>, 3> kinds{
        {{"grow", render::FilmKind::Grow}, {"follow", render::FilmKind::Follow}, {"cursor", render::FilmKind::Cursor}}};
    const auto kind = std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first == texts.kind; });
    if (kind == kinds.end())
        return wrong(said(Cli::tr("--kind takes grow, follow or cursor, not \"%1\""), {texts.kind}));
    film.kind = kind->second;
    return Command(std::move(film));
}

/// `table` is the two words of --csv, or nothing.
Result<Command> finish(Report report, const std::vector<std::string>& table) {
    if (!report.image.empty() && report.compare.empty())
        return wrong(said(Cli::tr("--image goes with --compare: braid image draws one run")));
    if (report.compare.size() >= render::ComparisonOptions::MostRuns)
        return wrong(said(Cli::tr("at most %1 runs are compared at once"), {std::to_string(render::ComparisonOptions::MostRuns)}));
    if (!report.image.empty() && !pictureEnding(report.image))
        return wrongEnding(report.image);
    if (!table.empty()) {
        report.table = table[0];
        report.tableOut = table[1];
        if (report.table != "lanes" && report.table != "objects" && report.table != "contention" && report.table != "events")
            return wrong(said(Cli::tr("--csv takes lanes, objects, contention or events, not \"%1\""), {report.table}));
        if (report.json || !report.compare.empty())
            return wrong(said(Cli::tr("--csv goes with neither --json nor --compare")));
    }
    if (report.output && (report.json || report.questions.any() || !report.compare.empty() || !report.table.empty()))
        return wrong(said(Cli::tr("--output shows what the program wrote and nothing else: it goes with no other question")));
    return Command(std::move(report));
}

/// CLI11's own words.
void speak(CLI::App& app) {
    app.set_help_flag("-h,--help", help(Cli::tr("Say how it is used")));
    const auto formatter = std::make_shared<CLI::Formatter>();
    for (const auto& [label, word] : {std::pair{"Usage", Cli::tr("Usage")}, std::pair{"OPTIONS", Cli::tr("OPTIONS")},
                                      std::pair{"SUBCOMMAND", Cli::tr("COMMAND")}, std::pair{"SUBCOMMANDS", Cli::tr("COMMANDS")},
                                      std::pair{"Positionals", Cli::tr("Arguments")}, std::pair{"REQUIRED", Cli::tr("(needed)")}})
        formatter->label(label, help(word));
    app.formatter(formatter);
    app.option_defaults()->group(help(Cli::tr("Options")));
    app.get_help_ptr()->group(help(Cli::tr("Options")));
}

/// CLI11's message as a sentence of ours. Its kinds that cannot come up here stay in its English.
std::string spokenParseError(const CLI::ParseError& error) {
    const std::string message = error.what();
    const std::string first = message.substr(0, message.find('\n'));
    const auto behind = [&](std::string_view mark) { // what stands behind it
        const std::size_t at = first.find(mark);
        return at == std::string::npos ? std::string() : first.substr(at + mark.size());
    };
    const std::string subject = first.substr(0, first.find_first_of(": ")); // "--set: 1 required …", "ID is required"
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
        return said(Cli::tr("this was not expected: %1"), {behind(": ")});
    if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr)
        return said(Cli::tr("%1 is needed"), {subject});
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
        return said(Cli::tr("a value is missing behind %1"), {subject});
    if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr)
        return said(Cli::tr("this is no number: %1"), {first.substr(std::string_view("Could not convert: ").size())});
    std::string sentence = first;
    while (!sentence.empty() && (sentence.back() == ' ' || sentence.back() == '.'))
        sentence.pop_back();
    return sentence;
}

} // namespace

Result<session::Language::Choice> languageOf(int argc, const char* const* argv) {
    using Choice = session::Language::Choice;
    constexpr std::string_view Option = "--language";
    Choice choice = Choice::System;
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        std::string_view code;
        if (word == "--") // what follows are another program's words
            break;
        if (word == Option)
            code = i + 1 < argc ? argv[i + 1] : "";
        else if (word.starts_with("--language="))
            code = word.substr(Option.size() + 1);
        else
            continue;
        if (code == "en")
            choice = Choice::English;
        else if (code == "zh" || code == "zh_CN")
            choice = Choice::Chinese;
        else
            return wrong(said(Cli::tr("--language takes en or zh, not \"%1\""), {std::string(code)}));
    }
    return choice;
}

Result<Command> parseWords(int argc, const char* const* argv) {
    if (auto decided = windowOrUnknown(argc, argv))
        return std::move(*decided);

    CLI::App app(help(Cli::tr("Braid shows concurrency as it happens.\n"
                              "Without a command it opens its window, with a FILE.braid in it if one is named.")),
                 "braid");
    speak(app);
    app.set_version_flag("--version", "braid " BRAID_VERSION, help(Cli::tr("Say which version this is")));
    app.footer(help(Cli::tr("Times are written 250ms, 2s or 80us. Exit status: 0 it ran, 1 it could not, 2 wrong words.")));
    app.require_subcommand(0, 1);
    // Read before all others (languageOf), for it decides what is said of them; here so that it is known.
    std::string language;
    app.add_option("--language", language, help(Cli::tr("The language to speak: en or zh (as the system)")))->type_name("CODE");
    app.fallthrough();

    List list;
    CLI::App* listWords = app.add_subcommand("list", help(Cli::tr("Name the scenarios and their parameters")));
    listWords->add_flag("--json", list.json, help(Cli::tr("Print one JSON object")));

    Run run;
    RunTexts texts;
    CLI::App* runWords = app.add_subcommand("run", help(Cli::tr("Run a scenario for real, without a window, and report")));
    runWords->add_option("ID", run.id, help(Cli::tr("The scenario, as in braid list")))->required();
    runWords->add_option("--set", texts.sets, help(Cli::tr("Set a parameter (repeatable); a bare number for a time is ms")))
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    runWords->add_option("--preset", run.preset, help(Cli::tr("Start from the values of a preset")))->type_name("NAME");
    runWords->add_option("--schedule", run.schedule,
                         help(Cli::tr("Let threads take turns, the same in each run: round-robin, random or random:SEED")))
        ->type_name("S");
    runWords->add_option("--timeout", texts.timeout, help(Cli::tr("End it after so many seconds (60)")))->type_name("S");
    runWords->add_option("--out", run.out, help(Cli::tr("Keep the trace")))->type_name("F.braid");
    runWords->add_option("--image", run.images, help(Cli::tr("Draw a picture (repeatable): .png, .svg or .pdf")))
        ->type_name("FILE")
        ->allow_extra_args(false);
    runWords->add_flag("--whole", run.whole, help(Cli::tr("With --image: all of the run, also where a part of it tells its story")));
    runWords->add_flag("--json", run.json, help(Cli::tr("Print one JSON object")));
    runWords->add_flag("--output", run.output, help(Cli::tr("Show only what the program writes, as in a terminal")));
    runWords->add_flag("--python", run.python, help(Cli::tr("Record its program in Python instead")));
    runWords->add_option("--interpreter", run.interpreter, help(Cli::tr("With --python: what runs it, instead of the system's Python")))->type_name("PYTHON");
    runWords->add_option("--repeat", texts.repeat,
                         help(Cli::tr("Run it R times and add the outcomes up, 1 to 10000; --out and --image take the last run")))
        ->type_name("R");
    runWords->add_option("--jobs", texts.jobs,
                         help(Cli::tr("With --repeat: so many runs under way at most (16). The next one starts only while all "
                                      "others sleep; 1: strictly one after another")))
        ->type_name("J");

    addQuestions(runWords, run.questions, texts.questions);

    Record record;
    RecordTexts recordTexts;
    CLI::App* recordWords = addRecordWords(app, record, recordTexts);

    Attach attach;
    std::string attachedPid;
    CLI::App* attachWords = addAttachWords(app, attach, attachedPid);

    Report report;
    QuestionTexts reportTexts;
    CLI::App* reportWords = app.add_subcommand("report", help(Cli::tr("Report on a saved trace")));
    reportWords->add_option("FILE", report.file, help(Cli::tr("A .braid file")))->required();
    reportWords->add_flag("--json", report.json, help(Cli::tr("Print one JSON object")));
    reportWords->add_flag("--output", report.output, help(Cli::tr("Show only what the program wrote, as in a terminal")));
    addQuestions(reportWords, report.questions, reportTexts);
    std::vector<std::string> table;
    reportWords->add_option("--compare", report.compare, help(Cli::tr("Tell in what another trace differs from FILE; can be given several times")))
        ->type_name("F.braid")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    reportWords->add_option("--image", report.image, help(Cli::tr("With --compare: draw them on one time axis (.png, .svg or .pdf)")))
        ->type_name("FILE");
    reportWords->add_option("--csv", table, help(Cli::tr("Write a table instead: lanes, objects, contention or events (times in ns)")))
        ->type_name("WHAT OUT")
        ->expected(2);

    const auto drawingWords = [](CLI::App& words, DrawingTexts& drawing, std::string& lanes) {
        words.add_option("--from", drawing.from, help(Cli::tr("Left edge, from the start of the run")))->type_name("T");
        words.add_option("--to", drawing.to, help(Cli::tr("Right edge")))->type_name("T");
        words.add_option("--theme", drawing.theme, help(Cli::tr("light or dark (light)")))->type_name("THEME");
        words.add_option("--lanes", lanes, help(Cli::tr("Only lanes and objects whose name matches (* and ? as in the shell)")))
            ->type_name("PATTERN");
        words.add_option("--objects", drawing.objects, help(Cli::tr("Which locks and other objects: all, interesting or none (interesting)")))
            ->type_name("WHICH");
        words.add_flag("--no-legend", drawing.noLegend, help(Cli::tr("Leave the legend out")));
        return words.add_option("--title", drawing.title, help(Cli::tr("Other words above it; \"\" for none")))->type_name("TEXT");
    };
    Image image;
    DrawingTexts imageTexts;
    CLI::App* imageWords = app.add_subcommand("image", help(Cli::tr("Draw a picture of a saved trace")));
    imageWords->add_option("FILE", image.file, help(Cli::tr("A .braid file")))->required();
    imageWords->add_option("--out", image.out, help(Cli::tr("Where to: .png, .svg or .pdf")))->required()->type_name("FILE");
    imageWords->add_option("--width", image.width, help(Cli::tr("Width in pixels (1600)")))->type_name("PX");
    imageWords->add_option("--scale", image.scale, help(Cli::tr("PNG pixels for each pixel of the width, 1 to 4 (1)")))->type_name("N");
    imageWords->add_option("--page", imageTexts.page,
                           said(Cli::tr("Put it on a page: %1 (screen); in a PDF many lanes go on over several"), {render::pageWords()}))
        ->type_name("PAGE");
    imageWords->add_flag("--whole", image.whole, help(Cli::tr("All of the run, also where a part of it tells its story")));
    imageWords->add_flag("--chart", imageTexts.charts, help(Cli::tr("Charts of all results below the timeline (of those that compare something)")));
    imageWords->add_flag("--no-chart", imageTexts.noCharts, help(Cli::tr("Leave the charts out")))->excludes("--chart");
    imageWords->add_flag("--graph", image.graph, help(Cli::tr("Who waits for whom, instead of the timeline")));
    imageWords->add_option("--at", imageTexts.at, help(Cli::tr("With --graph: at that moment (the end)")))->type_name("T");
    const CLI::Option* imageTitle = drawingWords(*imageWords, imageTexts, image.lanes);

    Animate animate;
    DrawingTexts filmDrawing;
    FilmTexts filmTexts;
    CLI::App* filmWords = app.add_subcommand("animate", help(Cli::tr("Make an animation of a saved trace")));
    filmWords->add_option("FILE", animate.file, help(Cli::tr("A .braid file")))->required();
    filmWords->add_option("--out", animate.out, help(Cli::tr("Where to: .gif")))->required()->type_name("FILE");
    filmWords->add_option("--kind", filmTexts.kind,
                          help(Cli::tr("grow: the run grows as it was seen live; follow: with its edge at the right; cursor: the "
                                       "cursor goes over the whole run (grow)")))
        ->type_name("KIND");
    filmWords->add_option("--length", filmTexts.length, help(Cli::tr("How long it plays (8 s)")))->type_name("T");
    filmWords->add_option("--speed", filmTexts.speed, help(Cli::tr("Instead of a length: 1 is as fast as it was, 0.01 a hundred times slower")))
        ->type_name("X");
    filmWords->add_option("--fps", filmTexts.rate, help(Cli::tr("Frames per second, 1 to 50 (20)")))->type_name("N");
    filmWords->add_option("--size", filmTexts.size, help(Cli::tr("Pixels (1280x720)")))->type_name("WxH");
    const CLI::Option* filmTitle = drawingWords(*filmWords, filmDrawing, animate.lanes);

    for (CLI::App* each : app.get_subcommands([](CLI::App*) { return true; }))
        each->group(help(Cli::tr("Commands")));

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) { // --help, --version
        std::ostringstream text;
        app.exit(success, text, text);
        return Command(Answer{text.str()});
    } catch (const CLI::ParseError& error) {
        return wrong(said(Cli::tr("%1; see braid --help"), {spokenParseError(error)}));
    }
    if (listWords->parsed())
        return Command(list);
    if (runWords->parsed())
        return finish(std::move(run), texts);
    if (recordWords->parsed()) {
        return finish(std::move(record), recordTexts);
    }
    if (*attachWords)
        return finish(std::move(attach), attachedPid);
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
