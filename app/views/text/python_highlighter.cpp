#include "app/views/text/python_highlighter.h"

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
    : CodeHighlighter(
          parent, appearance,
          {{QRegularExpression("\\b[A-Z][A-Za-z0-9]*\\b(?=\\s*[.(:,)])"), "codeType"},
           {QRegularExpression("\\b(and|as|assert|async|await|break|class|continue|def|del|elif|else|except|False|finally|for|from|global|if|import|"
                               "in|is|lambda|None|nonlocal|not|or|pass|raise|return|True|try|while|with|yield)\\b"),
            "codeKeyword"},
           {QRegularExpression("\\b[0-9][0-9_.]*(?:e[-+]?[0-9]+)?\\b"), "codeNumber"},
           {QRegularExpression("^\\s*@[\\w.]+"), "codePreprocessor"}}) {}

void PythonHighlighter::highlightBlock(const QString& text) {
    colorWords(text);
    // Strings and comments hide each other, so they are walked together.
    const qsizetype size = text.size();
    setCurrentBlockState(Code);
    const auto string = [&](qsizetype begin, qsizetype from, int state) {
        const qsizetype end = text.indexOf(quotesOf(state), from);
        if (end < 0)
            setCurrentBlockState(state);
        const qsizetype behind = end < 0 ? size : end + 3;
        colorString(begin, behind);
        return behind;
    };
    qsizetype i = previousBlockState() > Code ? string(0, 0, previousBlockState()) : 0;
    while (i < size) {
        const QChar c = text[i];
        if (c == u'#') {
            colorComment(i, size);
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
        const qsizetype end = stringEnd(text, i);
        colorString(i, end);
        i = end;
    }
}

} // namespace braid::views
