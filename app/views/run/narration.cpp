#include "app/views/run/narration.h"

#include "app/views/base/actions.h"
#include "app/views/run/run_session.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace braid::views {

namespace {
constexpr std::chrono::seconds PassesAfter{8};
} // namespace

Narration::Narration(RunSession& session, const Actions& actions, QWidget* parent)
    : QFrame(parent), m_session(session), m_sentence(new QLabel(this)) {
    setObjectName("narration");
    m_sentence->setObjectName("narrationSentence");
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 8, 4);
    layout->setSpacing(6);
    layout->addWidget(m_sentence, 1);
    for (const auto& [action, name] : {std::pair{actions.step, "narrationStep"}, std::pair{actions.pause, "narrationPause"}}) {
        auto* button = new QToolButton(this);
        button->setObjectName(QLatin1String(name));
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(button);
    }
    hide();
    m_passing.setSingleShot(true);
    m_passing.setInterval(PassesAfter);
    connect(&m_passing, &QTimer::timeout, this, &QWidget::hide);
    connect(&m_session, &RunSession::aboutToChangeRun, this, &QWidget::hide);
    connect(&m_session, &RunSession::stateChanged, this, &Narration::look);
}

QString Narration::said() const { return isHidden() ? QString() : m_sentence->text(); }

void Narration::say(const QString& sentence) {
    m_sentence->setText(sentence); // it may begin with a name
    setVisible(!sentence.isEmpty());
    m_passing.stop();
    if (m_session.live() && m_session.run()->state() != session::Run::State::Paused)
        m_passing.start();
    QAccessibleEvent alert(m_sentence, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

/// The run goes on or is over: what was told of its pause is past.
void Narration::look() {
    if (!m_session.run() || m_session.run()->state() != session::Run::State::Paused)
        hide();
}

} // namespace braid::views
