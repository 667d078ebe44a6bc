#include "app/views/catalogue/start_page.h"

#include "app/views/base/appearance.h"
#include "app/views/base/recent_files.h"
#include "app/views/base/words.h"
#include "app/views/catalogue/card_text.h"
#include "app/views/catalogue/start_card.h"
#include "app/views/record/recent_programs.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

#include <QEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace braid::views {
namespace {
constexpr int IdRole = Qt::UserRole;
constexpr int MostFilesSeen = 4; ///< rows of recent files before they scroll
constexpr int Gap = 8;           ///< between cards, pixels
/// One of each family, in the tutorial's order; pictures of them are made by resources/pictures/make.
constexpr const char* First[] = {"join", "counter-race", "deadlock", "producer-consumer", "gevent", "io-epoll"};
} // namespace

StartPage::StartPage(Setup& setup, RunSession& session, RecentFiles& recent, RecentPrograms& programs, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_setup(setup), m_session(session), m_recent(recent), m_recentPrograms(programs), m_appearance(appearance),
      m_picture(new QLabel(this)), m_title(new QLabel(this)), m_text(new QLabel(this)), m_run(new QPushButton(this)),
      m_back(new QPushButton(this)),
      m_progress(new QProgressBar(this)), m_cardsTitle(new QLabel(this)), m_cardsArea(new QScrollArea(this)), m_grid(nullptr), m_all(new QPushButton(this)),
      m_record(new QPushButton(this)), m_attach(new QPushButton(this)), m_programsTitle(new QLabel(this)), m_programs(new QListWidget(this)),
      m_filesTitle(new QLabel(this)), m_files(new QListWidget(this)), m_hint(new QLabel(this)) {
    build();
    connect(m_run, &QPushButton::clicked, this, &StartPage::runRequested);
    connect(m_back, &QPushButton::clicked, this, &StartPage::backRequested);
    connect(m_all, &QPushButton::clicked, this, &StartPage::allRequested);
    // A single click or Enter: see activate-on-singleclick in style.qss.
    connect(m_files, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { emit openRequested(QString(item->data(IdRole).toString())); });
    connect(&m_setup, &Setup::scenarioChanged, this, [this] {
        if (m_cards.empty())
            makeCards();
        write();
        markCard();
    });
    connect(m_record, &QPushButton::clicked, this, &StartPage::recordRequested);
    connect(m_attach, &QPushButton::clicked, this, &StartPage::attachRequested);
    connect(m_programs, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { emit programRequested(m_programs->row(item)); });
    // What is activated may change the list.
    connect(&m_recentPrograms, &RecentPrograms::changed, this, &StartPage::listPrograms, Qt::QueuedConnection);
    connect(&m_recent, &RecentFiles::changed, this, &StartPage::listFiles);
    connect(&m_session, &RunSession::runChanged, this, &StartPage::showProgress);
    connect(&m_session, &RunSession::frame, this, &StartPage::showProgress);
    connect(&m_appearance, &Appearance::changed, this, [this] {
        write();
        listFiles();
    });
    makeCards();
    write();
    listFiles();
    listPrograms();
}

void StartPage::build() {
    setObjectName("startPage");
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_title->setObjectName("startTitle");
    m_title->setProperty("role", "title");
    m_text->setProperty("role", "muted");
    m_text->setObjectName("startText");
    m_hint->setProperty("role", "small");
    m_cardsTitle->setProperty("role", "section");
    m_filesTitle->setProperty("role", "section");
    m_programsTitle->setProperty("role", "section");
    m_record->setObjectName("startRecord");
    m_attach->setObjectName("startAttach");
    m_programs->setObjectName("startPrograms");
    m_programs->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_programs->setTextElideMode(Qt::ElideMiddle);
    m_run->setObjectName("startButton");
    m_run->setIconSize({20, 20});
    m_run->setCursor(Qt::PointingHandCursor);
    m_back->setObjectName("startBack");
    m_progress->setObjectName("startProgress");
    m_progress->setRange(0, 1000);
    for (QLabel* label : {m_title, m_text, m_hint})
        label->setWordWrap(true);
    m_all->setObjectName("startAll");
    auto* cards = new QWidget;
    cards->setProperty("role", "surface");
    m_grid = new QGridLayout(cards);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(Gap);
    m_cardsArea->setObjectName("startCards");
    m_cardsArea->setWidget(cards);
    m_cardsArea->setWidgetResizable(true);
    m_cardsArea->setFrameShape(QFrame::NoFrame);
    m_cardsArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cardsArea->viewport()->installEventFilter(this);
    m_files->setObjectName("startFiles");
    m_files->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_files->setTextElideMode(Qt::ElideMiddle);

    auto* head = new QHBoxLayout;
    head->setSpacing(16);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_text);
    words->addWidget(m_progress);
    head->addWidget(m_picture, 0, Qt::AlignTop);
    head->addLayout(words, 1);
    head->addWidget(m_back, 0, Qt::AlignVCenter);
    head->addWidget(m_run, 0, Qt::AlignVCenter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addSpacing(8);
    auto* above = new QHBoxLayout;
    above->addWidget(m_cardsTitle, 1);
    above->addWidget(m_record);
    above->addWidget(m_attach);
    above->addWidget(m_all);
    layout->addLayout(above);
    layout->addWidget(m_cardsArea, 1);
    auto* lists = new QHBoxLayout;
    lists->setSpacing(16);
    for (const auto& [title, list] : {std::pair{m_programsTitle, m_programs}, {m_filesTitle, m_files}}) {
        auto* column = new QVBoxLayout;
        column->addWidget(title);
        column->addWidget(list);
        column->addStretch(0);
        lists->addLayout(column, 1);
    }
    layout->addLayout(lists);
    layout->addWidget(m_hint);
    layout->addStretch(0);
}

void StartPage::write() {
    m_picture->setPixmap(QIcon(QStringLiteral(":/icons/braid.svg")).pixmap(48, 48));
    const session::Scenario* scenario = m_setup.scenario();
    const session::ProgramCall* program = m_setup.program();
    if (m_loading) {
        m_title->setText(tr("Reading the trace…"));
        m_text->setText(m_session.run() ? m_session.run()->title() : QString());
    } else if (program) {
        m_title->setText(render::plain(program->line()));
        m_text->setText(tr("Press Run: the program starts, and its threads, processes, locks and waits appear here as they are."));
    } else if (scenario) {
        m_title->setText(scenarioTitle(*scenario));
        m_text->setText(tr("Press Run: real threads start, and every wait, lock and print appears here as it happens."));
    } else {
        m_title->setText(tr("No scenario chosen"));
        m_text->setText(m_setup.problem().isEmpty() ? tr("Choose one on the left.")
                                                    : tr("The scenarios are not available: open a saved run instead."));
    }
    m_progress->setVisible(m_loading);
    m_progress->setAccessibleName(tr("How much of the file has been read"));
    m_run->setVisible(!m_loading && (scenario || program));
    m_run->setIcon(m_appearance.icon("run", "accentText"));
    m_run->setText(tr("Run"));
    m_run->setToolTip(program ? tr("Record the program again") : tr("Run the scenario"));
    m_run->setAccessibleName(m_run->toolTip());
    m_back->setVisible(!m_loading && m_wayBack);
    m_back->setText(tr("Back to the run"));
    m_back->setToolTip(tr("Back to the run  (%1)").arg(QKeySequence(Qt::CTRL | Qt::Key_Home).toString(QKeySequence::NativeText)));
    m_cardsTitle->setText(tr("To begin with: click to choose, double click to run"));
    const std::size_t all = m_setup.catalogue() ? m_setup.catalogue()->scenarios().size() : 0;
    m_all->setText(tr("All %1 scenarios").arg(all));
    m_all->setToolTip(tr("The list of all scenarios"));
    for (StartCard* card : m_cards) {
        const session::Scenario* each = m_setup.catalogue()->find(card->id());
        const QString text = cardText(card->id());
        QPixmap picture(QStringLiteral(":/pictures/start/%1-%2.png").arg(card->id(), m_appearance.dark() ? "dark" : "light"));
        picture.setDevicePixelRatio(picture.isNull() ? 1 : static_cast<double>(picture.width()) / StartCard::PictureWidth);
        card->write(scenarioTitle(*each), text.isEmpty() ? toQt(each->about) : cardSummary(text), picture);
    }
    m_record->setText(tr("Record a program…"));
    m_record->setToolTip(tr("Any program, unmodified: C, C++, Python"));
    m_attach->setText(tr("Attach…"));
    m_attach->setToolTip(tr("Why does a process that runs already stand still?"));
    m_programsTitle->setText(tr("Recent programs: a click records one again"));
    m_programs->setAccessibleName(tr("Recent programs"));
    const bool programs = !m_loading && m_programs->count() > 0;
    m_programs->setVisible(programs);
    m_programsTitle->setVisible(programs);
    m_record->setVisible(!m_loading);
    m_attach->setVisible(!m_loading);
    m_filesTitle->setText(tr("Recent files"));
    m_files->setAccessibleName(tr("Recent files"));
    m_hint->setText(tr("A saved run (.braid), a program or a .py can be dropped anywhere in this window. Press ? for all keys."));
    const bool cards = !m_loading && !m_cards.empty();
    m_cardsArea->setVisible(cards);
    m_cardsTitle->setVisible(cards);
    m_all->setVisible(cards);
    const bool files = !m_loading && m_files->count() > 0;
    m_files->setVisible(files);
    m_filesTitle->setVisible(files);
    m_hint->setVisible(!m_loading);
}

void StartPage::offerWayBack(bool there) {
    if (std::exchange(m_wayBack, there) != there)
        write();
}

void StartPage::makeCards() {
    if (!m_setup.catalogue())
        return;
    for (const char* name : First) {
        const QString id = QLatin1String(name);
        if (!m_setup.catalogue()->find(id))
            continue;
        auto* card = new StartCard(id, m_cardsArea->widget());
        connect(card, &QPushButton::clicked, this, [this, id] { m_setup.choose(id); });
        connect(card, &StartCard::runRequested, this, [this, id] {
            m_setup.choose(id);
            emit runRequested();
        });
        m_cards.push_back(card);
    }
    if (!m_cards.empty())
        setFocusProxy(m_cards.front());
    placeCards();
    markCard();
}

void StartPage::placeCards() {
    const int width = m_cards.empty() ? 1 : m_cards.front()->sizeHint().width();
    const int room = std::max(1, (m_cardsArea->viewport()->width() + Gap) / (width + Gap));
    // No row is nearly empty: six are three and three where there is room for four or five.
    const int count = std::max(1, static_cast<int>(m_cards.size())), rows = (count + room - 1) / room;
    const int columns = (count + rows - 1) / rows;
    for (StartCard* card : m_cards)
        m_grid->removeWidget(card);
    for (int i = 0; i < static_cast<int>(m_cards.size()); ++i)
        m_grid->addWidget(m_cards[static_cast<std::size_t>(i)], i / columns, i % columns, Qt::AlignLeft); // as high as its row
    for (int column = 0; column < std::max(columns + 1, m_grid->columnCount()); ++column)
        m_grid->setColumnStretch(column, column == columns ? 1 : 0);
    m_grid->setRowStretch(m_grid->rowCount(), 1);
}

bool StartPage::eventFilter(QObject* object, QEvent* event) {
    if (object == m_cardsArea->viewport() && event->type() == QEvent::Resize)
        placeCards();
    return QWidget::eventFilter(object, event);
}

void StartPage::markCard() {
    const QString id = m_setup.scenario() ? toQt(m_setup.scenario()->id) : QString();
    for (StartCard* card : m_cards) {
        card->setAutoExclusive(false); // else the last one cannot be let go
        card->setChecked(card->id() == id);
        card->setAutoExclusive(true);
    }
}

void StartPage::listFiles() {
    m_files->clear();
    for (const QString& path : m_recent.paths()) {
        const QFileInfo file(path);
        auto* item = new QListWidgetItem(m_files);
        const QString where = render::plain(QStringLiteral("%1  ·  %2").arg(file.fileName(), file.absolutePath()));
        item->setText(file.exists() ? where : tr("%1  (missing)").arg(where));
        item->setData(IdRole, path);
        item->setToolTip(plainTip(render::plain(path)));
        if (!file.exists())
            item->setForeground(m_appearance.color("faint"));
    }
    fitLists();
    write();
}

void StartPage::listPrograms() {
    m_programs->clear();
    for (const session::ProgramCall& call : m_recentPrograms.calls()) {
        auto* item = new QListWidgetItem(render::plain(call.line()), m_programs);
        item->setToolTip(plainTip(render::plain(call.line() + QLatin1Char('\n') + call.directory)));
    }
    fitLists();
    write();
}

void StartPage::fitLists() {
    for (QListWidget* list : {m_programs, m_files}) {
        const int row = list->sizeHintForRow(0) > 0 ? list->sizeHintForRow(0) : 28;
        list->setFixedHeight(row * std::clamp(list->count(), 1, MostFilesSeen) + 2);
    }
}

void StartPage::showProgress() {
    const bool loading = m_session.loading();
    if (loading)
        m_progress->setValue(static_cast<int>(m_session.run()->readShare() * m_progress->maximum()));
    if (loading == m_loading)
        return;
    m_loading = loading;
    write();
}

void StartPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        listFiles(); // and writes the rest
    }
    QWidget::changeEvent(event);
}

} // namespace braid::views
