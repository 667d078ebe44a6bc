#include "app/views/start_page.h"

#include "app/views/appearance.h"
#include "app/views/setup.h"
#include "app/views/words.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace braid::views {

StartPage::StartPage(Setup& setup, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_setup(setup), m_appearance(appearance), m_picture(new QLabel(this)), m_title(new QLabel(this)),
      m_text(new QLabel(this)), m_run(new QPushButton(this)), m_hint(new QLabel(this)) {
    setObjectName("startPage");
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_title->setObjectName("startTitle");
    m_title->setProperty("role", "title");
    m_text->setProperty("role", "muted");
    m_text->setObjectName("startText");
    m_hint->setProperty("role", "small");
    m_run->setObjectName("startButton");
    m_run->setIconSize({20, 20});
    m_run->setCursor(Qt::PointingHandCursor);
    for (QLabel* label : {m_picture, m_title, m_text, m_hint}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(label != m_picture);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 24, 32, 24);
    layout->setSpacing(14);
    layout->addStretch(2);
    layout->addWidget(m_picture);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(6);
    layout->addWidget(m_run, 0, Qt::AlignCenter);
    layout->addSpacing(6);
    layout->addWidget(m_hint);
    layout->addStretch(3);
    connect(m_run, &QPushButton::clicked, this, &StartPage::runRequested);
    connect(&m_setup, &Setup::scenarioChanged, this, &StartPage::write);
    connect(&m_appearance, &Appearance::changed, this, &StartPage::write);
    write();
}

void StartPage::setLoading(bool loading) {
    m_loading = loading;
    write();
}

void StartPage::write() {
    m_picture->setPixmap(QIcon(QStringLiteral(":/icons/braid.svg")).pixmap(64, 64));
    const session::Scenario* scenario = m_setup.scenario();
    if (m_loading) {
        m_title->setText(tr("Reading the trace…"));
        m_text->clear();
    } else if (scenario) {
        m_title->setText(scenarioTitle(*scenario));
        m_text->setText(tr("Press Run: real threads start, and every wait, lock and print appears here as it happens."));
    } else {
        m_title->setText(tr("No scenario chosen"));
        m_text->setText(m_setup.problem().isEmpty() ? tr("Choose one on the left.")
                                                    : tr("The scenarios are not available: open a saved run instead."));
    }
    m_run->setVisible(!m_loading && scenario);
    m_run->setIcon(m_appearance.icon("run", "accentText"));
    m_run->setText(tr("Run"));
    m_run->setAccessibleName(tr("Run the scenario"));
    m_hint->setText(tr("A saved run (.braid) can be dropped anywhere in this window. Press ? for all keys."));
    m_hint->setVisible(!m_loading);
}

void StartPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        write();
    QWidget::changeEvent(event);
}

} // namespace braid::views
