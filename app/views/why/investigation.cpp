#include "app/views/why/investigation.h"

#include "app/views/base/dock.h"
#include "app/views/run/run_session.h"
#include "engine/analysis/findings/why.h"

#include <QAction>

#include <algorithm>

namespace braid::views {
namespace {

using Step = session::SharedViewState::Step;

constexpr qint64 ComputeEvery = 300; ///< milliseconds, while the run grows
constexpr qint64 MostOfTheTime = 20; ///< computing takes no more than a twentieth of the time

} // namespace

Investigation::Investigation(RunSession& session, QAction& why, QAction& path, Dock& whyDock, Dock& pathDock, QObject* parent)
    : QObject(parent), m_session(session), m_path(path), m_whyDock(whyDock), m_pathDock(pathDock) {
    connect(&why, &QAction::triggered, this, &Investigation::ask);
    connect(&path, &QAction::triggered, this, &Investigation::togglePath);
    connect(&m_session, &RunSession::grew, this, &Investigation::pathMayHaveGrown);
    connect(&m_session, &RunSession::stateChanged, this, [this] {
        if (m_session.run() && !m_session.live() && m_session.view().get().criticalPath)
            computePath(); // its end is known now
    });
    const auto enable = [this, &why] {
        const bool any = m_session.run() != nullptr;
        why.setEnabled(any && m_session.view().get().selectedLane);
        m_path.setEnabled(any);
    };
    connect(&m_session, &RunSession::runChanged, this, enable);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this, enable](const render::ViewState& now, const render::ViewState& before) {
                m_path.setChecked(now.criticalPath != nullptr);
                if (now.selectedLane != before.selectedLane)
                    enable();
                if (now.measured != before.measured && now.criticalPath)
                    computePath();
                // The moment under inspection is another one: the answer about the old one lets go of the picture.
                if (now.question && now.question == before.question && now.cursor != before.cursor && now.cursor && letsGo(now)) {
                    m_session.view().update([](render::ViewState& state) { state.question.reset(); });
                    return;
                }
                // The user clicked a bar: where the lane waits, the answer comes up. A pane that was closed stays closed.
                if (now.question && now.question != before.question && !m_whyDock.isHidden() && m_session.run()) {
                    const session::Run& run = *m_session.run();
                    const model::Lane* lane = run.model().lane(now.question->lane);
                    const std::optional<model::Interval> doing = lane ? lane->at(std::min(now.question->at, run.model().finished() ? run.model().endTime() : run.edge())) : std::nullopt;
                    if (doing && (doing->state == model::State::Blocked || doing->state == model::State::Waiting ||
                                  doing->state == model::State::Suspended))
                        m_whyDock.raise();
                }
            });
    enable();
}

/// The cursor stands neither in the stretch that was asked about nor on a lane of the answer.
bool Investigation::letsGo(const render::ViewState& now) const {
    const session::Run* run = m_session.run();
    const model::Lane* lane = run ? run->model().lane(now.question->lane) : nullptr;
    if (!lane)
        return true;
    const model::Nanos at = std::min(now.question->at, run->model().finished() ? run->model().endTime() : run->edge());
    if (lane->intervals().upTo(at).size() == lane->intervals().upTo(*now.cursor).size())
        return false;
    if (analysis::wakerAt(run->model(), lane->id, at).lane == now.selectedLane)
        return false;
    const analysis::Why why = analysis::whyAt(run->model(), run->findings(), lane->id, at);
    return now.selectedLane == lane->id || std::none_of(why.links.begin(), why.links.end(), [&](const analysis::WhyLink& link) {
               return link.lane == now.selectedLane || link.next == now.selectedLane;
           });
}

void Investigation::ask() {
    const session::Run* run = m_session.run();
    const LaneId lane = m_session.view().get().selectedLane;
    if (!run || !run->model().lane(lane))
        return;
    m_whyDock.bring();
    // Where the cursor stands, and not what became of it since, even if that stretch is still open.
    m_session.view().update(
        [&](render::ViewState& state) { state.question = render::Question{lane, state.cursor.value_or(model::Open)}; }, Step::New);
}

void Investigation::togglePath(bool shown) {
    if (!m_session.run())
        return;
    if (!shown) {
        m_session.view().update([](render::ViewState& state) { state.criticalPath.reset(); });
        return;
    }
    computePath();
    m_pathDock.bring();
}

void Investigation::computePath() {
    const session::Run& run = *m_session.run();
    const auto& measured = m_session.view().get().measured;
    QElapsedTimer spent;
    spent.start();
    auto path = std::make_shared<const analysis::CriticalPath>(analysis::criticalPath(
        run.model(), measured ? measured->first : 0, measured ? measured->second : run.model().endTime()));
    m_cost = spent.elapsed();
    m_computed.start();
    m_session.view().update([&](render::ViewState& state) { state.criticalPath = std::move(path); });
}

void Investigation::pathMayHaveGrown() {
    if (m_session.view().get().criticalPath && m_computed.elapsed() >= std::max(ComputeEvery, m_cost * MostOfTheTime))
        computePath();
}

} // namespace braid::views
