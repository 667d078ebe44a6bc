#include "app/views/cursor/cursor_bar.h"

#include "app/render/scene/translate.h"
#include "app/session/replay.h"
#include "app/views/base/actions.h"
#include "app/views/base/appearance.h"
#include "app/views/base/elided_label.h"
#include "app/views/base/words.h"
#include "app/views/cursor/steps.h"
#include "app/views/run/run_session.h"
#include "engine/model/text/sentence.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

namespace braid::views {

CursorBar::CursorBar(RunSession& session, session::Replay& replay, const Actions& actions, QWidget* parent)
    : QWidget(parent), m_session(session), m_replay(replay), m_speed(new QComboBox(this)), m_time(new QLabel(this)),
      m_sentence(new ElidedLabel(this)) {
    setObjectName("cursorBar");
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 10, 2);
    layout->setSpacing(2);
    const auto button = [&](QAction* action, const char* name) {
        auto* result = new QToolButton(this);
        result->setObjectName(QLatin1String(name));
        result->setDefaultAction(action);
        result->setAutoRaise(true);
        result->setIconSize({16, 16});
        result->setFocusPolicy(Qt::TabFocus);
        layout->addWidget(result);
    };
    button(actions.previousEvent, "previousEventButton");
    button(actions.replay, "replayButton");
    button(actions.nextEvent, "nextEventButton");
    m_speed->setObjectName("replaySpeed");
    for (const double speed : session::Replay::Speeds)
        m_speed->addItem(QStringLiteral("%1 ×").arg(QLocale::c().toString(speed)), speed);
    layout->addWidget(m_speed);
    button(actions.cause, "causeButton");
    button(actions.effect, "effectButton");
    button(actions.bookmark, "bookmarkButton");
    m_time->setObjectName("cursorTime");
    fit();
    m_time->setContentsMargins(8, 0, 8, 0);
    layout->addWidget(m_time);
    m_sentence->setObjectName("cursorSentence");
    m_sentence->setProperty("role", "muted");
    layout->addWidget(m_sentence, 1);

    connect(m_speed, &QComboBox::activated, this, [this](int index) { m_replay.setSpeed(m_speed->itemData(index).toDouble()); });
    const auto showSpeed = [this] { m_speed->setCurrentIndex(m_speed->findData(m_replay.speed())); };
    connect(&m_replay, &session::Replay::changed, this, showSpeed);
    showSpeed();
    connect(&m_session, &RunSession::runChanged, this, &CursorBar::tell);
    connect(&m_session, &RunSession::grew, this, &CursorBar::tell);
    connect(&m_session, &RunSession::frame, this, &CursorBar::tell);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.cursor != before.cursor || now.selectedEvent != before.selectedEvent)
                    tell();
            });
    retranslate();
}

void CursorBar::tell() {
    const session::Run* run = m_session.run();
    setVisible(run != nullptr && !m_withheld);
    if (!run)
        return;
    const render::ViewState& state = m_session.view().get();
    m_time->setText(QStringLiteral("%1 / %2").arg(momentText(state.cursor.value_or(run->edge())), momentText(run->edge())));
    m_time->setAccessibleName(tr("Time of the cursor") + QStringLiteral(": ") + m_time->text());
    const model::Model& model = run->model();
    QString text;
    if (state.cursor) {
        // What the cursor stands on or has just passed.
        const model::Place place = placeOf(*run, state);
        const model::EventIndex event =
            place.forward > place.back ? place.back : nextEvent(model, place, model::Direction::Back);
        if (event != model::NoEvent && event < model.log().size())
            text = tr("Event %1 of %2: %3").arg(countText(event + 1U), countText(model.log().size()), render::translated(model::describe(model, event)));
        else
            text = tr("Before the first event");
    } else {
        text = m_session.live() ? tr("Now: click into the timeline to look at an earlier moment")
                                : tr("The end of the run: click into the timeline to look at an earlier moment");
    }
    m_sentence->setToolTip(plainTip(text));
    m_sentence->setText(text);
}

void CursorBar::withhold(bool withheld) {
    m_withheld = withheld;
    tell();
}

void CursorBar::fit() { m_time->setFont(Appearance::digits()); }

void CursorBar::retranslate() {
    m_speed->setAccessibleName(tr("Replay speed"));
    m_speed->setToolTip(tr("How fast the run is played again: 1 × is as fast as it happened"));
    m_time->setToolTip(tr("Where the cursor is, and how long the run is"));
    tell();
}

void CursorBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace braid::views
