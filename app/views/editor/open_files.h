#pragma once

#include "app/editor/drafts.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <map>

class QWidget;

namespace braid::views {

class EditorPane;

/// The files behind the editor's tabs: opens, writes and watches them, keeps drafts of what is not saved, and asks before anything is lost.
/// GUI thread only.
class OpenFiles : public QObject {
    Q_OBJECT
public:
    OpenFiles(QWidget& window, EditorPane& pane);

    /// Puts the file in view, in a tab of its own. False where it cannot be read, which is said.
    bool open(const QString& path);
    /// The same without a word where it cannot be; the next one that is looked at takes its tab, unless it is written in.
    void lookAt(const QString& path, const QString& text);
    /// Writes the one in view. False where it could not be, which is said, or the person does not want it.
    [[nodiscard]] bool save();
    /// The same under another name, which is asked for.
    bool saveAs();
    /// Closes its tab, after a question where it has changes. False: it stays.
    bool close(const QString& path);
    /// False where one has changes that the person does not give up.
    [[nodiscard]] bool mayCloseAll();
    /// From here on drafts are kept in this folder. Those that a crash has left there are in the editor again.
    void keepDraftsIn(const QString& folder);

signals:
    void failed(const QString& what, const QString& why);
    void told(const QString& sentence);
    void written(); ///< a file was, or is another one

private:
    [[nodiscard]] bool write(const QString& path);
    /// Saved or given up. False: it is to stay.
    [[nodiscard]] bool letGo(const QString& path);
    void check(); ///< whether another program has changed the one in view
    void reload();
    void keepDraft();
    void known(const QString& path, const QString& text);

    QWidget& m_window;
    EditorPane& m_pane;
    editor::Drafts m_drafts{QString()};
    std::map<QString, QByteArray> m_onDisk; ///< by path: as it was read or written last
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< a file is written in several steps
    QTimer m_draft;
    QString m_lookedAt; ///< its tab is the next one's
    bool m_keepsDrafts = false;
};

} // namespace braid::views
