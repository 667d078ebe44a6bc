#include "app/session/run/program_call.h"

#include "app/render/scene/plain_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace braid::session {
namespace {

struct Programs {
    Q_DECLARE_TR_FUNCTIONS(Programs)
};

bool isBlank(QChar c) { return c == u' ' || c == u'\t' || c == u'\n'; }

/// As a shell needs it to take it as one word.
QString quoted(const QString& word) {
    const auto plain = [](QChar c) { return c.isLetterOrNumber() || QStringLiteral("_-+=./:,@%^").contains(c); };
    if (!word.isEmpty() && std::all_of(word.begin(), word.end(), plain))
        return word;
    QString inner = word;
    return u'\'' + inner.replace(u'\'', QLatin1String("'\\''")) + u'\'';
}

} // namespace

Result<QStringList> shellWords(const QString& line) {
    QStringList words;
    QString word;
    bool within = false; // a word, which may be empty: ''
    QChar quote;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (quote == u'\'') {
            c == quote ? quote = QChar() : word += c;
        } else if (c == u'\\') {
            if (++i == line.size())
                return Error{"nothing follows the last backslash", "", ""};
            // Between double quotes it stands for itself, but before what means something there.
            if (quote == u'"' && !QStringLiteral("\\\"$`").contains(line[i]))
                word += c;
            word += line[i];
            within = true;
        } else if (!quote.isNull()) {
            c == quote ? quote = QChar() : word += c;
        } else if (c == u'\'' || c == u'"') {
            quote = c;
            within = true;
        } else if (!isBlank(c)) {
            word += c;
            within = true;
        } else if (within) {
            words << std::exchange(word, QString());
            within = false;
        }
    }
    if (!quote.isNull())
        return Error{"a quote is open", "", ""};
    if (within)
        words << word;
    return words;
}

QString shellLine(const QStringList& words) {
    QStringList parts;
    for (const QString& word : words)
        parts << quoted(word);
    return parts.join(u' ');
}

ProgramCall ProgramCall::ofSource(const QString& path) {
    ProgramCall call;
    call.command = QFileInfo(path).absoluteFilePath();
    call.directory = QFileInfo(path).absolutePath();
    call.source = true;
    return call;
}

QString ProgramCall::line() const {
    if (source)
        return QFileInfo(command).fileName();
    const QString rest = arguments.simplified();
    return rest.isEmpty() ? shellLine({command}) : shellLine({command}) + u' ' + rest;
}

Result<record::Program> programOf(const ProgramCall& call) {
    record::Program program;
    const QString command = call.command.trimmed();
    if (command.isEmpty())
        return Error{"no program is named", "", ""};
    const auto arguments = shellWords(call.arguments);
    if (!arguments)
        return arguments.error();
    const QDir folder(call.directory.isEmpty() ? QDir::currentPath() : call.directory);
    if (!folder.exists())
        return Error{"there is no folder", call.directory.toStdString(), ""};
    program.directory = folder.absolutePath().toStdString();
    program.command.push_back((command.contains(u'/') ? folder.absoluteFilePath(command) : command).toStdString());
    for (const QString& word : *arguments)
        program.command.push_back(word.toStdString());
    for (const QString& variable : call.environment.split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype equals = variable.indexOf(u'=');
        if (variable.trimmed().isEmpty())
            continue;
        if (equals <= 0)
            return Error{"a variable of the environment is written NAME=VALUE, not", variable.toStdString(), ""};
        program.environment.emplace_back(variable.left(equals).trimmed().toStdString(), variable.mid(equals + 1).toStdString());
    }
    return program;
}

std::optional<RecordedProgram> recordedProgramOf(const model::Model& model) {
    constexpr int MostSignals = 64;
    RecordedProgram program;
    bool recorded = false;
    const auto number = [](const std::string& text, int most) {
        bool known = false;
        const int value = QString::fromStdString(text).toInt(&known);
        return known && value >= 0 && value <= most ? std::optional(value) : std::nullopt;
    };
    for (const auto& [name, value] : model.info()) {
        if (name == "command") {
            recorded = true;
            if (const auto words = shellWords(QString::fromStdString(value)))
                program.command = *words;
        } else if (name == "exitStatus") {
            program.status = number(value, UINT8_MAX);
        } else if (name == "exitSignal") {
            program.signal = number(value, MostSignals);
            if (program.signal == 0)
                program.signal.reset();
        }
    }
    return recorded ? std::optional(std::move(program)) : std::nullopt;
}

bool isProgram(const QString& file) {
    const QFileInfo info(file);
    const QString suffix = info.suffix();
    return info.isFile() && suffix != QLatin1String("braid") && (info.isExecutable() || suffix == QLatin1String("py"));
}

ProgramCall callOf(const QString& file) {
    const QFileInfo info(file);
    ProgramCall call;
    call.directory = info.absolutePath();
    if (info.suffix() == QLatin1String("py")) {
        call.command = QStringLiteral("python3");
        call.arguments = shellLine({info.fileName()});
    } else {
        call.command = info.absoluteFilePath();
    }
    return call;
}

QString hindranceText(const record::Inspection& inspection) {
    const QString path = render::textOf(inspection.path);
    switch (inspection.hindrance) {
    case record::Hindrance::None:
        break;
    case record::Hindrance::Privileged:
        return Programs::tr("%1 runs with another user's rights, and the system then preloads nothing").arg(path);
    case record::Hindrance::Static:
        return Programs::tr("%1 is linked statically, so that nothing can be preloaded").arg(path);
    case record::Hindrance::ThreadSanitizer:
        return Programs::tr("%1 is built with ThreadSanitizer, which wants the same calls for itself").arg(path);
    case record::Hindrance::AddressSanitizer:
        return Programs::tr("%1 is built with AddressSanitizer, which wants to be loaded first").arg(path);
    case record::Hindrance::Go:
        return Programs::tr("%1 is a Go program, which makes its own system calls and has its own locks").arg(path);
    }
    return {};
}

} // namespace braid::session
