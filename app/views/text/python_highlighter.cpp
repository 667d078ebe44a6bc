#include "app/views/text/python_highlighter.h"

#include "app/views/base/appearance.h"

#include <algorithm>

namespace braid::views {
namespace {

/// What a block ends within.
enum State {
    Code,
    InDoubleQuotes, ///< three of them
    InSingleQuotes
};

QString quotesOf(int state) { return state == InDoubleQuotes ? QStringLiteral("\"\"\"") : QStringLiteral("'''"); }

} // namespace

PythonHighlighter::PythonHighlighter(QObject* parent, const Appearance& appearance)
    : QSyntaxHighlighter(parent), m_appearance(appearance) {
    recolor();
}

void PythonHighlighter::recolor() {
    const auto format = [this](const char* token) {
        QTextCharFormat result;
        result.setForeground(m_appearance.color(QLatin1String(token)));
        return result;
    };
    static const QRegularExpression keywords(
        "\\b(and|as|assert|async|await|break|class|continue|def|del|elif|else|except|False|finally|for|from|global|if|import|in|is|lambda|"
        "None|nonlocal|not|or|pass|raise|return|True|try|while|with|yield)\\b");
    static const QRegularExpression types("\\b[A-Z][A-Za-z0-9]*\\b(?=\\s*[.(:,)])");
    static const QRegularExpression numbers("\\b[0-9][0-9_.]*(?:e[-+]?[0-9]+)?\\b");
    static const QRegularExpression decorators("^\\s*@[\\w.]+");
    m_rules = {{types, format("codeType")}, {keywords, format("codeKeyword")}, {numbers, format("codeNumber")}, {decorators, format("codePreprocessor")}};
    m_string = format("codeString");
    m_comment = format("codeComment");
    m_comment.setFontItalic(true);
    rehighlight();
}

void PythonHighlighter::highlightBlock(const QString& text) {
    for (const auto& [pattern, format] : m_rules)
        for (auto it = pattern.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), format);
        }
    // Strings and comments hide each other, so they are walked together.
    const qsizetype size = text.size();
    setCurrentBlockState(Code);
    const auto string = [&](qsizetype begin, qsizetype from, int state) {
        const qsizetype end = text.indexOf(quotesOf(state), from);
        if (end < 0)
            setCurrentBlockState(state);
        const qsizetype behind = end < 0 ? size : end + 3;
        setFormat(static_cast<int>(begin), static_cast<int>(behind - begin), m_string);
        return behind;
    };
    qsizetype i = previousBlockState() > Code ? string(0, 0, previousBlockState()) : 0;
    while (i < size) {
        const QChar c = text[i];
        if (c == u'#') {
            setFormat(static_cast<int>(i), static_cast<int>(size - i), m_comment);
            return;
        }
        if (c != u'"' && c != u'\'') {
            ++i;
            continue;
        }
        const State state = c == u'"' ? InDoubleQuotes : InSingleQuotes;
        if (text.mid(i, 3) == quotesOf(state)) {
            i = string(i, i + 3, state);
            continue;
        }
        qsizetype end = i + 1;
        while (end < size && text[end] != c)
            end += text[end] == u'\\' ? 2 : 1;
        end = std::min(end + 1, size);
        setFormat(static_cast<int>(i), static_cast<int>(end - i), m_string);
        i = end;
    }
}

} // namespace braid::views
