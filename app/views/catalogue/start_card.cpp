#include "app/views/catalogue/start_card.h"

#include "app/views/base/elided_label.h"

#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace braid::views {
namespace {
constexpr int Margin = 8, Lines = 3; ///< pixels; of the sentence
}

StartCard::StartCard(const QString& id, QWidget* parent)
    : QPushButton(parent), m_id(id), m_picture(new QLabel(this)), m_title(new QLabel(this)), m_summary(new ElidedLabel(this, Lines)) {
    setObjectName(QStringLiteral("startCard.") + id);
    setProperty("role", "startCard");
    setCheckable(true);
    setAutoExclusive(true);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Preferred);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_summary->setProperty("role", "small");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->setSpacing(4);
    for (QLabel* label : {m_picture, m_title, static_cast<QLabel*>(m_summary)}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        layout->addWidget(label);
    }
    layout->addStretch(1);
    m_picture->setFixedSize(PictureWidth, PictureHeight);
}

void StartCard::write(const QString& title, const QString& summary, const QPixmap& picture) {
    m_picture->setPixmap(picture);
    m_picture->setVisible(!picture.isNull());
    m_title->setText(title);
    m_summary->setText(summary);
    setToolTip(summary);
    setAccessibleName(title);
    setAccessibleDescription(summary);
    m_summary->setFixedHeight(Lines * m_summary->fontMetrics().lineSpacing()); // the type may be another size
    updateGeometry();
}

QSize StartCard::sizeHint() const {
    const int words = m_title->heightForWidth(PictureWidth) + m_summary->height();
    return {PictureWidth + 2 * Margin, (m_picture->pixmap(Qt::ReturnByValue).isNull() ? 0 : PictureHeight + 4) + words + 4 + 2 * Margin};
}

void StartCard::mouseDoubleClickEvent(QMouseEvent*) { emit runRequested(); }

void StartCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        emit runRequested();
        return;
    }
    QPushButton::keyPressEvent(event);
}

} // namespace braid::views
