#include "app/views/lanes/run_overview.h"

#include "app/views/run/run_session.h"

namespace braid::views {

RunOverview::RunOverview(RunSession& session, QObject* parent)
    : QObject(parent), m_session(session), m_overview(std::make_unique<render::Overview>()) {
    connect(&m_session, &RunSession::runChanged, this, [this] {
        m_overview = std::make_unique<render::Overview>();
        m_events = 0;
    });
}

const render::Overview& RunOverview::get() {
    const model::Model& model = m_session.run()->model();
    // finish() ends lanes without an event.
    const std::size_t events = model.log().size() + (model.finished() ? 1 : 0);
    if (events != m_events) {
        m_events = events;
        m_overview->update(model);
    }
    return *m_overview;
}

} // namespace braid::views
