#include "app/views/catalogue/card_text.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace braid::views {

namespace {

QString textOfResource(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

qsizetype indentationOf(const QString& line) {
    return std::find_if(line.begin(), line.end(), [](QChar c) { return c != u' '; }) - line.begin();
}

} // namespace

QString cardText(const QString& scenarioId) {
    return cardText(scenarioId, QLocale().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en"));
}

QString cardText(const QString& scenarioId, const QString& language) {
    return withPrograms(textOfResource(QStringLiteral(":/cards/%1/%2.md").arg(language, scenarioId)));
}

QString withPrograms(const QString& markdown) {
    static const QRegularExpression link(QStringLiteral("^\\[(scenarios/python/\\w+\\.py)\\]\\([^)#\n]*(?:#([\\w,]+))?\\)$"), QRegularExpression::MultilineOption);
    QString text;
    qsizetype end = 0;
    for (auto found = link.globalMatch(markdown); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        const QString program = textOfResource(QStringLiteral(":/source/") + match.captured(1));
        const QString part = partOf(program, match.captured(2).split(u',', Qt::SkipEmptyParts));
        text += markdown.mid(end, match.capturedStart() - end);
        text += part.isEmpty() ? match.captured() : QStringLiteral("```python\n%1\n```").arg(part.trimmed());
        end = match.capturedEnd();
    }
    return text + markdown.mid(end);
}

QString partOf(const QString& program, const QStringList& names) {
    if (names.isEmpty())
        return program;
    const QStringList lines = program.split(u'\n');
    QStringList parts;
    for (const QString& name : names) {
        const QRegularExpression head(QStringLiteral(" *(?:def|async def|class) %1\\b.*").arg(name));
        const qsizetype first = lines.indexOf(head); // the whole line
        if (first < 0)
            return {};
        qsizetype last = first + 1;
        while (last < lines.size() && (lines[last].trimmed().isEmpty() || indentationOf(lines[last]) > indentationOf(lines[first])))
            ++last;
        parts << lines.mid(first, last - first).join(u'\n').trimmed();
    }
    return parts.join(QStringLiteral("\n\n\n"));
}

QString cardSummary(const QString& markdown) {
    // The first paragraph after the first heading of the second level.
    QString paragraph;
    bool inSection = false;
    for (const QString& line : markdown.split('\n')) {
        if (line.startsWith(QLatin1String("## "))) {
            if (inSection)
                break;
            inSection = true;
            continue;
        }
        if (!inSection)
            continue;
        if (line.trimmed().isEmpty()) {
            if (!paragraph.isEmpty())
                break;
            continue;
        }
        // Between two Chinese characters a line's end is no space.
        const bool wide = !paragraph.isEmpty() && paragraph.back().unicode() >= 0x2e80 && line.trimmed().front().unicode() >= 0x2e80;
        paragraph += (paragraph.isEmpty() || wide ? QString() : QStringLiteral(" ")) + line.trimmed();
    }
    static const QRegularExpression link(QStringLiteral("\\[([^\\]]*)\\]\\([^)]*\\)"));
    static const QRegularExpression marks(QStringLiteral("[*`]"));
    paragraph.replace(link, QStringLiteral("\\1")).remove(marks);
    static const QRegularExpression end(QStringLiteral("(?:[.!?](?=\\s|$))|[。！？]"));
    const QRegularExpressionMatch match = end.match(paragraph);
    if (!match.hasMatch())
        return paragraph;
    return paragraph.left(match.capturedEnd());
}

} // namespace braid::views
