#include "app/views/base/elided_label.h"

#include "app/views/base/words.h"

#include <QHelpEvent>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleOption>
#include <QStylePainter>
#include <QTextLayout>
#include <QToolTip>
#include <algorithm>

namespace braid::views {

ElidedLabel::ElidedLabel(QWidget* parent, int mostLines) : QLabel(parent), m_mostLines(mostLines) {
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    setWordWrap(mostLines > 1); // for QLabel: its height depends on its width
}

QStringList ElidedLabel::linesIn(int width) const {
    // A place in a source, "x.cpp:12", stays on one line.
    static const QRegularExpression beforeNumber(QStringLiteral(":(?=\\d)"));
    const QString whole = m_mostLines > 1 ? text().replace(beforeNumber, QStringLiteral(":\u2060")) : text();
    QStringList lines;
    QTextLayout layout(whole, font());
    layout.beginLayout();
    int end = 0; // of the lines before
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (lines.size() + 1 == m_mostLines) { // all the rest of it
            lines << fontMetrics().elidedText(whole.mid(end), Qt::ElideRight, width);
            break;
        }
        lines << whole.mid(line.textStart(), line.textLength()).trimmed();
        end = line.textStart() + line.textLength();
    }
    layout.endLayout();
    for (QString& line : lines)
        line.remove(QChar(0x2060));
    return lines;
}

QString ElidedLabel::shown() const { return linesIn(contentsRect().width()).join(u'\n'); }

QSize ElidedLabel::sizeHint() const { return m_mostLines > 1 ? QSize(QLabel::sizeHint().width(), fontMetrics().lineSpacing()) : QLabel::sizeHint(); }

QSize ElidedLabel::minimumSizeHint() const { return {1, m_mostLines > 1 ? fontMetrics().lineSpacing() : QLabel::minimumSizeHint().height()}; }

int ElidedLabel::heightForWidth(int width) const {
    return m_mostLines > 1 ? std::max(static_cast<int>(linesIn(width).size()), 1) * fontMetrics().lineSpacing() : QLabel::heightForWidth(width);
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && shown().endsWith(u'…') && !text().endsWith(u'…')) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainTip(text()), this);
        return true;
    }
    return QLabel::event(event);
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QStylePainter painter(this);
    QStyleOption option;
    option.initFrom(this);
    painter.drawPrimitive(QStyle::PE_Widget, option);
    painter.drawItemText(contentsRect(), static_cast<int>(alignment()), palette(), isEnabled(), shown(), foregroundRole());
}

} // namespace braid::views
