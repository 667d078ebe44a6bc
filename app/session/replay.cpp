#include "app/session/replay.h"

#include <algorithm>
#include <cmath>

namespace braid::session {
namespace {

using model::Nanos;

constexpr std::chrono::milliseconds FrameTime{16};
/// The machine was busy or asleep: the replay does not jump.
constexpr std::chrono::milliseconds LongestStep{250};
constexpr double FollowShare = 0.8; ///< of the width, where the cursor stands still and the picture moves

/// Keeps the cursor in view: the picture moves on under it, and jumps where it is somewhere else.
void followCursor(render::ViewState& state) {
    const Nanos span = state.to - state.from;
    const Nanos cursor = *state.cursor;
    const auto ahead = static_cast<Nanos>(static_cast<double>(span) * FollowShare);
    if (cursor >= state.from && cursor <= state.from + ahead)
        return;
    if (cursor > state.from && cursor <= state.to)
        state.from = cursor - ahead;
    else
        state.from = cursor - span / 10;
    state.to = state.from + span;
}

} // namespace

Replay::Replay(SharedViewState& view, Source source, QObject* parent)
    : QObject(parent), m_view(view), m_source(std::move(source)) {
    m_timer.setInterval(FrameTime);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Replay::tick);
}

void Replay::play() {
    const std::optional<Nanos> edge = m_source.edge();
    if (!edge || playing())
        return;
    m_view.update(
        [&](render::ViewState& state) {
            if (!state.cursor || *state.cursor >= *edge)
                state.cursor = 0;
            state.followLive = false;
            // Where the rest of the run is in view anyway, it stays as it is.
            if (*state.cursor < state.from || *edge > state.to)
                followCursor(state);
        },
        SharedViewState::Step::New);
    m_rest = 0;
    m_clock.start();
    m_timer.start();
    emit changed();
}

void Replay::pause() {
    if (!playing())
        return;
    m_timer.stop();
    emit changed();
}

void Replay::setSpeed(double speed) {
    speed = std::clamp(speed, Speeds.front(), Speeds.back());
    if (speed == m_speed)
        return;
    m_speed = speed;
    emit changed();
}

void Replay::changeSpeed(int direction) {
    const auto at = std::min_element(Speeds.begin(), Speeds.end(),
                                     [this](double a, double b) { return std::abs(a - m_speed) < std::abs(b - m_speed); });
    const auto place = std::clamp<std::ptrdiff_t>(at - Speeds.begin() + direction, 0,
                                                  static_cast<std::ptrdiff_t>(Speeds.size()) - 1);
    setSpeed(Speeds[static_cast<std::size_t>(place)]);
}

void Replay::tick() { advance(std::min<std::chrono::nanoseconds>(std::chrono::nanoseconds(m_clock.nsecsElapsed()), LongestStep)); }

void Replay::advance(std::chrono::nanoseconds elapsed) {
    m_clock.start();
    const std::optional<Nanos> edge = m_source.edge();
    if (!edge) {
        pause();
        return;
    }
    const double wanted = static_cast<double>(elapsed.count()) * m_speed + m_rest;
    const auto step = static_cast<Nanos>(wanted);
    m_rest = wanted - static_cast<double>(step);
    m_view.update([&](render::ViewState& state) {
        state.cursor = std::clamp<Nanos>(state.cursor.value_or(0) + step, 0, *edge);
        if (*edge > state.to || *state.cursor < state.from || *state.cursor > state.to)
            followCursor(state);
    });
    if (m_view.get().cursor == edge && !m_source.live())
        pause();
}

} // namespace braid::session
