#include "app/views/export/lane_choice.h"

#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/views/base/words.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace braid::views {

LaneChoice::LaneChoice(const model::Model& model, const render::ViewState& view, QWidget* parent) : QWidget(parent) {
    m_filter = new QLineEdit(this);
    m_filter->setObjectName("exportLaneFilter");
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setAccessibleName(tr("Filter the lanes by name"));
    m_filter->setClearButtonEnabled(true);
    m_list = new QListWidget(this);
    m_list->setObjectName("exportLanes");
    m_list->setAccessibleName(tr("Lanes of the picture"));
    m_list->setToolTip(tr("Only ticked lanes are drawn, with the lanes they belong to"));
    m_list->setUniformItemSizes(true);
    std::set<LaneId> shown;
    for (const render::Row& row : render::laneRows(model, view))
        shown.insert({row.lane, row.process});
    const bool filtered = !view.filter.empty() || !view.states.empty() || view.onlyObject || !view.hidden.empty();
    for (const LaneId id : model.lanes()) {
        auto* item = new QListWidgetItem(render::shownName(model, id), m_list);
        item->setData(Qt::UserRole, QVariant::fromValue<qulonglong>(id.value));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(!filtered || shown.contains(id) ? Qt::Checked : Qt::Unchecked);
    }
    auto* all = new QPushButton(tr("Tick these"), this);
    all->setObjectName("exportLanesAll");
    all->setToolTip(tr("Tick every lane that the filter leaves"));
    auto* none = new QPushButton(tr("Untick these"), this);
    none->setObjectName("exportLanesNone");
    none->setToolTip(tr("Untick every lane that the filter leaves"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(all);
    buttons->addWidget(none);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(m_filter, &QLineEdit::textChanged, this, &LaneChoice::filter);
    connect(all, &QPushButton::clicked, this, [this] { tick(true); });
    connect(none, &QPushButton::clicked, this, [this] { tick(false); });
    connect(m_list, &QListWidget::itemChanged, this, &LaneChoice::changed);
}

void LaneChoice::filter() {
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setHidden(!m_list->item(i)->text().contains(m_filter->text(), Qt::CaseInsensitive));
}

void LaneChoice::tick(bool on) {
    {
        const QSignalBlocker quiet(m_list); // one change, not a thousand
        for (int i = 0; i < m_list->count(); ++i)
            if (!m_list->item(i)->isHidden())
                m_list->item(i)->setCheckState(on ? Qt::Checked : Qt::Unchecked);
    }
    m_list->viewport()->update();
    emit changed();
}

std::optional<std::set<LaneId>> LaneChoice::lanes() const {
    std::set<LaneId> ticked;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->checkState() == Qt::Checked)
            ticked.insert(LaneId{static_cast<decltype(LaneId::value)>(m_list->item(i)->data(Qt::UserRole).toULongLong())});
    if (ticked.size() == static_cast<std::size_t>(m_list->count()))
        return std::nullopt;
    return ticked;
}

} // namespace braid::views
