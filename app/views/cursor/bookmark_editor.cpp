#include "app/views/cursor/bookmark_editor.h"

#include "app/session/bookmarks.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace braid::views {
namespace {
constexpr model::Nanos ReachShare = 200; ///< a two-hundredth of what is in view counts as the same place
}

BookmarkEditor::BookmarkEditor(RunSession& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_note(new QLineEdit(this)) {
    setObjectName("bookmarkEditor");
    setWindowTitle(tr("Bookmark"));
    const render::ViewState& state = session.view().get();
    const model::Nanos at = state.cursor.value_or(session.run()->edge());
    const render::Bookmark* old = session::bookmarkNear(state.bookmarks, at, (state.to - state.from) / ReachShare);
    m_bookmark = old ? *old : render::Bookmark{at, {}};
    auto* label = new QLabel(tr("&Note at %1").arg(momentText(m_bookmark.at)), this);
    label->setBuddy(m_note);
    m_note->setObjectName("bookmarkNote");
    m_note->setText(toQt(m_bookmark.note));
    m_note->setMaxLength(200);
    m_note->setMinimumWidth(320);
    m_note->setPlaceholderText(tr("What is worth finding again here?"));
    m_note->setAccessibleName(tr("Note"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this);
    if (old) {
        auto* removal = buttons->addButton(tr("Remove"), QDialogButtonBox::DestructiveRole);
        removal->setObjectName("bookmarkRemove");
        connect(removal, &QPushButton::clicked, this, &BookmarkEditor::remove);
    }
    connect(buttons, &QDialogButtonBox::accepted, this, &BookmarkEditor::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &BookmarkEditor::reject);
    // The moment belongs to this run.
    connect(&session, &RunSession::aboutToChangeRun, this, &BookmarkEditor::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(label);
    layout->addWidget(m_note);
    layout->addWidget(buttons);
}

void BookmarkEditor::accept() {
    m_bookmark.note = m_note->text().trimmed().toStdString();
    m_session.view().update([this](render::ViewState& state) { session::setBookmark(state.bookmarks, m_bookmark); });
    QDialog::accept();
}

void BookmarkEditor::remove() {
    m_session.view().update([this](render::ViewState& state) {
        const auto here = [this](const render::Bookmark& bookmark) { return bookmark.at == m_bookmark.at; };
        state.bookmarks.erase(std::remove_if(state.bookmarks.begin(), state.bookmarks.end(), here), state.bookmarks.end());
    });
    reject();
}

} // namespace braid::views
