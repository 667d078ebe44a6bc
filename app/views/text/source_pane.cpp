#include "app/views/text/source_pane.h"

#include "app/views/base/appearance.h"
#include "app/views/base/find_bar.h"
#include "app/views/text/cpp_highlighter.h"
#include "app/views/text/python_highlighter.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTimer>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace braid::views {
namespace {

constexpr std::array Preamble{"#include", "#!", "using ", "namespace ", "import ", "from "};
constexpr int LaneColumn = 12; ///< pixels of the gutter in which the colours of lanes stand

class Gutter : public QWidget {
public:
    explicit Gutter(SourcePane& pane) : QWidget(&pane), m_pane(pane) { setCursor(Qt::PointingHandCursor); }
    std::function<void(double)> clicked;

protected:
    void paintEvent(QPaintEvent* event) override { m_pane.paintGutter(event->rect(), *this); }
    void mouseReleaseEvent(QMouseEvent* event) override {
        if (event->button() == Qt::LeftButton)
            clicked(event->position().y());
    }

private:
    SourcePane& m_pane;
};

/// The first line (from 0) behind what a source begins with before it says anything: what it includes, and what it calls its names.
int beginningOf(const QTextDocument& text) {
    for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
        const QString line = block.text().trimmed();
        const bool before = line.isEmpty() || std::any_of(Preamble.begin(), Preamble.end(), [&](const char* word) { return line.startsWith(QLatin1String(word)); });
        if (!before)
            return block.blockNumber();
    }
    return 0;
}

} // namespace

SourcePane::SourcePane(Appearance& appearance, QWidget* parent)
    : QPlainTextEdit(parent), m_appearance(appearance), m_cpp(new CppHighlighter(this, appearance)), m_python(new PythonHighlighter(this, appearance)),
      m_gutter(new Gutter(*this)) {
    setObjectName("source");
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    static_cast<Gutter*>(m_gutter)->clicked = [this](double y) {
        if (const int line = lineAt(y))
            emit lineActivated(line, false);
    };
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
    FindBar::addTo(*this);
}

void SourcePane::showFile(const QString& path) {
    if (path == m_path)
        return;
    m_path = path;
    m_line = 0;
    m_marks.clear();
    setExtraSelections({});
    reload();
}

void SourcePane::reload() {
    const QString text = m_path.isEmpty() ? QString() : m_files.read(m_path).value_or(tr("The source %1 is not available here.").arg(m_path));
    if (text == toPlainText())
        return;
    const bool python = m_path.endsWith(QLatin1String(".py"));
    m_cpp->setDocument(python ? nullptr : document());
    m_python->setDocument(python ? document() : nullptr);
    setPlainText(text);
    m_beginning = beginningOf(*document());
    verticalScrollBar()->setValue(m_beginning);
    if (verticalScrollBar()->value() == m_beginning)
        m_beginning = 0;
    highlight();
}

void SourcePane::allow(const QString& folder) {
    m_files.allow(folder);
    reload();
}

void SourcePane::markLine(int line) {
    m_line = line;
    highlight();
    m_gutter->update();
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (line <= 0 || !block.isValid())
        return;
    const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    const bool seen = place.top() >= 0 && place.bottom() <= viewport()->height();
    setTextCursor(QTextCursor(block));
    if (!seen)
        centerCursor();
}

void SourcePane::markLanes(std::vector<LaneMark> marks) {
    std::stable_sort(marks.begin(), marks.end(), [](const LaneMark& a, const LaneMark& b) { return a.line < b.line; });
    if (marks == m_marks)
        return;
    m_marks = std::move(marks);
    highlight();
    viewport()->update();
    m_gutter->update();
}

// The lines of lanes in their colour, or a neutral one where there are several; above them the line that was asked for.
void SourcePane::highlight() {
    QList<QTextEdit::ExtraSelection> selections;
    const auto add = [&](int line, const QColor& color) {
        const QTextBlock block = document()->findBlockByNumber(line - 1);
        if (line <= 0 || !block.isValid())
            return;
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.format.setBackground(color);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections << selection;
    };
    for (std::size_t i = 0; i < m_marks.size();) {
        const auto marks = marksOfLine(m_marks, m_marks[i].line);
        add(m_marks[i].line, tintOf(marks, m_appearance));
        i += marks.size();
    }
    add(m_line, m_appearance.color("selection"));
    setExtraSelections(selections);
}

int SourcePane::lineAt(double y) const {
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (y < place.top())
            return 0;
        if (y < place.bottom())
            return block.blockNumber() + 1;
    }
    return 0;
}

void SourcePane::mousePressEvent(QMouseEvent* event) {
    m_pressed = event->pos();
    QPlainTextEdit::mousePressEvent(event);
}

void SourcePane::mouseReleaseEvent(QMouseEvent* event) {
    QPlainTextEdit::mouseReleaseEvent(event);
    // A drag selects text.
    const int line = lineAt(event->position().y());
    if (event->button() == Qt::LeftButton && line > 0 && !textCursor().hasSelection() &&
        (event->pos() - m_pressed).manhattanLength() < 4)
        emit lineActivated(line, event->modifiers() & Qt::ShiftModifier);
}

void SourcePane::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) {
        QPlainTextEdit::keyPressEvent(event);
        return;
    }
    emit lineActivated(textCursor().blockNumber() + 1, event->modifiers() & Qt::ShiftModifier);
}

void SourcePane::paintEvent(QPaintEvent* event) {
    QPlainTextEdit::paintEvent(event);
    if (m_marks.empty())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF line = blockBoundingGeometry(block).translated(contentOffset());
        if (line.top() > event->rect().bottom())
            break;
        paintLanes(painter, block, line);
    }
}

void SourcePane::paintLanes(QPainter& painter, const QTextBlock& block, const QRectF& line) {
    const QTextLayout* layout = block.layout();
    const double end = layout && layout->lineCount() > 0 ? layout->lineAt(0).naturalTextWidth() + line.left() + 18 : 18;
    paintLanePills(painter, marksOfLine(m_marks, block.blockNumber() + 1), line, end, viewport()->width(), font(), m_appearance);
}

int SourcePane::gutterWidth() const {
    const int digits = std::max(2, static_cast<int>(QString::number(blockCount()).size()));
    return fontMetrics().horizontalAdvance('9') * digits + 20 + LaneColumn;
}

void SourcePane::placeGutter() {
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect contents = contentsRect();
    m_gutter->setGeometry(contents.left(), contents.top(), gutterWidth(), contents.height());
}

void SourcePane::resizeEvent(QResizeEvent* event) {
    // While it was out of sight it could not be scrolled.
    if (m_beginning > 0 && m_line == 0 && verticalScrollBar()->value() == 0)
        QTimer::singleShot(0, this, [this] {
            verticalScrollBar()->setValue(std::exchange(m_beginning, 0));
        });
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
        // A stripe for each lane, three at most: their names stand behind the line.
        const auto marks = marksOfLine(m_marks, number);
        for (std::size_t i = 0; i < std::min<std::size_t>(marks.size(), 3); ++i)
            painter.fillRect(QRectF(2 + 4 * static_cast<double>(i), top + 1, 3, height - 2), marks[i].color);
        painter.drawText(QRectF(0, top, gutter.width() - 10, height), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(number));
        top += height;
    }
}

void SourcePane::recolor() {
    setFont(Appearance::monospace());
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(' '));
    m_cpp->recolor();
    m_python->recolor();
    highlight();
    placeGutter();
    m_gutter->update();
}

void SourcePane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Source of the scenario"));
    QPlainTextEdit::changeEvent(event);
}

} // namespace braid::views
