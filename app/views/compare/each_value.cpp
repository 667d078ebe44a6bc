#include "app/views/compare/each_value.h"

#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

#include <algorithm>
#include <utility>

namespace braid::views {

EachValue::EachValue(RunSession& session, Setup& setup, QObject* parent) : QObject(parent), m_session(session), m_setup(setup) {
    // Queued: a run is not replaced while its end is still being told.
    connect(&m_session, &RunSession::stateChanged, this, &EachValue::follow, Qt::QueuedConnection);
    connect(&m_session, &RunSession::frame, this, &EachValue::follow, Qt::QueuedConnection);
    connect(&m_session, &RunSession::runChanged, this, [this] {
        if (!m_starting)
            end();
    });
    connect(&m_setup, &Setup::scenarioChanged, this, &EachValue::end);
}

void EachValue::start(const std::string& parameter) {
    const session::Scenario* scenario = m_setup.scenario();
    if (!scenario)
        return;
    const auto found = std::find_if(scenario->parameters.begin(), scenario->parameters.end(),
                                    [&](const session::Parameter& each) { return each.name == parameter; });
    if (found == scenario->parameters.end() || found->choices.empty())
        return;
    m_parameter = parameter;
    m_values = found->choices;
    m_next = 0;
    runNext();
    emit begun();
}

void EachValue::runNext() {
    m_setup.setValue(m_parameter, m_values[m_next++]);
    m_ended = false;
    m_starting = true;
    m_session.start();
    m_starting = false;
}

void EachValue::follow() {
    const session::Run* run = m_session.run();
    if (m_values.empty() || m_starting || !run)
        return;
    if (run->state() == session::Run::State::Over) {
        if (busy() && (m_ended || run->model().outcome() != trace::Outcome::Stopped))
            runNext();
        else
            end();
    } else if (run->standsStill() && !std::exchange(m_ended, true)) {
        m_session.stop();
    }
}

} // namespace braid::views
