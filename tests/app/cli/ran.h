#pragma once

#include <QStringList>
#include <QTemporaryDir>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

namespace braid::cli::test {

/// What became of a command.
struct Ran {
    int status = -1; ///< -1: killed by a signal, or it took more than a minute
    std::string out;
    std::string err;
    std::chrono::milliseconds took{0};

    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out); }
};

/// Runs the real braid, in an environment without any display.
Ran braid(const QStringList& words);
/// The same with further variables of the environment, "NAME=value", for one that speaks another language.
[[nodiscard]] Ran braidSpeaking(const QStringList& environment, const QStringList& words);
/// The same, with its standard output written to `path`.
Ran braidInto(const QString& path, const QStringList& words);
/// The same, sent `signal` when `delay` has passed.
Ran braidInterrupted(const QStringList& words, int signal, std::chrono::milliseconds delay);

} // namespace braid::cli::test
