#include "app/views/base/find_bar.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStyle>
#include <QTableView>
#include <QTextEdit>

namespace braid::views {
namespace {

constexpr int Width = 240, FromEdge = 6; ///< pixels

/// For both kinds of text widgets, which share no base for this.
template <class Edit>
FindBar::Find inText(Edit& edit) {
    return [&edit](const QString& text, bool back, bool again) {
        QTextCursor from = edit.textCursor();
        if (!again && from.hasSelection()) // what is selected may still fit a longer word
            from.setPosition(back ? from.selectionEnd() : from.selectionStart());
        const QTextDocument::FindFlags way = back ? QTextDocument::FindBackward : QTextDocument::FindFlags();
        QTextCursor found = edit.document()->find(text, from, way);
        if (found.isNull()) { // round
            from.movePosition(back ? QTextCursor::End : QTextCursor::Start);
            found = edit.document()->find(text, from, way);
        }
        if (found.isNull())
            return false;
        edit.setTextCursor(found);
        edit.ensureCursorVisible();
        return true;
    };
}

} // namespace

FindBar::FindBar(QWidget& host, Find find) : QFrame(&host), m_host(host), m_find(std::move(find)), m_words(new QLineEdit(this)), m_count(new QLabel(this)) {
    setObjectName("findBar");
    setAutoFillBackground(true);
    setFrameShape(QFrame::StyledPanel);
    m_words->setObjectName("findWords");
    m_words->setClearButtonEnabled(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->addWidget(m_words);
    layout->addWidget(m_count);
    m_count->setObjectName("findCount");
    m_count->setProperty("role", "small");
    m_count->hide();
    setFocusProxy(m_words);
    connect(m_words, &QLineEdit::textChanged, this, [this] { search(false, false); });
    m_words->installEventFilter(this);
    m_host.installEventFilter(this);
    hide();
    retranslate();
}

void FindBar::addTo(QPlainTextEdit& text) { new FindBar(text, inText(text)); }

void FindBar::addTo(QTextEdit& text) { new FindBar(text, inText(text)); }

void FindBar::addTo(QTableView& table) {
    new FindBar(table, [&table](const QString& text, bool back, bool again) {
        const QAbstractItemModel& model = *table.model();
        const int rows = model.rowCount(), columns = model.columnCount();
        const int from = table.currentIndex().isValid() ? table.currentIndex().row() : back ? rows
                                                                                            : -1;
        for (int step = again || from < 0 || from >= rows ? 1 : 0; step <= rows; ++step) {
            const int row = ((back ? from - step : from + step) % rows + rows) % rows;
            for (int column = 0; column < columns; ++column)
                if (model.index(row, column).data().toString().contains(text, Qt::CaseInsensitive)) {
                    table.setCurrentIndex(model.index(row, column));
                    return true;
                }
        }
        return false;
    });
}

FindBar* FindBar::ofFocus(const QWidget& window) {
    for (FindBar* bar : window.findChildren<FindBar*>())
        if (bar->m_host.isAncestorOf(QApplication::focusWidget()) || &bar->m_host == QApplication::focusWidget())
            return bar;
    return nullptr;
}

void FindBar::ask() {
    place();
    show();
    raise();
    m_words->setFocus(Qt::ShortcutFocusReason);
    m_words->selectAll();
}

void FindBar::close() {
    if (isHidden())
        return;
    hide();
    emit cleared();
}

void FindBar::setCount(const QString& count) {
    m_count->setText(count);
    m_count->setVisible(!count.isEmpty());
    m_words->setAccessibleDescription(count);
    if (isVisible())
        place();
}

void FindBar::search(bool back, bool again) {
    const QString text = m_words->text();
    if (text.isEmpty())
        emit cleared();
    const bool found = text.isEmpty() || m_find(text, back, again);
    m_words->setProperty("found", found);
    m_words->style()->unpolish(m_words);
    m_words->style()->polish(m_words);
    m_words->setAccessibleDescription(found ? m_count->text() : tr("Not found"));
    m_words->setToolTip(found ? QString() : tr("Not found"));
}

void FindBar::place() {
    const int width = std::min(m_count->isHidden() ? Width : Width + m_count->sizeHint().width() + FromEdge, m_host.width() - 2 * FromEdge);
    setGeometry(m_host.width() - width - FromEdge - m_host.style()->pixelMetric(QStyle::PM_ScrollBarExtent), FromEdge, width, sizeHint().height());
}

bool FindBar::eventFilter(QObject* object, QEvent* event) {
    if (object == &m_host && event->type() == QEvent::Resize && isVisible())
        place();
    if (object == m_words && (event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride)) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter || key->key() == Qt::Key_Escape) { // the window's keys of the same name are not meant
            event->accept();
            if (event->type() == QEvent::ShortcutOverride)
                return true;
            if (enter) {
                search(key->modifiers().testFlag(Qt::ShiftModifier), true);
            } else {
                m_host.setFocus(Qt::OtherFocusReason);
                close();
            }
            return true;
        }
    }
    return QFrame::eventFilter(object, event);
}

void FindBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void FindBar::retranslate() {
    m_words->setPlaceholderText(tr("Find here"));
    m_words->setAccessibleName(tr("Find here"));
}

} // namespace braid::views
