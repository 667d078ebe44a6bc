#include "app/session/catalogue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <optional>

// What a person writes for a parameter, and how a value is written for a person.
namespace braid::session {
namespace {

struct Unit {
    const char* name;
    std::int64_t factor;
};
// Largest first: timeText takes the first one that fits.
constexpr std::array timeUnits{Unit{"s", 1'000'000'000}, Unit{"ms", 1'000'000}, Unit{"µs", 1'000}, Unit{"ns", 1}};
constexpr std::array byteUnits{Unit{"MiB", 1 << 20}, Unit{"KiB", 1 << 10}, Unit{"B", 1}};

/// A number and what stands behind it; nothing where there is no finite number.
struct Measure {
    double number = 0;
    QString unit;
};
std::optional<Measure> measureOf(const QString& text) {
    static const QRegularExpression pattern(R"(^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(\p{L}*)\s*$)",
                                            QRegularExpression::UseUnicodePropertiesOption);
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    bool ok = false;
    const double number = QLocale::c().toDouble(match.captured(1), &ok);
    if (!ok || !std::isfinite(number))
        return std::nullopt;
    return Measure{number, match.captured(2)};
}

std::optional<double> timeFactor(const QString& unit, std::int64_t bare) {
    if (unit.isEmpty())
        return static_cast<double>(bare);
    if (unit == "min")
        return 60e9;
    if (unit == "us" || unit == QStringLiteral("\u03bcs")) // the Greek letter beside the micro sign
        return 1e3;
    for (const Unit& known : timeUnits)
        if (unit == QString::fromUtf8(known.name))
            return static_cast<double>(known.factor);
    return std::nullopt;
}

std::optional<double> plainFactor(const Parameter& parameter, const QString& unit) {
    if (unit.isEmpty() || unit == parameter.unit)
        return 1.0;
    if (parameter.unit == "B")
        for (const Unit& known : byteUnits)
            if (unit == known.name)
                return static_cast<double>(known.factor);
    return std::nullopt;
}

QString rangeText(const Parameter& parameter) {
    const auto end = [&](double value) {
        return valueText(parameter, parameter.kind == Parameter::Kind::Real
                                        ? QVariant(value)
                                        : QVariant(static_cast<qlonglong>(std::llround(value))));
    };
    return end(parameter.minimum) + " to " + end(parameter.maximum);
}

QString expectation(const Parameter& parameter) {
    switch (parameter.kind) {
    case Parameter::Kind::Integer:
        return "a whole number from " + rangeText(parameter);
    case Parameter::Kind::Real:
        return "a number from " + rangeText(parameter);
    case Parameter::Kind::Time:
        return "a time from " + rangeText(parameter) + " (such as 250ms or 2s; a bare number is ms)";
    case Parameter::Kind::Choice:
        return "one of " + parameter.choices.join(", ");
    case Parameter::Kind::Flag:
        return "yes or no";
    }
    return {};
}

Error refuse(const Parameter& parameter, const QString& text, const char* why) {
    const QString what = QString("the value \"%1\" for %2 %3").arg(text, parameter.name, QString::fromLatin1(why));
    return {what.toStdString(), "", "it takes " + expectation(parameter).toStdString()};
}

Result<QVariant> parseNumber(const Parameter& parameter, const QString& text) {
    const bool isTime = parameter.kind == Parameter::Kind::Time;
    if (isTime && parameter.minimum == 0 && text.trimmed().compare("off", Qt::CaseInsensitive) == 0)
        return QVariant(qlonglong{0});
    const auto measure = measureOf(text);
    if (!measure)
        return refuse(parameter, text, isTime ? "is no time" : "is no number");
    const auto factor = isTime ? timeFactor(measure->unit, 1'000'000) : plainFactor(parameter, measure->unit);
    if (!factor)
        return refuse(parameter, text, "has an unknown unit");
    double value = measure->number * *factor;
    if (isTime)
        value = std::round(value); // tenths of a nanosecond are nobody's wish
    if (parameter.kind == Parameter::Kind::Integer && value != std::floor(value))
        return refuse(parameter, text, "is no whole number");
    if (value < parameter.minimum || value > parameter.maximum)
        return refuse(parameter, text, "is out of range");
    if (parameter.kind == Parameter::Kind::Real)
        return QVariant(value);
    return QVariant(static_cast<qlonglong>(value));
}

Result<QVariant> parseFlag(const Parameter& parameter, const QString& text) {
    const QString word = text.trimmed().toLower();
    if (word == "yes" || word == "true" || word == "on" || word == "1")
        return QVariant(true);
    if (word == "no" || word == "false" || word == "off" || word == "0")
        return QVariant(false);
    return refuse(parameter, text, "is neither yes nor no");
}

/// value / factor with as many decimals as it takes; exact.
QString decimal(std::int64_t value, std::int64_t factor) {
    const std::int64_t rest = std::abs(value % factor);
    QString text = QString::number(value / factor);
    if (value < 0 && value / factor == 0)
        text.prepend('-');
    if (rest == 0)
        return text;
    const auto digits = QString::number(factor).size() - 1;
    QString decimals = QString::number(rest).rightJustified(digits, '0');
    while (decimals.endsWith('0'))
        decimals.chop(1);
    return text + '.' + decimals;
}

} // namespace

Result<std::chrono::nanoseconds> parseTime(const QString& text, std::chrono::nanoseconds bareUnit) {
    const auto measure = measureOf(text);
    const auto factor = measure ? timeFactor(measure->unit, bareUnit.count()) : std::nullopt;
    if (!factor)
        return Error{"\"" + text.toStdString() + "\" is no time", "", "write it like 250ms, 2s or 80us"};
    const double value = std::round(measure->number * *factor);
    constexpr double most = 9e18; // what 64 bits of nanoseconds hold: 285 years
    if (std::abs(value) > most)
        return Error{"\"" + text.toStdString() + "\" is too long a time", "", ""};
    return std::chrono::nanoseconds(static_cast<std::int64_t>(value));
}

QString timeText(std::chrono::nanoseconds time) {
    if (time.count() == 0)
        return "0 ms";
    for (const Unit& unit : timeUnits)
        if (std::abs(time.count()) >= unit.factor)
            return decimal(time.count(), unit.factor) + ' ' + QString::fromUtf8(unit.name);
    return {}; // not reached: ns fits everything
}

Result<QVariant> parseValue(const Parameter& parameter, const QString& text) {
    switch (parameter.kind) {
    case Parameter::Kind::Choice:
        for (const QString& choice : parameter.choices)
            if (choice.compare(text.trimmed(), Qt::CaseInsensitive) == 0)
                return QVariant(choice);
        return refuse(parameter, text, "is no choice");
    case Parameter::Kind::Flag:
        return parseFlag(parameter, text);
    case Parameter::Kind::Integer:
    case Parameter::Kind::Real:
    case Parameter::Kind::Time:
        break;
    }
    return parseNumber(parameter, text);
}

QString valueText(const Parameter& parameter, const QVariant& value) {
    const QString unit = parameter.unit.isEmpty() ? QString() : ' ' + parameter.unit;
    switch (parameter.kind) {
    case Parameter::Kind::Time:
        return timeText(std::chrono::nanoseconds(value.toLongLong()));
    case Parameter::Kind::Integer:
        return QString::number(value.toLongLong()) + unit;
    case Parameter::Kind::Real:
        return QLocale::c().toString(value.toDouble(), 'g', QLocale::FloatingPointShortest) + unit;
    case Parameter::Kind::Flag:
        return value.toBool() ? "yes" : "no";
    case Parameter::Kind::Choice:
        break;
    }
    return value.toString();
}

std::vector<std::pair<std::string, std::string>> inUnits(std::vector<std::pair<std::string, std::string>> parameters,
                                                         const Scenario* scenario) {
    if (!scenario)
        return parameters;
    for (auto& [name, json] : parameters) {
        const Parameter* parameter = scenario->parameter(QString::fromStdString(name));
        // A bare value is no JSON document to Qt, one in an array is.
        const QVariant value = QJsonDocument::fromJson('[' + QByteArray::fromStdString(json) + ']').array().at(0).toVariant();
        if (parameter && value.isValid())
            json = valueText(*parameter, value).toStdString();
    }
    return parameters;
}

} // namespace braid::session
