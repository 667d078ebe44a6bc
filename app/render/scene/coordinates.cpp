#include "app/render/scene/coordinates.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {

using model::Nanos;

constexpr Nanos Microsecond = 1'000;
constexpr Nanos Millisecond = 1'000'000;
constexpr Nanos Second = 1'000'000'000;
constexpr Nanos Minute = 60 * Second;
constexpr Nanos Hour = 60 * Minute;

// Keeps arithmetic away from the ends of the range: 2^62 ns are 146 years.
constexpr Nanos Farthest = Nanos{1} << 62;

Nanos toNanos(double value) {
    const auto limit = static_cast<double>(Farthest);
    return std::llround(std::clamp(value, -limit, limit));
}

TimeRange around(double from, double span) {
    const Nanos begin = toNanos(from);
    return {begin, begin + toNanos(span)};
}

// How far the parts of `step` are apart: five to a step of 1 or 5, four to one of 2.
Nanos minorStep(Nanos step) {
    Nanos lead = step;
    while (lead >= 10 && lead % 10 == 0)
        lead /= 10;
    if (step >= Minute)
        return step % (5 * Minute) == 0 ? step / 5 : step / 2;
    const Nanos parts = lead == 2 ? 4 : 5;
    return step % parts == 0 ? step / parts : step;
}

} // namespace

double timeToX(const TimeAxis& axis, model::Nanos time) {
    const double width = axis.width > 0 ? axis.width : 1;
    return axis.left + (static_cast<double>(time) - static_cast<double>(axis.from)) * width /
                           static_cast<double>(axis.span());
}

model::Nanos xToTime(const TimeAxis& axis, double x) {
    // The offset is rounded on its own: adding it to `from` in floating point would lose nanoseconds late in long runs.
    return axis.from + toNanos((x - axis.left) * axis.nanosPerPixel());
}

TimeRange zoomAt(const TimeAxis& axis, double x, double factor) {
    if (!std::isfinite(factor) || factor <= 0)
        return {axis.from, axis.from + axis.span()};
    const double width = axis.width > 0 ? axis.width : 1;
    const double span = std::clamp(static_cast<double>(axis.span()) / factor, static_cast<double>(MinSpan),
                                   static_cast<double>(MaxSpan));
    const double share = (x - axis.left) / width;
    const Nanos begin = axis.from + toNanos(share * (static_cast<double>(axis.span()) - span));
    return {begin, begin + toNanos(span)};
}

TimeRange pan(const TimeAxis& axis, double pixels) {
    const Nanos shift = toNanos(pixels * axis.nanosPerPixel());
    return {axis.from + shift, axis.from + shift + axis.span()};
}

TimeRange fit(model::Nanos from, model::Nanos to, double margin) {
    const double span = std::max(static_cast<double>(to) - static_cast<double>(from), 0.0);
    const double wanted = std::clamp(span * (1 + 2 * margin), static_cast<double>(MinSpan), static_cast<double>(MaxSpan));
    const double begin = static_cast<double>(from) + (span - wanted) / 2;
    const double first = from >= 0 ? std::max(begin, 0.0) : begin;
    return around(first, std::max(begin + wanted - first, static_cast<double>(MinSpan)));
}

TimeRange follow(TimeRange range, model::Nanos edge, double share) {
    const Nanos span = std::max<Nanos>(range.to - range.from, MinSpan);
    const Nanos begin = edge - toNanos(static_cast<double>(span) * share);
    return {begin, begin + span};
}

model::Nanos tickStep(const TimeAxis& axis, double pixels) {
    const double wanted = std::max(1.0, pixels * axis.nanosPerPixel());
    if (wanted > static_cast<double>(30 * Second)) {
        constexpr Nanos Long[] = {Minute, 2 * Minute, 5 * Minute, 10 * Minute, 15 * Minute, 30 * Minute,
                                  Hour, 2 * Hour, 5 * Hour, 10 * Hour, 20 * Hour, 50 * Hour,
                                  100 * Hour};
        for (Nanos step : Long) {
            if (static_cast<double>(step) >= wanted)
                return step;
        }
    }
    Nanos power = 1;
    while (static_cast<double>(power) * 10 <= wanted && power < Farthest / 100)
        power *= 10;
    for (Nanos lead : {1, 2, 5, 10}) {
        if (static_cast<double>(power * lead) >= wanted)
            // 50 s, then minutes
            return power * lead > 30 * Second && power * lead < Minute ? Minute : power * lead;
    }
    return power * 10;
}

std::vector<Tick> ticks(const TimeAxis& axis, double pixels) {
    std::vector<Tick> result;
    const Nanos step = tickStep(axis, pixels);
    const Nanos minor = minorStep(step);
    const Nanos end = axis.from + axis.span();
    // The first multiple of `minor` that is not before `from`, below zero too.
    Nanos time = axis.from / minor * minor;
    while (time < axis.from)
        time += minor;
    for (; time <= end && result.size() < 2000; time += minor) {
        const bool major = time % step == 0;
        result.push_back({time, major, major ? momentText(time, step) : QString()});
    }
    return result;
}

QString momentText(model::Nanos time, model::Nanos step) {
    if (time == 0)
        return QStringLiteral("0");
    const Nanos size = time < 0 ? -time : time;
    const QString sign = time < 0 ? QStringLiteral("−") : QString();
    if (size >= Minute && step >= Second) {
        const Nanos hours = size / Hour;
        const Nanos minutes = size / Minute % 60;
        const Nanos seconds = size / Second % 60;
        QString text;
        if (hours)
            text += QStringLiteral("%1 h ").arg(hours);
        if (minutes || seconds)
            text += QStringLiteral("%1 min ").arg(minutes);
        if (seconds)
            text += QStringLiteral("%1 s").arg(seconds);
        return sign + text.trimmed();
    }
    struct Unit {
        Nanos size;
        const char* name;
    };
    constexpr Unit Units[] = {{Second, "s"}, {Millisecond, "ms"}, {Microsecond, "µs"}, {1, "ns"}};
    // The largest unit in which the moment is at least 1, whatever the step: the same moment has the same unit everywhere.
    for (const Unit& unit : Units) {
        if (unit.size > 1 && size < unit.size)
            continue;
        int decimals = 0;
        for (Nanos part = unit.size; part > step; part /= 10)
            ++decimals;
        QString number = QString::number(static_cast<double>(size) / static_cast<double>(unit.size), 'f', decimals);
        if (decimals > 0 && number.contains(u'.')) {
            while (number.endsWith(u'0'))
                number.chop(1);
            if (number.endsWith(u'.'))
                number.chop(1);
        }
        return sign + number + u' ' + QString::fromUtf8(unit.name);
    }
    return {};
}

} // namespace braid::render
