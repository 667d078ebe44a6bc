#pragma once

#include "app/session/catalogue.h"
#include "app/views/cursor/twin_lines.h"
#include "app/views/text/source_pane.h"

#include <QWidget>

class QLabel;

namespace braid::views {

/// The other one of a scenario's two programs, in C++ or in Python, beside the one that is shown: the lines that do what the marked ones do
/// are marked as these are.
class TwinView : public QWidget {
    Q_OBJECT
public:
    TwinView(Appearance& appearance, QWidget* parent = nullptr);

    /// The file beside `path`, one of the two of a scenario, whose files are `cpp` and `python`; none where `path` is neither.
    void follow(const QString& path, const QString& scenarioId, const QString& cpp, const QString& python);
    /// `original` beside `path`, a copy of it that may have been changed since: lines that both have are twins.
    void followCopy(const QString& path, const QString& text, const QString& original);
    /// There is one.
    [[nodiscard]] bool any() const { return !m_pane->path().isEmpty(); }
    /// The file is the one in Python.
    [[nodiscard]] bool python() const { return m_python; }
    /// As in the pane beside.
    void markLanes(const std::vector<LaneMark>& marks);
    void markLine(int line);
    /// The pane beside shows its lines from `line` on: the next one that has a twin stands as high as that.
    void align(int line);

signals:
    /// A line was clicked to which these lines of the file beside belong.
    void lineActivated(int line, bool back);

private:
    [[nodiscard]] std::vector<int> twinsOf(int line) const;
    QLabel* m_title;
    SourcePane* m_pane;
    TwinLines m_lines;
    QString m_followed;
    bool m_python = false;
    bool m_second = false; ///< it is the second one of the pairs
};

} // namespace braid::views
