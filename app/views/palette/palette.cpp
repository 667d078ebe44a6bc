#include "app/views/palette/palette.h"

#include "app/views/appearance.h"
#include "app/views/palette/palette_list.h"
#include "app/views/run_session.h"

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
    : QFrame(&window, Qt::Popup), m_window(window), m_words(new QLineEdit(this)), m_list(new PaletteList(this)),
      m_view(new QListView(this)), m_message(new QLabel(this)) {
    setObjectName("palette");
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
    m_words->installEventFilter(this);
    connect(m_words, &QLineEdit::textChanged, this, &Palette::narrow);
    connect(m_words, &QLineEdit::returnPressed, this, [this] { act(m_view->currentIndex().row()); });
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
    move(m_window.mapToGlobal(QPoint((m_window.width() - width()) / 2, FromTop)));
    show();
    m_words->setFocus(Qt::PopupFocusReason);
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
    const auto chosen = m_list->entry(row).act;
    hide();
    // When the keys are with the window again: what follows may open a dialog or move the focus.
    QTimer::singleShot(0, &m_window, chosen);
}

bool Palette::eventFilter(QObject* object, QEvent* event) {
    if (object != m_words || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const int rows = m_list->rowCount();
    const int row = m_view->currentIndex().row();
    int wanted = row;
    switch (static_cast<QKeyEvent*>(event)->key()) {
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
        hide();
        return true;
    default:
        return QFrame::eventFilter(object, event);
    }
    if (rows > 0)
        m_view->setCurrentIndex(m_list->index(wanted));
    return true;
}

} // namespace braid::views
