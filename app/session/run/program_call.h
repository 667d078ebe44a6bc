#pragma once

#include "engine/model/model.h"
#include "engine/record/launch/program.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace braid::session {

/// A program that is to be recorded, as a person writes it. Value type.
struct ProgramCall {
    QString command;         ///< a file, or a name that is looked for as a shell does; nothing in it is quoted
    QString arguments;       ///< one line, quoted as in a shell
    QString directory;       ///< it starts in; empty: the one of this process
    QString environment;     ///< NAME=VALUE, one a line: beside this process's own
    bool untilStuck = false; ///< it is ended as soon as nothing in it can move any more
    bool source = false;     ///< `command` is the path of a program's source, which is interpreted, or compiled before it runs

    /// Of a source file of the person's, in its folder.
    [[nodiscard]] static ProgramCall ofSource(const QString& path);

    /// Its name and its arguments as they stand in one line of a shell; of a source its file's name.
    [[nodiscard]] QString line() const;
    friend bool operator==(const ProgramCall&, const ProgramCall&) = default;
};

/// The words of a line as a POSIX shell splits it: quotes ' and ", and the backslash. Nothing is expanded, and | > & ; are usual
/// characters. Error: a quote is open, or nothing follows the last backslash.
[[nodiscard]] Result<QStringList> shellWords(const QString& line);
/// The line that shellWords() splits into `words`.
[[nodiscard]] QString shellLine(const QStringList& words);

/// What is started. A command with a slash is looked for from its directory. Errors: no command, an open quote, a line of the
/// environment without a name, a directory that is none.
[[nodiscard]] Result<record::Program> programOf(const ProgramCall& call);

/// What a run of a recorded program, also a saved one, says of it.
struct RecordedProgram {
    QStringList command;       ///< its words; empty where they are not known
    std::optional<int> status; ///< with which it ended by itself
    std::optional<int> signal; ///< … or the number of the signal that ended it, which Braid had not sent
};
/// Nothing where the run is none of a recorded program. Pure.
[[nodiscard]] std::optional<RecordedProgram> recordedProgramOf(const model::Model& model);

/// How `file` is recorded: itself, or where it is a Python program, by python3. In the file's folder.
[[nodiscard]] ProgramCall callOf(const QString& file);
/// It can be started: an executable file, or a Python program.
[[nodiscard]] bool isProgram(const QString& file);

/// Why nothing of the program can be recorded, as a sentence without its end, translated; empty where all can be.
[[nodiscard]] QString hindranceText(const record::Inspection& inspection);

} // namespace braid::session
