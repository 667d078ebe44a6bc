#include "app/views/palette/palette.h"

#include "app/views/base/appearance.h"
#include "app/views/palette/palette_list.h"
#include "app/views/run/run_session.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTimer>
#include <QVBoxLayout>
#include <iterator>

namespace braid::views {
namespace {
constexpr int Width = 640, RowsSeen = 12, FromTop = 48; ///< pixels but for the rows
}

Palette::Palette(QWidget& window, Appearance& appearance)
    : QFrame(&window), m_window(window), m_words(new QLineEdit(this)), m_list(new PaletteList(this)),
      m_view(new QListView(this)), m_message(new QLabel(this)) {
    setObjectName("palette");
    hide();
    setAutoFillBackground(true);
    m_words->setObjectName("paletteWords");
    m_view->setObjectName("paletteList");
    m_view->setModel(m_list);
    m_view->setItemDelegate(new PaletteDelegate(appearance, m_view));
    m_view->setUniformItemSizes(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_message->setObjectName("paletteMessage");
    m_message->setProperty("role", "muted");
    m_message->setContentsMargins(12, 8, 12, 8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_words);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_message);
    setFocusProxy(m_words);
    connect(m_words, &QLineEdit::textChanged, this, &Palette::narrow);
    connect(m_words, &QLineEdit::returnPressed, this, [this] { act(m_view->currentIndex().row()); });
    // The keys stay with the field: it says aloud what they would choose.
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        m_words->setAccessibleDescription(current.data(Qt::AccessibleTextRole).toString());
    });
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex& index) { act(index.row()); });
}

void Palette::ask(Ask what) {
    Q_ASSERT(m_sources);
    m_asked = what;
    std::vector<Entry> entries;
    const auto add = [&entries](std::vector<Entry> more) {
        entries.insert(entries.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    };
    if (what == Ask::Anything) {
        add(commandEntries(*m_sources));
        add(scenarioEntries(*m_sources));
        add(findingEntries(*m_sources));
    }
    add(placeEntries(*m_sources));
    m_list->setEntries(std::move(entries));
    const bool anything = what == Ask::Anything;
    setAccessibleName(anything ? tr("All commands") : tr("Go to a lane or an object"));
    m_words->setPlaceholderText(anything ? tr("A command, scenario, finding, lane or object")
                                         : tr("The name of a lane or an object"));
    m_words->setAccessibleName(m_words->placeholderText());
    m_view->setAccessibleName(tr("What fits"));
    m_words->clear();
    narrow();
    const int rowHeight = m_view->sizeHintForRow(0) > 0 ? m_view->sizeHintForRow(0) : fontMetrics().height() + 12;
    resize(std::min(Width * fontMetrics().height() / 16, m_window.width() - 32), RowsSeen * rowHeight + m_words->sizeHint().height() + 26);
    move((m_window.width() - width()) / 2, FromTop);
    if (!isVisible())
        m_before = QApplication::focusWidget();
    show();
    raise();
    m_words->setFocus(Qt::PopupFocusReason);
    qApp->installEventFilter(this); // a click elsewhere closes it
}

void Palette::narrow() {
    m_list->narrow(m_words->text());
    const bool any = m_list->rowCount() > 0;
    if (any)
        m_view->setCurrentIndex(m_list->index(0));
    m_view->setVisible(any);
    m_message->setVisible(!any);
    if (!any)
        m_message->setText(m_asked == Ask::Place && !m_sources->session.run() ? tr("There is no run yet: its lanes and objects can be found here.")
                                                                              : tr("Nothing fits “%1”.").arg(m_words->text()));
}

void Palette::act(int row) {
    if (row < 0 || row >= m_list->rowCount())
        return;
    if (!m_list->entry(row).enabled)
        return; // it stays open: something else may be meant
    const auto chosen = m_list->entry(row).act;
    dismiss();
    // When the keys are with the window again: what follows may open a dialog or move the focus.
    QTimer::singleShot(0, &m_window, chosen);
}

void Palette::dismiss() {
    if (!isVisible())
        return;
    qApp->removeEventFilter(this);
    const bool keys = isAncestorOf(QApplication::focusWidget());
    if (keys && m_before && m_before->isVisible())
        m_before->setFocus(Qt::PopupFocusReason); // first: a hidden widget passes them on to the next one
    hide();
}

bool Palette::handleKey(int key) {
    const int rows = m_list->rowCount();
    const int row = m_view->currentIndex().row();
    int wanted = row;
    switch (key) {
    case Qt::Key_Down:
        wanted = row + 1 < rows ? row + 1 : 0;
        break;
    case Qt::Key_Up:
        wanted = row > 0 ? row - 1 : rows - 1;
        break;
    case Qt::Key_PageDown:
        wanted = std::min(row + RowsSeen, rows - 1);
        break;
    case Qt::Key_PageUp:
        wanted = std::max(row - RowsSeen, 0);
        break;
    case Qt::Key_Escape:
        dismiss();
        return true;
    default:
        return false;
    }
    if (rows > 0)
        m_view->setCurrentIndex(m_list->index(wanted));
    return true;
}

bool Palette::eventFilter(QObject* object, QEvent* event) {
    const auto isOwnKey = [](int key) {
        return key == Qt::Key_Down || key == Qt::Key_Up || key == Qt::Key_PageDown || key == Qt::Key_PageUp || key == Qt::Key_Escape;
    };
    switch (event->type()) {
    case QEvent::ShortcutOverride: // the window's keys of the same name are not meant
        if (object == m_words && isOwnKey(static_cast<QKeyEvent*>(event)->key())) {
            event->accept();
            return true;
        }
        break;
    case QEvent::KeyPress:
        if (object == m_words)
            return handleKey(static_cast<QKeyEvent*>(event)->key());
        break;
    case QEvent::FocusOut:
        // The field's own menu comes and goes without closing it.
        if (object == m_words && static_cast<QFocusEvent*>(event)->reason() != Qt::PopupFocusReason)
            dismiss();
        break;
    case QEvent::MouseButtonPress:
        if (const auto* widget = qobject_cast<QWidget*>(object); widget && isVisible() && widget != this && !isAncestorOf(widget) &&
                                                                 widget->window() == window())
            dismiss();
        break;
    default:
        break;
    }
    return QFrame::eventFilter(object, event);
}

} // namespace braid::views
