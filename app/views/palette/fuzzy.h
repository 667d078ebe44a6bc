#pragma once

#include <QStringList>
#include <QStringView>
#include <optional>
#include <vector>

namespace braid::views {

/// How far what was typed is from what stands there, the nearest first.
enum class Closeness {
    Exact,      ///< it is what was typed, or one of its other words is
    WordStarts, ///< every typed word begins a word
    OtherWords, ///< every typed word begins one of its other words
    Inside,     ///< every typed word stands there as it is
    Scattered,  ///< the letters stand there in a few pieces
    FarFetched, ///< in many
};

/// How well what was typed fits a text.
struct FuzzyMatch {
    int score = 0; ///< higher is better; 0 for an empty pattern
    Closeness closeness = Closeness::WordStarts;
    std::vector<int> positions; ///< of the letters of `text` that were matched, ascending
};

/// Whether the letters of `pattern` stand in `text` in their order, whatever lies between, regardless of case; spaces in
/// the pattern do not count. Of all ways to match, the one with the highest score: letters that begin a word or follow
/// each other count more, gaps cost (the scheme of fzy, J. Hawthorn 2014). Texts beyond 256 letters are matched by their
/// first 256. `also` are other words by which the text is known; they match from their beginnings only, and have no positions.
/// Cost: pattern × text where it matches, text where it does not. Pure.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text, QStringView also = {});

/// What was typed, made ready to be held against many texts.
class Typed {
public:
    explicit Typed(QStringView pattern);

    /// How near fuzzyMatch() would find it, for a fraction of the cost; Scattered also for what that tells to be FarFetched.
    [[nodiscard]] std::optional<Closeness> closenessTo(QStringView text, QStringView also = {}) const;

private:
    QString m_pattern, m_letters;
    QStringList m_words;
};

} // namespace braid::views
