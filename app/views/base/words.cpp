#include "app/views/base/words.h"

#include "app/render/scene/coordinates.h"
#include "app/render/scene/translate.h"
#include "engine/model/text/sentence.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace braid::views {
QString findingSentence(const analysis::Finding& finding) {
    return session::withoutTitle(finding.kind, render::translated(finding.message));
}

QString withoutMnemonic(QString text) {
    static const QRegularExpression inBrackets(QStringLiteral("\\(&.\\)"));
    return text.remove(inBrackets).remove(u'&');
}

QString runsText(int count) {
    return QCoreApplication::translate("Words", "%1 runs").arg(countText(static_cast<std::uint64_t>(count)));
}

QString countText(std::uint64_t count) {
    return toQt(model::countText(count));
}

QString plainLines(std::string_view text) {
    QString shown;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find_first_of("\n\t", at), text.size());
        shown += toQt(text.substr(at, end - at));
        if (end < text.size())
            shown += QLatin1Char(text[end]);
        at = end + 1;
    }
    return shown;
}

QString plainTip(const QString& text) {
    return text.isEmpty() ? text : QStringLiteral("<div style='white-space:pre-wrap'>%1</div>").arg(text.toHtmlEscaped());
}

QString asSentence(QString text) {
    text = text.trimmed();
    if (text.isEmpty())
        return text;
    text[0] = text[0].toUpper();
    constexpr std::u16string_view Ends = u".!?…。！？";
    const QChar last = text.back();
    if (Ends.find(last.unicode()) != std::u16string_view::npos)
        return text;
    const bool chinese = last.script() == QChar::Script_Han || last == u'”' || last == u'）';
    return text + (chinese ? u'。' : u'.');
}

QString joinedSentences(const QString& first, const QString& second) {
    const QString a = asSentence(first), b = asSentence(second);
    if (a.isEmpty() || b.isEmpty())
        return a + b;
    return a + (a.endsWith(u'。') ? QString() : QStringLiteral(" ")) + b;
}

QString withAmpersands(QString text) { return text.replace(u'&', QStringLiteral("&&")); }

QString momentText(model::Nanos time) {
    // Four or five digits: finer differences are for the ruler of a close view.
    const model::Nanos size = std::abs(time);
    const model::Nanos step = size >= 1'000'000'000 ? 1'000'000 : size >= 1'000'000 ? 10'000
                                                              : size >= 1'000       ? 100
                                                                                    : 1;
    return render::momentText(time, step);
}

} // namespace braid::views
