#pragma once

#include <QElapsedTimer>
#include <QStatusBar>
#include <QTimer>
#include <deque>

class QLabel;

namespace braid::views {

class ElidedLabel;
class RunSession;

/// Events a second over the last second or so. Pure but for what it is told.
class EventRate {
public:
    void clear() { m_samples.clear(); }
    /// There were `events` in all at `milliseconds`, which never goes back.
    void add(qint64 milliseconds, std::uint64_t events);
    /// 0 before half a second is known.
    [[nodiscard]] double perSecond() const;

private:
    std::deque<std::pair<qint64, std::uint64_t>> m_samples;
};

/// Below everything: what is under the pointer, and what watching costs.
class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(RunSession& session, QWidget* parent = nullptr);

    /// Empty: the hint about the mouse comes back.
    void tell(const QString& sentence);
    /// For a few seconds, unless something is told in between; read aloud.
    void announce(const QString& sentence);
    /// That something was written to `path`.
    void announceSaved(const QString& path);
    /// The one of the main window that `widget` belongs to; nullptr outside of it.
    [[nodiscard]] static StatusLine* of(const QWidget* widget);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showCost();
    [[nodiscard]] static QString costsExplained();
    void retranslate();
    RunSession& m_session;
    ElidedLabel* m_sentence;
    QLabel* m_cost;
    bool m_hinting = true;
    EventRate m_rate;
    QElapsedTimer m_clock;
    QTimer m_announced; ///< until the hint comes back
};

} // namespace braid::views
