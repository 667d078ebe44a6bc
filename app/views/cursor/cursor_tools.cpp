#include "app/views/cursor/cursor_tools.h"

#include "app/views/base/actions.h"
#include "app/views/base/words.h"
#include "app/views/cursor/bookmark_editor.h"
#include "app/views/cursor/cursor_bar.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <QActionGroup>
#include <QEvent>
#include <QLocale>
#include <QMainWindow>
#include <QMenu>

namespace braid::views {
namespace {
using model::Direction;
using Step = session::SharedViewState::Step;

bool sameMoment(const render::ViewState& a, const render::ViewState& b) {
    return a.cursor == b.cursor && a.selectedEvent == b.selectedEvent && a.selectedLane == b.selectedLane;
}
} // namespace

CursorTools::CursorTools(QMainWindow& window, RunSession& session, Actions& actions)
    : QObject(&window), m_window(window), m_session(session), m_actions(actions),
      m_replay(session.view(), {[&session] {
                                    return session.run() ? std::optional(session.run()->edge()) : std::nullopt;
                                },
                                [&session] { return session.live(); }}),
      m_keeper(session), m_bar(new CursorBar(session, m_replay, actions, &window)) {
    if (auto* go = window.findChild<QMenu*>("menu.go")) {
        m_bookmarks = go->addMenu(QString());
        m_bookmarks->setObjectName("menu.bookmarks");
        m_speeds = go->addMenu(QString());
        m_speeds->setObjectName("menu.replaySpeed");
    }
    connectSteps();
    connectBookmarks();
    connectFindings();
    connectReplay();
    connect(&m_session, &RunSession::aboutToChangeRun, this, [this] {
        m_replay.pause();
        m_stepped.reset();
    });
    connect(&m_session, &RunSession::runChanged, this, &CursorTools::enable);
    connect(&m_session.view(), &session::SharedViewState::changed, this, &CursorTools::enable);
    window.installEventFilter(this); // for its change of language
    enable();
    retranslate();
}

template <class Change>
bool CursorTools::move(Change change) {
    if (!m_session.run())
        return false;
    m_replay.pause();
    render::ViewState state = m_session.view().get();
    if (!change(*m_session.run(), state))
        return false;
    const bool goesOn = m_stepped && sameMoment(*m_stepped, m_session.view().get());
    m_session.view().set(state, goesOn ? Step::Continue : Step::New);
    m_stepped = m_session.view().get();
    return true;
}

/// Of a run that is over and looked at as a whole, stepping forward begins with the first event in view.
template <class Change>
void CursorTools::goOn(Change change, Direction direction) {
    const auto fromView = [&](const session::Run& run, render::ViewState& state) {
        if (direction == Direction::Forward && !run.live() && !state.cursor && state.selectedEvent == model::NoEvent)
            state.cursor = std::max<model::Nanos>(0, state.from) - 1;
        return change(run, state);
    };
    if (move(fromView))
        emit stepped(m_session.view().get().selectedEvent);
    else if (m_session.run())
        tellNothingFurther(direction);
}

void CursorTools::tellNothingFurther(Direction direction) {
    emit nothingFurther(direction == Direction::Forward ? tr("No event after this one.") : tr("No event before this one."));
}

void CursorTools::connectSteps() {
    const auto along = [this](QAction* action, Track track, Direction direction) {
        connect(action, &QAction::triggered, this, [this, track, direction] {
            goOn([&](const session::Run& run, render::ViewState& state) { return step(run, state, track, direction); }, direction);
        });
    };
    along(m_actions.nextEvent, Track::Run, Direction::Forward);
    along(m_actions.previousEvent, Track::Run, Direction::Back);
    along(m_actions.nextOfLane, Track::Lane, Direction::Forward);
    along(m_actions.previousOfLane, Track::Lane, Direction::Back);
    along(m_actions.nextOfObject, Track::Object, Direction::Forward);
    along(m_actions.previousOfObject, Track::Object, Direction::Back);
    const auto arrow = [this](QAction* action, Direction direction) {
        connect(action, &QAction::triggered, this, [this, direction] {
            if (move([&](const session::Run& run, render::ViewState& state) { return stepAlongArrow(run, state, direction); }))
                emit stepped(m_session.view().get().selectedEvent);
        });
    };
    arrow(m_actions.cause, Direction::Back);
    arrow(m_actions.effect, Direction::Forward);
    connect(m_actions.toPresent, &QAction::triggered, this, [this] {
        move([](const session::Run&, render::ViewState& state) { return std::exchange(state.cursor, std::nullopt).has_value(); });
    });
}

void CursorTools::connectBookmarks() {
    connect(m_actions.bookmark, &QAction::triggered, this, [this] {
        if (!m_session.run())
            return;
        auto* editor = new BookmarkEditor(m_session, &m_window);
        editor->setAttribute(Qt::WA_DeleteOnClose);
        editor->open();
    });
    const auto go = [this](QAction* action, Direction direction) {
        connect(action, &QAction::triggered, this, [this, direction] {
            if (m_session.run() && !move([&](const session::Run&, render::ViewState& state) { return stepToBookmark(state, direction); }))
                emit nothingFurther(m_session.view().get().bookmarks.empty() ? tr("There is no bookmark yet: B sets one.")
                                    : direction == Direction::Forward        ? tr("No bookmark after this moment.")
                                                                             : tr("No bookmark before this moment."));
        });
    };
    go(m_actions.nextBookmark, Direction::Forward);
    go(m_actions.previousBookmark, Direction::Back);
    if (m_bookmarks)
        connect(m_bookmarks, &QMenu::aboutToShow, this, &CursorTools::listBookmarks);
}

void CursorTools::connectFindings() {
    const auto go = [this](QAction* action, Direction direction) {
        connect(action, &QAction::triggered, this, [this, direction] {
            if (m_session.run() && !move([&](const session::Run& run, render::ViewState& state) { return stepToFinding(run, state, direction); }))
                emit nothingFurther(m_session.run()->findings().all().empty() ? tr("This run has no findings.")
                                    : direction == Direction::Forward         ? tr("No finding after this one.")
                                                                              : tr("No finding before this one."));
        });
    };
    go(m_actions.nextFinding, Direction::Forward);
    go(m_actions.previousFinding, Direction::Back);
}

void CursorTools::listBookmarks() {
    m_bookmarks->clear();
    m_bookmarks->addActions({m_actions.bookmark, m_actions.nextBookmark, m_actions.previousBookmark});
    m_bookmarks->addSeparator();
    for (const render::Bookmark& bookmark : m_session.view().get().bookmarks) {
        const QString text = momentText(bookmark.at) + QStringLiteral("   ") + toQt(bookmark.note);
        QAction* entry = m_bookmarks->addAction(withAmpersands(text));
        connect(entry, &QAction::triggered, this, [this, at = bookmark.at] {
            move([at](const session::Run& run, render::ViewState& state) {
                placeCursor(run, state, at);
                showCursor(state);
                return true;
            });
        });
    }
    if (m_session.view().get().bookmarks.empty())
        m_bookmarks->addAction(tr("There is no bookmark yet"))->setEnabled(false);
}

void CursorTools::connectReplay() {
    connect(m_actions.replay, &QAction::triggered, &m_replay, &session::Replay::toggle);
    connect(m_actions.faster, &QAction::triggered, this, [this] { m_replay.changeSpeed(1); });
    connect(m_actions.slower, &QAction::triggered, this, [this] { m_replay.changeSpeed(-1); });
    connect(&m_replay, &session::Replay::changed, this, [this] { m_actions.setReplaying(m_replay.playing()); });
    if (!m_speeds)
        return;
    auto* group = new QActionGroup(this);
    for (const double speed : session::Replay::Speeds) {
        auto* choice = new QAction(QStringLiteral("%1 ×").arg(QLocale::c().toString(speed)), group);
        choice->setCheckable(true);
        choice->setChecked(speed == m_replay.speed());
        m_speeds->addAction(choice);
        connect(choice, &QAction::triggered, this, [this, speed] { m_replay.setSpeed(speed); });
        connect(&m_replay, &session::Replay::changed, choice,
                [this, choice, speed] { choice->setChecked(speed == m_replay.speed()); });
    }
    m_speeds->addSeparator();
    m_speeds->addActions({m_actions.faster, m_actions.slower});
}

void CursorTools::enable() {
    const bool run = m_session.run() != nullptr;
    const render::ViewState& state = m_session.view().get();
    for (QAction* action : {m_actions.nextEvent, m_actions.previousEvent, m_actions.nextOfLane, m_actions.previousOfLane,
                            m_actions.nextOfObject, m_actions.previousOfObject, m_actions.cause, m_actions.effect,
                            m_actions.bookmark, m_actions.nextBookmark, m_actions.previousBookmark, m_actions.nextFinding,
                            m_actions.previousFinding, m_actions.replay, m_actions.faster, m_actions.slower})
        action->setEnabled(run);
    m_actions.toPresent->setEnabled(run && state.cursor.has_value());
}

void CursorTools::retranslate() {
    if (m_bookmarks)
        m_bookmarks->setTitle(tr("Bookmarks"));
    if (m_speeds)
        m_speeds->setTitle(tr("Replay speed"));
}

bool CursorTools::eventFilter(QObject* watched, QEvent* event) {
    if (watched == &m_window && event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

} // namespace braid::views
