#include "app/views/record/attach_dialog.h"

#include "app/render/panels/graph_layout.h"
#include "app/render/picture/picture.h"
#include "app/render/picture/whole_file.h"
#include "app/session/error_text.h"
#include "app/session/verdict.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/record/process_table.h"
#include "app/views/timeline/graph_view.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableView>
#include <QThread>
#include <QTreeWidget>

#include <algorithm>

namespace braid::views {
namespace {

constexpr int MostUnfolded = 12;          ///< threads whose stacks are open at first
const QList<int> ListAndResult{540, 660}; ///< pixels, or in that ratio
constexpr int NarrowestColumn = 36;       ///< pixels
constexpr QSizeF PictureSize(1200, 800);
constexpr double PictureScale = 2;

/// Of what is shown of a process any column may fit.
class ProcessFilter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setWords(const QString& words) {
        m_words = words.split(u' ', Qt::SkipEmptyParts);
        invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        QString text;
        for (int column = 0; column < ProcessTable::Threads; ++column)
            text += sourceModel()->index(row, column, parent).data().toString() + u' ';
        return std::all_of(m_words.begin(), m_words.end(), [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
    }

private:
    QStringList m_words;
};

} // namespace

AttachDialog::AttachDialog(Appearance& appearance, QWidget* parent)
    : QDialog(parent), m_appearance(appearance), m_session(m_setup), m_table(new ProcessTable(this)), m_shown(new ProcessFilter(this)),
      m_filter(new QLineEdit(this)), m_list(new QTableView(this)), m_pages(new QStackedWidget(this)), m_message(new QLabel(this)), m_headline(new QLabel(this)),
      m_sentence(new QLabel(this)), m_limits(new QLabel(this)), m_graph(new GraphView(m_session, this)), m_stacks(new QTreeWidget(this)), m_problem(new QLabel(this)),
      m_look(new QPushButton(tr("Look"), this)), m_savePicture(new QPushButton(tr("Save the picture…"), this)), m_saveText(new QPushButton(tr("Save the text…"), this)) {
    setObjectName("attachDialog");
    setWindowTitle(tr("Why does that process hang?"));
    auto* split = new QSplitter(this);
    split->addWidget(buildList());
    split->addWidget(buildResult());
    split->setChildrenCollapsible(false);
    split->setSizes(ListAndResult);
    m_problem->setProperty("role", "nextTag");
    m_problem->setObjectName("attachProblem");
    m_problem->setWordWrap(true);
    auto* close = new QPushButton(tr("Close"), this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_problem, 1);
    for (QPushButton* button : {m_saveText, m_savePicture, close, m_look}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    m_look->setProperty("role", "primary");
    m_look->setObjectName("attachLook");
    m_savePicture->setObjectName("attachSavePicture");
    m_saveText->setObjectName("attachSaveText");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(12);
    layout->addWidget(split, 1);
    layout->addLayout(buttons);
    const QSize room = parent ? parent->window()->size() : QSize(1200, 760);
    resize(QSize(1200, 760).boundedTo(room * 0.95));

    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_look, &QPushButton::clicked, this, [this] {
        list();
        if (const QModelIndex row = m_list->currentIndex(); row.isValid())
            look(m_table->at(m_shown->mapToSource(row).row()).pid);
    });
    connect(m_saveText, &QPushButton::clicked, this, [this] { askPath(tr("Text") + QStringLiteral(" (*.txt)"), QStringLiteral(".txt")); });
    connect(m_savePicture, &QPushButton::clicked, this, [this] { askPath(tr("Pictures") + QStringLiteral(" (*.png *.svg *.pdf)"), QStringLiteral(".png")); });
    list();
    say(tr("Choose a process. Looking at it does not stop or change it."));
    enable();
    m_filter->setFocus();
}

AttachDialog::~AttachDialog() {
    if (m_thread)
        m_thread->wait();
    m_session.disconnect();
    delete m_graph; // it shows what goes now
}

QWidget* AttachDialog::buildList() {
    auto* box = new QWidget(this);
    m_shown->setSourceModel(m_table);
    m_shown->setSortRole(ProcessTable::SortRole);
    m_filter->setObjectName("attachFilter");
    m_filter->setClearButtonEnabled(true);
    m_filter->setPlaceholderText(tr("Filter by name, number or user"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_list->setObjectName("attachList");
    m_list->setAccessibleName(tr("Processes"));
    m_list->setModel(m_shown);
    m_list->setShowGrid(false);
    m_list->setWordWrap(false);
    m_list->setTabKeyNavigation(false);
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_list->horizontalHeader()->setHighlightSections(false);
    m_list->horizontalHeader()->setMinimumSectionSize(NarrowestColumn);
    m_list->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_list->setSortingEnabled(true);
    m_list->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->horizontalHeader()->setSectionResizeMode(ProcessTable::Name, QHeaderView::Stretch);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, m_shown, [this](const QString& text) { static_cast<ProcessFilter*>(m_shown)->setWords(text); });
    connect(m_filter, &QLineEdit::returnPressed, this, [this] {
        if (m_shown->rowCount() == 0)
            return;
        m_list->setCurrentIndex(m_shown->index(0, 0));
        m_look->click();
    });
    connect(m_list, &QTableView::activated, m_look, &QPushButton::click);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AttachDialog::enable);
    return box;
}

QWidget* AttachDialog::buildResult() {
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setProperty("role", "muted");
    m_message->setObjectName("attachMessage");
    m_message->setMargin(24);
    m_headline->setProperty("role", "title");
    m_headline->setObjectName("attachHeadline");
    m_sentence->setObjectName("attachSentence");
    m_limits->setProperty("role", "small");
    for (QLabel* label : {m_headline, m_sentence, m_limits}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_graph->setTheme(m_appearance.theme());
    m_stacks->setObjectName("attachStacks");
    m_stacks->setAccessibleName(tr("Threads and their stacks"));
    m_stacks->setHeaderLabels({tr("Thread, function"), tr("Where")});
    m_stacks->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_stacks->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_stacks->header()->setStretchLastSection(false);
    auto* result = new QWidget(this);
    auto* parts = new QSplitter(Qt::Vertical, result);
    parts->addWidget(m_graph);
    parts->addWidget(m_stacks);
    parts->setStretchFactor(0, 1);
    parts->setStretchFactor(1, 1);
    auto* layout = new QVBoxLayout(result);
    layout->setContentsMargins(8, 0, 0, 0);
    layout->addWidget(m_headline);
    layout->addWidget(m_sentence);
    layout->addWidget(m_limits);
    layout->addWidget(parts, 1);
    m_pages->addWidget(m_message);
    m_pages->addWidget(result);
    return m_pages;
}

void AttachDialog::list() {
    const QModelIndex row = m_list->currentIndex();
    const int pid = row.isValid() ? m_table->at(m_shown->mapToSource(row).row()).pid : m_pid;
    m_table->set(session::listProcesses());
    if (const int again = m_table->rowOf(pid); again >= 0)
        m_list->setCurrentIndex(m_shown->mapFromSource(m_table->index(again, 0)));
    enable();
}

void AttachDialog::look(int pid) {
    if (m_thread)
        return;
    m_pid = pid;
    auto seen = std::make_shared<std::optional<Result<attach::Snapshot>>>();
    m_thread = QThread::create([pid, seen] { seen->emplace(attach::look(pid)); });
    connect(m_thread, &QThread::finished, this, [this, seen] {
        std::exchange(m_thread, nullptr)->deleteLater();
        if (!**seen)
            showMoment(Result<session::Moment>((**seen).error()));
        else
            showMoment(session::momentOf(***seen));
    });
    say(tr("Looking at process %1…").arg(pid));
    enable();
    m_thread->start();
}

void AttachDialog::showMoment(Result<session::Moment> moment) {
    m_moment.reset();
    if (!moment) {
        say(asSentence(session::errorText(moment.error())));
        enable();
        return;
    }
    m_moment = std::move(*moment);
    const auto verdict = session::verdictOf(*m_moment->run, nullptr);
    const bool stuck = m_moment->stuck() && verdict;
    m_headline->setText(QStringLiteral("%1: %2").arg(m_moment->title, stuck ? verdict->headline : session::nothingStuckText()));
    m_sentence->setText(stuck ? asSentence(verdict->sentence) : QString());
    m_sentence->setVisible(stuck);
    m_limits->setText(session::limitsOf(m_moment->run->findings()).join(u' '));
    m_limits->setVisible(!m_limits->text().isEmpty());
    m_session.show(m_moment->run);
    fillStacks();
    m_pages->setCurrentIndex(1);
    enable();
}

void AttachDialog::fillStacks() {
    m_stacks->clear();
    for (const attach::ToldThread& thread : m_moment->threads) {
        auto* item = new QTreeWidgetItem(m_stacks, {session::threadLine(m_moment->run->model(), thread)});
        item->setFirstColumnSpanned(true);
        for (const attach::StackLine& line : thread.stack) {
            if (line.interrupted)
                (new QTreeWidgetItem(item, {session::interruptedText()}))->setFirstColumnSpanned(true);
            auto* frame = new QTreeWidgetItem(item, {line.function.empty() ? QStringLiteral("?") : toQt(line.function), session::placeOf(line)});
            for (int column = 0; column < 2; ++column)
                frame->setToolTip(column, plainTip(frame->text(0) + QLatin1Char('\n') + frame->text(1)));
        }
        item->setExpanded(m_stacks->topLevelItemCount() <= MostUnfolded);
    }
}

void AttachDialog::say(const QString& text) {
    m_message->setText(text);
    m_pages->setCurrentIndex(0);
    m_problem->clear();
}

void AttachDialog::enable() {
    const QModelIndex row = m_list->currentIndex();
    const bool again = row.isValid() && m_moment && m_table->at(m_shown->mapToSource(row).row()).pid == m_pid;
    m_look->setText(again ? tr("Look again") : tr("Look"));
    m_look->setEnabled(row.isValid() && !m_thread);
    m_savePicture->setEnabled(m_moment.has_value() && !m_thread);
    m_saveText->setEnabled(m_moment.has_value() && !m_thread);
}

bool AttachDialog::saveTo(const QString& path) {
    Status saved = Done{};
    if (path.endsWith(QLatin1String(".txt"))) {
        saved = render::writeWhole(path, session::textOf(*m_moment).toStdString());
    } else {
        const session::Run& run = *m_moment->run;
        const render::Theme theme = m_appearance.theme();
        saved = render::writeScene(path, render::layoutGraphAt(run.model(), run.findings(), run.edge(), PictureSize, theme), theme, PictureScale, m_moment->title);
    }
    m_problem->setText(saved ? tr("Saved as %1").arg(render::plain(QDir::toNativeSeparators(path))) : asSentence(session::errorText(saved.error())));
    return static_cast<bool>(saved);
}

void AttachDialog::askPath(const QString& filter, const QString& ending) {
    const QString proposed = QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).filePath(QStringLiteral("process-%1%2").arg(m_pid).arg(ending));
    QString path = QFileDialog::getSaveFileName(this, tr("Save what was seen"), proposed, filter);
    if (path.isEmpty())
        return;
    if (!QFileInfo(path).fileName().contains(u'.'))
        path += ending;
    saveTo(path);
}

} // namespace braid::views
