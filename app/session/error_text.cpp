#include "app/session/error_text.h"

#include "app/render/scene/plain_text.h"
#include "engine/model/text/sentence.h"
#include "engine/parameter/parameter.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <vector>

namespace braid::session {
namespace {

struct Errors {
    Q_DECLARE_TR_FUNCTIONS(Errors)
};

/// What engine and session say when the world failed them; they speak English and know no window. %1 … stand for what is
/// different each time. The first one that fits counts, then come those of engine/parameter.
constexpr const char* Known[] = {
    QT_TRANSLATE_NOOP("Errors", "cannot open the trace"),
    QT_TRANSLATE_NOOP("Errors", "cannot read the trace"),
    QT_TRANSLATE_NOOP("Errors", "cannot join the trace"),
    QT_TRANSLATE_NOOP("Errors", "cannot create the trace"),
    QT_TRANSLATE_NOOP("Errors", "cannot reserve space for the trace"),
    QT_TRANSLATE_NOOP("Errors", "cannot map the trace"),
    QT_TRANSLATE_NOOP("Errors", "cannot write the trace to"),
    QT_TRANSLATE_NOOP("Errors", "cannot write the chart"),
    QT_TRANSLATE_NOOP("Errors", "cannot save the run from"),
    QT_TRANSLATE_NOOP("Errors", "that file has become shorter since it was opened"),
    QT_TRANSLATE_NOOP("Errors", "cannot ask for the scenarios"),
    QT_TRANSLATE_NOOP("Errors", "cannot read"),
    QT_TRANSLATE_NOOP("Errors", "cannot start"),
    QT_TRANSLATE_NOOP("Errors", "cannot share memory with"),
    QT_TRANSLATE_NOOP("Errors", "there is no parameter %1 in"),
    QT_TRANSLATE_NOOP("Errors", "there is no program in Python for"),
    QT_TRANSLATE_NOOP("Errors", "nothing of it could be recorded"),
    QT_TRANSLATE_NOOP("Errors", "cannot look at process"),
    QT_TRANSLATE_NOOP("Errors", "there is none"),
    QT_TRANSLATE_NOOP("Errors", "it has ended; only its parent has not asked for its status yet"),
    QT_TRANSLATE_NOOP("Errors", "it is this command itself"),
    QT_TRANSLATE_NOOP("Errors", "it is a thread of the kernel"),
    QT_TRANSLATE_NOOP("Errors", "it is a thread of process %1"),
    QT_TRANSLATE_NOOP("Errors", "it ended meanwhile"),
    QT_TRANSLATE_NOOP("Errors", "it is a program for another kind of machine than Braid (32 bit)"),
    QT_TRANSLATE_NOOP("Errors", "the kernel lets nobody look into another process (kernel.yama.ptrace_scope is 3, until the machine starts anew)"),
    QT_TRANSLATE_NOOP("Errors", "it belongs to another user: root or CAP_SYS_PTRACE would help"),
    QT_TRANSLATE_NOOP("Errors", "sudo sysctl kernel.yama.ptrace_scope=0 would help, and so would root or CAP_SYS_PTRACE"),
    QT_TRANSLATE_NOOP("Errors", "root or CAP_SYS_PTRACE would help"),
    QT_TRANSLATE_NOOP("Errors", "it is a directory"),
    QT_TRANSLATE_NOOP("Errors", "it is not a regular file"),
    QT_TRANSLATE_NOOP("Errors", "it is not a Braid trace"),
    QT_TRANSLATE_NOOP("Errors", "it is not a trace of this version of Braid"),
    QT_TRANSLATE_NOOP("Errors", "the trace is cut off in its header"),
    QT_TRANSLATE_NOOP("Errors", "the trace's header is damaged"),
    QT_TRANSLATE_NOOP("Errors", "the trace was written on a machine with another byte order"),
    QT_TRANSLATE_NOOP("Errors", "the trace was written by a newer Braid (format %1; this one reads up to %2)"),
    QT_TRANSLATE_NOOP("Errors", "the trace is cut off: %1 of %2 blocks are whole"),
    QT_TRANSLATE_NOOP("Errors", "a block of the trace is damaged; what could be read is shown"),
    QT_TRANSLATE_NOOP("Errors", "the trace became shorter while it was read"),
    QT_TRANSLATE_NOOP("Errors", "its name must end in .png, .svg or .pdf"),
    QT_TRANSLATE_NOOP("Errors", "the run of %1 was over before it began: braid-host %2"),
    QT_TRANSLATE_NOOP("Errors", "nothing of %1 could be recorded: it %2"),
    QT_TRANSLATE_NOOP("Errors", "no program is named"),
    QT_TRANSLATE_NOOP("Errors", "a quote is open"),
    QT_TRANSLATE_NOOP("Errors", "nothing follows the last backslash"),
    QT_TRANSLATE_NOOP("Errors", "there is no folder"),
    QT_TRANSLATE_NOOP("Errors", "a variable of the environment is written NAME=VALUE, not"),
    QT_TRANSLATE_NOOP("Errors", "cannot open a terminal for"),
    QT_TRANSLATE_NOOP("Errors", "cannot write"),
    // Of the system, as strerror says them.
    QT_TRANSLATE_NOOP("Errors", "No such file or directory"),
    QT_TRANSLATE_NOOP("Errors", "Permission denied"),
    QT_TRANSLATE_NOOP("Errors", "Operation not permitted"),
    QT_TRANSLATE_NOOP("Errors", "Is a directory"),
    QT_TRANSLATE_NOOP("Errors", "Not a directory"),
    QT_TRANSLATE_NOOP("Errors", "File exists"),
    QT_TRANSLATE_NOOP("Errors", "No space left on device"),
    QT_TRANSLATE_NOOP("Errors", "Disk quota exceeded"),
    QT_TRANSLATE_NOOP("Errors", "Read-only file system"),
    QT_TRANSLATE_NOOP("Errors", "File name too long"),
    QT_TRANSLATE_NOOP("Errors", "Input/output error"),
    QT_TRANSLATE_NOOP("Errors", "Too many open files"),
    QT_TRANSLATE_NOOP("Errors", "Cannot allocate memory"),
    // Of QProcess.
    QT_TRANSLATE_NOOP("Errors", "execve: No such file or directory"),
    QT_TRANSLATE_NOOP("Errors", "execve: Permission denied"),
};

QRegularExpression matcherOf(const QString& pattern) {
    QString expression = QRegularExpression::escape(pattern);
    static const QRegularExpression place(QStringLiteral("\\\\%[1-9]"));
    expression.replace(place, QStringLiteral("(.*)"));
    return QRegularExpression(QRegularExpression::anchoredPattern(expression));
}

struct Matcher {
    const char* pattern;
    QRegularExpression expression;
};

std::vector<Matcher> allMatchers() {
    std::vector<Matcher> all;
    for (const char* pattern : Known)
        all.push_back({pattern, matcherOf(QLatin1String(pattern))});
    for (const char* pattern : parameter::errorPatterns())
        all.push_back({pattern, matcherOf(QLatin1String(pattern))});
    return all;
}

} // namespace

QString spokenError(const QString& english) {
    static const std::vector<Matcher> matchers = allMatchers();
    for (const auto& [pattern, expression] : matchers) {
        const QRegularExpressionMatch match = expression.match(english);
        if (!match.hasMatch())
            continue;
        // All at once: what was captured may itself have a place in it.
        std::vector<std::string> captured;
        for (int place = 1; place <= match.lastCapturedIndex(); ++place)
            captured.push_back(match.captured(place).toStdString());
        return render::textOf(model::fill(Errors::tr(pattern).toStdString(), captured));
    }
    return english;
}

QString errorText(const Error& error) {
    QString text = spokenError(render::textOf(error.what));
    if (!error.where.empty())
        text += QLatin1Char(' ') + render::textOf(error.where);
    if (error.hint.empty())
        return text;
    //: %1 what was tried, %2 why it did not work
    return Errors::tr("%1: %2").arg(text, spokenError(render::textOf(error.hint)));
}

} // namespace braid::session
