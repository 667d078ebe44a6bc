#pragma once

#include <QRegularExpression>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>
#include <utility>
#include <vector>

namespace braid::views {

class Appearance;

/// Colours Python in the colours of code. Colours nothing before setDocument().
class PythonHighlighter : public QSyntaxHighlighter {
    Q_OBJECT
public:
    PythonHighlighter(QObject* parent, const Appearance& appearance);
    void recolor();

protected:
    void highlightBlock(const QString& text) override;

private:
    const Appearance& m_appearance;
    std::vector<std::pair<QRegularExpression, QTextCharFormat>> m_rules;
    QTextCharFormat m_string, m_comment;
};

} // namespace braid::views
