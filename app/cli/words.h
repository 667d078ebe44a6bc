#pragma once

#include "app/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <QString>

#include <chrono>
#include <string>
#include <vector>

// Between command_line.cpp and the words of single commands only.
namespace braid::cli {

[[nodiscard]] inline std::string help(const QString& text) { return text.toStdString(); }
/// A time of the words, ≥ 0.
[[nodiscard]] Result<std::chrono::nanoseconds> timeOf(const char* option, const std::string& text, std::chrono::nanoseconds bareUnit);
/// A whole number of the words, 1 … `most`. An empty text leaves `number` as it is.
[[nodiscard]] Status readCount(const char* option, const std::string& text, int most, int& number);
[[nodiscard]] bool pictureEnding(const std::string& path);
[[nodiscard]] Error wrongEnding(const std::string& path);

/// Options of `braid record` as written.
struct RecordTexts {
    std::vector<std::string> variables;
    std::string timeout;
    CLI::Option* json = nullptr;
};
/// Adds the command; what is read goes into `record` and `texts`, which must live as long.
CLI::App* addRecordWords(CLI::App& app, Record& record, RecordTexts& texts);
[[nodiscard]] Result<Command> finish(Record record, const RecordTexts& texts);

/// The same of `braid attach`; its PID as written goes into `pid`.
CLI::App* addAttachWords(CLI::App& app, Attach& attach, std::string& pid);
[[nodiscard]] Result<Command> finish(Attach attach, const std::string& pid);

} // namespace braid::cli
