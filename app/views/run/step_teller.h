#pragma once

#include "engine/model/model.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace braid::views {

class RunSession;

/// Says what each lane is about to do when the run is paused, and what a step did: one sentence, and the lane that took it is
/// selected with its event and lights up for a moment. The same for steps through a run that is over. GUI thread only.
class StepTeller : public QObject {
    Q_OBJECT
public:
    StepTeller(RunSession& session, QObject* parent);

    /// What is stepped does not light up: its outline stands at once.
    void setCalm(bool calm) { m_calm = calm; }
    /// A step in what is recorded led to `event`.
    void tellEvent(model::EventIndex event);

signals:
    void told(const QString& sentence);
    void took(model::EventIndex event); ///< a step did that

private:
    void begin(LaneId lane);
    void look();
    void tell();
    void tellPause();
    void light(model::EventIndex event);
    void fade();

    RunSession& m_session;
    bool m_waiting = false;
    bool m_stepped = false;                     ///< in this pause
    std::size_t m_pauseTold = 0;                ///< events there were when the pause was told last
    LaneId m_asked;                             ///< none = the first to come
    LaneId m_lane;                              ///< who took the step
    std::size_t m_next = 0;                     ///< the first event not looked at
    model::EventIndex m_event = model::NoEvent; ///< the last thing it did in this step
    model::EventIndex m_held = model::NoEvent;  ///< where it is held again
    QElapsedTimer m_since;
    QTimer m_fading;
    QElapsedTimer m_lit;
    bool m_calm = false;
};

} // namespace braid::views
