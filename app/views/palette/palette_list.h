#pragma once

#include "app/views/palette/entries.h"
#include "app/views/palette/fuzzy.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace braid::views {

class Appearance;

/// The entries that fit what was typed, the best first. Equal ones keep the order in which they came.
class PaletteList : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 200; ///< more are not read
    enum Role {
        KindRole = Qt::UserRole,
        ShortcutRole,
        PositionsRole,
        EnabledRole,
        MissingRole
    };

    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<Entry> entries);
    void narrow(const QString& typed);
    /// Requires a valid row.
    [[nodiscard]] const Entry& entry(int row) const { return m_entries[m_shown[static_cast<std::size_t>(row)].index]; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Shown {
        std::size_t index;
        FuzzyMatch match;
    };
    std::vector<Entry> m_entries;
    std::vector<Shown> m_shown;
    QString m_typed;                    ///< last
    std::vector<std::size_t> m_fitting; ///< the entries that it fits, in their order
};

/// Draws an entry: its text with the matched letters emphasised, where it belongs, its keys.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    PaletteDelegate(const Appearance& appearance, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Appearance& m_appearance;
};

} // namespace braid::views
