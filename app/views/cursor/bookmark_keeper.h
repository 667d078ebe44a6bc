#pragma once

#include <QObject>

namespace braid::views {

class RunSession;

/// Keeps the bookmarks of the session's run beside its file: reads them when it is opened, writes them when it is saved
/// and whenever they change. A run without a file has its bookmarks until it is gone. What goes wrong is announced as
/// RunSession::failed.
class BookmarkKeeper : public QObject {
    Q_OBJECT
public:
    explicit BookmarkKeeper(RunSession& session, QObject* parent = nullptr);

private:
    void load();
    void save();
    RunSession& m_session;
    bool m_keeping = false; ///< what the view state holds belongs to the session's file
};

} // namespace braid::views
