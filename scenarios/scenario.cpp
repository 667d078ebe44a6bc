#include "scenarios/scenario.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <sstream>

namespace braid::scenarios {
namespace {

struct Unit {
    std::string_view name;
    double nanoseconds;
};
/// Longer names first where one ends in the other.
constexpr std::array<Unit, 7> TimeUnits{{{"min", 60e9},
                                         {"ms", 1e6},
                                         {"us", 1e3},
                                         {"µs", 1e3},
                                         {"μs", 1e3}, // the Greek letter, which looks the same
                                         {"ns", 1},
                                         {"s", 1e9}}};

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// The whole of `text` as a finite number.
bool readNumber(std::string_view text, double& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
}

std::string numberText(double number) {
    std::ostringstream out;
    out.imbue(std::locale::classic());
    out.precision(12);
    out << number;
    return out.str();
}

/// In the greatest unit that leaves a short number, so that what is shown can be typed.
std::string timeText(double nanoseconds) {
    for (const Unit& unit : {Unit{"s", 1e9}, Unit{"ms", 1e6}, Unit{"us", 1e3}})
        if (nanoseconds >= unit.nanoseconds)
            return numberText(nanoseconds / unit.nanoseconds) + " " + std::string(unit.name);
    return nanoseconds == 0 ? "0 ms" : numberText(nanoseconds) + " ns";
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
    return text;
}

Error wrong(const Parameter& parameter, std::string_view text, const std::string& must) {
    return Error{parameter.name + " must be " + must + ", not \"" + std::string(text) + "\"", {}, {}};
}

std::string rangeText(const Parameter& parameter) {
    if (parameter.kind == Parameter::Kind::Time)
        return "a time from " + timeText(parameter.minimum) + " to " + timeText(parameter.maximum);
    const std::string unit = parameter.unit.empty() ? "" : " " + parameter.unit;
    return std::string(parameter.kind == Parameter::Kind::Integer ? "a whole number" : "a number") + " from " +
           numberText(parameter.minimum) + " to " + numberText(parameter.maximum) + unit;
}

Result<Value> parseFlag(const Parameter& parameter, std::string_view text) {
    for (const char* yes : {"yes", "true", "on", "1"})
        if (text == yes)
            return Value(true);
    for (const char* no : {"no", "false", "off", "0"})
        if (text == no)
            return Value(false);
    return wrong(parameter, text, "yes or no");
}

Result<Value> parseNumber(const Parameter& parameter, std::string_view text) {
    std::string_view digits = text;
    double scale = 1;
    if (parameter.kind == Parameter::Kind::Time) {
        scale = 1e6; // a bare number is in ms
        for (const Unit& unit : TimeUnits) {
            if (digits.size() > unit.name.size() && digits.ends_with(unit.name)) {
                digits = trimmed(digits.substr(0, digits.size() - unit.name.size()));
                scale = unit.nanoseconds;
                break;
            }
        }
    }
    double number = 0;
    if (!readNumber(digits, number))
        return wrong(parameter, text, rangeText(parameter));
    number *= scale;
    if (number < parameter.minimum || number > parameter.maximum)
        return wrong(parameter, text, rangeText(parameter));
    if (parameter.kind == Parameter::Kind::Real)
        return Value(number);
    if (parameter.kind == Parameter::Kind::Integer && number != std::floor(number))
        return wrong(parameter, text, rangeText(parameter));
    return Value(static_cast<std::int64_t>(std::llround(number)));
}

} // namespace

Result<Value> Parameter::parse(std::string_view text) const {
    text = trimmed(text);
    switch (kind) {
    case Kind::Flag:
        return parseFlag(*this, text);
    case Kind::Choice:
        if (std::find(choices.begin(), choices.end(), text) != choices.end())
            return Value(std::string(text));
        return wrong(*this, text, joined(choices));
    case Kind::Integer:
    case Kind::Real:
    case Kind::Time:
        break;
    }
    return parseNumber(*this, text);
}

std::string Parameter::text(const Value& value) const {
    switch (kind) {
    case Kind::Flag:
        return std::get<bool>(value) ? "yes" : "no";
    case Kind::Choice:
        return std::get<std::string>(value);
    case Kind::Time:
        return timeText(static_cast<double>(std::get<std::int64_t>(value)));
    case Kind::Integer:
        return std::to_string(std::get<std::int64_t>(value));
    case Kind::Real:
        break;
    }
    return numberText(std::get<double>(value));
}

Values Scenario::defaults() const {
    Values values;
    for (const Parameter& parameter : parameters)
        values.push_back(parameter.defaultValue);
    return values;
}

const Preset* Scenario::preset(std::string_view name) const {
    const auto found = std::find_if(presets.begin(), presets.end(), [&](const Preset& p) { return p.name == name; });
    return found == presets.end() ? nullptr : &*found;
}

std::size_t Scenario::indexOf(std::string_view name) const {
    const auto found =
        std::find_if(parameters.begin(), parameters.end(), [&](const Parameter& p) { return p.name == name; });
    return static_cast<std::size_t>(found - parameters.begin());
}

} // namespace braid::scenarios
