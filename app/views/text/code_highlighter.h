#pragma once

#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>
#include <vector>

namespace braid::views {

class Appearance;

/// Colours a language in the colours of code. Colours nothing without a document.
class CodeHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    /// Takes the colours anew.
    void recolor();

protected:
    /// What is looked for by itself, and the token of its colour; later ones over earlier ones.
    struct Words {
        QRegularExpression pattern;
        const char* token;
    };
    CodeHighlighter(QObject* parent, const Appearance& appearance, std::vector<Words> words);

    void colorWords(const QString& text);
    void colorString(qsizetype begin, qsizetype end);
    void colorComment(qsizetype begin, qsizetype end);
    /// Behind the string that begins with the quote at `begin`, with backslashes in it; at most the text's size.
    [[nodiscard]] static qsizetype stringEnd(const QString& text, qsizetype begin);

private:
    const Appearance& m_appearance;
    const std::vector<Words> m_words;
    std::vector<QTextCharFormat> m_formats; ///< of m_words
    QTextCharFormat m_string, m_comment;
};

} // namespace braid::views
