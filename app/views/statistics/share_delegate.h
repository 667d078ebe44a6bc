#pragma once

#include <QStyledItemDelegate>

namespace braid::views {

class Appearance;

/// Draws the shares of the states of a FiguresTable cell as one bar, in the timeline's colours and forms. Other cells as
/// usual, those that lead somewhere underlined.
class ShareDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit ShareDelegate(Appearance& appearance, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    Appearance& m_appearance;
};

} // namespace braid::views
