#include "app/views/window/keys_sheet.h"
#include "app/render/rows/rows.h"

#include "app/views/base/actions.h"
#include "app/views/base/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QSet>
#include <algorithm>
#include <array>
#include <numeric>

namespace braid::views {
namespace {

using Row = std::pair<QString, QString>; ///< keys, what they do
struct Topic {
    QString title;
    std::vector<Row> rows;
};
constexpr std::size_t Columns = 3;

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

/// About how many lines it takes: long texts take two.
std::size_t linesOf(const Topic& topic) {
    constexpr qsizetype LongText = 34;
    std::size_t lines = 2;
    for (const auto& [keys, what] : topic.rows)
        lines += what.size() > 2 * LongText ? 3 : what.size() > LongText || keys.size() > 18 ? 2
                                                                                             : 1;
    return lines;
}

void addKeys(const QAction& action, Topic& topic) {
    QStringList names;
    for (const QKeySequence& key : action.shortcuts())
        if (const QString name = key.toString(QKeySequence::NativeText); !name.isEmpty() && !names.contains(name))
            names << name;
    if (names.isEmpty())
        return;
    topic.rows.emplace_back(names.join(QStringLiteral(" · ")), withoutMnemonic(action.text()).remove(QChar(0x2026)));
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
          {tr("Shift + drag"), tr("What an area comes to: time in each state, longest wait, events")},
          {tr("Rest on a bar"), tr("Its cause and its effect stand out")},
          {tr("Click"), tr("Select a bar: its object, holder and arrows light up; the cursor goes there")},
          {tr("Drag the cursor's plate"), tr("Move the cursor: every pane shows that moment")},
          {tr("Double click"), tr("Zoom to the bar; on the ruler: the whole run")},
          {tr("Right click"), tr("What can be done with a bar, object, finding or line")}}},
    };
    QSet<const QAction*> seen;
    for (const QAction* top : menus.actions()) {
        if (!top->menu())
            continue;
        Topic topic{withoutMnemonic(top->text()), {}};
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
    // A topic stays whole; the longest go first, each to the shortest column, where they stand in their order.
    std::array<std::vector<std::size_t>, Columns> inColumn;
    std::array<std::size_t, Columns> lines{};
    std::vector<std::size_t> longestFirst(topics.size());
    std::iota(longestFirst.begin(), longestFirst.end(), std::size_t{0});
    std::stable_sort(longestFirst.begin(), longestFirst.end(),
                     [&](std::size_t a, std::size_t b) { return linesOf(topics[a]) > linesOf(topics[b]); });
    for (const std::size_t topic : longestFirst) {
        const auto shortest = static_cast<std::size_t>(std::min_element(lines.begin(), lines.end()) - lines.begin());
        inColumn[shortest].push_back(topic);
        lines[shortest] += linesOf(topics[topic]);
    }
    for (std::vector<std::size_t>& order : inColumn)
        std::sort(order.begin(), order.end());
    std::sort(inColumn.begin(), inColumn.end()); // the column with the first topic on the left
    for (const std::vector<std::size_t>& order : inColumn) {
        auto* column = new QVBoxLayout;
        columns->addLayout(column, 1);
        for (const std::size_t topic : order)
            column->addWidget(table(topics[topic]));
        column->addStretch(1);
    }
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
