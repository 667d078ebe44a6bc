#pragma once

#include "engine/trace/result.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// The parameters of scenarios: what they are, and the one grammar in which their values are written. Scenarios describe
/// themselves with it, braid-host, the command line and the window read and write values with it.
///
/// The grammar. Blanks around a value and between a number and its unit count for nothing.
///
///     number   = [ "+" | "-" ] digits [ "." digits ] [ "e" [ "+" | "-" ] digits ]     also ".5", "5." and "E"
///     Integer  = number [ unit ]      whole after the unit is counted in; within the range
///     Real     = number [ unit ]      within the range
///     Time     = number [ "ns" | "us" | "µs" | "ms" | "s" | "min" ] | "off"
///                                     a bare number is ms; rounded to ns; "off" is 0 where the range begins there
///     Choice   = one of the names     in upper or lower case
///     Flag     = "yes" | "true" | "on" | "1" | "no" | "false" | "off" | "0"     in upper or lower case
///
/// The unit of an Integer or a Real is the parameter's own, exactly as written there; where that is "B", also "KiB" and
/// "MiB". The µ may be the micro sign or the Greek letter. Infinity, "nan" and hexadecimal numbers are not numbers.
namespace braid::parameter {

/// The value of an Integer and of a Time (ns), a Real, a Choice (its name), a Flag.
using Value = std::variant<std::int64_t, double, std::string, bool>;
/// By the parameter's name; who reads one takes the default for those that are missing.
using ValueMap = std::map<std::string, Value, std::less<>>;

/// One parameter of a scenario.
struct ParameterSpec {
    enum class Kind : std::uint8_t {
        Integer,
        Real,
        Time,
        Choice,
        Flag
    };
    std::string name;  ///< as in --set: lower case, words joined with '_'
    std::string label; ///< English, translated by context "parameter"
    Kind kind = Kind::Integer;
    std::string unit; ///< of Integer and Real, may be empty; a Time is always in ns
    Value defaultValue;
    double minimum = 0; ///< of Integer, Real and Time (ns): minimum ≤ value ≤ maximum
    double maximum = 0;
    std::vector<std::string> choices; ///< of a Choice
    int liveIndex = -1;               ///< its cell in ControlPage::live; -1: it cannot be moved while the scenario runs
    std::string only;                 ///< it has an effect only where this other parameter, a Choice …
    std::vector<std::string> onlyFor; ///< … has one of these values; empty: always

    /// It can be moved while the scenario runs.
    [[nodiscard]] bool live() const { return liveIndex >= 0; }
    /// It has a minimum and a maximum.
    [[nodiscard]] bool hasRange() const { return kind != Kind::Choice && kind != Kind::Flag; }

    friend bool operator==(const ParameterSpec&, const ParameterSpec&) = default;
};

/// The name of a kind in JSON: "integer", "real", "time", "choice", "flag".
[[nodiscard]] const char* kindName(ParameterSpec::Kind kind);

/// Reads a value in the grammar above. Whole numbers and times are exact as far as a double of the range is: up to 2⁵³.
/// The error says in one sentence what is wrong and what the parameter takes.
[[nodiscard]] Result<Value> parse(const ParameterSpec& parameter, std::string_view text);
/// Whether `value` is of the parameter's kind and within its range or choices. The error is that of parse().
[[nodiscard]] Status check(const ParameterSpec& parameter, const Value& value);
/// "100 ms", "0.5", "64 B", "yes", "order": exact, and parse() reads it back. `value` must be of the parameter's kind.
[[nodiscard]] std::string format(const ParameterSpec& parameter, const Value& value);
/// The two ends of the range as format() writes values. Only where hasRange().
[[nodiscard]] std::pair<std::string, std::string> formatRange(const ParameterSpec& parameter);
/// A value of the parameter's kind that is nearest to `number`, for a parameter with a range.
[[nodiscard]] Value valueOf(const ParameterSpec& parameter, double number);
/// `value` as a number; 0 for one that is none.
[[nodiscard]] double numberOf(const Value& value);

/// Reads a time outside of any parameter, as the grammar above but without "off"; it may be negative. A bare number
/// counts `bareUnit`s. The error is one sentence.
[[nodiscard]] Result<std::chrono::nanoseconds> parseTime(std::string_view text,
                                                         std::chrono::nanoseconds bareUnit = std::chrono::milliseconds(1));
/// "100 ms", "1.5 s", "0 ms": exact, in the largest unit up to s that leaves no 0 before the point. parseTime() reads it
/// back.
[[nodiscard]] std::string formatTime(std::chrono::nanoseconds time);

/// The English of every error above, with %1 … where something is filled in. Marked for lupdate, context "Errors".
[[nodiscard]] std::span<const char* const> errorPatterns();

} // namespace braid::parameter
