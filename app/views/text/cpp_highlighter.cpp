#include "app/views/text/cpp_highlighter.h"

namespace braid::views {

CppHighlighter::CppHighlighter(QObject* parent, const Appearance& appearance)
    : CodeHighlighter(
          parent, appearance,
          {{QRegularExpression("\\b([A-Z][A-Za-z0-9]*|braid|std|[a-z_]+_t)\\b(?=\\s*(::|[&*<{A-Za-z(]))"), "codeType"},
           {QRegularExpression("\\b(alignas|auto|bool|break|case|catch|char|class|co_await|co_return|co_yield|const|constexpr|continue|default|"
                               "delete|do|double|else|enum|explicit|false|final|float|for|friend|if|inline|int|long|mutable|namespace|new|"
                               "noexcept|nullptr|operator|override|private|protected|public|return|short|signed|sizeof|static|struct|switch|"
                               "template|this|throw|true|try|typedef|typename|union|unsigned|using|virtual|void|volatile|while)\\b"),
            "codeKeyword"},
           {QRegularExpression("\\b[0-9][0-9'.]*(?:e[-+]?[0-9]+)?(ns|us|ms|s|min|h|u|l|z)*\\b"), "codeNumber"},
           {QRegularExpression("^\\s*#\\s*\\w+"), "codePreprocessor"}}) {}

void CppHighlighter::highlightBlock(const QString& text) {
    colorWords(text);
    // Strings and comments hide each other, so they are walked together. State 1: inside /* */.
    qsizetype i = 0;
    const qsizetype size = text.size();
    setCurrentBlockState(0);
    const auto blockComment = [&](qsizetype start, qsizetype searchFrom) {
        const qsizetype end = text.indexOf(QLatin1String("*/"), searchFrom), behind = end < 0 ? size : end + 2;
        colorComment(start, behind);
        if (end < 0)
            setCurrentBlockState(1);
        return behind;
    };
    if (previousBlockState() == 1)
        i = blockComment(0, 0);
    while (i < size) {
        const QChar c = text[i];
        if (c == '/' && i + 1 < size && text[i + 1] == '/') {
            colorComment(i, size);
            return;
        }
        if (c == '/' && i + 1 < size && text[i + 1] == '*') {
            i = blockComment(i, i + 2);
            continue;
        }
        // A quote after a digit separates digits.
        if (c == '"' || (c == '\'' && (i == 0 || !text[i - 1].isDigit()))) {
            const qsizetype end = stringEnd(text, i);
            colorString(i, end);
            i = end;
            continue;
        }
        ++i;
    }
}

} // namespace braid::views
