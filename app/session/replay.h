#pragma once

#include "app/session/shared_view_state.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <array>
#include <chrono>
#include <functional>

namespace braid::session {

/// Plays a run again: moves the cursor with the clock, faster or slower than it happened. The view follows the cursor.
/// Stops at the end of a finished run; on a live one it goes on with it when it has caught up. A caller that moves the cursor
/// meanwhile plays on from there. GUI thread only.
class Replay : public QObject {
    Q_OBJECT
public:
    /// Times as fast as it happened.
    static constexpr std::array<double, 10> Speeds{0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10};

    /// `edge` is the end of what can be played, in ns; none where there is no run. `live` says whether it still grows.
    struct Source {
        std::function<std::optional<model::Nanos>()> edge;
        std::function<bool()> live;
    };
    Replay(SharedViewState& view, Source source, QObject* parent = nullptr);

    [[nodiscard]] bool playing() const { return m_timer.isActive(); }
    [[nodiscard]] double speed() const { return m_speed; }
    /// From the cursor on; from the beginning where there is none or it is at the end. Does nothing without a run.
    void play();
    void pause();
    void toggle() { playing() ? pause() : play(); }
    /// Within the first and the last of Speeds.
    void setSpeed(double speed);
    /// The next faster (1) or slower (−1) of Speeds.
    void changeSpeed(int direction);
    /// `elapsed` of wall time have gone by since the last call. Called by the clock while playing.
    void advance(std::chrono::nanoseconds elapsed);

signals:
    void changed(); ///< playing() or speed()

private:
    void tick();
    SharedViewState& m_view;
    Source m_source;
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_speed = 1;
    double m_rest = 0; ///< of a nanosecond, not yet moved
};

} // namespace braid::session
