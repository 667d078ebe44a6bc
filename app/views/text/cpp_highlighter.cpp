#include "app/views/text/cpp_highlighter.h"

#include "app/views/base/appearance.h"

namespace braid::views {

CppHighlighter::CppHighlighter(QTextDocument* document, const Appearance& appearance)
    : QSyntaxHighlighter(document), m_appearance(appearance) {
    recolor();
}

void CppHighlighter::recolor() {
    const auto format = [this](const char* token) {
        QTextCharFormat result;
        result.setForeground(m_appearance.color(QLatin1String(token)));
        return result;
    };
    static const QRegularExpression keywords(
        "\\b(alignas|auto|bool|break|case|catch|char|class|co_await|co_return|co_yield|const|constexpr|continue|default|"
        "delete|do|double|else|enum|explicit|false|final|float|for|friend|if|inline|int|long|mutable|namespace|new|"
        "noexcept|nullptr|operator|override|private|protected|public|return|short|signed|sizeof|static|struct|switch|"
        "template|this|throw|true|try|typedef|typename|union|unsigned|using|virtual|void|volatile|while)\\b");
    static const QRegularExpression types("\\b([A-Z][A-Za-z0-9]*|braid|std|[a-z_]+_t)\\b(?=\\s*(::|[&*<{A-Za-z(]))");
    static const QRegularExpression numbers("\\b[0-9][0-9'.]*(?:e[-+]?[0-9]+)?(ns|us|ms|s|min|h|u|l|z)*\\b");
    static const QRegularExpression directives("^\\s*#\\s*\\w+");
    m_rules = {{types, format("codeType")},
               {keywords, format("codeKeyword")},
               {numbers, format("codeNumber")},
               {directives, format("codePreprocessor")}};
    m_string = format("codeString");
    m_comment = format("codeComment");
    m_comment.setFontItalic(true);
    rehighlight();
}

void CppHighlighter::highlightBlock(const QString& text) {
    for (const Rule& rule : m_rules) {
        for (auto it = rule.pattern.globalMatch(text); it.hasNext();) {
            const QRegularExpressionMatch match = it.next();
            setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()), rule.format);
        }
    }
    // Strings and comments hide each other, so they are walked together. State 1: inside /* */.
    int i = 0;
    const int size = static_cast<int>(text.size());
    setCurrentBlockState(0);
    const auto blockComment = [&](int start, int searchFrom) {
        const int end = static_cast<int>(text.indexOf(QLatin1String("*/"), searchFrom));
        setFormat(start, (end < 0 ? size : end + 2) - start, m_comment);
        if (end < 0)
            setCurrentBlockState(1);
        return end < 0 ? size : end + 2;
    };
    if (previousBlockState() == 1)
        i = blockComment(0, 0);
    while (i < size) {
        const QChar c = text[i];
        if (c == '/' && i + 1 < size && text[i + 1] == '/') {
            setFormat(i, size - i, m_comment);
            return;
        }
        if (c == '/' && i + 1 < size && text[i + 1] == '*') {
            i = blockComment(i, i + 2);
            continue;
        }
        // A quote after a digit separates digits.
        if (c == '"' || (c == '\'' && (i == 0 || !text[i - 1].isDigit()))) {
            int end = i + 1;
            while (end < size && text[end] != c)
                end += text[end] == '\\' ? 2 : 1;
            setFormat(i, std::min(end + 1, size) - i, m_string);
            i = end + 1;
            continue;
        }
        ++i;
    }
}

} // namespace braid::views
