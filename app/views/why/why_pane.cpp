#include "app/views/why/why_pane.h"

#include "app/render/scene/translate.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace braid::views {
namespace {

constexpr qint64 AskEvery = 250; ///< milliseconds, while the run grows
constexpr int LaneRole = Qt::UserRole, EventRole = Qt::UserRole + 1;

} // namespace

WhyPane::WhyPane(RunSession& session, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_appearance(appearance), m_heading(new QLabel(this)),
      m_asOf(new QLabel(this)), m_list(new QListWidget(this)), m_message(new QLabel(this)) {
    setObjectName("whyPane");
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_heading->setObjectName("whyHeading");
    m_heading->setProperty("role", "title");
    m_heading->setContentsMargins(14, 8, 14, 4);
    m_heading->setWordWrap(true);
    m_asOf->setObjectName("whyAsOf");
    m_asOf->setProperty("role", "muted");
    m_asOf->setContentsMargins(14, 0, 14, 4);
    m_asOf->setWordWrap(true);
    m_asOf->hide();
    m_list->setObjectName("whyChain");
    m_list->setWordWrap(true);
    m_list->setIconSize({16, 16});
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setResizeMode(QListView::Adjust);
    m_message->setObjectName("whyMessage");
    m_message->setProperty("role", "muted");
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_message->setContentsMargins(14, 12, 14, 12);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_heading);
    layout->addWidget(m_asOf);
    layout->addWidget(m_list, 1);

    connect(m_list, &QListWidget::itemClicked, this, &WhyPane::go);
    connect(m_list, &QListWidget::itemActivated, this, &WhyPane::go);
    connect(&m_session, &RunSession::runChanged, this, &WhyPane::ask);
    connect(&m_session, &RunSession::grew, this, &WhyPane::askAgain);
    connect(&m_session, &RunSession::frame, this, &WhyPane::askAgain); // a lane that is stuck waits longer and longer
    connect(&m_session, &RunSession::stateChanged, this, &WhyPane::ask);
    connect(&m_session, &RunSession::findingsChanged, this, &WhyPane::ask); // one may be the answer
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.question != before.question)
                    ask();
                else if (now.cursor != before.cursor)
                    tellMoment();
            });
    connect(&m_appearance, &Appearance::changed, this, &WhyPane::fill);
    dress();
}

void WhyPane::askAgain() {
    if (m_session.view().get().question && (!m_asked.isValid() || m_asked.elapsed() >= AskEvery))
        ask();
}

void WhyPane::ask() {
    const session::Run* run = m_session.run();
    const auto& question = m_session.view().get().question;
    m_why = {};
    m_waker = {};
    if (run && question) {
        m_at = std::min(question->at, run->model().finished() ? run->model().endTime() : run->edge());
        m_why = analysis::whyAt(run->model(), run->findings(), question->lane, m_at);
        m_waker = analysis::wakerAt(run->model(), question->lane, m_at);
    }
    m_asked.start();
    fill();
}

void WhyPane::fill() {
    const session::Run* run = m_session.run();
    const auto& question = m_session.view().get().question;
    const bool asked = run && question;
    m_rows = 0;
    m_message->setVisible(!asked);
    m_heading->setVisible(asked);
    m_list->setVisible(asked);
    tellMoment();
    if (!asked)
        return;
    const model::Model& model = run->model();
    m_heading->setText(tr("%1 at %2: why?").arg(render::shownName(model, question->lane), momentText(m_at)));
    for (std::size_t i = 0; i < m_why.links.size(); ++i) {
        const analysis::WhyLink& link = m_why.links[i];
        QString text = QStringLiteral("%1.  %2").arg(i + 1).arg(render::translated(link.sentence));
        if (const std::string site = model::siteText(model, link.site); !site.empty())
            text += QStringLiteral("  (%1)").arg(toQt(site));
        add(text, nullptr, link.lane, link.event);
    }
    const bool severe = m_why.cause == analysis::Cause::Cycle || m_why.cause == analysis::Cause::NoneLeft;
    const analysis::WhyLink* last = m_why.links.empty() ? nullptr : &m_why.links.back();
    add(QStringLiteral("⇒  ") + render::translated(m_why.verdict), severe ? "danger" : nullptr,
        last ? last->lane : question->lane, last ? last->event : model::NoEvent);
    if (m_waker.cause != model::NoEvent)
        add(QStringLiteral("⇐  ") + render::translated(m_waker.sentence), nullptr, m_waker.lane, m_waker.cause);
    while (m_list->count() > m_rows)
        delete m_list->takeItem(m_list->count() - 1);
}

void WhyPane::tellMoment() {
    const session::Run* run = m_session.run();
    const render::ViewState& state = m_session.view().get();
    // A stretch that is still open is asked about as of the latest event; the other panes show the cursor's moment.
    const bool apart = run && state.question && state.question->at == model::Open && state.cursor && *state.cursor < m_at;
    m_asOf->setVisible(apart);
    if (!apart)
        return;
    m_asOf->setText(tr("This stretch is still open: answered as of the latest event, %1. The cursor stands at %2; press %3 for "
                       "that moment.")
                        .arg(momentText(m_at), momentText(*state.cursor), QStringLiteral("Y")));
}

void WhyPane::add(const QString& text, const char* token, LaneId lane, model::EventIndex event) {
    // The lines that are there are written anew: one that is being clicked or read aloud stays the same.
    QListWidgetItem* item = m_rows < m_list->count() ? m_list->item(m_rows) : new QListWidgetItem(m_list);
    ++m_rows;
    item->setText(text);
    item->setIcon(token ? m_appearance.icon("finding", QLatin1String(token)) : QIcon());
    item->setToolTip(tr("Click to go to this lane and moment"));
    item->setData(LaneRole, lane.value);
    item->setData(EventRole, event);
}

void WhyPane::go(const QListWidgetItem* item) {
    const LaneId lane{item->data(LaneRole).toUInt()};
    const auto event = static_cast<model::EventIndex>(item->data(EventRole).toUInt());
    const session::Run* run = m_session.run();
    if (!run)
        return;
    m_session.view().update(
        [&](render::ViewState& state) {
            const auto question = state.question; // it is still the same one
            const ObjectId object = state.selectedObject;
            if (event < run->model().log().size()) {
                goToEvent(*run, state, event);
                // The event may be another lane's: that of the one who suspended or started it.
                state.selectedLane = lane;
            } else {
                selectLane(state, lane);
                state.selectedObject = object;
            }
            state.question = question;
        },
        session::SharedViewState::Step::New);
}

void WhyPane::dress() {
    setAccessibleName(tr("Why"));
    m_list->setAccessibleName(tr("Why: the chain to the cause"));
    m_message->setText(tr("Click a bar: here you read what the lane waits for, who holds it, and so on to the cause; and who "
                          "let it go."));
    fill();
}

void WhyPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        dress();
    QWidget::changeEvent(event);
}

} // namespace braid::views
