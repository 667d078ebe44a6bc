#include "app/views/source_pane.h"

#include "app/views/appearance.h"
#include "app/views/cpp_highlighter.h"

#include <QFile>
#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace braid::views {
namespace {

class Gutter : public QWidget {
public:
    explicit Gutter(SourcePane& pane) : QWidget(&pane), m_pane(pane) {}

protected:
    void paintEvent(QPaintEvent* event) override { m_pane.paintGutter(event->rect(), *this); }

private:
    SourcePane& m_pane;
};

} // namespace

SourcePane::SourcePane(Appearance& appearance, QWidget* parent)
    : QPlainTextEdit(parent), m_appearance(appearance), m_highlighter(new CppHighlighter(document(), appearance)),
      m_gutter(new Gutter(*this)) {
    setObjectName("source");
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &SourcePane::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& area, int scrolled) {
        if (scrolled != 0)
            m_gutter->scroll(0, scrolled);
        else
            m_gutter->update(0, area.y(), m_gutter->width(), area.height());
    });
    connect(&m_appearance, &Appearance::changed, this, &SourcePane::recolor);
    recolor();
    setAccessibleName(tr("Source of the scenario"));
}

void SourcePane::showFile(const QString& path) {
    if (path == m_path)
        return;
    m_path = path;
    m_line = 0;
    setExtraSelections({});
    QFile file(QStringLiteral(":/source/") + path);
    if (path.isEmpty())
        clear();
    else if (file.open(QIODevice::ReadOnly))
        setPlainText(QString::fromUtf8(file.readAll()));
    else
        setPlainText(tr("The source %1 is not part of this program.").arg(path));
    verticalScrollBar()->setValue(0);
}

void SourcePane::markLine(int line) {
    m_line = line;
    QList<QTextEdit::ExtraSelection> selections;
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (line > 0 && block.isValid()) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.format.setBackground(m_appearance.color("selection"));
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections << selection;
        setTextCursor(QTextCursor(block));
        centerCursor();
    }
    setExtraSelections(selections);
}

int SourcePane::gutterWidth() const {
    const int digits = std::max(2, static_cast<int>(QString::number(blockCount()).size()));
    return fontMetrics().horizontalAdvance('9') * digits + 20;
}

void SourcePane::placeGutter() {
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect contents = contentsRect();
    m_gutter->setGeometry(contents.left(), contents.top(), gutterWidth(), contents.height());
}

void SourcePane::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
}

void SourcePane::paintGutter(const QRect& area, QWidget& gutter) {
    QPainter painter(&gutter);
    painter.fillRect(area, m_appearance.color("surface"));
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && top <= area.bottom(); block = block.next()) {
        const double height = blockBoundingRect(block).height();
        const int number = block.blockNumber() + 1;
        painter.setPen(m_appearance.color(number == m_line ? "text" : "faint"));
        painter.drawText(QRectF(0, top, gutter.width() - 10, height), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(number));
        top += height;
    }
}

void SourcePane::recolor() {
    setFont(Appearance::monospace());
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(' '));
    m_highlighter->recolor();
    markLine(m_line);
    placeGutter();
    m_gutter->update();
}

void SourcePane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Source of the scenario"));
    QPlainTextEdit::changeEvent(event);
}

} // namespace braid::views
