#pragma once

#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>
#include <vector>

namespace braid::views {

class Appearance;

/// Light colours for C++: keywords, types, strings, numbers, comments. By regular expressions: raw strings that span
/// lines are not known to it.
class CppHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    CppHighlighter(QTextDocument* document, const Appearance& appearance);
    /// Takes the colours anew.
    void recolor();

protected:
    void highlightBlock(const QString& text) override;

private:
    struct Rule {
        QRegularExpression pattern;
        QTextCharFormat format;
    };
    const Appearance& m_appearance;
    std::vector<Rule> m_rules;
    QTextCharFormat m_string, m_comment;
};

} // namespace braid::views
