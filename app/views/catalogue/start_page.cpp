#include "app/views/catalogue/start_page.h"

#include "app/views/base/appearance.h"
#include "app/views/base/recent_files.h"
#include "app/views/base/words.h"
#include "app/views/catalogue/card_text.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"

#include <QEvent>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace braid::views {
namespace {
constexpr int IdRole = Qt::UserRole;
constexpr int MostFilesSeen = 4; ///< rows of recent files before they scroll
} // namespace

StartPage::StartPage(Setup& setup, RunSession& session, RecentFiles& recent, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_setup(setup), m_session(session), m_recent(recent), m_appearance(appearance),
      m_picture(new QLabel(this)), m_title(new QLabel(this)), m_text(new QLabel(this)), m_run(new QPushButton(this)),
      m_back(new QPushButton(this)),
      m_progress(new QProgressBar(this)), m_lessonsTitle(new QLabel(this)), m_lessons(new QTreeWidget(this)),
      m_filesTitle(new QLabel(this)), m_files(new QListWidget(this)), m_hint(new QLabel(this)) {
    build();
    connect(m_run, &QPushButton::clicked, this, &StartPage::runRequested);
    connect(m_back, &QPushButton::clicked, this, &StartPage::backRequested);
    connect(m_lessons, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item && !item->data(0, IdRole).isNull())
            m_setup.choose(item->data(0, IdRole).toString());
    });
    connect(m_lessons, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (item->data(0, IdRole).isNull())
            return;
        m_setup.choose(item->data(0, IdRole).toString());
        emit runRequested();
    });
    // A single click or Enter: see activate-on-singleclick in style.qss.
    connect(m_files, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { emit openRequested(QString(item->data(IdRole).toString())); });
    connect(&m_setup, &Setup::scenarioChanged, this, [this] {
        if (m_lessons->topLevelItemCount() == 0)
            listLessons();
        write();
        markLesson();
    });
    connect(&m_recent, &RecentFiles::changed, this, &StartPage::listFiles);
    connect(&m_session, &RunSession::runChanged, this, &StartPage::showProgress);
    connect(&m_session, &RunSession::frame, this, &StartPage::showProgress);
    connect(&m_appearance, &Appearance::changed, this, [this] {
        write();
        listLessons();
        listFiles();
    });
    write();
    listLessons();
    listFiles();
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
    m_lessonsTitle->setProperty("role", "section");
    m_filesTitle->setProperty("role", "section");
    m_run->setObjectName("startButton");
    m_run->setIconSize({20, 20});
    m_run->setCursor(Qt::PointingHandCursor);
    m_back->setObjectName("startBack");
    m_progress->setObjectName("startProgress");
    m_progress->setRange(0, 1000);
    for (QLabel* label : {m_title, m_text, m_hint})
        label->setWordWrap(true);
    m_lessons->setObjectName("startLessons");
    m_lessons->setColumnCount(2);
    setFocusProxy(m_lessons);
    m_lessons->setHeaderHidden(true);
    m_lessons->setRootIsDecorated(false);
    m_lessons->setIndentation(10);
    m_lessons->setTextElideMode(Qt::ElideRight);
    m_lessons->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lessons->setAllColumnsShowFocus(true);
    m_lessons->setExpandsOnDoubleClick(false);
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
    layout->setContentsMargins(24, 20, 24, 14);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addSpacing(8);
    layout->addWidget(m_lessonsTitle);
    layout->addWidget(m_lessons, 1);
    layout->addWidget(m_filesTitle);
    layout->addWidget(m_files);
    layout->addWidget(m_hint);
    layout->addStretch(0);
}

void StartPage::write() {
    m_picture->setPixmap(QIcon(QStringLiteral(":/icons/braid.svg")).pixmap(48, 48));
    const session::Scenario* scenario = m_setup.scenario();
    if (m_loading) {
        m_title->setText(tr("Reading the trace…"));
        m_text->setText(m_session.run() ? m_session.run()->title() : QString());
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
    m_run->setVisible(!m_loading && scenario);
    m_run->setIcon(m_appearance.icon("run", "accentText"));
    m_run->setText(tr("Run"));
    m_run->setToolTip(tr("Run the scenario"));
    m_run->setAccessibleName(tr("Run the scenario"));
    m_back->setVisible(!m_loading && m_wayBack);
    m_back->setText(tr("Back to the run"));
    m_back->setToolTip(tr("Back to the run  (%1)").arg(QKeySequence(Qt::CTRL | Qt::Key_Home).toString(QKeySequence::NativeText)));
    m_lessonsTitle->setText(tr("Lessons, in the tutorial's order: click to choose, double click to run"));
    m_lessons->setAccessibleName(tr("Lessons"));
    m_filesTitle->setText(tr("Recent files"));
    m_files->setAccessibleName(tr("Recent files"));
    m_hint->setText(tr("A saved run (.braid) can be dropped anywhere in this window. Press ? for all keys."));
    const bool lessons = !m_loading && m_lessons->topLevelItemCount() > 0;
    m_lessons->setVisible(lessons);
    m_lessonsTitle->setVisible(lessons);
    const bool files = !m_loading && m_files->count() > 0;
    m_files->setVisible(files);
    m_filesTitle->setVisible(files);
    m_hint->setVisible(!m_loading);
}

void StartPage::offerWayBack(bool there) {
    if (std::exchange(m_wayBack, there) != there)
        write();
}

void StartPage::listLessons() {
    const QSignalBlocker quiet(m_lessons);
    m_lessons->clear();
    const session::Catalogue* catalogue = m_setup.catalogue();
    if (!catalogue)
        return;
    int number = 0;
    for (const QString& name : catalogue->families()) {
        auto* family = new QTreeWidgetItem(m_lessons, {familyName(name)});
        QFont bold = m_lessons->font();
        bold.setWeight(QFont::DemiBold);
        family->setFont(0, bold);
        family->setFlags(Qt::ItemIsEnabled);
        family->setFirstColumnSpanned(true);
        for (const session::Scenario& scenario : catalogue->scenarios()) {
            if (toQt(scenario.family) != name)
                continue;
            const QString card = cardText(toQt(scenario.id));
            const QString summary = card.isEmpty() ? toQt(scenario.about) : cardSummary(card);
            auto* item = new QTreeWidgetItem(
                family, {QStringLiteral("%1  %2").arg(++number).arg(scenarioTitle(scenario)), summary});
            item->setData(0, IdRole, toQt(scenario.id));
            item->setForeground(1, m_appearance.color("muted"));
            item->setToolTip(0, summary);
            item->setToolTip(1, summary);
        }
        family->setExpanded(true);
    }
    m_lessons->header()->setSectionResizeMode(QHeaderView::Stretch); // half and half, at every width
    write();
    markLesson();
}

void StartPage::markLesson() {
    const QSignalBlocker quiet(m_lessons);
    const QString id = m_setup.scenario() ? toQt(m_setup.scenario()->id) : QString();
    for (QTreeWidgetItemIterator it(m_lessons); *it; ++it)
        if (!(*it)->data(0, IdRole).isNull() && (*it)->data(0, IdRole).toString() == id)
            m_lessons->setCurrentItem(*it);
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
    const int row = m_files->sizeHintForRow(0) > 0 ? m_files->sizeHintForRow(0) : 28;
    m_files->setFixedHeight(row * std::min(MostFilesSeen, std::max(1, m_files->count())) + 2);
    write();
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
        listLessons();
        listFiles();
    }
    QWidget::changeEvent(event);
}

} // namespace braid::views
