#include "app/views/catalogue/card_text.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>

namespace braid::views {

QString cardText(const QString& scenarioId) {
    const QString code = QLocale().language() == QLocale::Chinese ? QStringLiteral("zh_CN") : QStringLiteral("en");
    QFile file(QStringLiteral(":/cards/%1/%2.md").arg(code, scenarioId));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
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
