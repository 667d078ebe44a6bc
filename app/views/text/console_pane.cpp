#include "app/views/text/console_pane.h"

#include "app/views/base/appearance.h"
#include "app/views/base/find_bar.h"
#include "app/views/base/words.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/text/terminal_view.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace braid::views {
namespace {
enum Column {
    Time,
    Lane,
    Text,
    ColumnCount
};
} // namespace

PrintsModel::PrintsModel(RunSession& session, Appearance& appearance, QObject* parent)
    : QAbstractTableModel(parent), m_session(session), m_appearance(appearance) {}

int PrintsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : m_rows; }

int PrintsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant PrintsModel::data(const QModelIndex& index, int role) const {
    const session::Run* run = m_session.run();
    if (!run || index.row() >= m_rows)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (index.column() == Time ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::FontRole)
        return Appearance::monospace();
    if (role == Qt::ForegroundRole)
        return index.row() < m_printed ? QVariant() : m_appearance.color("faint");
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const trace::Event event = run->model().event(run->model().prints()[static_cast<std::size_t>(index.row())]);
    switch (index.column()) {
    case Time:
        return momentText(event.time.count());
    case Lane:
        return role == Qt::ToolTipRole ? plainTip(render::shownName(run->model(), event.lane)) : render::shownName(run->model(), event.lane);
    default:
        return role == Qt::ToolTipRole ? plainTip(toQt(event.text)) : toQt(event.text);
    }
}

QVariant PrintsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == Time ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    return section == Time ? tr("Time") : section == Lane ? tr("Lane")
                                                          : tr("Printed");
}

void PrintsModel::reset() {
    beginResetModel();
    m_rows = m_session.run() ? static_cast<int>(m_session.run()->model().prints().size()) : 0;
    moveCursor();
    endResetModel();
}

void PrintsModel::moveCursor() {
    const auto before = m_printed;
    const std::optional<model::Nanos>& cursor = m_session.view().get().cursor;
    m_printed = m_rows;
    if (cursor && m_session.run()) {
        const model::Model& model = m_session.run()->model();
        m_printed = std::min(m_rows, static_cast<int>(model.eventsUpTo(model.prints(), *cursor).size()));
    }
    if (m_printed != before && m_rows > 0)
        emit dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

void PrintsModel::grow() {
    const int rows = static_cast<int>(m_session.run()->model().prints().size());
    if (rows <= m_rows)
        return;
    beginInsertRows({}, m_rows, rows - 1);
    m_rows = rows;
    endInsertRows();
    moveCursor();
}

ConsolePane::ConsolePane(RunSession& session, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new PrintsModel(session, appearance, this)), m_table(new QTableView(this)),
      m_terminal(new TerminalView(session, appearance, this)), m_message(new QLabel(this)), m_cut(new QLabel(this)), m_typed(new QLineEdit(this)) {
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_table->setObjectName("console");
    m_table->setModel(m_model);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMinimumSectionSize(40);
    FindBar::addTo(*m_table);
    m_message->setObjectName("consoleMessage");
    m_message->setProperty("role", "muted");
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_message->setContentsMargins(14, 12, 14, 12);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_message);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_terminal, 1);
    layout->addWidget(m_cut);
    layout->addWidget(m_typed);
    m_cut->setObjectName("consoleCut");
    m_cut->setProperty("role", "nextTag");
    m_cut->setContentsMargins(14, 2, 14, 2);
    m_typed->setObjectName("typed");
    connect(m_typed, &QLineEdit::returnPressed, this, [this] {
        if (!m_session.run() || (m_typed->text().isEmpty() && !m_session.run()->recordedHere()))
            return;
        m_session.run()->type(m_typed->text());
        m_typed->clear();
    });

    auto* end = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_D), m_typed);
    end->setContext(Qt::WidgetShortcut);
    connect(end, &QShortcut::activated, this, [this] {
        if (m_session.run())
            m_session.run()->typeNothingMore();
    });

    connect(&m_session, &RunSession::aboutToChangeRun, this, [this] { m_table->setCurrentIndex({}); });
    connect(&m_session, &RunSession::runChanged, this, [this] {
        m_model->reset();
        m_terminal->forget();
        showMessage();
        if (m_asTerminal) {
            m_terminal->grow();
            showCursor();
        }
    });
    connect(&m_session, &RunSession::grew, this, [this] {
        const QScrollBar* bar = m_asTerminal ? m_terminal->verticalScrollBar() : m_table->verticalScrollBar();
        const bool atEnd = bar->value() >= bar->maximum() - 1;
        const int before = m_model->rowCount();
        m_model->grow();
        if (m_model->rowCount() == before)
            return;
        showMessage();
        const int seen = bar->value();
        if (m_asTerminal) {
            m_terminal->grow();
            m_terminal->moveCursor(m_model->printed());
        }
        if (atEnd && !m_session.view().get().cursor)
            m_asTerminal ? m_terminal->verticalScrollBar()->setValue(bar->maximum()) : m_table->scrollToBottom();
        else if (m_asTerminal)
            m_terminal->verticalScrollBar()->setValue(seen);
    });
    connect(&m_session.view(), &session::SharedViewState::changed, this,
            [this](const render::ViewState& now, const render::ViewState& before) {
                if (now.cursor == before.cursor)
                    return;
                m_model->moveCursor();
                showCursor();
            });
    connect(&m_session, &RunSession::stateChanged, this, &ConsolePane::showMessage);
    const auto go = [this](const QModelIndex& index) { goTo(index.row()); };
    connect(m_table, &QTableView::clicked, this, go);
    connect(m_table, &QTableView::activated, this, go);
    connect(m_terminal, &TerminalView::activated, this, &ConsolePane::goTo);
    connect(m_terminal, &TerminalView::contextRequested, this, &ConsolePane::offer);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](QPoint at) {
        const QModelIndex index = m_table->indexAt(at);
        if (index.isValid())
            offer(index.row(), m_table->viewport()->mapToGlobal(at));
    });
    const auto measure = [this] {
        const QFontMetrics metrics(Appearance::monospace());
        m_table->verticalHeader()->setDefaultSectionSize(metrics.height() + 6);
        m_table->setColumnWidth(Time, metrics.horizontalAdvance(QStringLiteral("000.000 s")) + 28);
        m_table->setColumnWidth(Lane, metrics.horizontalAdvance(QStringLiteral("Thread-100")) + 24);
    };
    connect(&appearance, &Appearance::changed, this, measure);
    measure();
    showMessage();
}

void ConsolePane::showAsTerminal(bool terminal) {
    if (std::exchange(m_asTerminal, terminal) == terminal)
        return;
    const bool focused = m_table->hasFocus() || m_terminal->hasFocus();
    m_terminal->forget();
    if (terminal)
        m_terminal->grow();
    showMessage();
    showCursor();
    if (focused)
        terminal ? m_terminal->setFocus() : m_table->setFocus();
    emit shownAsTerminal(terminal);
}

void ConsolePane::goTo(int print) {
    const model::EventIndex event = m_session.run()->model().prints()[static_cast<std::size_t>(print)];
    m_session.view().update([&](render::ViewState& state) { goToEvent(*m_session.run(), state, event); },
                            session::SharedViewState::Step::New);
}

void ConsolePane::offer(int print, QPoint globalPos) {
    if (!m_session.run())
        return;
    render::Tag tag;
    tag.what = render::What::Mark;
    tag.event = m_session.run()->model().prints()[static_cast<std::size_t>(print)];
    const model::LogEntry& entry = m_session.run()->model().log()[tag.event];
    tag.lane = LaneId{entry.lane};
    tag.object = ObjectId{entry.object};
    emit contextRequested(tag, globalPos);
}

void ConsolePane::showCursor() {
    if (m_asTerminal)
        m_terminal->moveCursor(m_model->printed());
    else if (m_model->printed() > 0)
        m_table->scrollTo(m_model->index(m_model->printed() - 1, Text));
}

void ConsolePane::showMessage() {
    const session::Run* run = m_session.run();
    QString text;
    if (m_model->rowCount() == 0)
        text = run && run->state() == session::Run::State::Over ? tr("This run printed nothing.")
               : run && run->recordedHere()                     ? tr("What the program writes appears here.")
                                                                : tr("What the scenario prints appears here.");
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    m_table->setVisible(text.isEmpty() && !m_asTerminal);
    m_terminal->setVisible(text.isEmpty() && m_asTerminal);
    m_table->setAccessibleName(tr("Console"));
    m_terminal->setAccessibleName(tr("Console"));
    m_typed->setVisible(run && run->readsTyped());
    const bool recorded = run && run->recordedHere();
    m_typed->setPlaceholderText(recorded ? tr("What is typed here goes to the program's input with Enter; Ctrl+D ends it") : tr("Type a line for the chat and press Enter"));
    m_cut->setText(run && run->outputKept() > 0 ? tr("Only the first %1 MiB of the output are kept.").arg(run->outputKept() >> 20) : QString());
    m_cut->setVisible(!m_cut->text().isEmpty());
    m_typed->setAccessibleName(tr("Your line"));
}

void ConsolePane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        showMessage();
        emit m_model->headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    }
    QWidget::changeEvent(event);
}

} // namespace braid::views
