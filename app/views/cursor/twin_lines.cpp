#include "app/views/cursor/twin_lines.h"

#include <QRegularExpression>

#include <algorithm>
#include <cstdint>

namespace braid::views {
namespace {

/// The line that is meant; 0 where there is none, or more than one.
int lineOf(const QStringList& text, const QString& meant) {
    static const QRegularExpression numbered(QStringLiteral("^([1-9][0-9]?): (.*)$"));
    const QRegularExpressionMatch match = numbered.match(meant);
    const QString words = match.hasMatch() ? match.captured(2) : meant;
    const int wanted = match.hasMatch() ? match.captured(1).toInt() : 1;
    int found = 0, line = 0;
    for (int i = 0; i < text.size(); ++i)
        if (text[i].contains(words) && ++found == wanted)
            line = i + 1;
    return words.isEmpty() || (found > 1 && !match.hasMatch()) ? 0 : line;
}

template <int Asked, int Answered>
std::vector<int> twinsOf(const std::vector<std::pair<int, int>>& pairs, int line) {
    std::vector<int> all;
    for (const auto& pair : pairs)
        if (std::get<Asked>(pair) == line)
            all.push_back(std::get<Answered>(pair));
    return all;
}

} // namespace

std::vector<int> TwinLines::pythonOf(int cpp) const { return twinsOf<0, 1>(pairs, cpp); }

std::vector<int> TwinLines::cppOf(int python) const { return twinsOf<1, 0>(pairs, python); }

TwinLines twinLines(const QString& table, const QString& id, const QString& cpp, const QString& python) {
    TwinLines twins;
    const QStringList ofCpp = cpp.split(u'\n'), ofPython = python.split(u'\n');
    bool inside = false;
    for (const QString& each : table.split(u'\n')) {
        const QString line = each.trimmed();
        if (line.startsWith(u'[')) {
            inside = line == QStringLiteral("[%1]").arg(id);
            continue;
        }
        if (!inside || line.isEmpty() || line.startsWith(u'#'))
            continue;
        const QStringList sides = line.split(QStringLiteral(" | "));
        const int a = sides.size() == 2 ? lineOf(ofCpp, sides[0].trimmed()) : 0, b = sides.size() == 2 ? lineOf(ofPython, sides[1].trimmed()) : 0;
        if (a > 0 && b > 0)
            twins.pairs.emplace_back(a, b);
        else
            twins.unknown << line;
    }
    return twins;
}

TwinLines sameLines(const QString& copy, const QString& original) {
    const QStringList a = copy.split(u'\n'), b = original.split(u'\n');
    TwinLines twins;
    qsizetype before = 0, behind = 0;
    while (before < std::min(a.size(), b.size()) && a[before] == b[before])
        ++before;
    while (behind < std::min(a.size(), b.size()) - before && a[a.size() - 1 - behind] == b[b.size() - 1 - behind])
        ++behind;
    const auto pair = [&](qsizetype inCopy, qsizetype inOriginal) { twins.pairs.emplace_back(static_cast<int>(inCopy + 1), static_cast<int>(inOriginal + 1)); };
    for (qsizetype i = 0; i < before; ++i)
        pair(i, i);
    const qsizetype rows = a.size() - before - behind, columns = b.size() - before - behind;
    if (rows <= MostCompared && columns <= MostCompared) {
        // The length of what is common from each place on.
        std::vector<std::uint16_t> lengths(static_cast<std::size_t>((rows + 1) * (columns + 1)), 0);
        const auto at = [&](qsizetype row, qsizetype column) -> std::uint16_t& { return lengths[static_cast<std::size_t>(row * (columns + 1) + column)]; };
        const auto same = [&](qsizetype row, qsizetype column) { return a[before + row] == b[before + column]; };
        for (qsizetype row = rows - 1; row >= 0; --row)
            for (qsizetype column = columns - 1; column >= 0; --column)
                at(row, column) = same(row, column) ? static_cast<std::uint16_t>(at(row + 1, column + 1) + 1) : std::max(at(row + 1, column), at(row, column + 1));
        for (qsizetype row = 0, column = 0; row < rows && column < columns;) {
            if (same(row, column))
                pair(before + row++, before + column++);
            else
                (at(row + 1, column) >= at(row, column + 1) ? row : column) += 1;
        }
    }
    for (qsizetype i = behind; i > 0; --i)
        pair(a.size() - i, b.size() - i);
    return twins;
}

} // namespace braid::views
