#include "app/views/editor/open_files.h"

#include "app/editor/program_files.h"
#include "app/session/error_text.h"
#include "app/views/base/words.h"
#include "app/views/editor/code_editor.h"
#include "app/views/editor/editor_pane.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>

namespace braid::views {
namespace {

constexpr int DraftPause = 1000, SettlePause = 150; ///< ms

QString nameOf(const QString& path) { return render::plain(QFileInfo(path).fileName()); }

} // namespace

OpenFiles::OpenFiles(QWidget& window, EditorPane& pane) : QObject(&window), m_window(window), m_pane(pane) {
    for (const auto& [timer, pause] : {std::pair(&m_settle, SettlePause), std::pair(&m_draft, DraftPause)}) {
        timer->setSingleShot(true);
        timer->setInterval(pause);
    }
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_settle, &QTimer::timeout, this, &OpenFiles::check);
    connect(&m_draft, &QTimer::timeout, this, &OpenFiles::keepDraft);
    connect(&m_pane, &EditorPane::textChanged, &m_draft, qOverload<>(&QTimer::start));
    connect(&m_pane, &EditorPane::fileShown, this, &OpenFiles::check);
    connect(&m_pane, &EditorPane::saveRequested, this, [this] { static_cast<void>(save()); });
    connect(&m_pane, &EditorPane::saveAsRequested, this, &OpenFiles::saveAs);
    connect(&m_pane, &EditorPane::closeRequested, this, &OpenFiles::close);
    connect(&m_pane, &EditorPane::reloadRequested, this, &OpenFiles::reload);
}

void OpenFiles::known(const QString& path, const QString& text) {
    m_onDisk[path] = text.toUtf8();
    m_watcher.addPath(path); // a file that was written anew is another one to the watcher
}

bool OpenFiles::open(const QString& path) {
    m_lookedAt = m_lookedAt == path ? QString() : m_lookedAt;
    if (m_pane.show(path))
        return true;
    const auto text = editor::readProgram(path);
    if (!text) {
        emit failed(tr("The program could not be opened."), session::errorText(text.error()));
        return false;
    }
    known(path, *text);
    m_pane.load(path, *text);
    return true;
}

void OpenFiles::lookAt(const QString& path, const QString& text) {
    if (m_pane.show(path))
        return;
    const QString before = m_lookedAt.isEmpty() || m_pane.isModified(m_lookedAt) ? QString() : m_lookedAt;
    known(path, text);
    if (!before.isEmpty()) {
        m_onDisk.erase(before);
        m_watcher.removePath(before);
    }
    m_lookedAt = path;
    m_pane.load(path, text, before);
}

bool OpenFiles::save() {
    const QString path = m_pane.path();
    if (path.isEmpty())
        return true;
    const auto there = editor::readProgram(path);
    if (there && there->toUtf8() != m_onDisk[path]) {
        const auto answer = QMessageBox::question(&m_window, tr("Save the program"), tr("%1 was changed by another program since it was opened here. Is it to be written over?").arg(nameOf(path)),
                                                  QMessageBox::Save | QMessageBox::Cancel, QMessageBox::Cancel);
        if (answer != QMessageBox::Save)
            return false;
    }
    return write(path);
}

bool OpenFiles::write(const QString& path) {
    const QString text = m_pane.text(), before = m_pane.path();
    if (const Status done = editor::writeProgram(path, text); !done) {
        emit failed(tr("The program could not be saved."), session::errorText(done.error()));
        return false;
    }
    m_drafts.drop(before);
    if (path != before) {
        m_onDisk.erase(before);
        m_watcher.removePath(before);
        m_pane.close(path); // what was open under that name is written over
        m_pane.show(before);
    }
    known(path, text);
    m_pane.saved(path);
    emit written();
    return true;
}

bool OpenFiles::saveAs() {
    const QString before = m_pane.path();
    if (before.isEmpty())
        return true;
    const QFileInfo file(before);
    QString path = QFileDialog::getSaveFileName(&m_window, tr("Save the program as"), editor::freePath(file.absolutePath(), file.fileName()),
                                                tr("Programs") + QStringLiteral(" (%1)").arg(editor::sourceFilter()));
    if (path.isEmpty())
        return false;
    if (!editor::languageOf(path))
        path += u'.' + file.suffix();
    return write(QFileInfo(path).absoluteFilePath());
}

bool OpenFiles::letGo(const QString& path) {
    if (!m_pane.isModified(path))
        return true;
    m_pane.show(path);
    const auto answer = QMessageBox::question(&m_window, tr("Save the program"), tr("%1 has changes that are not saved.").arg(nameOf(path)),
                                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    if (answer == QMessageBox::Save)
        return save();
    if (answer != QMessageBox::Discard)
        return false;
    m_drafts.drop(path);
    m_pane.load(path, QString::fromUtf8(m_onDisk[path]));
    m_draft.stop();
    return true;
}

bool OpenFiles::close(const QString& closed) {
    const QString path = closed; // the pane forgets its own
    if (path.isEmpty() || !letGo(path))
        return false;
    m_onDisk.erase(path);
    m_watcher.removePath(path);
    m_pane.close(path);
    emit written();
    return true;
}

bool OpenFiles::mayCloseAll() {
    for (const QString& path : m_pane.paths())
        if (!letGo(path))
            return false;
    return true;
}

void OpenFiles::check() {
    const QString path = m_pane.path();
    const auto before = m_onDisk.find(path);
    if (path.isEmpty() || before == m_onDisk.end())
        return;
    const auto now = editor::readProgram(path);
    if (QFileInfo::exists(path))
        m_watcher.addPath(path);
    if (now && now->toUtf8() == before->second) {
        m_pane.setOutside({}, false);
    } else if (now && *now == m_pane.text()) {
        known(path, *now);
        m_pane.saved(path);
    } else if (now) {
        m_pane.setOutside(m_pane.isModified() ? tr("%1 was changed by another program; here it has changes that are not saved.").arg(nameOf(path))
                                              : tr("%1 was changed by another program.").arg(nameOf(path)),
                          true);
    } else {
        m_pane.setOutside(QFileInfo::exists(path) ? tr("%1 cannot be read any more: it is no text in UTF-8, too large, or protected.").arg(nameOf(path))
                                                  : tr("%1 was removed by another program. Save writes it again.").arg(nameOf(path)),
                          false);
    }
}

void OpenFiles::reload() {
    const QString path = m_pane.path();
    if (const auto now = editor::readProgram(path)) {
        m_pane.code().rewrite(*now); // so that it can be taken back
        known(path, *now);
        m_pane.saved(path);
        m_drafts.drop(path);
    } else {
        check();
    }
}

void OpenFiles::keepDraft() {
    if (!m_keepsDrafts || m_pane.path().isEmpty())
        return;
    if (m_pane.isModified())
        m_drafts.keep(m_pane.path(), m_pane.text());
    else
        m_drafts.drop(m_pane.path());
}

void OpenFiles::keepDraftsIn(const QString& folder) {
    m_drafts = editor::Drafts(folder);
    m_keepsDrafts = true;
    QStringList names;
    for (const editor::Draft& draft : m_drafts.left()) {
        const auto there = editor::readProgram(draft.path);
        const QString text = there ? *there : QString();
        if (text == draft.text) {
            m_drafts.drop(draft.path);
            continue;
        }
        known(draft.path, text);
        m_pane.load(draft.path, text);
        m_pane.code().rewrite(draft.text);
        keepDraft();
        names << nameOf(draft.path);
    }
    if (!names.isEmpty())
        emit told(tr("Braid did not end in the usual way: what was typed and not saved is here again, in %1.").arg(names.join(QStringLiteral(", "))));
}

} // namespace braid::views
