#pragma once

#include "app/views/text/code_highlighter.h"

namespace braid::views {

/// Colours Python, strings of several lines too.
class PythonHighlighter : public CodeHighlighter {
    Q_OBJECT
public:
    PythonHighlighter(QObject* parent, const Appearance& appearance);

protected:
    void highlightBlock(const QString& text) override;
};

} // namespace braid::views
