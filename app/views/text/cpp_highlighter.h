#pragma once

#include "app/views/text/code_highlighter.h"

namespace braid::views {

/// Light colours for C++: keywords, types, strings, numbers, comments. By regular expressions: raw strings that span
/// lines are not known to it.
class CppHighlighter : public CodeHighlighter {
    Q_OBJECT
public:
    CppHighlighter(QObject* parent, const Appearance& appearance);

protected:
    void highlightBlock(const QString& text) override;
};

} // namespace braid::views
