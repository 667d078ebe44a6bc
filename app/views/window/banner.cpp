#include "app/views/window/banner.h"

#include "app/render/panels/graph_forms.h"
#include "app/views/base/appearance.h"
#include "app/views/base/elided_label.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QToolButton>

namespace braid::views {
namespace {

/// How much a finding deserves the banner; 0 = not at all.
int severityOf(analysis::FindingKind kind) {
    switch (kind) {
    case analysis::FindingKind::Deadlock:
        return 4;
    case analysis::FindingKind::Hang:
    case analysis::FindingKind::Livelock:
        return 3;
    case analysis::FindingKind::Crashed:
    case analysis::FindingKind::Failed:
        return 2;
    case analysis::FindingKind::Killed:
        return 1;
    default:
        return 0;
    }
}

} // namespace

Banner::Banner(RunSession& session, Appearance& appearance, QWidget* parent)
    : QFrame(parent), m_session(session), m_appearance(appearance), m_icon(new QLabel(this)),
      m_headline(new QLabel(this)), m_sentence(new ElidedLabel(this, 2)), m_show(new QPushButton(this)),
      m_close(new QToolButton(this)) {
    setObjectName("banner");
    m_headline->setObjectName("bannerHeadline");
    m_sentence->setObjectName("bannerSentence");
    m_show->setObjectName("bannerShow");
    m_close->setObjectName("bannerClose");
    m_close->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 8, 8, 8);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_headline);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_show);
    layout->addWidget(m_close);
    hide();

    setCursor(Qt::PointingHandCursor);
    connect(m_show, &QPushButton::clicked, this, &Banner::goThere);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&m_session, &RunSession::aboutToChangeRun, this, &Banner::clear);
    connect(&m_session, &RunSession::findingAdded, this, &Banner::consider);
    connect(&m_appearance, &Appearance::changed, this, &Banner::write);
    write();
}

void Banner::goThere() {
    m_session.view().update([this](render::ViewState& state) { goToFinding(*m_session.run(), state, m_finding); },
                            session::SharedViewState::Step::New);
}

void Banner::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()) && m_finding >= 0)
        goThere();
}

void Banner::keyPressEvent(QKeyEvent* event) {
    const bool pressed = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (pressed && m_finding >= 0)
        goThere();
    else
        QFrame::keyPressEvent(event);
}

/// Where there is little room the words have it, and the banner itself takes the place of its button.
void Banner::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    constexpr int Narrow = 600;
    m_show->setVisible(width() >= Narrow);
    setFocusPolicy(width() >= Narrow ? Qt::NoFocus : Qt::TabFocus);
}

void Banner::clear() {
    m_finding = -1;
    hide();
}

void Banner::consider(int index) {
    const auto& all = m_session.run()->findings().all();
    const int severity = severityOf(all[static_cast<std::size_t>(index)].kind);
    if (severity == 0 || (m_finding >= 0 && severityOf(all[static_cast<std::size_t>(m_finding)].kind) >= severity))
        return;
    m_finding = index;
    write();
    show();
    emit appeared(index);
}

void Banner::write() {
    m_icon->setPixmap(m_appearance.icon("finding", "danger").pixmap(20, 20));
    m_close->setIcon(m_appearance.icon("close", "dangerText"));
    m_show->setText(tr("Show"));
    m_show->setToolTip(tr("Go to the moment on the timeline"));
    m_show->setAccessibleName(tr("Show the finding on the timeline"));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    if (m_finding < 0)
        return;
    const analysis::Finding& finding = m_session.run()->findings().all()[static_cast<std::size_t>(m_finding)];
    m_headline->setText(findingTitle(finding.kind));
    // That nobody is left the sentence says itself.
    const QString sentence = findingSentence(finding);
    const QString cause = finding.cause == analysis::StuckCause::NobodyLeft ? QString() : render::causeText(finding.cause);
    m_sentence->setText(cause.isEmpty() ? sentence : tr("%1: %2").arg(cause, sentence));
    setAccessibleName(m_headline->text() + QStringLiteral(": ") + m_sentence->text());
}

void Banner::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        write();
    QFrame::changeEvent(event);
}

} // namespace braid::views
