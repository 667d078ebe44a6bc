#include "app/views/status_line.h"

#include "app/views/run_session.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>

namespace braid::views {

StatusLine::StatusLine(RunSession& session, QWidget* parent)
    : QStatusBar(parent), m_session(session), m_sentence(new QLabel(this)), m_cost(new QLabel(this)) {
    setObjectName("statusLine");
    setSizeGripEnabled(false);
    m_sentence->setObjectName("statusSentence");
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setMinimumWidth(1); // a long sentence is cut off rather than widening the window
    m_cost->setObjectName("statusCost");
    addWidget(m_sentence, 1);
    addPermanentWidget(m_cost);
    connect(&m_session, &RunSession::frame, this, &StatusLine::showCost);
    connect(&m_session, &RunSession::runChanged, this, &StatusLine::showCost);
    retranslate();
}

void StatusLine::tell(const QString& sentence) {
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
    const QLocale locale;
    QString text = tr("%1 events").arg(locale.toString(static_cast<qulonglong>(run->model().log().size())));
    if (run->lost() > 0)
        text += QStringLiteral("  ·  ") + tr("%1 lost").arg(locale.toString(static_cast<qulonglong>(run->lost())));
    const double worst = static_cast<double>(m_session.worstFrame().count()) / 1000;
    text += QStringLiteral("  ·  ") + tr("worst frame %1 ms").arg(worst, 0, 'f', 1);
    m_cost->setText(text);
}

void StatusLine::retranslate() {
    if (m_hinting)
        m_sentence->setText(tr("Wheel: zoom  ·  Shift + wheel or drag: move in time  ·  Alt + wheel: scroll lanes  ·  "
                               "Click: select  ·  ?: all keys"));
    showCost();
}

void StatusLine::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QStatusBar::changeEvent(event);
}

} // namespace braid::views
