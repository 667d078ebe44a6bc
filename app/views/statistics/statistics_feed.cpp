#include "app/views/statistics/statistics_feed.h"

#include "app/views/run/run_session.h"
#include "app/views/statistics/in_sight.h"
#include "app/views/statistics/slices.h"

#include <QWidget>

namespace braid::views {
namespace {
constexpr qint64 PauseNs = 300'000'000; ///< between two surveys at least …
constexpr qint64 PausePerCost = 4;      ///< … and so many times what one costs
} // namespace

StatisticsFeed::StatisticsFeed(RunSession& session, QWidget& viewer, Of of)
    : QObject(&viewer), m_session(session), m_inSight(new InSight(viewer)), m_of(of) {
    connect(m_inSight, &InSight::came, this, &StatisticsFeed::request);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StatisticsFeed::slice);
    const auto stale = [this] {
        m_stale = true;
        request();
    };
    connect(&m_session, &RunSession::aboutToChangeRun, this, [this] {
        m_survey.reset();
        m_latest.reset();
        m_since.invalidate();
        m_timer.stop();
        emit changed();
    });
    connect(&m_session, &RunSession::runChanged, this, stale);
    connect(&m_session, &RunSession::grew, this, stale);
    connect(&m_session, &RunSession::stateChanged, this, stale);
    connect(&m_session, &RunSession::frame, this, [this, stale] {
        if (m_session.live()) // what is open grows
            stale();
    });
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (m_of == Of::WholeRun || now.measured == before.measured)
                    return;
                m_survey.reset(); // of another stretch
                m_since.invalidate();
                m_stale = true;
                m_timer.stop();
                request();
            });
}

void StatisticsFeed::request() {
    if (!m_session.run() || m_timer.isActive() || (!m_stale && !m_survey) || !m_inSight->now())
        return;
    qint64 wait = 0;
    if (!m_survey && m_since.isValid())
        wait = std::max<qint64>(0, std::max(PauseNs, m_cost * PausePerCost) - m_since.nsecsElapsed());
    m_timer.start(static_cast<int>((wait + 999'999) / 1'000'000));
}

void StatisticsFeed::begin() {
    m_stale = false;
    m_cost = 0;
    const session::Run& run = *m_session.run();
    m_survey.emplace(run.model(), run.edge(), m_of == Of::WholeRun ? std::nullopt : m_session.view().get().measured);
}

void StatisticsFeed::slice() {
    if (!m_session.run() || !m_inSight->now())
        return;
    QElapsedTimer spent;
    spent.start();
    if (!m_survey)
        begin();
    bool done = false;
    while (!done && spent.nsecsElapsed() < SurveySliceNs)
        done = m_survey->advance(SurveyedPerLook);
    m_cost += spent.nsecsElapsed();
    if (done)
        end();
    request();
}

void StatisticsFeed::end() {
    m_latest = std::make_shared<const analysis::Statistics>(m_survey->take());
    m_survey.reset();
    m_since.start();
    emit changed();
}

void StatisticsFeed::settle() {
    if (!m_session.run() || upToDate())
        return;
    begin();
    while (!m_survey->advance(SIZE_MAX)) {
    }
    end();
}

} // namespace braid::views
