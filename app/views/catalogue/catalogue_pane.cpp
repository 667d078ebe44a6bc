#include "app/views/catalogue/catalogue_pane.h"

#include "app/session/catalogue.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"

#include <QAction>
#include <QEvent>
#include <QFile>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace braid::views {
namespace {
constexpr int IdRole = Qt::UserRole;
constexpr int SearchRole = Qt::UserRole + 1;
constexpr int ProgramRole = Qt::UserRole + 2;
constexpr int LongestTip = 400; ///< characters of a command
} // namespace

CataloguePane::CataloguePane(Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_appearance(appearance), m_search(new QLineEdit(this)), m_tree(new QTreeWidget(this)),
      m_message(new QLabel(this)) {
    setProperty("role", "surface");
    setAttribute(Qt::WA_StyledBackground);
    m_search->setObjectName("catalogueSearch");
    m_search->setClearButtonEnabled(true);
    m_search->addAction(m_appearance.icon("search", "muted"), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_tree->setObjectName("catalogueTree");
    m_tree->setHeaderHidden(true);
    m_tree->setIndentation(12);
    m_tree->setIconSize({16, 16});
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setExpandsOnDoubleClick(false);
    setFocusProxy(m_tree);
    m_message->setObjectName("catalogueMessage");
    m_message->setProperty("role", "muted");
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_message->setContentsMargins(12, 12, 12, 12);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_message->hide();

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 0, 0);
    layout->setSpacing(6);
    auto* searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(0, 0, 8, 0);
    searchRow->addWidget(m_search);
    layout->addLayout(searchRow);
    layout->addWidget(m_tree, 1);
    layout->addWidget(m_message, 1);

    connect(m_search, &QLineEdit::textChanged, this, &CataloguePane::filter);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!item || !item->parent())
            return;
        m_current = item->data(0, IdRole).toString();
        m_currentProgram = m_current.isEmpty() ? item->data(0, ProgramRole).toInt() : -1;
        if (m_current.isEmpty())
            emit programChosen(m_currentProgram);
        else
            emit chosen(m_current);
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (!item->parent())
            item->setExpanded(!item->isExpanded());
        else if (item->data(0, IdRole).isNull())
            emit programRunRequested(item->data(0, ProgramRole).toInt());
        else
            emit runRequested(item->data(0, IdRole).toString());
    });
    connect(&m_appearance, &Appearance::changed, this, &CataloguePane::rebuild);
    retranslate();
}

void CataloguePane::setCatalogue(const session::Catalogue* catalogue, const QString& problem) {
    m_catalogue = catalogue;
    m_problem = problem;
    rebuild();
}

void CataloguePane::setCurrent(const QString& id) {
    m_current = id;
    m_currentProgram = -1;
    mark(IdRole, id);
}

void CataloguePane::setCurrentProgram(int index) {
    m_current.clear();
    m_currentProgram = index;
    mark(ProgramRole, index);
}

void CataloguePane::setPrograms(const QStringList& lines) {
    m_programs = lines;
    m_currentProgram = -1;
    rebuild();
}

void CataloguePane::mark(int role, const QVariant& value) {
    const QSignalBlocker quiet(m_tree);
    for (int f = 0; f < m_tree->topLevelItemCount(); ++f) {
        QTreeWidgetItem* family = m_tree->topLevelItem(f);
        for (int i = 0; i < family->childCount(); ++i) {
            if (family->child(i)->data(0, role) != value)
                continue;
            family->setExpanded(true);
            m_tree->setCurrentItem(family->child(i));
            return;
        }
    }
    m_tree->setCurrentItem(nullptr);
}

void CataloguePane::rebuild() {
    if (!m_search->actions().isEmpty())
        m_search->actions().constFirst()->setIcon(m_appearance.icon("search", "muted"));
    const QSignalBlocker quiet(m_tree);
    m_tree->clear();
    addPrograms();
    if (m_catalogue) {
        for (const QString& name : m_catalogue->families()) {
            auto* family = new QTreeWidgetItem(m_tree, {familyName(name)});
            const QString icon = QStringLiteral(":/icons/%1.svg").arg(name);
            family->setIcon(0, m_appearance.icon(QFile::exists(icon) ? name : QStringLiteral("scenario"), "muted"));
            family->setFlags(Qt::ItemIsEnabled);
            QFont font = m_tree->font();
            font.setWeight(QFont::DemiBold);
            family->setFont(0, font);
            for (const session::Scenario& scenario : m_catalogue->scenarios()) {
                if (toQt(scenario.family) != name)
                    continue;
                const QString id = toQt(scenario.id), title = scenarioTitle(scenario);
                auto* item = new QTreeWidgetItem(family, {title});
                item->setData(0, IdRole, id);
                item->setData(0, SearchRole,
                              QString(id + ' ' + toQt(scenario.title) + ' ' + title).toLower());
                item->setToolTip(0, QStringLiteral("%1\n%2").arg(title, id));
            }
            family->setExpanded(true);
        }
    }
    filter(m_search->text());
    if (!m_current.isEmpty())
        setCurrent(m_current);
    else if (m_currentProgram >= 0)
        setCurrentProgram(m_currentProgram);
}

void CataloguePane::addPrograms() {
    if (m_programs.isEmpty())
        return;
    auto* family = new QTreeWidgetItem(m_tree, {tr("Yours")});
    family->setIcon(0, m_appearance.icon(QStringLiteral("console"), "muted"));
    family->setFlags(Qt::ItemIsEnabled);
    family->setToolTip(0, tr("Programs that were recorded here; a double click records one again"));
    QFont font = m_tree->font();
    font.setWeight(QFont::DemiBold);
    family->setFont(0, font);
    for (int i = 0; i < static_cast<int>(m_programs.size()); ++i) {
        const QString line = render::plain(m_programs[i]);
        auto* item = new QTreeWidgetItem(family, {line.section(u' ', 0, 0).section(u'/', -1) + line.mid(line.section(u' ', 0, 0).size())});
        item->setData(0, ProgramRole, i);
        item->setData(0, SearchRole, line.toLower());
        item->setToolTip(0, plainTip(line.left(LongestTip)));
    }
    family->setExpanded(true);
}

void CataloguePane::filter(const QString& words) {
    const QStringList wanted = words.toLower().split(' ', Qt::SkipEmptyParts);
    bool any = false;
    for (int f = 0; f < m_tree->topLevelItemCount(); ++f) {
        QTreeWidgetItem* family = m_tree->topLevelItem(f);
        bool some = false;
        for (int i = 0; i < family->childCount(); ++i) {
            const QString text = family->child(i)->data(0, SearchRole).toString() + ' ' + family->text(0).toLower();
            const bool fits = std::all_of(wanted.begin(), wanted.end(), [&](const QString& w) { return text.contains(w); });
            family->child(i)->setHidden(!fits);
            some = some || fits;
        }
        family->setHidden(!some);
        if (!wanted.isEmpty() && some)
            family->setExpanded(true);
        any = any || some;
    }
    m_message->setText(!m_catalogue ? m_problem : any ? QString()
                                                      : tr("No scenario matches “%1”.").arg(words));
    m_message->setVisible(!m_message->text().isEmpty());
    m_tree->setVisible(m_message->text().isEmpty());
}

bool CataloguePane::eventFilter(QObject* object, QEvent* event) {
    if (object == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return) {
            // Into the list, to the first scenario that is left.
            for (QTreeWidgetItem* item = m_tree->itemAt(0, 0); item; item = m_tree->itemBelow(item)) {
                if (!item->parent())
                    continue;
                m_tree->setCurrentItem(item);
                m_tree->setFocus();
                return true;
            }
        }
    }
    return QWidget::eventFilter(object, event);
}

void CataloguePane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        rebuild();
    }
    QWidget::changeEvent(event);
}

void CataloguePane::retranslate() {
    m_search->setPlaceholderText(tr("Search scenarios"));
    m_search->setAccessibleName(tr("Search scenarios"));
    m_search->actions().constFirst()->setText(tr("Search scenarios"));
    if (auto* clear = m_search->findChild<QAction*>("_q_qlineeditclearaction")) // Qt gives it no name
        clear->setText(tr("Clear the search"));
    m_tree->setAccessibleName(tr("Scenarios by family"));
}

} // namespace braid::views
