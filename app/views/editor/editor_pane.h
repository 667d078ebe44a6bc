#pragma once

#include "app/editor/messages.h"
#include "app/editor/sliders.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace braid::views {

class Appearance;
class CodeEditor;
class ElidedLabel;

/// A program of the person's, to be written: its text, what a compiler or an interpreter says of it, and what stands against its sliders.
/// Knows one file at a time; reads and writes none. GUI thread only.
class EditorPane : public QWidget {
    Q_OBJECT
public:
    explicit EditorPane(Appearance& appearance, QWidget* parent = nullptr);

    /// Another file, with this text.
    void load(const QString& path, const QString& text);
    /// The same text lies at `path` from here on.
    void saved(const QString& path);
    [[nodiscard]] const QString& path() const { return m_path; } ///< absolute; empty: there is none
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isModified() const;
    [[nodiscard]] CodeEditor& code() { return *m_code; }
    /// Its sliders, as the text has them now.
    [[nodiscard]] const editor::Sliders& sliders() const { return m_sliders; }
    /// `file`: of those whose places are marked in the text.
    void showMessages(const std::vector<editor::Message>& messages);
    /// One line about what goes on; empty: nothing does.
    void setState(const QString& words);
    /// Its menu, for actions that others connect.
    [[nodiscard]] QMenu& menu() { return *m_menu; }

signals:
    void newRequested();
    void openRequested();
    void saveRequested();
    void slidersChanged(); ///< once the person has stopped typing
    void textChanged();
    void entered(); ///< the person turns to it
    void shown();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    [[nodiscard]] QWidget* buildReplace();
    void parse();
    void showName();
    void showNotes();
    void recolor();
    void retranslate();

    Appearance& m_appearance;
    QString m_path;
    editor::Sliders m_sliders;
    QString m_state;
    ElidedLabel* m_name;
    QToolButton *m_save, *m_more;
    QMenu* m_menu;
    QLabel* m_notes; ///< what goes on, and what stands against sliders
    CodeEditor* m_code;
    QWidget* m_replace;
    QLineEdit *m_what, *m_by;
    QPushButton *m_one, *m_all;
    QToolButton* m_closeReplace;
    QListWidget* m_messages;
    QStackedWidget* m_pages;
    QLabel* m_empty;
    QPushButton *m_new, *m_open;
};

} // namespace braid::views
