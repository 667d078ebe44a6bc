#include "app/views/charts/chart_page.h"

#include "app/views/base/appearance.h"

#include <QEvent>
#include <QLabel>
#include <QStackedLayout>

namespace braid::views {
namespace {
constexpr std::chrono::milliseconds RefreshTime{40};
}

ChartPage::ChartPage(Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_layout(new QStackedLayout(this)), m_message(new QLabel(this)) {
    m_message->setProperty("role", "muted");
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_message->setContentsMargins(14, 12, 14, 12);
    m_layout->addWidget(m_message);
    m_later.setSingleShot(true);
    m_later.setInterval(RefreshTime);
    connect(&m_later, &QTimer::timeout, this, [this] {
        if (isVisible())
            settle();
    });
    connect(&m_appearance, &Appearance::changed, this, &ChartPage::stale);
}

void ChartPage::setContent(QWidget* content) { m_layout->addWidget(content); }

void ChartPage::setMessage(const QString& message) {
    m_message->setText(message);
    m_layout->setCurrentIndex(message.isEmpty() ? 1 : 0);
    if (std::exchange(m_filled, message.isEmpty()) != m_filled)
        emit filledChanged();
}

void ChartPage::stale() {
    m_stale = true;
    if (isVisible() && !m_later.isActive())
        m_later.start();
}

void ChartPage::settle() {
    if (std::exchange(m_stale, false))
        refresh();
}

void ChartPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_later.start();
}

void ChartPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        stale();
    QWidget::changeEvent(event);
}

} // namespace braid::views
