#include "app/cli/command_line.h"

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

constexpr std::array<std::string_view, 4> commandNames{"list", "run", "report", "image"};
constexpr auto intro = "Braid shows concurrency as it happens.\n"
                       "Without a command it opens its window, with a FILE.braid in it if one is named.";

Error wrong(std::string sentence) {
    return {std::move(sentence), "", ""};
}

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
                                     "\"; the commands are list, run, report and image (see braid --help)"));
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

/// Options of `braid run` as written.
struct RunTexts {
    std::vector<std::string> sets;
    std::string timeout, repeat, jobs;
};

Result<Command> finish(Run run, const RunTexts& texts) {
    const auto& [sets, timeout, repeat, jobs] = texts;
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
    for (const std::string& image : run.images)
        if (!pictureEnding(image))
            return wrongEnding(image);
    return Command(std::move(run));
}

Result<Command> finish(Image image, const std::string& from, const std::string& to, const std::string& theme) {
    if (!pictureEnding(image.out))
        return wrongEnding(image.out);
    for (const auto& [option, text, time] : {std::tuple{"--from", &from, &image.from}, std::tuple{"--to", &to, &image.to}}) {
        if (text->empty())
            continue;
        auto parsed = timeOf(option, *text, 1ms);
        if (!parsed)
            return parsed.error();
        *time = *parsed;
    }
    if (image.from && image.to && *image.from >= *image.to)
        return wrong("--from must lie before --to");
    if (!(image.width >= 200 && image.width <= 20'000))
        return wrong("--width takes 200 to 20000 pixels");
    if (!(image.scale >= 1 && image.scale <= 4))
        return wrong("--scale takes 1 to 4");
    if (theme != "light" && theme != "dark")
        return wrong("--theme takes light or dark, not \"" + theme + "\"");
    image.dark = theme == "dark";
    return Command(std::move(image));
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

    Report report;
    CLI::App* reportWords = app.add_subcommand("report", "Report on a saved trace");
    reportWords->add_option("FILE", report.file, "A .braid file")->required();
    reportWords->add_flag("--json", report.json, "Print one JSON object");
    std::vector<std::string> table;
    reportWords->add_option("--compare", report.compare, "Tell in what another trace differs from FILE")->type_name("F.braid");
    reportWords->add_option("--csv", table, "Write a table instead: lanes, objects or events (times in ns)")
        ->type_name("WHAT OUT")
        ->expected(2);

    Image image;
    std::string from, to, theme = "light";
    CLI::App* imageWords = app.add_subcommand("image", "Draw a picture of a saved trace");
    imageWords->add_option("FILE", image.file, "A .braid file")->required();
    imageWords->add_option("--out", image.out, "Where to: .png, .svg or .pdf")->required()->type_name("FILE");
    imageWords->add_option("--from", from, "Left edge, from the start of the run")->type_name("T");
    imageWords->add_option("--to", to, "Right edge")->type_name("T");
    imageWords->add_option("--width", image.width, "Width in pixels (1600)")->type_name("PX");
    imageWords->add_option("--theme", theme, "light or dark (light)")->type_name("THEME");
    imageWords->add_option("--scale", image.scale, "PNG pixels for each pixel of the width, 1 to 4 (1)")->type_name("N");
    imageWords->add_option("--lanes", image.lanes, "Only lanes and objects whose name matches (* and ? as in the shell)")
        ->type_name("PATTERN");

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
    if (reportWords->parsed())
        return finish(std::move(report), table);
    if (imageWords->parsed())
        return finish(std::move(image), from, to, theme);
    return Command(OpenWindow{});
}

} // namespace braid::cli
