#include "app/views/window/banner.h"

#include "app/views/base/appearance.h"
#include "app/views/base/elided_label.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace braid::views {
namespace {

using session::Tone;

constexpr int Narrow = 720;     ///< pixels; below, the banner itself takes the place of its button
constexpr int PartInFull = 900; ///< from here on the part that is shown is named

/// A finding that is told while the run goes on: one that ends it. Others come when it is over.
bool isTold(const session::Verdict& verdict, const session::Run& run) {
    if (!verdict.finding || run.model().finished() || run.standsStill())
        return true;
    switch (run.findings().all()[*verdict.finding].kind) {
    case analysis::FindingKind::Deadlock:
    case analysis::FindingKind::Hang:
    case analysis::FindingKind::Livelock:
    case analysis::FindingKind::Crashed:
    case analysis::FindingKind::Failed:
    case analysis::FindingKind::Killed:
        return true;
    default:
        return false;
    }
}

const char* wordOf(Tone tone) { return tone == Tone::Quiet ? "quiet" : tone == Tone::Notice ? "notice"
                                                                                            : "alarm"; }
QString inkOf(Tone tone) { return tone == Tone::Quiet ? QStringLiteral("muted") : tone == Tone::Notice ? QStringLiteral("warning")
                                                                                                       : QStringLiteral("danger"); }
QString textInkOf(Tone tone) { return tone == Tone::Quiet ? QStringLiteral("muted") : tone == Tone::Notice ? QStringLiteral("warningText")
                                                                                                           : QStringLiteral("dangerText"); }

} // namespace

Banner::Banner(RunSession& session, Appearance& appearance, QAction& whole, QWidget* parent)
    : QFrame(parent), m_session(session), m_appearance(appearance), m_wholeAction(whole), m_icon(new QLabel(this)),
      m_headline(new QLabel(this)), m_sentence(new ElidedLabel(this, 2)), m_whole(new QToolButton(this)), m_show(new QPushButton(this)),
      m_close(new QToolButton(this)) {
    setObjectName("banner");
    m_headline->setObjectName("bannerHeadline");
    m_sentence->setObjectName("bannerSentence");
    m_whole->setObjectName("bannerWhole");
    m_show->setObjectName("bannerShow");
    m_close->setObjectName("bannerClose");
    m_close->setAutoRaise(true);
    m_whole->setAutoRaise(true);
    m_whole->setFocusPolicy(Qt::TabFocus);
    m_whole->setCursor(Qt::PointingHandCursor);
    auto* layout = new QHBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_headline);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_whole);
    layout->addWidget(m_show);
    layout->addWidget(m_close);
    hide();

    connect(m_show, &QPushButton::clicked, this, &Banner::goThere);
    connect(m_whole, &QToolButton::clicked, &m_wholeAction, &QAction::trigger);
    connect(m_close, &QToolButton::clicked, this, [this] {
        m_closed = m_shown ? m_shown->headline : QString();
        hide();
    });
    connect(&m_session, &RunSession::aboutToChangeRun, this, &Banner::clear);
    connect(&m_session, &RunSession::findingAdded, this, &Banner::consider);
    connect(&m_session, &RunSession::findingsChanged, this, &Banner::consider);
    connect(&m_session, &RunSession::stateChanged, this, &Banner::consider);
    connect(&m_session.view(), &session::SharedViewState::changed, this, [this](const render::ViewState& now, const render::ViewState& before) {
        if (now.from != before.from || now.to != before.to)
            tellPart();
    });
    connect(&m_appearance, &Appearance::changed, this, &Banner::write);
    write();
}

void Banner::goThere() {
    if (finding() < 0)
        return;
    m_session.view().update([this](render::ViewState& state) { goToFinding(*m_session.run(), state, finding()); },
                            session::SharedViewState::Step::New);
}

void Banner::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        goThere();
}

void Banner::keyPressEvent(QKeyEvent* event) {
    const bool pressed = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (pressed && finding() >= 0)
        goThere();
    else
        QFrame::keyPressEvent(event);
}

void Banner::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fit();
}

/// Where there is little room the words have it, and the banner itself takes the place of its button.
void Banner::fit() {
    const bool leads = finding() >= 0;
    m_show->setVisible(leads && width() >= Narrow);
    setFocusPolicy(leads && width() < Narrow ? Qt::TabFocus : Qt::NoFocus);
    tellPart();
}

void Banner::clear() {
    m_closed.clear();
    if (!m_shown)
        return;
    m_shown.reset();
    hide();
    emit changed();
}

void Banner::consider() {
    const session::Run* run = m_session.run();
    std::optional<session::Verdict> verdict =
        run && !m_session.loading() ? session::verdictOf(*run, m_session.scenarioCalled(run->scenarioId())) : std::nullopt;
    if (verdict && !isTold(*verdict, *run))
        verdict.reset();
    if (verdict == m_shown)
        return;
    const int before = finding();
    m_shown = std::move(verdict);
    write();
    setVisible(m_shown && m_shown->headline != m_closed);
    if (isVisible() && finding() >= 0 && finding() != before)
        emit appeared(finding());
    emit changed();
}

void Banner::write() {
    const Tone tone = m_shown ? m_shown->tone : Tone::Quiet;
    if (property("tone") != QLatin1String(wordOf(tone))) {
        setProperty("tone", QLatin1String(wordOf(tone)));
        style()->unpolish(this);
        style()->polish(this);
        for (QWidget* child : findChildren<QWidget*>()) {
            style()->unpolish(child);
            style()->polish(child);
        }
    }
    const int margin = tone == Tone::Quiet ? 1 : 8;
    layout()->setContentsMargins(12, margin, 8, margin);
    setCursor(finding() >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    m_icon->setVisible(tone != Tone::Quiet);
    // As large as the words, which grow where one presents.
    const int sign = qRound(20 * m_appearance.typeScale()), cross = qRound((tone == Tone::Quiet ? 10 : 16) * m_appearance.typeScale());
    m_icon->setPixmap(m_appearance.icon("finding", inkOf(tone)).pixmap(sign, sign));
    m_close->setIcon(m_appearance.icon("close", textInkOf(tone)));
    m_close->setIconSize({cross, cross});
    m_show->setText(tr("Show"));
    m_show->setToolTip(tr("Go to the moment on the timeline"));
    m_show->setAccessibleName(tr("Show the finding on the timeline"));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    fit();
    if (!m_shown)
        return;
    QStringList parts;
    for (const QString& part : {m_shown->sentence, m_shown->further > 0 ? tr("%1 more in Findings").arg(countText(m_shown->further)) : QString(), m_shown->expected})
        if (!part.isEmpty())
            parts << part;
    m_headline->setText(m_shown->headline);
    m_sentence->setText(parts.join(QStringLiteral(" · ")));
    setAccessibleName(m_headline->text() + QStringLiteral(": ") + m_sentence->text());
}

void Banner::tellPart() {
    const std::optional<render::TimeRange>& story = m_session.story();
    const render::ViewState& view = m_session.view().get();
    const bool part = m_session.run() && story && view.from == story->from && view.to == story->to;
    m_whole->setVisible(part);
    if (!part)
        return;
    const QString key = m_wholeAction.shortcut().toString(QKeySequence::NativeText);
    const QString all = tr("%1: whole run").arg(key);
    const model::Nanos edge = m_session.run()->edge();
    const QString shown = session::partText(story->from, std::min(story->to, edge), edge);
    m_whole->setText(width() >= PartInFull ? shown + QStringLiteral(" · ") + all : all);
    m_whole->setToolTip(tr("The timeline shows the part of the run that matters: %1").arg(shown));
    m_whole->setAccessibleName(shown + QStringLiteral(" · ") + all);
}

void Banner::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && m_session.run()) {
        m_shown.reset();
        consider();
    }
    QFrame::changeEvent(event);
}

} // namespace braid::views
