#include "app/views/run/step_teller.h"

#include "app/render/scene/translate.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"
#include "engine/model/text/sentence.h"
#include "engine/trace/event_traits.h"

namespace braid::views {

namespace {
/// After so long without anybody taking the step, that is what is told. In ms.
constexpr qint64 Patience = 400;
} // namespace

StepTeller::StepTeller(RunSession& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&session, &RunSession::stepped, this, &StepTeller::begin);
    connect(&session, &RunSession::frame, this, &StepTeller::look);
    connect(&session, &RunSession::aboutToChangeRun, this, [this] { m_waiting = false; });
}

void StepTeller::begin(LaneId lane) {
    m_waiting = true;
    m_asked = lane;
    m_lane = {};
    m_event = model::NoEvent;
    m_next = m_session.run()->model().log().size();
    m_since.start();
}

void StepTeller::look() {
    if (!m_waiting || !m_session.run())
        return;
    if (m_session.run()->state() != session::Run::State::Paused) {
        m_waiting = false;
        return;
    }
    const model::Model& model = m_session.run()->model();
    const model::EventIndex before = m_event;
    for (; m_next < model.log().size() && m_waiting; ++m_next) {
        const model::LogEntry entry = model.log()[m_next];
        const LaneId lane{entry.lane};
        if (!m_lane) {
            if (entry.kind == trace::EventKind::HoldEnd && (!m_asked || m_asked == lane))
                m_lane = lane;
        } else if (lane == m_lane) {
            if (entry.kind == trace::EventKind::HoldBegin)
                m_waiting = false;
            else if (trace::isOccurrence(entry.kind))
                m_event = static_cast<model::EventIndex>(m_next);
        }
    }
    if (m_event != before)
        tell();
    if (m_lane || m_since.elapsed() < Patience)
        return;
    m_waiting = false;
    emit told(m_asked ? tr("%1 takes no step now: it waits, or has not come to an operation yet.").arg(toQt(model.name(m_asked)))
                      : tr("No lane takes a step now: each waits, or has not come to an operation yet."));
}

void StepTeller::tell() {
    const model::Model& model = m_session.run()->model();
    m_session.view().update([&](render::ViewState& state) {
        state.selectedLane = m_lane;
        state.selectedEvent = m_event;
        const ObjectId object{model.log()[m_event].object};
        state.selectedObject = model.object(object) ? object : ObjectId{};
    });
    emit told(tr("Step: %1").arg(render::translated(model::describe(model, m_event))));
}

} // namespace braid::views
