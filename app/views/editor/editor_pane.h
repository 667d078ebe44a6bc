#pragma once

#include "app/editor/messages.h"
#include "app/editor/scenario_source.h"
#include "app/editor/sliders.h"

#include <Qsci/qscidocument.h>

#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace braid::views {

class Appearance;
class CodeEditor;
class ElidedLabel;

/// Programs of the person's, to be written, one of them in view: its text, what a compiler or an interpreter says of it, and what stands
/// against its sliders. Reads and writes no file. GUI thread only.
class EditorPane : public QWidget {
    Q_OBJECT
public:
    explicit EditorPane(Appearance& appearance, QWidget* parent = nullptr);

    /// This text of this file is in view: in its tab where it has one, else in the one of `instead`, which is not modified, or in a new one.
    void load(const QString& path, const QString& text, const QString& instead = {});
    /// Puts the file in view. False where it is not open.
    bool show(const QString& path);
    /// The file is open no more; another one is in view, if there is one.
    void close(const QString& path);
    /// The same text lies at `path` from here on.
    void saved(const QString& path);
    [[nodiscard]] const QString& path() const { return m_path; } ///< of the one in view, absolute; empty: there is none
    [[nodiscard]] QStringList paths() const;                     ///< in the order of the tabs
    [[nodiscard]] QString text() const;                          ///< of the one in view
    [[nodiscard]] bool isModified() const;
    [[nodiscard]] bool isModified(const QString& path) const;
    /// Another program has changed or removed the file in view: says so, and offers to take it. Empty: nothing is said.
    void setOutside(const QString& words, bool canLoad);
    [[nodiscard]] CodeEditor& code() { return *m_code; }
    /// Its sliders, as the text has them now.
    [[nodiscard]] const editor::Sliders& sliders() const { return m_sliders; }
    /// The text that was read for them last, and what it describes, where it is a scenario's source: they follow what is typed a moment later.
    [[nodiscard]] const QString& readText() const { return m_read; }
    [[nodiscard]] const std::optional<editor::ScenarioSource>& described() const { return m_described; }
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
    void slidersChanged(); ///< they may have; once the person has stopped typing
    void textChanged();
    void entered(); ///< the person turns to it
    void shown();
    void fileShown(); ///< another one is in view
    void closeRequested(const QString& path);
    void saveAsRequested();
    void reloadRequested(); ///< the file in view as it is on the disk
    void told(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    [[nodiscard]] QWidget* buildReplace();
    [[nodiscard]] QWidget* buildOutside();
    void connectCode();
    void goToLine();
    /// Keeps what of the file in view is not its document's.
    void leave();
    void enter(std::size_t index);
    void showTabs();
    void parse();
    void showName();
    void showNotes();
    void recolor();
    void retranslate();

    struct OpenText {
        QString path;
        QsciDocument document;
        bool modified = false; ///< while it is not in view
        int line = 0, column = 0, top = 0;
    };

    Appearance& m_appearance;
    std::vector<OpenText> m_texts; ///< by tab
    QTabBar* m_tabs;
    QWidget* m_outside;
    QLabel* m_outsideWords;
    QPushButton *m_reload, *m_keep;
    QString m_path;
    editor::Sliders m_sliders;
    QString m_read;
    std::optional<editor::ScenarioSource> m_described;
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
