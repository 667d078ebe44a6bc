#pragma once

#include <QString>

#include <cstdint>
#include <vector>

/// What compilers and the Python interpreter write, as places in files. Pure.
namespace braid::editor {

struct Message {
    enum class Severity : std::uint8_t {
        Error,
        Warning,
        Note
    };
    QString file;             ///< as it was written; empty where none was named
    int line = 0, column = 0; ///< from 1; 0 = not known
    Severity severity = Severity::Error;
    QString text;
    friend bool operator==(const Message&, const Message&) = default;
};

constexpr std::size_t MostMessages = 500; ///< further ones are left out

/// Of gcc and clang, and of the linker, in English: file:line[:column]: error|warning|note: text.
[[nodiscard]] std::vector<Message> compilerMessages(const QString& output);

/// The tracebacks in the output of a Python program, SyntaxErrors too: each as one error at its last line in `file`, or where it has
/// none there, at its last line at all.
[[nodiscard]] std::vector<Message> pythonMessages(const QString& output, const QString& file);

} // namespace braid::editor
