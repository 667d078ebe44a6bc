#pragma once

#include "app/render/rows/view_state.h"

#include <QDialog>

class QLineEdit;

namespace braid::views {

class RunSession;

/// Asks for the note of the bookmark at the cursor: of the one that stands there already, else of a new one. Takes or
/// removes it in the shared view state.
class BookmarkEditor : public QDialog {
    Q_OBJECT
public:
    /// For a session that has a run.
    BookmarkEditor(RunSession& session, QWidget* parent);

    void accept() override;

private:
    void remove();
    RunSession& m_session;
    render::Bookmark m_bookmark; ///< where it stands
    QLineEdit* m_note;
};

} // namespace braid::views
