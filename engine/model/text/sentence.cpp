#include "engine/model/text/sentence.h"

#include "engine/model/text/name_words.h"
#include "engine/model/text/plain_text.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdio>

namespace braid::model {

namespace {

/// "waits for condition " and "condition #1": takes the word from `text` where the name of what has none of its own begins with it.
void leaveOutRepeated(std::string& text, std::string_view argument) {
    const std::size_t number = argument.find(" #");
    const std::string_view word = argument.substr(0, number == std::string_view::npos ? 0 : number);
    const std::size_t spaces = text.size() - (text.find_last_not_of(' ') + 1);
    const std::string_view before = std::string_view(text).substr(0, text.size() - spaces);
    if (word.empty() || word == "lock" || spaces == 0) // to lock is something that one does
        return;
    // "event" and "eventfd #1" as well. A word of letters is a whole one, and no article.
    constexpr std::size_t Shortest = 4;
    std::size_t length = before.size() - (before.rfind(' ') + 1);
    if (length < Shortest || !word.starts_with(before.substr(before.size() - length)))
        length = before.ends_with(word) && static_cast<unsigned char>(word.front()) >= 0x80 ? word.size() : 0;
    if (length > 0)
        text.resize(before.size() - length);
}

} // namespace

std::string fill(std::string_view pattern, const std::vector<std::string>& arguments) {
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const bool place =
            pattern[i] == '%' && i + 1 < pattern.size() && pattern[i + 1] >= '1' && pattern[i + 1] <= '9';
        const std::size_t number = place ? static_cast<std::size_t>(pattern[i + 1] - '1') : 0;
        if (place && number < arguments.size()) {
            leaveOutRepeated(text, arguments[number]);
            text += arguments[number];
            ++i;
        } else {
            text += pattern[i];
        }
    }
    return text;
}

namespace {

/// Around a name that is a word of Braid's own: shift out and shift in, which no such name has.
constexpr char NameBegins = '\x0e', NameEnds = '\x0f';

std::string shown(std::string_view argument, const std::function<std::string(std::string_view)>& translateName) {
    std::string text;
    while (true) {
        const std::size_t begin = argument.find(NameBegins);
        const std::size_t end = begin == std::string_view::npos ? begin : argument.find(NameEnds, begin);
        if (end == std::string_view::npos)
            return text + plainText(argument);
        const std::string name = plainText(argument.substr(begin + 1, end - begin - 1));
        text += plainText(argument.substr(0, begin)) + (translateName ? translateName(name) : name);
        argument.remove_prefix(end + 1);
    }
}

} // namespace

std::string named(const Model& model, std::string_view name) {
    const bool plain = name.find(NameBegins) == std::string_view::npos && name.find(NameEnds) == std::string_view::npos;
    return plain && (model.namesAreWords() || isGivenName(name)) ? NameBegins + std::string(name) + NameEnds : std::string(name);
}

std::string Sentence::in(const std::function<std::string(const char*)>& translate,
                         const std::function<std::string(std::string_view)>& translateName) const {
    const std::string own = translate(pattern);
    std::vector<std::string> all;
    for (const std::string& argument : arguments)
        all.push_back(shown(argument, translateName));
    if (parts.empty())
        return fill(own, all);
    std::string joined;
    for (const Sentence& part : parts)
        joined += (joined.empty() ? "" : "; ") + part.in(translate, translateName);
    if (own.find("%" + std::to_string(arguments.size() + 1)) == std::string::npos)
        return fill(own, all) + "; " + joined;
    all.push_back(std::move(joined));
    return fill(own, all);
}

std::string Sentence::english() const {
    return in([](const char* text) { return std::string(text); });
}

std::string durationText(Nanos duration) {
    struct Unit {
        double ns;
        const char* name;
    };
    static constexpr std::array<Unit, 6> Units{
        {{1, "ns"}, {1e3, "µs"}, {1e6, "ms"}, {1e9, "s"}, {60e9, "min"}, {3600e9, "h"}}};
    // Minutes from a thousand seconds on, hours from a thousand minutes on.
    static constexpr std::array<double, 6> Below{999.5, 999.5, 999.5, 999.5, 999.5, 1e300};

    const double ns = std::abs(static_cast<double>(duration));
    std::size_t unit = 0;
    while (ns / Units[unit].ns >= Below[unit])
        ++unit;
    const double amount = ns / Units[unit].ns;
    const double tenths = std::round(amount * 10) / 10;
    const bool whole = unit == 0 || tenths >= 10 || tenths == std::floor(tenths);
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%s%.*f %s", duration < 0 ? "-" : "", whole ? 0 : 1,
                  whole ? std::round(amount) : tenths, Units[unit].name);
    return text.data();
}

std::string countText(std::uint64_t count) {
    const std::string digits = std::to_string(count);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            text += ',';
        text += digits[i];
    }
    return text;
}

std::string hexText(std::uint64_t number) {
    std::array<char, 24> text{};
    std::snprintf(text.data(), text.size(), "0x%llx", static_cast<unsigned long long>(number));
    return text.data();
}

std::string siteText(const Model& model, SiteId id) {
    const Site* site = model.site(id);
    if (!site)
        return {};
    return shortPlaceText(*site);
}

std::string siteAndBehindText(const Model& model, const Site& site) {
    const Site* behind = model.site(site.behind);
    return behind ? shortPlaceText(site) + " (" + shortPlaceText(*behind) + ")" : shortPlaceText(site);
}

std::string valueText(const trace::Event& event) {
    switch (static_cast<trace::ValueType>(event.b)) {
    case trace::ValueType::Signed:
        return std::to_string(static_cast<std::int64_t>(event.a));
    case trace::ValueType::Unsigned:
        return std::to_string(event.a);
    case trace::ValueType::Floating: {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%g", std::bit_cast<double>(event.a));
        return text.data();
    }
    case trace::ValueType::Boolean:
        return event.a ? "true" : "false";
    case trace::ValueType::Text:
        return "\"" + std::string(event.text) + "\"";
    default:
        return "a value";
    }
}

} // namespace braid::model
