#include "app/views/text/findings_pane.h"

#include "app/render/scene/translate.h"
#include "app/session/words.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace braid::views {

FindingsPane::FindingsPane(RunSession& session, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_appearance(appearance), m_list(new QListWidget(this)),
      m_message(new QLabel(this)) {
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_list->setObjectName("findings");
    m_list->setWordWrap(true);
    m_list->setUniformItemSizes(false);
    m_list->setIconSize({18, 18});
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setResizeMode(QListView::Adjust);
    m_message->setObjectName("findingsMessage");
    m_message->setProperty("role", "muted");
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_message->setContentsMargins(14, 12, 14, 12);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_message);
    layout->addWidget(m_list, 1);

    connect(m_list, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) { goTo(*item); });
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { goTo(*item); });
    m_hintsLater.setSingleShot(true);
    m_hintsLater.setInterval(0);
    connect(&m_hintsLater, &QTimer::timeout, this, &FindingsPane::lookForHints);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](QPoint at) {
        const QListWidgetItem* item = m_list->itemAt(at);
        if (!item || !m_session.run() || m_list->row(item) >= m_found)
            return;
        render::Tag tag;
        tag.what = render::What::FindingMarker;
        tag.finding = m_list->row(item);
        tag.event = m_session.run()->findings().all()[static_cast<std::size_t>(tag.finding)].event;
        emit contextRequested(tag, m_list->viewport()->mapToGlobal(at));
    });
    connect(&m_session, &RunSession::runChanged, this, [this] {
        m_hints.clear();
        m_looked = false;
        rebuild();
    });
    connect(&m_session, &RunSession::stateChanged, this, &FindingsPane::showMessage);
    connect(&m_session, &RunSession::findingAdded, this, [this](int index) {
        add(index);
        showMessage();
    });
    connect(&m_session, &RunSession::findingGrew, this, &FindingsPane::write);
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.finding != before.finding)
                    m_list->setCurrentRow(now.finding ? static_cast<int>(*now.finding) : -1);
            });
    connect(&m_appearance, &Appearance::changed, this, &FindingsPane::rebuild);
    rebuild();
}

void FindingsPane::rebuild() {
    m_list->clear();
    m_found = 0;
    m_list->setAccessibleName(tr("Findings"));
    if (const session::Run* run = m_session.run())
        for (std::size_t i = 0; i < run->findings().all().size(); ++i)
            add(static_cast<int>(i));
    addHints();
    showMessage();
}

void FindingsPane::goTo(const QListWidgetItem& item) {
    const int row = m_list->row(&item);
    const std::size_t hint = static_cast<std::size_t>(std::max(0, row - m_found));
    m_session.view().update(
        [&](render::ViewState& state) {
            if (row < m_found) {
                goToFinding(*m_session.run(), state, row);
            } else if (hint < m_hints.size()) {
                clearSelection(state);
                goToEvent(*m_session.run(), state, m_hints[hint].event);
            }
        },
        session::SharedViewState::Step::New);
}

void FindingsPane::lookForHints() {
    const session::Run* run = m_session.run();
    if (!run || run->state() != session::Run::State::Over || std::exchange(m_looked, true))
        return;
    // Only objects of recorded programs have addresses, and hints are of those: of other runs not every event need be looked at.
    const std::vector<ObjectId>& objects = run->model().objects();
    if (std::none_of(objects.begin(), objects.end(), [&](ObjectId id) { return run->model().object(id)->address != 0; }))
        return;
    m_hints = analysis::hintsOf(run->model(), run->findings());
    addHints();
    showMessage();
}

void FindingsPane::addHints() {
    for (const analysis::Hint& hint : m_hints) {
        auto* item = new QListWidgetItem(m_list);
        item->setIcon(m_appearance.icon("warning"));
        item->setToolTip(tr("Click to go there"));
        item->setText(QStringLiteral("%1  ·  %2\n%3").arg(session::hintTitle(hint.kind), momentText(hint.at), render::translated(hint.message)));
    }
}

void FindingsPane::add(int index) {
    // Findings may be announced after a rebuild that has them already.
    if (index < m_found)
        return;
    auto* item = new QListWidgetItem;
    m_list->insertItem(index, item); // above the hints
    ++m_found;
    write(index);
    item->setIcon(m_appearance.icon("finding", "danger"));
}

void FindingsPane::write(int index) {
    QListWidgetItem* item = m_list->item(index);
    if (!item || index >= m_found)
        return;
    const analysis::Finding& finding = m_session.run()->findings().all()[static_cast<std::size_t>(index)];
    item->setToolTip(finding.lost.size() > 1 ? tr("Click to go to the first; G goes on to the next one") : tr("Click to go there"));
    item->setText(QStringLiteral("%1  ·  %2\n%3").arg(findingTitle(finding.kind), momentText(finding.at), findingSentence(finding)));
}

void FindingsPane::showMessage() {
    const session::Run* run = m_session.run();
    if (run && !m_looked && run->state() == session::Run::State::Over)
        m_hintsLater.start();
    QString text;
    if (m_found == 0) {
        if (!run)
            text = tr("Deadlocks, lost updates and other trouble are listed here as soon as they happen.");
        else if (run->incomplete())
            text = tr("Nothing wrong is recorded, but parts of this run are missing from the file: what went wrong there is unknown.");
        else if (run->state() == session::Run::State::Over)
            text = m_hints.empty() ? tr("Nothing went wrong in this run.") : tr("Nothing went wrong in this run. This may go wrong another time:");
        else
            text = tr("Nothing has gone wrong so far.");
    }
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    m_list->setVisible(m_list->count() > 0);
}

void FindingsPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QWidget::changeEvent(event);
}

} // namespace braid::views
