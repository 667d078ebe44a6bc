#include "engine/parameter/parameter.h"

#include "engine/trace/translated.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <initializer_list>
#include <limits>
#include <optional>

namespace braid::parameter {
namespace {

using Kind = ParameterSpec::Kind;

struct Unit {
    std::string_view name;
    std::int64_t factor;
};
/// Units in which times are written: the largest first, for formatTime() takes the first one that fits.
constexpr std::array TimeUnits{Unit{"s", 1'000'000'000}, Unit{"ms", 1'000'000}, Unit{"µs", 1'000}, Unit{"ns", 1}};
/// Units that are only read; the second µ is the Greek letter, which looks like the micro sign.
constexpr std::array OtherTimeUnits{Unit{"min", 60'000'000'000}, Unit{"us", 1'000}, Unit{"\u03bcs", 1'000}};
constexpr std::array ByteUnits{Unit{"MiB", 1 << 20}, Unit{"KiB", 1 << 10}, Unit{"B", 1}};

constexpr std::int64_t Millisecond = 1'000'000;

constexpr std::array Errors{
    BRAID_TRANSLATED("Errors", "the value \"%1\" for %2 is no time"),
    BRAID_TRANSLATED("Errors", "the value \"%1\" for %2 is no number"),
    BRAID_TRANSLATED("Errors", "the value \"%1\" for %2 has an unknown unit"),
    BRAID_TRANSLATED("Errors", "the value \"%1\" for %2 is no whole number"),
    BRAID_TRANSLATED("Errors", "the value \"%1\" for %2 is out of range"),
    BRAID_TRANSLATED("Errors", "the value \"%1\" for %2 is no choice"),
    BRAID_TRANSLATED("Errors", "the value \"%1\" for %2 is neither yes nor no"),
    BRAID_TRANSLATED("Errors", "it takes a whole number from %1 to %2"),
    BRAID_TRANSLATED("Errors", "it takes a number from %1 to %2"),
    BRAID_TRANSLATED("Errors", "it takes a time from %1 to %2 (such as 250ms or 2s; a bare number is ms)"),
    BRAID_TRANSLATED("Errors", "it takes one of %1"),
    BRAID_TRANSLATED("Errors", "it takes yes or no"),
    BRAID_TRANSLATED("Errors", "\"%1\" is no time"),
    BRAID_TRANSLATED("Errors", "\"%1\" is too long a time"),
    BRAID_TRANSLATED("Errors", "write it like 250ms, 2s or 80us"),
};
/// The places of the above.
enum Pattern : std::size_t {
    NoTime,
    NoNumber,
    UnknownUnit,
    NoWholeNumber,
    OutOfRange,
    NoChoice,
    NoFlag,
    TakesWholeNumber,
    TakesNumber,
    TakesTime,
    TakesOneOf,
    TakesYesOrNo,
    IsNoTime,
    IsTooLong,
    WriteItLike,
};
static_assert(Errors.size() == WriteItLike + 1);

/// `pattern` with its places filled in, all at once: what is filled in may itself look like a place.
std::string filled(Pattern pattern, std::string_view first = {}, std::string_view second = {}) {
    const std::string_view text = Errors[pattern];
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 1 < text.size() && (text[i + 1] == '1' || text[i + 1] == '2'))
            result += text[++i] == '1' ? first : second;
        else
            result += text[i];
    }
    return result;
}

bool isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameLetters(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return sameLetters(text, word); });
}

/// A number and what stands behind it.
struct Measure {
    std::string_view digits; ///< with the sign, if it is negative
    std::string_view unit;
};

/// Nothing where `text` does not begin with a number.
std::optional<Measure> measureOf(std::string_view text) {
    text = trimmed(text);
    const auto digitsFrom = [&](std::size_t at) {
        std::size_t end = at;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9')
            ++end;
        return end;
    };
    const auto is = [&](std::size_t at, std::string_view some) { return at < text.size() && some.find(text[at]) != some.npos; };
    const std::size_t begin = is(0, "+-") ? 1 : 0;
    std::size_t end = digitsFrom(begin);
    std::size_t digits = end - begin;
    if (is(end, ".")) {
        const std::size_t fraction = end + 1;
        end = digitsFrom(fraction);
        digits += end - fraction;
    }
    if (digits == 0)
        return std::nullopt;
    if (is(end, "eE")) {
        const std::size_t exponent = end + (is(end + 1, "+-") ? 2 : 1);
        if (const std::size_t after = digitsFrom(exponent); after != exponent)
            end = after;
    }
    // from_chars knows no plus.
    const std::size_t first = is(0, "+") ? 1 : 0;
    return Measure{text.substr(first, end - first), trimmed(text.substr(end))};
}

/// Infinite where the number is too large, or too small, for the type.
template <class Number>
Number numberIn(const Measure& measure) {
    Number number = 0;
    const auto [end, error] = std::from_chars(measure.digits.data(), measure.digits.data() + measure.digits.size(), number);
    return error == std::errc() ? number : std::numeric_limits<Number>::infinity();
}

template <std::size_t Count>
std::optional<std::int64_t> factorIn(const std::array<Unit, Count>& units, std::string_view name) {
    const auto found = std::find_if(units.begin(), units.end(), [&](const Unit& unit) { return unit.name == name; });
    return found == units.end() ? std::nullopt : std::optional(found->factor);
}

std::optional<std::int64_t> timeFactor(std::string_view unit, std::int64_t bare) {
    if (unit.empty())
        return bare;
    const auto known = factorIn(TimeUnits, unit);
    return known ? known : factorIn(OtherTimeUnits, unit);
}

std::optional<std::int64_t> plainFactor(const ParameterSpec& parameter, std::string_view unit) {
    if (unit.empty() || unit == parameter.unit)
        return 1;
    return parameter.unit == "B" ? factorIn(ByteUnits, unit) : std::nullopt;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : ", ") + word;
    return text;
}

std::string expectation(const ParameterSpec& parameter) {
    if (parameter.kind == Kind::Choice)
        return filled(TakesOneOf, joined(parameter.choices));
    if (parameter.kind == Kind::Flag)
        return filled(TakesYesOrNo);
    const auto [least, most] = formatRange(parameter);
    return filled(parameter.kind == Kind::Time      ? TakesTime
                  : parameter.kind == Kind::Integer ? TakesWholeNumber
                                                    : TakesNumber,
                  least, most);
}

Error refusal(const ParameterSpec& parameter, std::string_view text, Pattern pattern) {
    return {filled(pattern, text, parameter.name), "", expectation(parameter)};
}

Result<Value> parseChoice(const ParameterSpec& parameter, std::string_view text) {
    const auto& choices = parameter.choices;
    auto found = std::find(choices.begin(), choices.end(), trimmed(text));
    if (found == choices.end())
        found = std::find_if(choices.begin(), choices.end(), [&](const std::string& choice) { return sameLetters(choice, trimmed(text)); });
    if (found == choices.end())
        return refusal(parameter, text, NoChoice);
    return Value(*found);
}

Result<Value> parseFlag(const ParameterSpec& parameter, std::string_view text) {
    const std::string_view word = trimmed(text);
    if (isOneOf(word, {"yes", "true", "on", "1"}))
        return Value(true);
    if (isOneOf(word, {"no", "false", "off", "0"}))
        return Value(false);
    return refusal(parameter, text, NoFlag);
}

bool inRange(const ParameterSpec& parameter, long double number) {
    return number >= static_cast<long double>(parameter.minimum) && number <= static_cast<long double>(parameter.maximum);
}

Result<Value> parseNumber(const ParameterSpec& parameter, std::string_view text) {
    const bool isTime = parameter.kind == Kind::Time;
    if (isTime && parameter.minimum == 0 && isOneOf(trimmed(text), {"off"}))
        return Value(std::int64_t{0});
    const auto measure = measureOf(text);
    if (!measure)
        return refusal(parameter, text, isTime ? NoTime : NoNumber);
    const auto factor = isTime ? timeFactor(measure->unit, Millisecond) : plainFactor(parameter, measure->unit);
    if (!factor)
        return refusal(parameter, text, UnknownUnit);
    if (parameter.kind == Kind::Real) {
        const double number = numberIn<double>(*measure) * static_cast<double>(*factor);
        return inRange(parameter, number) ? Result(Value(number)) : refusal(parameter, text, OutOfRange);
    }
    // 64 bits of mantissa, so that a count of ns with nine decimals of a second comes out exactly.
    long double number = numberIn<long double>(*measure) * static_cast<long double>(*factor);
    if (isTime)
        number = std::round(number); // nothing measures tenths of a nanosecond
    if (number != std::floor(number))
        return refusal(parameter, text, NoWholeNumber);
    if (!inRange(parameter, number))
        return refusal(parameter, text, OutOfRange);
    return Value(static_cast<std::int64_t>(number));
}

/// value / factor with as many decimals as it takes; exact. `factor` is a power of ten.
std::string decimal(std::int64_t value, std::int64_t factor) {
    const std::int64_t whole = value / factor, rest = value % factor;
    std::string text = (value < 0 && whole == 0 ? "-" : "") + std::to_string(whole);
    if (rest == 0)
        return text;
    std::string decimals = std::to_string(factor + std::abs(rest)); // a one before it keeps the zeros
    while (decimals.back() == '0')
        decimals.pop_back();
    return text + '.' + decimals.substr(1);
}

/// The shortest text that is this number again; without an exponent where it is of a usual size.
std::string shortest(double number) {
    const double size = std::abs(number);
    const auto form = size == 0 || (size >= 1e-6 && size < 1e15) ? std::chars_format::fixed : std::chars_format::general;
    std::array<char, 64> text;
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number, form);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

} // namespace

const char* kindName(Kind kind) {
    constexpr std::array<const char*, 5> Names{"integer", "real", "time", "choice", "flag"};
    return Names[static_cast<std::size_t>(kind)];
}

Result<Value> parse(const ParameterSpec& parameter, std::string_view text) {
    switch (parameter.kind) {
    case Kind::Choice:
        return parseChoice(parameter, text);
    case Kind::Flag:
        return parseFlag(parameter, text);
    case Kind::Integer:
    case Kind::Real:
    case Kind::Time:
        break;
    }
    return parseNumber(parameter, text);
}

Status check(const ParameterSpec& parameter, const Value& value) {
    const auto refuse = [&](Pattern pattern) {
        const std::string* text = std::get_if<std::string>(&value);
        return refusal(parameter, text != nullptr ? *text : shortest(numberOf(value)), pattern);
    };
    switch (parameter.kind) {
    case Kind::Choice: {
        const std::string* name = std::get_if<std::string>(&value);
        const bool known = name != nullptr && std::find(parameter.choices.begin(), parameter.choices.end(), *name) != parameter.choices.end();
        return known ? Status(Done{}) : refuse(NoChoice);
    }
    case Kind::Flag:
        return std::holds_alternative<bool>(value) ? Status(Done{}) : refuse(NoFlag);
    case Kind::Real:
        if (!std::holds_alternative<double>(value))
            return refuse(NoNumber);
        break;
    case Kind::Integer:
    case Kind::Time:
        if (!std::holds_alternative<std::int64_t>(value))
            return refuse(parameter.kind == Kind::Time ? NoTime : NoWholeNumber);
        break;
    }
    return inRange(parameter, numberOf(value)) ? Status(Done{}) : refuse(OutOfRange);
}

std::string format(const ParameterSpec& parameter, const Value& value) {
    const std::string unit = parameter.unit.empty() ? "" : " " + parameter.unit;
    switch (parameter.kind) {
    case Kind::Time:
        return formatTime(std::chrono::nanoseconds(std::get<std::int64_t>(value)));
    case Kind::Integer:
        return std::to_string(std::get<std::int64_t>(value)) + unit;
    case Kind::Real:
        return shortest(std::get<double>(value)) + unit;
    case Kind::Flag:
        return std::get<bool>(value) ? "yes" : "no";
    case Kind::Choice:
        break;
    }
    return std::get<std::string>(value);
}

std::pair<std::string, std::string> formatRange(const ParameterSpec& parameter) {
    return {format(parameter, valueOf(parameter, parameter.minimum)), format(parameter, valueOf(parameter, parameter.maximum))};
}

Value valueOf(const ParameterSpec& parameter, double number) {
    if (parameter.kind == Kind::Real)
        return number;
    return static_cast<std::int64_t>(std::llround(number));
}

double numberOf(const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    if (const auto* real = std::get_if<double>(&value))
        return *real;
    return 0;
}

Result<std::chrono::nanoseconds> parseTime(std::string_view text, std::chrono::nanoseconds bareUnit) {
    const auto measure = measureOf(text);
    const auto factor = measure ? timeFactor(measure->unit, bareUnit.count()) : std::nullopt;
    if (!factor)
        return Error{filled(IsNoTime, text), "", filled(WriteItLike)};
    const long double number = std::round(numberIn<long double>(*measure) * static_cast<long double>(*factor));
    constexpr long double Most = 9e18L; // what 64 bits of nanoseconds hold: 285 years
    if (std::abs(number) > Most)
        return Error{filled(IsTooLong, text), "", ""};
    return std::chrono::nanoseconds(static_cast<std::int64_t>(number));
}

std::string formatTime(std::chrono::nanoseconds time) {
    if (time.count() == 0)
        return "0 ms";
    // The smallest one takes what is left; the magnitude is compared so that the least number is not negated.
    const auto fits = [&](const Unit& unit) { return time.count() / unit.factor != 0; };
    const Unit& unit = *std::find_if(TimeUnits.begin(), TimeUnits.end(), fits);
    return decimal(time.count(), unit.factor) + ' ' + std::string(unit.name);
}

std::span<const char* const> errorPatterns() { return Errors; }

} // namespace braid::parameter
