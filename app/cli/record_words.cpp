#include "app/cli/words.h"

#include "app/cli/text.h"
#include "app/session/error_text.h"
#include "engine/parameter/parameter.h"

#include <cstdint>

namespace braid::cli {

using namespace std::chrono_literals;

/// A time of the words, ≥ 0.
Result<std::chrono::nanoseconds> timeOf(const char* option, const std::string& text, std::chrono::nanoseconds bareUnit) {
    auto time = parameter::parseTime(text, bareUnit);
    if (!time)
        return wrong(said(Cli::tr("%1: %2"), {option, session::errorText(time.error()).toStdString()}));
    if (time->count() < 0)
        return wrong(said(Cli::tr("%1: a time must not be negative"), {option}));
    return *time;
}

Status readCount(const char* option, const std::string& text, int most, int& number) {
    if (text.empty())
        return Done{};
    bool whole = false;
    const int value = QString::fromStdString(text).toInt(&whole);
    if (!whole || value < 1 || value > most)
        return wrong(said(Cli::tr("%1 takes a whole number from 1 to %2, not \"%3\""), {option, std::to_string(most), text}));
    number = value;
    return Done{};
}

bool pictureEnding(const std::string& path) {
    return path.ends_with(".png") || path.ends_with(".svg") || path.ends_with(".pdf");
}

Error wrongEnding(const std::string& path) {
    return wrong(said(Cli::tr("\"%1\" is no picture file: its name must end in .png, .svg or .pdf"), {path}));
}

CLI::App* addRecordWords(CLI::App& app, Record& record, RecordTexts& texts) {
    CLI::App* words = app.add_subcommand("record", help(Cli::tr("Record any program, unmodified, and say why it hangs")));
    words->add_option("CMD", record.command, help(Cli::tr("The program and its arguments, behind --")))->type_name("ARGS");
    words->add_option("--out", record.out, help(Cli::tr("Keep the trace")))->type_name("F.braid");
    words->add_option("--image", record.images, help(Cli::tr("Draw a picture (repeatable): .png, .svg or .pdf")))
        ->type_name("FILE")
        ->allow_extra_args(false);
    words->add_option("--timeout", texts.timeout, help(Cli::tr("End it after so many seconds (never)")))->type_name("S");
    words->add_flag("--until-stuck", record.untilStuck, help(Cli::tr("End it as soon as nothing in it can move any more")));
    words->add_flag("!--no-helper", record.helper, help(Cli::tr("Start nothing inside Python: its objects are told of as the locks that they consist of")));
    texts.json = words->add_flag("--json", record.jsonFile, help(Cli::tr("Print one JSON object after its end, or write it to a file")))
                     ->type_name("[=FILE]");
    words->add_option("--env", texts.variables, help(Cli::tr("Set a variable of its environment (repeatable)")))
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    return words;
}

Result<Command> finish(Record record, const RecordTexts& texts) {
    record.json = texts.json->count() > 0;
    if (record.jsonFile == "true") // the flag alone
        record.jsonFile.clear();
    if (record.command.empty())
        return wrong(said(Cli::tr("%1 is needed"), {"CMD"}));
    for (const std::string& variable : texts.variables) {
        const auto equals = variable.find('=');
        if (equals == std::string::npos || equals == 0)
            return wrong(said(Cli::tr("--env takes NAME=VALUE, not \"%1\""), {variable}));
        record.environment.emplace_back(variable.substr(0, equals), variable.substr(equals + 1));
    }
    if (!texts.timeout.empty()) {
        auto time = timeOf("--timeout", texts.timeout, 1s);
        if (!time)
            return time.error();
        record.timeout = std::chrono::duration_cast<std::chrono::milliseconds>(*time);
        if (*record.timeout < 1ms || *record.timeout > 24h)
            return wrong(said(Cli::tr("--timeout takes a time from 1 ms to 24 h, not \"%1\""), {texts.timeout}));
    }
    for (const std::string& image : record.images)
        if (!pictureEnding(image))
            return wrongEnding(image);
    return Command(std::move(record));
}

CLI::App* addAttachWords(CLI::App& app, Attach& attach, std::string& pid) {
    CLI::App* words = app.add_subcommand("attach", help(Cli::tr("Say why a process that was never recorded stands still")));
    words->add_option("PID", pid, help(Cli::tr("Its number; the process goes on as it was")))->required();
    words->add_flag("--json", attach.json, help(Cli::tr("Print one JSON object")));
    words->add_option("--image", attach.images, help(Cli::tr("Draw who waits for whom (repeatable): .png, .svg or .pdf")))
        ->type_name("FILE")
        ->allow_extra_args(false);
    return words;
}

Result<Command> finish(Attach attach, const std::string& pid) {
    if (const auto read = readCount("PID", pid, INT32_MAX, attach.pid); !read)
        return read.error();
    for (const std::string& image : attach.images)
        if (!pictureEnding(image))
            return wrongEnding(image);
    return Command(std::move(attach));
}

} // namespace braid::cli
