#include "app/views/export/legend_choice.h"

#include "app/render/scene/words.h"

#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace braid::views {

LegendChoice::LegendChoice(const std::set<model::State>& offered, QWidget* parent) : QWidget(parent) {
    m_list = new QListWidget(this);
    m_list->setObjectName("exportLegendEntries");
    m_list->setAccessibleName(tr("Entries of the legend"));
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    for (const model::State state : offered) {
        auto* item = new QListWidgetItem(render::stateName(state), m_list);
        item->setData(Qt::UserRole, static_cast<int>(state));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemIsEditable);
        item->setCheckState(Qt::Checked);
        item->setToolTip(tr("Untick it to leave it out; F2 or a double click changes its words"));
    }
    auto* hint = new QLabel(tr("Untick what the legend shall leave out; F2 or a double click changes the words."), this);
    hint->setProperty("role", "small");
    hint->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_list, 1);
    layout->addWidget(hint);
    connect(m_list, &QListWidget::itemChanged, this, &LegendChoice::changed);
}

void LegendChoice::apply(render::PictureOptions& options) const {
    options.legendLeftOut.clear();
    options.legendWords.clear();
    for (int i = 0; i < m_list->count(); ++i) {
        const QListWidgetItem& item = *m_list->item(i);
        const auto state = static_cast<model::State>(item.data(Qt::UserRole).toInt());
        if (item.checkState() != Qt::Checked)
            options.legendLeftOut.insert(state);
        if (!item.text().isEmpty() && item.text() != render::stateName(state))
            options.legendWords[state] = item.text();
    }
}

} // namespace braid::views
