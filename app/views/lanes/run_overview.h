#pragma once

#include "app/render/timeline/minimap.h"

#include <QObject>
#include <memory>

namespace braid::views {

class RunSession;

/// What all lanes of the session's run do together, shared by those who show it. GUI thread only.
class RunOverview : public QObject {
    Q_OBJECT
public:
    explicit RunOverview(RunSession& session, QObject* parent = nullptr);

    /// Of the run as it is now. Only while there is one.
    [[nodiscard]] const render::Overview& get();

private:
    RunSession& m_session;
    std::unique_ptr<render::Overview> m_overview;
    std::size_t m_events = 0; ///< taken in
};

} // namespace braid::views
