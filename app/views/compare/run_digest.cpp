#include "app/views/compare/run_digest.h"

#include "app/session/run/run.h"
#include "app/views/statistics/slices.h"

#include <QElapsedTimer>
#include <utility>

namespace braid::views {

RunDigest::RunDigest(QObject* parent) : QObject(parent) {
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &RunDigest::slice);
}

RunDigest::~RunDigest() = default;

void RunDigest::take(std::shared_ptr<session::Run> run) {
    m_survey.reset();
    m_run = std::move(run);
    if (m_run)
        m_timer.start();
    else
        m_timer.stop();
}

void RunDigest::slice() {
    if (m_run->state() != session::Run::State::Over) {
        m_run->pull(std::chrono::microseconds(SurveySliceNs / 1'000));
        return;
    }
    if (!m_survey)
        m_survey.emplace(m_run->model(), m_run->edge());
    QElapsedTimer spent;
    spent.start();
    while (!m_survey->advance(SurveyedPerLook))
        if (spent.nsecsElapsed() > SurveySliceNs)
            return;
    m_timer.stop();
    const analysis::RunFacts facts = analysis::factsOf(m_run->model(), m_run->findings(), m_survey->take());
    m_survey.reset();
    const std::shared_ptr<session::Run> run = std::exchange(m_run, nullptr);
    emit done(facts, run);
}

} // namespace braid::views
