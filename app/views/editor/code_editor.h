#pragma once

#include "app/editor/language.h"
#include "app/editor/messages.h"
#include "app/views/text/lane_pills.h"

#include <Qsci/qsciscintilla.h>

#include <vector>

class QsciLexer;

namespace braid::views {

class Appearance;

/// The text of a program, to be written: highlighted, with line numbers, undo and search. Lines carry the names of the lanes that are there,
/// and signs of what a compiler or an interpreter says of them. GUI thread only.
class CodeEditor : public QsciScintilla {
    Q_OBJECT
public:
    explicit CodeEditor(Appearance& appearance, QWidget* parent = nullptr);

    void setLanguage(editor::Language language);
    /// Another text, which cannot be undone and is not modified.
    void load(const QString& text);
    /// Another text with its own history, such as document() gave it, or an empty one of its own.
    void show(const QsciDocument& document);
    /// The whole text, as one step that can be undone; the text cursor stays at its line.
    void rewrite(const QString& text);

    /// By line; several may share one.
    void markLanes(std::vector<LaneMark> marks);
    /// Of this file.
    void markMessages(const std::vector<editor::Message>& messages);
    /// Puts the text cursor there, in view; `column` from 1, 0 = the line's beginning.
    void goTo(int line, int column);
    /// Selects the next (or with `back` the last) place of `text`, and with `again` not the one that is selected. False where there is none.
    bool findText(const QString& text, bool back, bool again);
    /// Replaces what is selected where that is `text`, and goes to the next one. False where there was none.
    bool replaceText(const QString& text, const QString& by);
    /// How many it replaced, as one step that can be undone.
    int replaceAll(const QString& text, const QString& by);
    /// Makes comments of the selected lines, or of the one with the text cursor; where they all are, they are none any more.
    void toggleComments();
    /// The tabulator goes to the next part of the window instead of indenting.
    [[nodiscard]] bool tabMoves() const { return m_tabMoves; }

signals:
    void saveRequested();
    void saveAsRequested();
    void replaceRequested();
    void lineRequested();  ///< another one is to be gone to
    void closeRequested(); ///< the file
    void otherFileRequested(int by);
    void tabMovesChanged(bool moves);
    void entered(); ///< the person turns to it

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /// Does what the key stands for here; false where it stands for nothing of the editor's own.
    bool command(const QKeyEvent& key, bool only);
    void recolor();
    void fitNumbers();
    void dressDocument();
    void retranslate();

    Appearance& m_appearance;
    editor::Language m_language = editor::Language::Python;
    QsciLexer* m_lexer = nullptr;
    std::vector<LaneMark> m_lanes; ///< by line
    bool m_tabMoves = false;
};

} // namespace braid::views
