#include "app/views/cursor/bookmark_keeper.h"

#include "app/session/bookmarks.h"
#include "app/session/error_text.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"

namespace braid::views {

BookmarkKeeper::BookmarkKeeper(RunSession& session, QObject* parent) : QObject(parent), m_session(session) {
    // Between these two the view state is that of no run.
    connect(&m_session, &RunSession::aboutToChangeRun, this, [this] { m_keeping = false; });
    connect(&m_session, &RunSession::runChanged, this, &BookmarkKeeper::load);
    connect(&m_session, &RunSession::fileChanged, this, [this] {
        m_keeping = true;
        save();
    });
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.bookmarks != before.bookmarks)
                    save();
            });
}

void BookmarkKeeper::load() {
    m_keeping = false;
    if (m_session.file().isEmpty())
        return;
    auto loaded = session::loadBookmarks(m_session.file());
    if (!loaded) { // and is not written over
        emit m_session.failed(tr("The bookmarks of this run cannot be read."), session::errorText(loaded.error()));
        return;
    }
    m_session.view().update([&](render::ViewState& state) { state.bookmarks = std::move(loaded.value()); });
    m_keeping = true;
}

void BookmarkKeeper::save() {
    if (!m_keeping || m_session.file().isEmpty())
        return;
    if (const Status kept = session::saveBookmarks(m_session.file(), m_session.view().get().bookmarks); !kept)
        emit m_session.failed(tr("The bookmarks could not be kept."), session::errorText(kept.error()));
}

} // namespace braid::views
