#include "app/render/scene/amount_text.h"

#include "app/render/scene/bytes_text.h"
#include "app/render/scene/plain_text.h"
#include "engine/model/text/sentence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace braid::render {

namespace {

constexpr double ExactBelow = 1e15; ///< whole numbers of a double are exact up to here

std::optional<double> nanosecondsIn(const QString& unit) {
    static const std::array<std::pair<QString, double>, 4> Times{{{QStringLiteral("ns"), 1}, {QStringLiteral("µs"), 1e3}, {QStringLiteral("ms"), 1e6}, {QStringLiteral("s"), 1e9}}};
    for (const auto& [name, length] : Times)
        if (unit == name)
            return length;
    return {};
}

/// `exact`: as many digits for 0.80 as for 0.81, since factors are compared with each other.
QString plainNumber(double number, bool exact = false) {
    const double size = std::abs(number);
    if (!std::isfinite(number) || size >= ExactBelow)
        return QString::number(number, 'g', 3);
    int decimals = 0;
    if ((exact || number != std::floor(number)) && size < 100)
        decimals = size >= 10 ? 1 : size >= 0.1 ? 2
                                                : std::min(12, 1 - static_cast<int>(std::floor(std::log10(size))));
    if (decimals == 0)
        return (number <= -0.5 ? QStringLiteral("-") : QString()) + textOf(model::countText(static_cast<std::uint64_t>(std::llround(size))));
    QString text = QString::number(number, 'f', decimals);
    if (exact)
        return text;
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

} // namespace

QString amountText(double amount, const QString& unit) {
    if (std::isnan(amount))
        return {};
    if (const auto length = nanosecondsIn(unit)) {
        const double ns = amount * *length;
        // Of single nanoseconds fractions tell something; what is longer than centuries is no time.
        if (std::abs(ns) < 10)
            return plainNumber(ns) + QStringLiteral(" ns");
        return std::abs(ns) < 9e18 ? textOf(model::durationText(static_cast<model::Nanos>(std::llround(ns)))) : plainNumber(amount) + u' ' + unit;
    }
    if (unit == QLatin1String("B"))
        return amount < 0 ? QLatin1Char('-') + bytesText(-amount) : bytesText(amount);
    const bool close = unit == QStringLiteral("×");
    return plainNumber(amount, close) + (unit.isEmpty() || close ? unit : u' ' + unit);
}

} // namespace braid::render
