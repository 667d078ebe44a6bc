#include "app/views/keys_sheet.h"

#include "app/views/actions.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QSet>
#include <numeric>

namespace braid::views {
namespace {

using Row = std::pair<QString, QString>; ///< keys, what they do
struct Topic {
    QString title;
    std::vector<Row> rows;
};
constexpr int Columns = 3;

QWidget* table(const Topic& topic) {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 10);
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(3);
    grid->setColumnStretch(1, 1);
    auto* heading = new QLabel(topic.title);
    heading->setProperty("role", "title");
    grid->addWidget(heading, 0, 0, 1, 2);
    int line = 1;
    for (const auto& [keys, what] : topic.rows) {
        auto* left = new QLabel(keys);
        auto* right = new QLabel(what);
        QFont bold = left->font();
        bold.setWeight(QFont::DemiBold);
        left->setFont(bold);
        left->setWordWrap(keys.size() > 18);
        right->setProperty("role", "muted");
        right->setWordWrap(true);
        grid->addWidget(left, line, 0, Qt::AlignTop);
        grid->addWidget(right, line, 1, Qt::AlignTop);
        ++line;
    }
    return box;
}

void addKeys(const QAction& action, Topic& topic) {
    QStringList names;
    for (const QKeySequence& key : action.shortcuts())
        if (const QString name = key.toString(QKeySequence::NativeText); !name.isEmpty() && !names.contains(name))
            names << name;
    if (names.isEmpty())
        return;
    QString text = action.text();
    text.remove('&').remove(QChar(0x2026));
    topic.rows.emplace_back(names.join(QStringLiteral(" · ")), text);
}

void collect(const QMenu& menu, Topic& topic, QSet<const QAction*>& seen) {
    for (const QAction* action : menu.actions()) {
        seen.insert(action);
        if (action->menu())
            collect(*action->menu(), topic, seen);
        else
            addKeys(*action, topic);
    }
}

} // namespace

KeysSheet::KeysSheet(const Actions& actions, const QMenuBar& menus, QWidget* parent) : QDialog(parent) {
    setObjectName("keysSheet");
    setWindowTitle(tr("Keys and mouse"));
    std::vector<Topic> topics{
        {tr("Timeline"),
         {{QStringLiteral("W · S"), tr("Zoom in, zoom out")},
          {QStringLiteral("A · D · ← · →"), tr("Move in time")},
          {QStringLiteral("↑ · ↓ · PgUp · PgDn"), tr("Scroll the lanes")},
          {QStringLiteral("Ctrl + ↑ · ↓"), tr("Select the lane or object above, below")},
          {QStringLiteral("Ctrl + ← · →"), tr("Select the bar before, after")},
          {QStringLiteral("Enter"), tr("Select the bar at the cursor")}}},
        {tr("Mouse"),
         {{tr("Wheel, Ctrl + wheel"), tr("Zoom at the pointer")},
          {tr("Shift + wheel"), tr("Move in time")},
          {tr("Alt + wheel, wheel over names"), tr("Scroll the lanes")},
          {tr("Drag"), tr("Move the picture")},
          {tr("Drag on the ruler"), tr("Mark a stretch of time")},
          {tr("Click"), tr("Select a bar: its object, holder and arrows light up; the cursor goes there")},
          {tr("Drag the cursor's plate"), tr("Move the cursor: every pane shows that moment")},
          {tr("Double click"), tr("Zoom to the bar; on the ruler: the whole run")},
          {tr("Right click"), tr("What can be done with a bar, object, finding or line")}}},
    };
    QSet<const QAction*> seen;
    for (const QAction* top : menus.actions()) {
        if (!top->menu())
            continue;
        Topic topic{QString(top->text()).remove('&'), {}};
        collect(*top->menu(), topic, seen);
        topics.push_back(topic);
    }
    Topic more{tr("More"), {}};
    for (const QAction* action : actions.all())
        if (!seen.contains(action))
            addKeys(*action, more);
    topics.push_back(more);
    std::erase_if(topics, [](const Topic& topic) { return topic.rows.empty(); });

    auto* content = new QWidget;
    auto* columns = new QHBoxLayout(content);
    columns->setContentsMargins(22, 18, 22, 12);
    columns->setSpacing(30);
    // A topic stays whole; a column is full when it has its share of the rows.
    const auto heightOf = [](const Topic& topic) { return topic.rows.size() + 2; };
    const std::size_t all = std::accumulate(topics.begin(), topics.end(), std::size_t{0},
                                            [&](std::size_t sum, const Topic& topic) { return sum + heightOf(topic); });
    std::size_t done = 0;
    int begun = 0;
    QVBoxLayout* column = nullptr;
    for (const Topic& topic : topics) {
        const bool full = begun < Columns && (done + heightOf(topic) / 2) * Columns >= all * static_cast<std::size_t>(begun);
        if (!column || full) {
            column = new QVBoxLayout;
            columns->addLayout(column, 1);
            ++begun;
        }
        column->addWidget(table(topic));
        done += heightOf(topic);
    }
    for (int i = 0; i < columns->count(); ++i)
        if (auto* each = qobject_cast<QVBoxLayout*>(columns->itemAt(i)->layout()))
            each->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(windowTitle());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    const QSize room = parent ? parent->window()->size() : QSize(1280, 800);
    const int width = std::min(1120, room.width() - 40);
    resize(width, std::min(content->heightForWidth(width) > 0 ? content->heightForWidth(width) + 8 : content->sizeHint().height() + 8,
                           room.height() - 60));
}

} // namespace braid::views
