#include "app/views/run/step_teller.h"

#include "app/render/scene/translate.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"
#include "engine/model/query/seek.h"
#include "engine/model/text/about_to.h"
#include "engine/model/text/sentence.h"
#include "engine/trace/event_traits.h"

namespace braid::views {

namespace {
/// So many lanes are named when the run is paused.
constexpr int MostNamed = 3;
/// After so long without a lane that takes the step, that is what is told. In ms.
constexpr qint64 QuietMs = 400;
constexpr qint64 GlowsFor = 900;                  ///< ms
constexpr std::chrono::milliseconds GlowStep{45}; ///< between two frames of it

/// What `event` left behind where the sentence does not say it: "q now holds 3".
QString aftermathOf(const model::Model& model, model::EventIndex index) {
    const model::LogEntry& entry = model.log()[index];
    const model::Object* object = model.object(ObjectId{entry.object});
    if (!object)
        return {};
    const std::optional<model::Level> level = object->levels().at(entry.time);
    if (!level)
        return {};
    switch (entry.kind) {
    case trace::EventKind::Put:
    case trace::EventKind::Get:
        return StepTeller::tr("%1 now holds %2").arg(render::shownName(model, object->name)).arg(level->depth);
    default:
        return {};
    }
}

QString sentenceOf(const model::Model& model, model::EventIndex event) {
    const QString did = render::translated(model::describe(model, event)), left = aftermathOf(model, event);
    return left.isEmpty() ? did : did + StepTeller::tr("; %1").arg(left);
}
} // namespace

StepTeller::StepTeller(RunSession& session, QObject* parent) : QObject(parent), m_session(session) {
    connect(&session, &RunSession::stepped, this, &StepTeller::begin);
    connect(&session, &RunSession::frame, this, &StepTeller::look);
    connect(&session, &RunSession::aboutToChangeRun, this, [this] {
        m_waiting = false;
        m_pauseTold = 0;
        m_fading.stop();
    });
    m_fading.setInterval(GlowStep);
    connect(&m_fading, &QTimer::timeout, this, &StepTeller::fade);
    // What is selected by other means is no step.
    connect(&session.view(), &session::SharedViewState::changed, this, [this](const render::ViewState& now, const render::ViewState&) {
        if (now.stepped && now.selectedEvent != now.stepped->event)
            m_session.view().update([](render::ViewState& state) { state.stepped.reset(); });
    });
}

void StepTeller::light(model::EventIndex event) {
    m_session.view().update([&](render::ViewState& state) { state.stepped = render::Stepped{event, m_calm ? 0.0 : 1.0}; });
    m_lit.start();
    if (!m_calm)
        m_fading.start();
    emit took(event);
}

void StepTeller::fade() {
    const double glow = 1 - static_cast<double>(m_lit.elapsed()) / GlowsFor;
    if (glow <= 0 || !m_session.view().get().stepped)
        m_fading.stop();
    m_session.view().update([glow](render::ViewState& state) {
        if (state.stepped)
            state.stepped->glow = std::max(glow, 0.0);
    });
}

void StepTeller::tellEvent(model::EventIndex event) {
    const session::Run* run = m_session.run();
    if (!run || event >= run->model().log().size())
        return;
    light(event);
    emit told(sentenceOf(run->model(), event));
}

void StepTeller::begin(LaneId lane) {
    m_waiting = true;
    m_stepped = true;
    m_asked = lane;
    m_lane = {};
    m_event = model::NoEvent;
    m_held = model::NoEvent;
    m_next = m_session.run()->model().log().size();
    m_since.start();
}

void StepTeller::look() {
    if (!m_session.run())
        return;
    if (m_session.run()->state() != session::Run::State::Paused) {
        m_waiting = m_stepped = false;
        m_pauseTold = 0;
        return;
    }
    if (!m_stepped)
        tellPause();
    if (!m_waiting)
        return;
    const model::Model& model = m_session.run()->model();
    const model::EventIndex before = m_event;
    for (; m_next < model.log().size() && m_waiting; ++m_next) {
        const model::LogEntry entry = model.log()[m_next];
        const LaneId lane{entry.lane};
        if (!m_lane) {
            if (entry.kind == trace::EventKind::HoldEnd && (!m_asked || m_asked == lane))
                m_lane = lane;
        } else if (lane == m_lane) {
            if (entry.kind == trace::EventKind::HoldBegin) {
                m_waiting = false;
                m_held = static_cast<model::EventIndex>(m_next);
            } else if (trace::isOccurrence(entry.kind))
                m_event = static_cast<model::EventIndex>(m_next);
        }
    }
    if (m_event != before || (m_held != model::NoEvent && m_event != model::NoEvent))
        tell();
    if (m_lane || m_since.elapsed() < QuietMs)
        return;
    m_waiting = false;
    emit told(m_asked ? tr("%1 takes no step now: it waits, or has not come to an operation yet.").arg(render::shownName(model, m_asked))
                      : tr("No lane takes a step now: each waits, or has not come to an operation yet."));
}

void StepTeller::tellPause() {
    const model::Model& model = m_session.run()->model();
    if (model.log().size() == m_pauseTold)
        return;
    m_pauseTold = model.log().size();
    QStringList next;
    int more = 0;
    for (const LaneId id : model.lanes()) {
        const model::Lane& lane = *model.lane(id);
        if (lane.intervals().empty() || lane.ended != model::Open || lane.intervals().back().event == model::NoEvent)
            continue;
        const trace::Event held = model.event(lane.intervals().back().event);
        if (held.kind != trace::EventKind::HoldBegin || held.a != trace::HeldByPause)
            continue;
        const auto sentence = model::sentenceAboutTo(model, held);
        if (sentence && next.size() < MostNamed)
            next << render::translated(*sentence);
        else if (sentence)
            ++more;
    }
    if (more > 0)
        next << tr("%1 more").arg(more);
    if (!next.isEmpty())
        emit told(tr("Paused: %1").arg(next.join(tr("; "))));
}

void StepTeller::tell() {
    const model::Model& model = m_session.run()->model();
    m_session.view().update([&](render::ViewState& state) {
        state.selectedLane = m_lane;
        state.selectedEvent = m_event;
        const ObjectId object{model.log()[m_event].object};
        state.selectedObject = model.object(object) ? object : ObjectId{};
    });
    light(m_event);
    const QString did = sentenceOf(model, m_event);
    const auto next = m_held != model::NoEvent ? model::aboutTo(model, model.event(m_held)) : std::nullopt;
    if (next)
        emit told(tr("Step: %1. Next it is about to %2").arg(did, render::translated(*next)));
    else
        emit told(tr("Step: %1").arg(did));
}

} // namespace braid::views
