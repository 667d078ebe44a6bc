#pragma once

#include "engine/model/model.h"

#include <QElapsedTimer>
#include <QObject>

namespace braid::views {

class RunSession;

/// Says what a step did: one sentence, and the lane that took it is selected with its event. GUI thread only.
class StepTeller : public QObject {
    Q_OBJECT
public:
    StepTeller(RunSession& session, QObject* parent);

signals:
    void told(const QString& sentence);

private:
    void begin(LaneId lane);
    void look();
    void tell();

    RunSession& m_session;
    bool m_waiting = false;
    LaneId m_asked;                             ///< none = whoever comes first
    LaneId m_lane;                              ///< who took the step
    std::size_t m_next = 0;                     ///< the first event not looked at
    model::EventIndex m_event = model::NoEvent; ///< the last thing it did in this step
    QElapsedTimer m_since;
};

} // namespace braid::views
