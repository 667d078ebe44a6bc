#include "app/views/editor/editor_pane.h"

#include "app/views/base/appearance.h"
#include "app/views/base/elided_label.h"
#include "app/views/base/find_bar.h"
#include "app/views/base/words.h"
#include "app/views/editor/code_editor.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace braid::views {
namespace {

constexpr int TypingPause = 400;    ///< ms
constexpr int MostMessagesSeen = 5; ///< rows of messages before they scroll
constexpr int LineRole = Qt::UserRole, ColumnRole = Qt::UserRole + 1;

} // namespace

EditorPane::EditorPane(Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_tabs(new QTabBar(this)), m_outside(nullptr), m_outsideWords(nullptr), m_reload(nullptr), m_keep(nullptr), m_name(new ElidedLabel(this)), m_save(new QToolButton(this)), m_more(new QToolButton(this)),
      m_menu(new QMenu(this)), m_notes(new QLabel(this)), m_code(new CodeEditor(appearance, this)), m_replace(nullptr), m_what(nullptr), m_by(nullptr),
      m_one(nullptr), m_all(nullptr), m_closeReplace(nullptr), m_messages(new QListWidget(this)), m_pages(new QStackedWidget(this)), m_empty(new QLabel(this)),
      m_new(new QPushButton(this)), m_open(new QPushButton(this)) {
    setObjectName("editor");
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    build();
    auto* pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(TypingPause);
    connect(pause, &QTimer::timeout, this, &EditorPane::parse);
    connect(m_code, &QsciScintilla::textChanged, this, [this, pause] {
        pause->start();
        emit textChanged();
    });
    connect(m_code, &QsciScintilla::modificationChanged, this, &EditorPane::showName);
    connectCode();
    connect(m_save, &QToolButton::clicked, this, &EditorPane::saveRequested);
    connect(m_new, &QPushButton::clicked, this, &EditorPane::newRequested);
    connect(m_open, &QPushButton::clicked, this, &EditorPane::openRequested);
    const auto go = [this](QListWidgetItem* item) {
        if (item->data(LineRole).toInt() <= 0)
            return;
        m_code->goTo(item->data(LineRole).toInt(), item->data(ColumnRole).toInt());
        m_code->setFocus(Qt::OtherFocusReason);
    };
    connect(m_messages, &QListWidget::itemClicked, this, go);
    connect(m_messages, &QListWidget::itemActivated, this, go);
    connect(&m_appearance, &Appearance::changed, this, &EditorPane::recolor);
    m_pages->setCurrentIndex(0);
    recolor();
    retranslate();
}

void EditorPane::connectCode() {
    connect(m_code, &CodeEditor::saveRequested, this, &EditorPane::saveRequested);
    connect(m_code, &CodeEditor::saveAsRequested, this, &EditorPane::saveAsRequested);
    connect(m_code, &CodeEditor::entered, this, &EditorPane::entered);
    connect(m_code, &CodeEditor::lineRequested, this, &EditorPane::goToLine);
    connect(m_code, &CodeEditor::closeRequested, this, [this] { emit closeRequested(m_path); });
    connect(m_code, &CodeEditor::otherFileRequested, this, [this](int by) {
        if (m_tabs->count() > 1)
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + by + m_tabs->count()) % m_tabs->count());
    });
    connect(m_code, &CodeEditor::tabMovesChanged, this, [this](bool moves) {
        emit told(moves ? tr("The tabulator goes on to the next part of the window; Ctrl+M makes it indent again.") : tr("The tabulator indents; Ctrl+M makes it go on to the next part of the window."));
    });
    connect(m_code, &CodeEditor::replaceRequested, this, [this] {
        m_replace->show();
        if (m_code->hasSelectedText() && !m_code->selectedText().contains(u'\n'))
            m_what->setText(m_code->selectedText());
        m_what->setFocus(Qt::ShortcutFocusReason);
        m_what->selectAll();
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (index >= 0 && static_cast<std::size_t>(index) < m_texts.size() && m_texts[static_cast<std::size_t>(index)].path != m_path) {
            leave();
            enter(static_cast<std::size_t>(index));
        }
    });
    connect(m_tabs, &QTabBar::tabCloseRequested, this, [this](int index) { emit closeRequested(m_texts[static_cast<std::size_t>(index)].path); });
}

void EditorPane::goToLine() {
    int line = 0, column = 0;
    m_code->getCursorPosition(&line, &column);
    bool chosen = false;
    line = QInputDialog::getInt(this, tr("Go to a line"), tr("Line (1 to %1)").arg(m_code->lines()), line + 1, 1, m_code->lines(), 1, &chosen);
    if (chosen)
        m_code->goTo(line, 0);
    m_code->setFocus(Qt::OtherFocusReason);
}

void EditorPane::build() {
    auto* empty = new QWidget(this);
    auto* words = new QVBoxLayout(empty);
    words->setContentsMargins(16, 16, 16, 16);
    words->setSpacing(10);
    m_empty->setProperty("role", "muted");
    m_empty->setWordWrap(true);
    m_new->setObjectName("editorNew");
    m_open->setObjectName("editorOpen");
    words->addWidget(m_empty);
    for (QPushButton* button : {m_new, m_open})
        words->addWidget(button, 0, Qt::AlignLeft);
    words->addStretch(1);

    auto* filled = new QWidget(this);
    auto* layout = new QVBoxLayout(filled);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_tabs->setObjectName("editorTabs");
    m_tabs->setTabsClosable(true);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->hide();
    layout->addWidget(m_tabs);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 4, 6, 4);
    head->setSpacing(4);
    m_name->setObjectName("editorName");
    m_save->setObjectName("editorSave");
    m_more->setObjectName("editorMore");
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    m_menu->setObjectName("menu.editor");
    for (QToolButton* button : {m_save, m_more}) {
        button->setAutoRaise(true);
        button->setIconSize({16, 16});
        button->setFocusPolicy(Qt::TabFocus);
    }
    head->addWidget(m_name, 1);
    head->addWidget(m_save);
    head->addWidget(m_more);
    layout->addLayout(head);
    m_notes->setObjectName("editorNotes");
    m_notes->setProperty("role", "small");
    m_notes->setWordWrap(true);
    m_notes->setContentsMargins(12, 2, 12, 4);
    m_notes->hide();
    layout->addWidget(m_notes);
    m_outside = buildOutside();
    layout->addWidget(m_outside);
    layout->addWidget(m_code, 1);
    m_replace = buildReplace();
    layout->addWidget(m_replace);
    m_messages->setObjectName("editorMessages");
    m_messages->setFrameShape(QFrame::NoFrame);
    m_messages->setWordWrap(true);
    m_messages->hide();
    layout->addWidget(m_messages);
    m_pages->addWidget(empty);
    m_pages->addWidget(filled);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_pages);
    setFocusProxy(m_code);
    new FindBar(*m_code, [this](const QString& text, bool back, bool again) { return m_code->findText(text, back, again); });
}

QWidget* EditorPane::buildOutside() {
    auto* bar = new QWidget(this);
    bar->setObjectName("editorOutside");
    m_outsideWords = new QLabel(bar);
    m_outsideWords->setObjectName("editorOutsideWords");
    m_outsideWords->setWordWrap(true);
    m_reload = new QPushButton(bar);
    m_reload->setObjectName("editorReload");
    m_keep = new QPushButton(bar);
    m_keep->setObjectName("editorKeep");
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 2, 6, 4);
    row->addWidget(m_outsideWords, 1);
    row->addWidget(m_reload);
    row->addWidget(m_keep);
    connect(m_reload, &QPushButton::clicked, this, &EditorPane::reloadRequested);
    connect(m_keep, &QPushButton::clicked, this, [this] { setOutside({}, false); });
    bar->hide();
    return bar;
}

void EditorPane::setOutside(const QString& words, bool canLoad) {
    m_outsideWords->setText(words);
    m_reload->setVisible(canLoad);
    m_outside->setVisible(!words.isEmpty());
}

QWidget* EditorPane::buildReplace() {
    auto* bar = new QWidget(this);
    bar->setObjectName("editorReplace");
    m_what = new QLineEdit(bar);
    m_by = new QLineEdit(bar);
    m_one = new QPushButton(bar);
    m_all = new QPushButton(bar);
    m_closeReplace = new QToolButton(bar);
    m_what->setObjectName("replaceWhat");
    m_by->setObjectName("replaceBy");
    m_one->setObjectName("replaceOne");
    m_all->setObjectName("replaceAll");
    m_closeReplace->setObjectName("replaceClose");
    m_closeReplace->setAutoRaise(true);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(6, 4, 6, 4);
    row->setSpacing(4);
    row->addWidget(m_what, 1);
    row->addWidget(m_by, 1);
    for (QWidget* button : std::initializer_list<QWidget*>{m_one, m_all, m_closeReplace})
        row->addWidget(button);
    const auto close = [this] {
        m_replace->hide();
        m_code->setFocus(Qt::OtherFocusReason);
    };
    connect(m_one, &QPushButton::clicked, this, [this] { m_code->replaceText(m_what->text(), m_by->text()); });
    connect(m_all, &QPushButton::clicked, this, [this] { m_code->replaceAll(m_what->text(), m_by->text()); });
    connect(m_what, &QLineEdit::returnPressed, this, [this] { m_code->findText(m_what->text(), false, true); });
    connect(m_by, &QLineEdit::returnPressed, m_one, &QPushButton::click);
    connect(m_closeReplace, &QToolButton::clicked, this, close);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), bar, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, close);
    connect(escape, &QShortcut::activatedAmbiguously, this, close); // the window has the key as well
    bar->hide();
    return bar;
}

void EditorPane::load(const QString& path, const QString& text, const QString& instead) {
    const auto place = [this](const QString& of) { return std::find_if(m_texts.begin(), m_texts.end(), [&](const OpenText& each) { return each.path == of; }); };
    leave();
    auto at = place(path);
    if (at == m_texts.end() && !instead.isEmpty())
        at = place(instead);
    if (at == m_texts.end())
        at = m_texts.insert(m_texts.end(), OpenText{});
    *at = OpenText{path, QsciDocument(), false, 0, 0, 0};
    m_path = path;
    m_code->show(at->document);
    m_code->load(text);
    enter(static_cast<std::size_t>(at - m_texts.begin()));
}

bool EditorPane::show(const QString& path) {
    const auto at = std::find_if(m_texts.begin(), m_texts.end(), [&](const OpenText& each) { return each.path == path; });
    if (at == m_texts.end())
        return false;
    if (path != m_path) {
        leave();
        enter(static_cast<std::size_t>(at - m_texts.begin()));
    }
    return true;
}

void EditorPane::close(const QString& closed) {
    const QString path = closed; // it may be the one in m_texts
    const auto at = std::find_if(m_texts.begin(), m_texts.end(), [&](const OpenText& each) { return each.path == path; });
    if (at == m_texts.end())
        return;
    const auto index = static_cast<std::size_t>(at - m_texts.begin());
    m_texts.erase(at);
    if (path != m_path) {
        showTabs();
        return;
    }
    m_path.clear();
    if (!m_texts.empty()) {
        enter(std::min(index, m_texts.size() - 1));
        return;
    }
    m_code->show(QsciDocument());
    m_sliders = {};
    showTabs();
    m_pages->setCurrentIndex(0);
    emit fileShown();
}

void EditorPane::leave() {
    for (OpenText& each : m_texts) {
        if (each.path != m_path)
            continue;
        each.modified = m_code->isModified();
        m_code->getCursorPosition(&each.line, &each.column);
        each.top = m_code->firstVisibleLine();
    }
}

void EditorPane::enter(std::size_t index) {
    const OpenText& now = m_texts[index];
    m_path = now.path;
    m_code->setLanguage(editor::languageOf(m_path).value_or(editor::Language::Python));
    m_code->show(now.document);
    m_code->setCursorPosition(now.line, now.column);
    m_code->setFirstVisibleLine(now.top);
    m_messages->clear();
    m_messages->hide();
    m_state.clear();
    setOutside({}, false);
    m_pages->setCurrentIndex(1);
    showName();
    parse();
    emit fileShown();
}

QStringList EditorPane::paths() const {
    QStringList all;
    for (const OpenText& each : m_texts)
        all << each.path;
    return all;
}

bool EditorPane::isModified(const QString& path) const {
    const auto at = std::find_if(m_texts.begin(), m_texts.end(), [&](const OpenText& each) { return each.path == path; });
    return path == m_path ? isModified() : at != m_texts.end() && at->modified;
}

void EditorPane::showTabs() {
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > static_cast<int>(m_texts.size()))
        m_tabs->removeTab(m_tabs->count() - 1);
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
        const auto tab = static_cast<int>(i);
        if (tab >= m_tabs->count())
            m_tabs->addTab({});
        const QString name = render::plain(QFileInfo(m_texts[i].path).fileName());
        const bool modified = isModified(m_texts[i].path);
        m_tabs->setTabText(tab, modified ? name + u'*' : name);
        m_tabs->setTabToolTip(tab, plainTip(render::plain(m_texts[i].path)));
        m_tabs->setAccessibleTabName(tab, modified ? tr("%1 (changed)").arg(name) : name);
        if (m_texts[i].path == m_path)
            m_tabs->setCurrentIndex(tab);
    }
    m_tabs->setVisible(m_texts.size() > 1);
}

void EditorPane::saved(const QString& path) {
    for (OpenText& each : m_texts)
        if (each.path == m_path)
            each.path = path;
    setOutside({}, false);
    m_path = path;
    m_code->setModified(false);
    m_code->setLanguage(editor::languageOf(path).value_or(editor::Language::Python));
    parse();
    showName();
}

QString EditorPane::text() const { return m_code->text(); }

bool EditorPane::isModified() const { return m_code->isModified(); }

void EditorPane::parse() {
    if (m_path.isEmpty())
        return;
    const editor::Language language = editor::languageOf(m_path).value_or(editor::Language::Python);
    m_read = text();
    m_described = language == editor::Language::Cpp ? editor::scenarioIn(m_read, m_path) : std::nullopt;
    m_sliders = m_described ? editor::Sliders() : editor::slidersOf(m_read, language); // it has parameters instead
    showNotes();
    emit slidersChanged();
}

void EditorPane::setState(const QString& words) {
    m_state = words;
    showNotes();
}

void EditorPane::showNotes() {
    QStringList lines;
    if (!m_state.isEmpty())
        lines << m_state;
    for (const editor::SliderProblem& problem : m_sliders.problems)
        lines << tr("Line %1: %2").arg(problem.line).arg(problem.what); // it begins with a name
    m_notes->setText(lines.join(u'\n'));
    m_notes->setVisible(!lines.isEmpty());
}

void EditorPane::showName() {
    const QString name = render::plain(QFileInfo(m_path).fileName());
    m_name->setText(isModified() ? tr("%1 (changed)").arg(name) : name);
    m_name->setToolTip(plainTip(render::plain(m_path)));
    m_save->setEnabled(isModified());
    showTabs();
}

void EditorPane::showMessages(const std::vector<editor::Message>& messages) {
    m_messages->clear();
    std::vector<editor::Message> own;
    for (const editor::Message& message : messages) {
        const bool here = QFileInfo(message.file) == QFileInfo(m_path);
        using Severity = editor::Message::Severity;
        const QString kind = message.severity == Severity::Error ? tr("Error") : message.severity == Severity::Warning ? tr("Warning")
                                                                                                                       : tr("Note");
        const QString text = render::plain(message.text);
        const QString where = message.file.isEmpty() ? QString() : here ? tr("line %1").arg(message.line)
                                                                        : QStringLiteral("%1:%2").arg(render::plain(QFileInfo(message.file).fileName())).arg(message.line);
        auto* item = new QListWidgetItem(where.isEmpty() ? QStringLiteral("%1: %2").arg(kind, text) : QStringLiteral("%1, %2: %3").arg(kind, where, text), m_messages);
        item->setIcon(m_appearance.icon(message.severity == Severity::Note ? "finding" : "warning", message.severity == Severity::Error ? "danger" : message.severity == Severity::Warning ? "warning"
                                                                                                                                                                                           : "muted"));
        item->setToolTip(plainTip(text));
        item->setData(LineRole, here ? message.line : 0);
        item->setData(ColumnRole, message.column);
        if (here)
            own.push_back(message);
    }
    m_code->markMessages(own);
    m_messages->setVisible(!messages.empty());
    if (!messages.empty()) {
        const int row = std::max(m_messages->sizeHintForRow(0), m_messages->fontMetrics().height() + 8);
        m_messages->setFixedHeight(row * std::min(m_messages->count() + 1, MostMessagesSeen) + 4);
    }
}

void EditorPane::recolor() {
    m_save->setIcon(m_appearance.icon("save", "text"));
    m_closeReplace->setIcon(m_appearance.icon("close", "muted"));
    m_closeReplace->setIconSize({12, 12});
    m_more->setText(QStringLiteral("…"));
}

void EditorPane::retranslate() {
    m_empty->setText(tr("Write a program here, press Run, and watch it. It is kept among your documents, and nothing runs before you press Run. A value "
                        "with a range behind it, as threads = 5  # 1..50, becomes a slider."));
    m_new->setText(tr("New program…"));
    m_open->setText(tr("Open a program…"));
    m_save->setToolTip(tr("Save the program  (%1)").arg(QKeySequence(QKeySequence::Save).toString(QKeySequence::NativeText)));
    m_save->setAccessibleName(tr("Save the program"));
    m_more->setToolTip(tr("More to do with the program"));
    m_more->setAccessibleName(m_more->toolTip());
    m_tabs->setAccessibleName(tr("Open programs"));
    m_reload->setText(tr("Load it"));
    m_keep->setText(tr("Keep this text"));
    m_what->setPlaceholderText(tr("Find"));
    m_what->setAccessibleName(tr("Find"));
    m_by->setPlaceholderText(tr("Replace by"));
    m_by->setAccessibleName(tr("Replace by"));
    m_one->setText(tr("Replace"));
    m_all->setText(tr("Replace all"));
    m_closeReplace->setToolTip(tr("Close"));
    m_closeReplace->setAccessibleName(tr("Close"));
    m_messages->setAccessibleName(tr("Messages of the compiler or the interpreter"));
    showName();
    showNotes();
}

void EditorPane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    emit shown();
}

void EditorPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace braid::views
