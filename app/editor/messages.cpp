#include "app/editor/messages.h"

#include <QRegularExpression>
#include <QStringList>

namespace braid::editor {
namespace {

Message::Severity severityOf(const QString& word) {
    if (word == QLatin1String("warning"))
        return Message::Severity::Warning;
    return word == QLatin1String("note") ? Message::Severity::Note : Message::Severity::Error;
}

} // namespace

std::vector<Message> compilerMessages(const QString& output) {
    static const QRegularExpression ofCompiler(QStringLiteral(R"(^(.+?):(\d+):(?:(\d+):)?\s*(?:fatal )?(error|warning|note):\s*(.*)$)"));
    static const QRegularExpression ofLinker(QStringLiteral(R"(^(?:\S*ld(?:\.\w+)?: )?(?:[^:]*: in function [^:]*:)?\s*([^:\s][^:]*):(\d+): ((?:undefined reference|multiple definition|first defined).*)$)"));
    static const QRegularExpression ofTool(QStringLiteral(R"(^(?:\S*/)?[\w+.-]+: (?:fatal )?error: (.*)$)"));
    std::vector<Message> messages;
    for (QString line : output.split(u'\n')) {
        if (messages.size() >= MostMessages)
            break;
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (const QRegularExpressionMatch match = ofCompiler.match(line); match.hasMatch())
            messages.push_back({match.captured(1), match.captured(2).toInt(), match.captured(3).toInt(), severityOf(match.captured(4)), match.captured(5)});
        else if (const QRegularExpressionMatch linked = ofLinker.match(line); linked.hasMatch())
            messages.push_back({linked.captured(1), linked.captured(2).toInt(), 0, Message::Severity::Error, linked.captured(3)});
        else if (const QRegularExpressionMatch tool = ofTool.match(line); tool.hasMatch())
            messages.push_back({{}, 0, 0, Message::Severity::Error, tool.captured(1)});
    }
    return messages;
}

std::vector<Message> pythonMessages(const QString& output, const QString& file) {
    static const QRegularExpression place(QStringLiteral(R"re(^\s*(?:\|\s*)?File "([^"]*)", line (\d+)(?:, in .*)?$)re"));
    static const QRegularExpression error(QStringLiteral(R"(^(?:\|\s*)?([A-Za-z_][\w.]*)(?:: (.*))?$)"));
    std::vector<Message> messages;
    Message last;
    bool within = false, own = false; // a traceback; a place in the file itself was seen
    for (QString line : output.split(u'\n')) {
        if (messages.size() >= MostMessages)
            break;
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (const QRegularExpressionMatch match = place.match(line); match.hasMatch()) {
            const bool here = match.captured(1) == file;
            if (here || !own) {
                last.file = match.captured(1);
                last.line = match.captured(2).toInt();
            }
            own = own || here;
            within = true;
        } else if (within && !line.startsWith(u' ') && !line.isEmpty()) {
            if (error.match(line).hasMatch()) {
                last.text = line;
                messages.push_back(last);
            }
            last = {};
            within = own = false;
        }
    }
    return messages;
}

} // namespace braid::editor
