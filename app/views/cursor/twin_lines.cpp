#include "app/views/cursor/twin_lines.h"

#include <QRegularExpression>

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

} // namespace braid::views
