#include "app/views/keys_sheet.h"

#include "app/views/actions.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>

namespace braid::views {
namespace {

using Row = std::pair<QString, QString>; ///< keys, what they do

QWidget* table(const QString& title, const std::vector<Row>& rows) {
    auto* box = new QWidget;
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    auto* heading = new QLabel(title);
    heading->setProperty("role", "title");
    grid->addWidget(heading, 0, 0, 1, 2);
    int line = 1;
    for (const auto& [keys, what] : rows) {
        auto* left = new QLabel(keys);
        auto* right = new QLabel(what);
        QFont bold = left->font();
        bold.setWeight(QFont::DemiBold);
        left->setFont(bold);
        right->setProperty("role", "muted");
        grid->addWidget(left, line, 0, Qt::AlignTop);
        grid->addWidget(right, line, 1);
        ++line;
    }
    grid->setRowStretch(line, 1);
    return box;
}

} // namespace

KeysSheet::KeysSheet(const Actions& actions, QWidget* parent) : QDialog(parent) {
    setObjectName("keysSheet");
    setWindowTitle(tr("Keys and mouse"));
    std::vector<Row> keys;
    for (const QAction* action : actions.all()) {
        if (action->shortcuts().isEmpty())
            continue;
        QStringList names;
        for (const QKeySequence& key : action->shortcuts())
            if (const QString name = key.toString(QKeySequence::NativeText); !name.isEmpty() && !names.contains(name))
                names << name;
        QString text = action->text();
        text.remove('&').remove(QChar(0x2026));
        keys.emplace_back(names.join(QStringLiteral(" · ")), text);
    }
    const std::vector<Row> timeline{
        {QStringLiteral("W · S"), tr("Zoom in, zoom out")},
        {QStringLiteral("A · D · ← · →"), tr("Move in time")},
        {QStringLiteral("↑ · ↓ · PgUp · PgDn"), tr("Scroll the lanes")},
        {QStringLiteral("Esc"), tr("Select nothing, cursor to the end of the run")},
        {tr("Wheel, Ctrl + wheel"), tr("Zoom at the pointer")},
        {tr("Shift + wheel"), tr("Move in time")},
        {tr("Alt + wheel, wheel over names"), tr("Scroll the lanes")},
        {tr("Drag"), tr("Move the picture")},
        {tr("Drag on the ruler"), tr("Mark a stretch of time")},
        {tr("Click"), tr("Select a bar: its object, holder and arrows light up")},
        {tr("Click, drag the cursor's plate"), tr("Move the cursor: every pane shows that moment")},
        {tr("Double click"), tr("Zoom to the bar; on the ruler: the whole run")},
    };
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(20, 20, 20, 20);
    columns->setSpacing(28);
    columns->addWidget(table(tr("Timeline"), timeline));
    // In two columns: one would be higher than a small screen.
    const auto half = keys.begin() + static_cast<std::ptrdiff_t>((keys.size() + 1) / 2);
    columns->addWidget(table(tr("Commands"), {keys.begin(), half}));
    columns->addWidget(table(QStringLiteral(" "), {half, keys.end()}));
}

} // namespace braid::views
