#include "app/views/palette/fuzzy.h"

#include <QString>
#include <QStringList>
#include <algorithm>

namespace braid::views {
namespace {

constexpr qsizetype LongestText = 256;
constexpr int Never = -1'000'000;
constexpr int Consecutive = 100, WordStart = 90, HumpStart = 70, AfterDot = 60;
constexpr int GapBefore = -1, GapInside = -2, GapAfter = -1; ///< a letter that is skipped

/// What a match at `at` is worth for where it stands.
int placeBonus(QStringView text, qsizetype at) {
    if (at == 0)
        return WordStart;
    const QChar before = text[at - 1];
    const QChar here = text[at];
    if (before.isSpace() || before == '-' || before == '_' || before == '/' || before == ':')
        return WordStart;
    if (before == '.')
        return AfterDot;
    if (before.isLower() && here.isUpper())
        return HumpStart;
    if (!before.isDigit() && here.isDigit())
        return HumpStart;
    return 0;
}

constexpr int MostGaps = 3; ///< a match in more pieces than that is hardly what was meant

/// Every typed word stands in `text` as it is: at the beginning of a word of it, or anywhere.
bool hasWords(const QStringList& typed, QStringView text, bool atStart) {
    return std::all_of(typed.begin(), typed.end(), [&](const QString& word) {
        for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0; at = text.indexOf(word, at + 1, Qt::CaseInsensitive))
            if (!atStart || placeBonus(text, at) > 0)
                return true;
        return false;
    });
}

/// The letters of `wanted` stand in `text` in their order.
bool inOrder(QStringView wanted, QStringView text) {
    qsizetype found = 0;
    for (const QChar letter : text)
        if (found < wanted.size() && letter.toCaseFolded() == wanted[found])
            ++found;
    return found == wanted.size();
}

QString lettersOf(QStringView pattern) {
    QString letters;
    for (const QChar letter : pattern)
        if (!letter.isSpace())
            letters += letter.toCaseFolded();
    return letters;
}

/// How near `pattern` is to the other words, if it is.
std::optional<Closeness> closenessToOthers(QStringView pattern, QStringView also) {
    const QStringView typed = pattern.trimmed();
    if (typed.isEmpty() || also.isEmpty())
        return std::nullopt;
    if (also.compare(typed, Qt::CaseInsensitive) == 0)
        return Closeness::Exact;
    if (hasWords(typed.toString().split(QLatin1Char(' '), Qt::SkipEmptyParts), also, true))
        return Closeness::OtherWords;
    return std::nullopt;
}

Closeness closenessOf(QStringView pattern, QStringView text, const std::vector<int>& positions) {
    if (pattern.trimmed().compare(text, Qt::CaseInsensitive) == 0)
        return Closeness::Exact;
    const QStringList typed = pattern.toString().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (hasWords(typed, text, true))
        return Closeness::WordStarts;
    if (hasWords(typed, text, false))
        return Closeness::Inside;
    int gaps = 0;
    for (std::size_t i = 1; i < positions.size(); ++i)
        gaps += positions[i] != positions[i - 1] + 1;
    return gaps - static_cast<int>(typed.size()) + 1 <= MostGaps ? Closeness::Scattered : Closeness::FarFetched;
}

std::optional<FuzzyMatch> matchOf(QStringView pattern, QStringView text) {
    const QString wanted = lettersOf(pattern);
    if (wanted.isEmpty())
        return FuzzyMatch{};
    text = text.left(LongestText);
    const qsizetype n = wanted.size();
    const qsizetype m = text.size();
    if (n > m || !inOrder(wanted, text))
        return std::nullopt;

    // ends[i][j]: the best score of the first i + 1 letters where the last one is matched at j;
    // best[i][j]: the same where it is matched at j or before.
    const auto cell = [m](qsizetype i, qsizetype j) { return static_cast<std::size_t>(i * m + j); };
    std::vector<int> ends(static_cast<std::size_t>(n * m), Never), best(static_cast<std::size_t>(n * m), Never);
    for (qsizetype i = 0; i < n; ++i) {
        const int gap = i == n - 1 ? GapAfter : GapInside;
        int so_far = Never;
        for (qsizetype j = 0; j < m; ++j) {
            int here = Never;
            if (text[j].toCaseFolded() == wanted[i]) {
                const int bonus = placeBonus(text, j);
                if (i == 0)
                    here = static_cast<int>(j) * GapBefore + bonus;
                else if (j > 0)
                    here = std::max(best[cell(i - 1, j - 1)] + bonus, ends[cell(i - 1, j - 1)] + std::max(Consecutive, bonus));
                if (here < Never / 2)
                    here = Never;
            }
            ends[cell(i, j)] = here;
            so_far = std::max(here, so_far == Never ? Never : so_far + gap);
            best[cell(i, j)] = so_far;
        }
    }
    FuzzyMatch match;
    match.score = best[cell(n - 1, m - 1)];
    if (match.score <= Never / 2)
        return std::nullopt;

    // The way back: the rightmost place that gave the best, and from there on consecutive wherever that was chosen.
    match.positions.resize(static_cast<std::size_t>(n));
    bool consecutive = false;
    qsizetype j = m - 1;
    for (qsizetype i = n - 1; i >= 0; --i) {
        for (;; --j) {
            if (ends[cell(i, j)] == Never || !(consecutive || ends[cell(i, j)] == best[cell(i, j)]))
                continue;
            consecutive = i > 0 && j > 0 && ends[cell(i - 1, j - 1)] != Never &&
                          ends[cell(i, j)] == ends[cell(i - 1, j - 1)] + std::max(Consecutive, placeBonus(text, j));
            match.positions[static_cast<std::size_t>(i)] = static_cast<int>(j--);
            break;
        }
    }
    match.closeness = closenessOf(pattern, text, match.positions);
    return match;
}

} // namespace

Typed::Typed(QStringView pattern)
    : m_pattern(pattern.trimmed().toString()), m_letters(lettersOf(pattern)), m_words(m_pattern.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {}

std::optional<Closeness> Typed::closenessTo(QStringView text, QStringView also) const {
    std::optional<Closeness> nearest = closenessToOthers(m_pattern, also);
    const auto take = [&](Closeness found) {
        if (!nearest || found < *nearest)
            nearest = found;
    };
    text = text.left(LongestText);
    if (m_letters.size() > text.size() || !inOrder(m_letters, text))
        return nearest;
    if (text.compare(m_pattern, Qt::CaseInsensitive) == 0)
        take(Closeness::Exact);
    else if (hasWords(m_words, text, true))
        take(Closeness::WordStarts);
    else
        take(hasWords(m_words, text, false) ? Closeness::Inside : Closeness::Scattered);
    return nearest;
}

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text, QStringView also) {
    std::optional<FuzzyMatch> match = matchOf(pattern, text);
    const std::optional<Closeness> other = closenessToOthers(pattern, also);
    if (!other || (match && match->closeness <= *other))
        return match;
    if (!match || match->closeness > Closeness::Inside)
        match.emplace(); // letters picked from here and there are not why it is shown
    match->closeness = *other;
    return match;
}

} // namespace braid::views
