#include "app/views/statistics/share_delegate.h"

#include "app/render/paint/paint.h"
#include "app/render/panels/share_bar.h"
#include "app/views/base/appearance.h"
#include "app/views/statistics/figures_table.h"

#include <QApplication>
#include <QPainter>

namespace braid::views {
namespace {
const model::StateTimes* sharesOf(const QModelIndex& index) {
    return static_cast<const model::StateTimes*>(index.data(FiguresTable::SharesRole).value<void*>());
}
} // namespace

ShareDelegate::ShareDelegate(Appearance& appearance, QObject* parent) : QStyledItemDelegate(parent), m_appearance(appearance) {}

void ShareDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    if (sharesOf(index))
        option->text.clear(); // read by screen readers from the model, drawn as a bar
    if (index.data(FiguresTable::EventRole).toUInt() != model::NoEvent) {
        option->font.setUnderline(true);
        for (const auto role : {QPalette::Text, QPalette::HighlightedText})
            option->palette.setColor(role, m_appearance.color("link"));
    }
}

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    const model::StateTimes* shares = sharesOf(index);
    const QVariant pair = index.data(FiguresTable::PairRole);
    if (!shares && !pair.isValid())
        return;
    const QRect room = option.rect.adjusted(6, 6, -6, -6);
    if (room.isEmpty())
        return;
    const render::Theme theme = m_appearance.dark() ? render::Theme::dark() : render::Theme::light();
    painter->save();
    painter->translate(room.topLeft());
    const QPointF values = pair.toPointF();
    render::paint(*painter,
                  shares ? render::layoutShares(*shares, room.size(), theme)
                         : render::layoutRatio(values.x(), values.y(), std::max(values.x(), values.y()), room.size(), theme),
                  theme);
    painter->restore();
}

} // namespace braid::views
