#include "app/views/palette/palette_list.h"

#include "app/views/base/appearance.h"

#include <QPainter>
#include <QTextLayout>
#include <algorithm>
#include <array>
#include <numeric>

namespace braid::views {
namespace {
constexpr int Margin = 12, Gap = 18; ///< pixels
constexpr std::size_t MostCompared = 4 * PaletteList::Most;
} // namespace

void PaletteList::setEntries(std::vector<Entry> entries) {
    m_entries = std::move(entries);
    m_typed.clear();
    narrow({});
}

void PaletteList::narrow(const QString& typed) {
    beginResetModel();
    m_shown.clear();
    // A longer word fits only what a shorter one has fitted.
    if (m_typed.isEmpty() || !typed.startsWith(m_typed)) {
        m_fitting.resize(m_entries.size());
        std::iota(m_fitting.begin(), m_fitting.end(), std::size_t{0});
    }
    m_typed = typed;
    const Typed words(typed);
    std::array<std::vector<std::size_t>, static_cast<std::size_t>(Closeness::FarFetched) + 1> near;
    std::erase_if(m_fitting, [&](std::size_t i) {
        const std::optional<Closeness> closeness = words.closenessTo(m_entries[i].text, m_entries[i].also);
        if (closeness)
            near[static_cast<std::size_t>(*closeness)].push_back(i);
        return !closeness;
    });
    // Where letters lie is looked at for no more than can be of interest.
    for (const std::vector<std::size_t>& indices : near)
        for (const std::size_t i : indices)
            if (m_shown.size() < MostCompared)
                if (auto match = fuzzyMatch(typed, m_entries[i].text, m_entries[i].also))
                    m_shown.push_back({i, std::move(*match)});
    std::stable_sort(m_shown.begin(), m_shown.end(), [](const Shown& a, const Shown& b) {
        if (a.match.closeness != b.match.closeness)
            return a.match.closeness < b.match.closeness;
        return a.match.closeness != Closeness::Exact && a.match.score > b.match.score;
    });
    std::stable_partition(m_shown.begin(), m_shown.end(), [this](const Shown& shown) {
        return m_entries[shown.index].enabled || shown.match.closeness <= Closeness::OtherWords;
    });
    // Letters picked from here and there are shown only where there is nothing better.
    if (!m_shown.empty() && m_shown.front().match.closeness != Closeness::FarFetched)
        std::erase_if(m_shown, [](const Shown& shown) { return shown.match.closeness == Closeness::FarFetched; });
    if (m_shown.size() > Most)
        m_shown.resize(Most);
    endResetModel();
}

int PaletteList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant PaletteList::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Shown& shown = m_shown[static_cast<std::size_t>(index.row())];
    const Entry& entry = m_entries[shown.index];
    switch (role) {
    case Qt::DisplayRole:
        return entry.text;
    case KindRole:
        return entry.kind;
    case ShortcutRole:
        return entry.shortcut;
    case EnabledRole:
        return entry.enabled;
    case MissingRole:
        return entry.missing;
    case PositionsRole:
        return QVariant::fromValue(shown.match.positions);
    case Qt::AccessibleTextRole:
        if (!entry.missing.isEmpty())
            return QStringLiteral("%1, %2, %3").arg(entry.text, entry.kind, entry.missing);
        return entry.shortcut.isEmpty() ? QStringLiteral("%1, %2").arg(entry.text, entry.kind)
                                        : QStringLiteral("%1, %2, %3").arg(entry.text, entry.kind, entry.shortcut);
    default:
        return {};
    }
}

PaletteDelegate::PaletteDelegate(const Appearance& appearance, QObject* parent)
    : QStyledItemDelegate(parent), m_appearance(appearance) {}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {100, option.fontMetrics.height() + 12};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->fillRect(option.rect, m_appearance.color(chosen ? "selection" : "raised"));
    QRect room = option.rect.adjusted(Margin, 0, -Margin, 0);
    const bool enabled = index.data(PaletteList::EnabledRole).toBool();
    painter->setPen(m_appearance.color("muted"));
    const auto atRight = [&](const QString& text) {
        if (text.isEmpty())
            return;
        const int width = option.fontMetrics.horizontalAdvance(text);
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, text);
        room.setRight(room.right() - width - Gap);
    };
    const QString shortcut = index.data(PaletteList::ShortcutRole).toString();
    atRight(shortcut);
    QString kind = index.data(PaletteList::KindRole).toString();
    if (const QString missing = index.data(PaletteList::MissingRole).toString(); !missing.isEmpty())
        kind = PaletteList::tr("%1: not now, %2").arg(kind, missing);
    atRight(option.fontMetrics.elidedText(kind, Qt::ElideRight, room.width() / 2));

    // Elided at the right: the matched letters keep their places.
    const QString text = option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room.width());
    QList<QTextLayout::FormatRange> marks;
    QTextCharFormat mark;
    mark.setForeground(m_appearance.color("link"));
    mark.setFontWeight(QFont::Bold);
    mark.setFontUnderline(true);
    for (const int position : index.data(PaletteList::PositionsRole).value<std::vector<int>>())
        if (position < text.size())
            marks.push_back({position, 1, mark});
    QTextLayout layout(text, option.font);
    layout.setFormats(marks);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(room.width() + Gap); // bold letters are a little wider
    layout.endLayout();
    painter->setPen(m_appearance.color(enabled ? "text" : "faint"));
    layout.draw(painter, QPointF(room.left(), option.rect.top() + (option.rect.height() - line.height()) / 2));
    painter->restore();
}

} // namespace braid::views
