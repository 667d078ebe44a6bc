#pragma once

#include "engine/analysis/figures/statistics.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>

class QWidget;

namespace braid::views {

class InSight;
class RunSession;

/// Keeps the statistics of the window's run, or of the stretch marked in it (where there is one), up to date, in slices of a few milliseconds between
/// the frames and not more than a few times a second. Does nothing while no view is visible. GUI thread only.
class StatisticsFeed : public QObject {
    Q_OBJECT
public:
    enum class Of {
        MarkedStretch,
        WholeRun
    };

    /// `viewer` shows them: while nothing of it is in sight there is nothing to do, and it is made up for later.
    StatisticsFeed(RunSession& session, QWidget& viewer, Of of = Of::MarkedStretch);

    /// The last ones that were finished, of the present run; nullptr before that.
    [[nodiscard]] const std::shared_ptr<const analysis::Statistics>& latest() const { return m_latest; }
    /// latest() is of this moment: nothing has changed since, and nothing is under way.
    [[nodiscard]] bool upToDate() const { return m_latest && !m_stale && !m_survey; }
    /// Counts out everything now, however long it takes.
    void settle();

signals:
    void changed(); ///< latest() is another one

private:
    void request();
    void slice();
    void begin();
    void end();
    RunSession& m_session;
    InSight* m_inSight;
    Of m_of;
    std::shared_ptr<const analysis::Statistics> m_latest;
    std::optional<analysis::Survey> m_survey;
    QTimer m_timer;
    QElapsedTimer m_since; ///< the last survey ended
    qint64 m_cost = 0;     ///< of the present or last one, ns
    bool m_stale = false;
};

} // namespace braid::views
