#include "app/views/base/message_bar.h"

#include "app/views/base/appearance.h"
#include "app/views/base/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace braid::views {

MessageBar::MessageBar(Appearance& appearance, QWidget* parent)
    : QFrame(parent), m_appearance(appearance), m_icon(new QLabel(this)), m_text(new QLabel(this)),
      m_close(new QToolButton(this)) {
    setObjectName("messageBar");
    m_text->setObjectName("messageText");
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setObjectName("messageClose");
    m_close->setAutoRaise(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 6, 8, 6);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_close);
    hide();
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&m_appearance, &Appearance::changed, this, &MessageBar::dress);
    dress();
}

void MessageBar::say(const QString& what, const QString& why) {
    m_text->setText(joinedSentences(what, why));
    setAccessibleName(m_text->text());
    show();
}

void MessageBar::dress() {
    m_icon->setPixmap(m_appearance.icon("warning", "warning").pixmap(18, 18));
    m_close->setIcon(m_appearance.icon("close", "warningText"));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
}

void MessageBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        dress();
    QFrame::changeEvent(event);
}

} // namespace braid::views
