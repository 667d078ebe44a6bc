#include "app/views/text/terminal_view.h"

#include "app/views/base/appearance.h"
#include "app/views/base/find_bar.h"
#include "app/views/base/words.h"
#include "app/views/run/run_session.h"
#include "engine/model/text/prints.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace braid::views {
TerminalView::TerminalView(RunSession& session, Appearance& appearance, QWidget* parent)
    : QPlainTextEdit(parent), m_session(session), m_appearance(appearance) {
    setObjectName("terminal");
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    const auto recolor = [this] {
        setFont(Appearance::monospace());
        dim();
    };
    connect(&m_appearance, &Appearance::changed, this, recolor);
    recolor();
    FindBar::addTo(*this);
}

void TerminalView::forget() {
    m_ends.clear();
    m_printed = 0;
    setExtraSelections({});
    clear();
}

void TerminalView::grow() {
    const session::Run* run = m_session.run();
    if (!run || run->model().prints().size() <= m_ends.size())
        return;
    const model::Events prints = run->model().prints();
    QTextCursor at(document());
    at.movePosition(QTextCursor::End);
    QString text;
    const int before = at.position();
    for (std::size_t i = m_ends.size(); i < prints.size(); ++i) {
        text += plainLines(model::writtenBy(run->model().event(prints[i])));
        m_ends.push_back(before + static_cast<int>(text.size()));
    }
    at.insertText(text);
}

void TerminalView::moveCursor(int printed) {
    m_printed = std::min(printed, static_cast<int>(m_ends.size()));
    dim();
    if (m_printed == 0)
        return;
    const std::size_t last = static_cast<std::size_t>(m_printed) - 1;
    const int line = document()->findBlock(last == 0 ? 0 : m_ends[last - 1]).blockNumber();
    QScrollBar& bar = *verticalScrollBar(); // in lines
    if (line < bar.value())
        bar.setValue(line);
    else if (line >= bar.value() + bar.pageStep())
        bar.setValue(line - bar.pageStep() + 1);
}

void TerminalView::dim() {
    QList<QTextEdit::ExtraSelection> later;
    if (m_printed < static_cast<int>(m_ends.size())) {
        QTextEdit::ExtraSelection rest;
        rest.cursor = QTextCursor(document());
        rest.cursor.setPosition(m_printed == 0 ? 0 : m_ends[static_cast<std::size_t>(m_printed) - 1]);
        rest.cursor.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
        rest.format.setForeground(m_appearance.color("faint"));
        later.append(rest);
    }
    setExtraSelections(later);
}

int TerminalView::printAt(int position) const {
    const auto found = std::upper_bound(m_ends.begin(), m_ends.end(), position);
    return found == m_ends.end() ? -1 : static_cast<int>(found - m_ends.begin());
}

// Qt's own makes usual blanks of those that do not break.
QMimeData* TerminalView::createMimeDataFromSelection() const {
    auto* copied = new QMimeData;
    copied->setText(textCursor().selectedText().replace(QChar::ParagraphSeparator, QLatin1Char('\n')));
    return copied;
}

void TerminalView::contextMenuEvent(QContextMenuEvent* event) {
    const int print = textCursor().hasSelection() ? -1 : printAt(cursorForPosition(event->pos()).position());
    if (print >= 0)
        emit contextRequested(print, event->globalPos());
    else
        QPlainTextEdit::contextMenuEvent(event);
}

void TerminalView::keyPressEvent(QKeyEvent* event) {
    const int print = printAt(textCursor().position());
    if (print >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        emit activated(print);
    else
        QPlainTextEdit::keyPressEvent(event);
}

void TerminalView::mouseReleaseEvent(QMouseEvent* event) {
    QPlainTextEdit::mouseReleaseEvent(event);
    const int print = printAt(textCursor().position());
    if (print >= 0 && event->button() == Qt::LeftButton && !textCursor().hasSelection())
        emit activated(print);
}

} // namespace braid::views
