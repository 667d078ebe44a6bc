#pragma once

#include "app/render/rows/view_state.h"

#include <QElapsedTimer>
#include <QObject>

class QAction;

namespace braid::views {

class Dock;
class RunSession;

/// Asks on the person's behalf: why the selected lane does what it does, and what the critical path is; keeps the path up to
/// date while the run or the marked stretch grows. What it finds stands in the shared ViewState. GUI thread only.
class Investigation : public QObject {
    Q_OBJECT
public:
    /// `why` asks, `path` (checkable) shows the path and takes it away; the docks come up with the answers.
    Investigation(RunSession& session, QAction& why, QAction& path, Dock& whyDock, Dock& pathDock, QObject* parent);

private:
    [[nodiscard]] bool letsGo(const render::ViewState& now) const;
    void ask();
    void togglePath(bool shown);
    void computePath();
    void pathMayHaveGrown();

    RunSession& m_session;
    QAction& m_path;
    Dock& m_whyDock;
    Dock& m_pathDock;
    QElapsedTimer m_computed; ///< since the path was computed last
    qint64 m_cost = 0;        ///< of that, milliseconds
};

} // namespace braid::views
