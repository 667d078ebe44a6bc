#pragma once

#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

/// Which line of a scenario in C++ and which of its program in Python do the same thing: scenarios/python/beside.txt.
namespace braid::views {

/// Lines of two texts, from 1, in the order of the table. A line may have several twins.
struct TwinLines {
    std::vector<std::pair<int, int>> pairs; ///< C++, Python
    QStringList unknown;                    ///< lines of the table of which a side is no line of its text, or more than one

    /// The twins in Python of a line of C++.
    [[nodiscard]] std::vector<int> pythonOf(int cpp) const;
    [[nodiscard]] std::vector<int> cppOf(int python) const;
};

/// Reads the section "[id]" of `table`. A line "A | B" pairs the line of `cpp` that contains A with the line of `python` that contains B;
/// "2: A" stands for the second line that contains A. Empty lines, and those that begin with #, say nothing.
[[nodiscard]] TwinLines twinLines(const QString& table, const QString& id, const QString& cpp, const QString& python);

/// The lines that two texts have in common, in the order of both (a longest common subsequence): a copy, first, and what it is of. Where
/// more than MostCompared lines lie between the first and the last that differ, only those before and behind.
[[nodiscard]] TwinLines sameLines(const QString& copy, const QString& original);
constexpr qsizetype MostCompared = 2000;

} // namespace braid::views
