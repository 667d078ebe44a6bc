#include "app/views/text/code_highlighter.h"

#include "app/views/base/appearance.h"

#include <algorithm>

namespace braid::views {

CodeHighlighter::CodeHighlighter(QObject* parent, const Appearance& appearance, std::vector<Words> words)
    : QSyntaxHighlighter(parent), m_appearance(appearance), m_words(std::move(words)) {
    recolor();
}

void CodeHighlighter::recolor() {
    const auto format = [this](const char* token) {
        QTextCharFormat result;
        result.setForeground(m_appearance.color(QLatin1String(token)));
        return result;
    };
    m_formats.clear();
    for (const Words& words : m_words)
        m_formats.push_back(format(words.token));
    m_string = format("codeString");
    m_comment = format("codeComment");
    m_comment.setFontItalic(true);
    rehighlight();
}

void CodeHighlighter::colorWords(const QString& text) {
    for (std::size_t i = 0; i < m_words.size(); ++i)
        for (auto it = m_words[i].pattern.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), m_formats[i]);
        }
}

void CodeHighlighter::colorString(qsizetype begin, qsizetype end) { setFormat(static_cast<int>(begin), static_cast<int>(end - begin), m_string); }

void CodeHighlighter::colorComment(qsizetype begin, qsizetype end) { setFormat(static_cast<int>(begin), static_cast<int>(end - begin), m_comment); }

qsizetype CodeHighlighter::stringEnd(const QString& text, qsizetype begin) {
    qsizetype end = begin + 1;
    while (end < text.size() && text[end] != text[begin])
        end += text[end] == u'\\' ? 2 : 1;
    return std::min(end + 1, text.size());
}

} // namespace braid::views
