#include "app/session/catalogue.h"

#include <QCoreApplication>
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

struct Values {
    Q_DECLARE_TR_FUNCTIONS(Values)
};

/// The two ends of the range.
std::pair<QString, QString> rangeOf(const Parameter& parameter) {
    const auto end = [&](double value) {
        return valueText(parameter, parameter.kind == Parameter::Kind::Real
                                        ? QVariant(value)
                                        : QVariant(static_cast<qlonglong>(std::llround(value))));
    };
    return {end(parameter.minimum), end(parameter.maximum)};
}

QString expectation(const Parameter& parameter) {
    const auto [least, most] = rangeOf(parameter);
    switch (parameter.kind) {
    case Parameter::Kind::Integer:
        return Values::tr("it takes a whole number from %1 to %2").arg(least, most);
    case Parameter::Kind::Real:
        return Values::tr("it takes a number from %1 to %2").arg(least, most);
    case Parameter::Kind::Time:
        return Values::tr("it takes a time from %1 to %2 (such as 250ms or 2s; a bare number is ms)").arg(least, most);
    case Parameter::Kind::Choice:
        return Values::tr("it takes one of %1").arg(parameter.choices.join(", "));
    case Parameter::Kind::Flag:
        return Values::tr("it takes yes or no");
    }
    return {};
}

/// `why` has places for the text and the parameter's name.
Error refuse(const Parameter& parameter, const QString& text, const QString& why) {
    return {why.arg(text, parameter.name).toStdString(), "", expectation(parameter).toStdString()};
}

Result<QVariant> parseNumber(const Parameter& parameter, const QString& text) {
    const bool isTime = parameter.kind == Parameter::Kind::Time;
    if (isTime && parameter.minimum == 0 && text.trimmed().compare("off", Qt::CaseInsensitive) == 0)
        return QVariant(qlonglong{0});
    const auto measure = measureOf(text);
    if (!measure)
        return refuse(parameter, text,
                      isTime ? Values::tr("the value \"%1\" for %2 is no time") : Values::tr("the value \"%1\" for %2 is no number"));
    const auto factor = isTime ? timeFactor(measure->unit, 1'000'000) : plainFactor(parameter, measure->unit);
    if (!factor)
        return refuse(parameter, text, Values::tr("the value \"%1\" for %2 has an unknown unit"));
    double value = measure->number * *factor;
    if (isTime)
        value = std::round(value); // tenths of a nanosecond are nobody's wish
    if (parameter.kind == Parameter::Kind::Integer && value != std::floor(value))
        return refuse(parameter, text, Values::tr("the value \"%1\" for %2 is no whole number"));
    if (value < parameter.minimum || value > parameter.maximum)
        return refuse(parameter, text, Values::tr("the value \"%1\" for %2 is out of range"));
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
    return refuse(parameter, text, Values::tr("the value \"%1\" for %2 is neither yes nor no"));
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
        return Error{Values::tr("\"%1\" is no time").arg(text).toStdString(), "", Values::tr("write it like 250ms, 2s or 80us").toStdString()};
    const double value = std::round(measure->number * *factor);
    constexpr double most = 9e18; // what 64 bits of nanoseconds hold: 285 years
    if (std::abs(value) > most)
        return Error{Values::tr("\"%1\" is too long a time").arg(text).toStdString(), "", ""};
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
        return refuse(parameter, text, Values::tr("the value \"%1\" for %2 is no choice"));
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

QVariant jsonValue(const std::string& json) {
    // A bare value is no JSON document to Qt, one in an array is.
    return QJsonDocument::fromJson('[' + QByteArray::fromStdString(json) + ']').array().at(0).toVariant();
}

std::vector<std::pair<std::string, std::string>> inUnits(std::vector<std::pair<std::string, std::string>> parameters,
                                                         const Scenario* scenario) {
    if (!scenario)
        return parameters;
    for (auto& [name, json] : parameters) {
        const Parameter* parameter = scenario->parameter(QString::fromStdString(name));
        const QVariant value = jsonValue(json);
        if (parameter && value.isValid())
            json = valueText(*parameter, value).toStdString();
    }
    return parameters;
}

} // namespace braid::session
