#pragma once

#include <QPlainTextEdit>
#include <vector>

namespace braid::views {

class Appearance;
class RunSession;

/// What a run wrote as a terminal shows it: the text alone, with the line ends the program gave it. What was written after
/// the cursor is dimmed: it has not happened yet. Copying takes exactly the text. GUI thread only.
class TerminalView : public QPlainTextEdit {
    Q_OBJECT
public:
    TerminalView(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

    void forget(); ///< empties it; the run is read anew then
    /// Takes in what was written since. To be followed by moveCursor().
    void grow();
    /// The first `printed` prints have happened at the cursor; the last of them comes into view.
    void moveCursor(int printed);

signals:
    /// A click or Enter on what this print of the run wrote.
    void activated(int print);
    void contextRequested(int print, QPoint globalPos);

protected:
    QMimeData* createMimeDataFromSelection() const override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    /// Which print wrote what stands at this position of the text; -1: none.
    [[nodiscard]] int printAt(int position) const;
    void dim();

    RunSession& m_session;
    Appearance& m_appearance;
    std::vector<int> m_ends; ///< of each print, its position behind it
    int m_printed = 0;
};

} // namespace braid::views
