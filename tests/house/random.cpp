#include "tests/house/rules.h"

#include <algorithm>
#include <array>
#include <regex>

// Where the random numbers of tests come from.
namespace braid::house {

namespace {

/// What stands between the bracket at `open` and the one that closes it; empty where there is no bracket.
std::string_view inBrackets(std::string_view code, std::size_t open) {
    if (open >= code.size() || (code[open] != '(' && code[open] != '{'))
        return {};
    int depth = 0;
    for (std::size_t i = open; i < code.size(); ++i) {
        depth += code[i] == '(' || code[i] == '{';
        depth -= code[i] == ')' || code[i] == '}';
        if (depth == 0)
            return code.substr(open + 1, i - open - 1);
    }
    return {};
}

bool saysSeed(std::string_view arguments) {
    static const std::regex seed(R"(\b[sS]eed\b)");
    return std::regex_search(arguments.begin(), arguments.end(), seed);
}

/// `member` is begun with a seed somewhere in `code`.
bool memberIsSeeded(const std::string& code, const std::string& member) {
    for (std::size_t found = code.find(member); found != std::string::npos; found = code.find(member, found + 1))
        if (saysSeed(inBrackets(code, found + member.size())))
            return true;
    return false;
}

} // namespace

Violations randomNumbersAreSeeded(const Tree& tree) {
    static const std::regex unseeded(R"(\bstd::random_device\b|\b(rand|rand_r|srand|drand48|lrand48|mrand48)\s*\()");
    // A generator as a value: a type that a reference or a template's end follows makes none.
    static const std::regex generator(
        R"(\bstd::(mt19937(_64)?|minstd_rand0?|default_random_engine|knuth_b|ranlux(24|48)(_base)?)\b\s*(\w*)\s*(?![\w&*>,:]))");
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        if (!path.starts_with("tests/") || (!path.ends_with(".h") && !path.ends_with(".cpp")))
            continue;
        const std::string code = codeOnly(text);
        constexpr std::array Words = {"rand", "mt19937", "knuth_b", "ranlux"}; // one of them is in all that is looked for
        if (std::none_of(Words.begin(), Words.end(), [&code](const char* word) { return code.find(word) != std::string::npos; }))
            continue;                             // regular expressions are slow
        std::map<std::size_t, std::string> found; ///< by place
        for (std::sregex_iterator match(code.begin(), code.end(), unseeded), end; match != end; ++match)
            found.emplace(match->position(), match->str());
        for (std::sregex_iterator match(code.begin(), code.end(), generator), end; match != end; ++match) {
            const std::string name = (*match)[5];
            const bool seeded = name.starts_with("m_") ? memberIsSeeded(code, name)
                                                       : saysSeed(inBrackets(code, static_cast<std::size_t>(match->position() + match->length())));
            if (!seeded)
                found.emplace(match->position(), match->str());
        }
        for (const auto& [place, what] : found)
            violations.push_back(path + ":" + std::to_string(1 + std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(place), '\n')) +
                                 ": random numbers of a test come of a seed that its failure says (tests/seed.h): " + what);
    }
    return violations;
}

} // namespace braid::house
