#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <ctime>

namespace braid::views {

/// Keeps what takes long to be made from being made anew with every frame of a run that grows: of 100 000 lanes the picture of one pane may
/// take longer than a frame has. What is quick is never kept waiting. GUI thread only.
class Throttle {
public:
    /// `later` is called once what had to wait may be made.
    template <class Later>
    Throttle(QObject* owner, Later later) : m_timer(owner) {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer); // others may come up to a twentieth too early, when it may not be made yet
        QObject::connect(&m_timer, &QTimer::timeout, owner, later);
    }
    /// It may be made now. Otherwise it is said later when it may.
    [[nodiscard]] bool mayNow() {
        const qint64 wait = m_took < Quick ? 0 : Pauses * m_took - m_made.nsecsElapsed();
        if (wait <= 0)
            return true;
        if (!m_timer.isActive())
            m_timer.start(static_cast<int>(wait / 1'000'000) + 1);
        return false;
    }
    /// Makes it, and takes the time: this thread's on a processor, so that what is quick is so on a busy machine too.
    template <class Make>
    void make(Make what) {
        const qint64 begin = threadTime();
        what();
        m_took = threadTime() - begin;
        m_made.start();
        m_timer.stop();
    }

private:
    static qint64 threadTime() {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return qint64{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
    }

    static constexpr qint64 Quick = 8'000'000; ///< ns: half of a frame
    static constexpr qint64 Pauses = 10;       ///< it takes a tenth of the time at most

    QTimer m_timer;
    QElapsedTimer m_made;
    qint64 m_took = 0; ///< ns, the last time
};

} // namespace braid::views
