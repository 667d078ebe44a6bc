#include "engine/model/text/name_words.h"

#include "engine/model/text/plain_text.h"
#include "engine/model/text/sentence.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace braid::model {
namespace {

constexpr std::size_t LongestName = 80;
constexpr int DeepestName = 6;

bool isSeam(char c) { return c == ' ' || c == '\''; }

/// The end of the number at `at`: 300, 0.2, or the * that stands for one; `at` where there is none.
std::size_t numberEnd(std::string_view name, std::size_t at) {
    if (name[at] == '*')
        return at + 1;
    std::size_t end = at;
    while (end < name.size() && (isDigit(name[end]) || (end > at && name[end] == '.' && end + 1 < name.size() && isDigit(name[end + 1]))))
        ++end;
    return end;
}

/// "client %1" of "client 12", and the numbers.
std::pair<std::string, std::vector<std::string>> withoutNumbers(std::string_view name) {
    std::pair<std::string, std::vector<std::string>> found;
    auto& [pattern, numbers] = found;
    for (std::size_t i = 0; i < name.size();) {
        const std::size_t end = numberEnd(name, i);
        if (end == i || numbers.size() == 9) {
            pattern += name[i++];
            continue;
        }
        numbers.emplace_back(name.substr(i, end - i));
        pattern += '%' + std::to_string(numbers.size());
        i = end;
    }
    return found;
}

class Translator {
public:
    explicit Translator(const NameLookUp& lookUp) : m_lookUp(lookUp) {}

    [[nodiscard]] std::string inWords(std::string_view name, int depth) const {
        if (const auto known = whole(name))
            return *known;
        if (depth == DeepestName || name.size() > LongestName)
            return std::string(name);
        for (const std::string_view between : {" → ", "/"})
            if (const std::size_t at = name.find(between); at != std::string_view::npos)
                return inWords(name.substr(0, at), depth + 1) + std::string(between) + inWords(name.substr(at + between.size()), depth + 1);
        if (const std::size_t bracket = name.rfind(" ("); bracket != std::string_view::npos && bracket > 0 && name.ends_with(')'))
            return inWords(name.substr(0, bracket), depth + 1) + " (" + list(name.substr(bracket + 2, name.size() - bracket - 3), depth) + ")";
        // Endings first: the beginning of "client 2's end" is one of "client 2", too.
        for (std::size_t i = 1; i + 1 < name.size(); ++i)
            if (const auto pattern = isSeam(name[i]) ? known("", name.substr(i)) : std::nullopt)
                return pattern->filled(inWords(name.substr(0, i), depth + 1));
        for (std::size_t i = 1; i + 1 < name.size(); ++i)
            if (const auto pattern = name[i] == ' ' ? known(name.substr(0, i + 1), "") : std::nullopt)
                return pattern->filled(inWords(name.substr(i + 1), depth + 1));
        return std::string(name);
    }

private:
    struct Pattern {
        std::string text;
        std::vector<std::string> numbers;
        std::size_t place; ///< of the rest, among the numbers
        [[nodiscard]] std::string filled(std::string rest) const {
            std::vector<std::string> all = numbers;
            all.insert(all.begin() + static_cast<std::ptrdiff_t>(place), std::move(rest));
            return fill(text, all);
        }
    };

    [[nodiscard]] std::optional<std::string> whole(std::string_view name) const {
        if (auto known = m_lookUp(std::string(name)))
            return known;
        const auto [pattern, numbers] = withoutNumbers(name);
        if (numbers.empty())
            return std::nullopt;
        const auto known = m_lookUp(pattern);
        return known ? std::optional(fill(*known, numbers)) : std::nullopt;
    }

    /// `before` %1 `behind`, one of them empty.
    [[nodiscard]] std::optional<Pattern> known(std::string_view before, std::string_view behind) const {
        constexpr char Rest = '*'; // stands for a number
        const auto [pattern, numbers] = withoutNumbers(std::string(before) + Rest + std::string(behind));
        const std::size_t place = before.empty() ? 0 : numbers.size() - 1;
        const auto known = m_lookUp(pattern);
        if (!known)
            return std::nullopt;
        std::vector<std::string> others = numbers;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(place));
        return Pattern{*known, std::move(others), place};
    }

    [[nodiscard]] std::string list(std::string_view inner, int depth) const {
        const std::size_t comma = inner.find(", ");
        if (comma == std::string_view::npos)
            return inWords(inner, depth + 1);
        return inWords(inner.substr(0, comma), depth + 1) + ", " + list(inner.substr(comma + 2), depth);
    }

    const NameLookUp& m_lookUp;
};

} // namespace

bool isGivenName(std::string_view name) {
    // As the recorder and attach have them (wordOf(), systemVName(), nameOf() …).
    static constexpr std::string_view Counted[] = {"mutex", "recursive mutex", "rwlock", "semaphore", "condition", "barrier", "once", "futex",
                                                   "descriptor", "eventfd", "object", "lock", "event", "thread"};
    static constexpr std::string_view Beginnings[] = {"lock of the loader", "lock of file ", "message queue ", "pipe for reading (fd ", "pipe for writing (fd ",
                                                      "socket (fd ", "terminal (fd ", "eventfd (fd ", "timer (fd ", "signals (fd ", "something inside ",
                                                      "lock inside ", "initialisation of ", "opening of "};
    if (std::any_of(std::begin(Beginnings), std::end(Beginnings), [name](std::string_view each) { return name.starts_with(each); }))
        return true;
    const auto [pattern, numbers] = withoutNumbers(name);
    if (pattern == "semaphore %1 of set %2" || pattern == "thread %1")
        return true;
    constexpr std::string_view Number = " #%1";
    return pattern.ends_with(Number) &&
           std::find(std::begin(Counted), std::end(Counted), std::string_view(pattern).substr(0, pattern.size() - Number.size())) != std::end(Counted);
}

std::string nameInWords(std::string_view name, const NameLookUp& lookUp) { return Translator(lookUp).inWords(name, 0); }

} // namespace braid::model
