#include "app/views/run/status_line.h"

#include "app/render/scene/plain_text.h"
#include "app/views/base/elided_label.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"

#include <QAccessible>
#include <QDir>
#include <QEvent>
#include <QLabel>

namespace braid::views {
namespace {
constexpr std::chrono::seconds AnnouncedFor{6};
}

void EventRate::add(qint64 milliseconds, std::uint64_t events) {
    constexpr qint64 Window = 1000;
    m_samples.emplace_back(milliseconds, events);
    while (m_samples.size() > 2 && milliseconds - m_samples[1].first >= Window)
        m_samples.pop_front();
}

double EventRate::perSecond() const {
    constexpr qint64 Least = 500;
    if (m_samples.size() < 2 || m_samples.back().first - m_samples.front().first < Least)
        return 0;
    return static_cast<double>(m_samples.back().second - m_samples.front().second) * 1000 /
           static_cast<double>(m_samples.back().first - m_samples.front().first);
}

StatusLine::StatusLine(RunSession& session, QWidget* parent)
    : QStatusBar(parent), m_session(session), m_sentence(new ElidedLabel(this)), m_cost(new QLabel(this)) {
    setObjectName("statusLine");
    setSizeGripEnabled(false);
    m_sentence->setObjectName("statusSentence");
    m_cost->setObjectName("statusCost");
    addWidget(m_sentence, 1);
    addPermanentWidget(m_cost);
    connect(&m_session, &RunSession::frame, this, &StatusLine::showCost);
    connect(&m_session, &RunSession::runChanged, this, [this] {
        m_rate.clear();
        showCost();
    });
    m_announced.setSingleShot(true);
    m_announced.setInterval(AnnouncedFor);
    connect(&m_announced, &QTimer::timeout, this, [this] { tell({}); });
    m_clock.start();
    retranslate();
}

void StatusLine::announce(const QString& sentence) {
    tell(sentence);
    m_announced.start();
    QAccessibleEvent alert(m_sentence, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void StatusLine::announceSaved(const QString& path) { announce(tr("Saved as %1").arg(render::plain(QDir::toNativeSeparators(path)))); }

StatusLine* StatusLine::of(const QWidget* widget) {
    for (; widget; widget = widget->parentWidget())
        if (auto* status = widget->findChild<StatusLine*>(QString(), Qt::FindDirectChildrenOnly))
            return status;
    return nullptr;
}

void StatusLine::tell(const QString& sentence) {
    m_announced.stop();
    m_hinting = sentence.isEmpty();
    if (m_hinting)
        retranslate();
    else
        m_sentence->setText(sentence);
}

void StatusLine::showCost() {
    const session::Run* run = m_session.run();
    if (!run) {
        m_cost->clear();
        return;
    }
    const auto events = static_cast<std::uint64_t>(run->model().log().size());
    QString text = tr("%1 events").arg(countText(events));
    if (run->lost() > 0)
        text += QStringLiteral("  ·  ") + tr("%1 lost").arg(countText(run->lost()));
    m_cost->setText(text);
    // What watching costs is told on request.
    double rate = 0; // while the run goes on as it goes; afterwards over the whole of it
    if (m_session.live()) {
        m_rate.add(m_clock.elapsed(), events);
        rate = m_rate.perSecond();
    } else if (run->edge() > 0) {
        rate = static_cast<double>(events) * 1e9 / static_cast<double>(run->edge());
    }
    QStringList costs{tr("%1 events/s").arg(countText(static_cast<std::uint64_t>(rate))), tr("%1 lost").arg(countText(run->lost()))};
    if (const double cost = run->nanosPerEvent(); cost > 0)
        costs << tr("%1 ns/event").arg(cost, 0, 'f', 0);
    const double worst = static_cast<double>(m_session.worstFrame().count()) / 1000;
    costs << tr("worst frame %1 ms").arg(worst, 0, 'f', worst < 1000 ? 1 : 0);
    m_cost->setToolTip(QStringLiteral("<p>%1</p><p>%2</p>")
                           .arg(costs.join(QStringLiteral("  ·  ")).toHtmlEscaped(), costsExplained().toHtmlEscaped()));
    m_cost->setAccessibleName(tr("What watching costs") + QStringLiteral(": ") + text + QStringLiteral("  ·  ") +
                              costs.join(QStringLiteral("  ·  ")));
}

QString StatusLine::costsExplained() {
    return tr("What watching costs. Events: all that the run wrote, and how many a second (of the last second; of the "
              "whole run once it is over). Lost: events that found no room. ns/event: what writing one event costs the "
              "thread that writes it, measured by the run's own process before it began, over 20 000 events. Worst "
              "frame: the longest time the window took to take in events and draw.");
}

void StatusLine::retranslate() {
    if (m_hinting)
        m_sentence->setText(tr("Wheel: zoom  ·  Drag or Shift + wheel: move  ·  Alt + wheel: scroll lanes  ·  Shift + drag: totals  ·  "
                               "Click: select  ·  ?: all keys"));
    showCost();
}

void StatusLine::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QStatusBar::changeEvent(event);
}

} // namespace braid::views
