#include "app/render/scene/labels.h"

#include "app/render/scene/fonts.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace braid::render {

namespace {
constexpr double Air = 3;          ///< between two labels
constexpr qsizetype LeastPart = 3; ///< a cut name keeps at least a third of its letters
} // namespace

TypeMeasure::Measured::Measured(const QFont& font)
    : metrics(font), ascent(metrics.ascent()), height(ascent + metrics.descent()) {}

TypeMeasure::TypeMeasure(const Theme& theme) {
    for (std::size_t i = 0; i < TypeCount; ++i)
        m_measured[i] = &rememberedOf<Measured>(theme.font(static_cast<Type>(i)));
}

bool TypeMeasure::fits(const QString& text, Type type, double room) const {
    constexpr double NarrowLetters = 0.15; // on average, in heights of a line: half of an i
    return static_cast<double>(text.size()) * NarrowLetters * height(type) <= room && width(text, type) <= room;
}

double TypeMeasure::width(const QString& text, Type type) const {
    Measured& font = of(type);
    const auto known = font.widths.constFind(text);
    if (known != font.widths.constEnd())
        return *known;
    if (font.widths.size() >= MostWords)
        font.widths.clear();
    return *font.widths.insert(text, font.metrics.horizontalAdvance(text));
}

QString TypeMeasure::elided(const QString& text, Type type, double room) const {
    if (width(text, type) <= room)
        return text;
    const QString cut = of(type).metrics.elidedText(text, Qt::ElideRight, room);
    return cut == QStringLiteral("…") || width(cut, type) > room ? QString() : cut;
}

QString TypeMeasure::elidedInside(const QString& text, Type type, double room) const {
    if (width(text, type) <= room)
        return text;
    const QString cut = of(type).metrics.elidedText(text, Qt::ElideMiddle, room);
    return cut == QStringLiteral("…") || width(cut, type) > room ? QString() : cut;
}

bool addText(Layer& layer, const TypeMeasure& measure, const QString& text, const QRectF& rect, Type type, Ink ink,
             Align align, const Tag& tag, bool on) {
    if (text.isEmpty())
        return false;
    QString fitting = plain(text);
    double width = measure.width(fitting, type);
    if (width > rect.width()) {
        fitting = measure.elided(fitting, type, rect.width());
        if (fitting.isEmpty())
            return false;
        width = measure.width(fitting, type);
    }
    const double height = measure.height(type);
    double left = rect.left();
    if (align == Align::Center)
        left += (rect.width() - width) / 2;
    else if (align == Align::Right)
        left = rect.right() - width;
    const double ascent = measure.ascent(type);
    const double baseline = std::round(rect.center().y() - height / 2 + ascent);
    layer.texts.push_back({QPointF(std::round(left), baseline), fitting, width, height, ascent, type, ink, on, tag});
    return true;
}

QString shortName(const TypeMeasure& measure, const QString& name, Type type, double room) {
    if (measure.width(name, type) <= room)
        return name;
    qsizetype digits = name.size();
    while (digits > 0 && (name[digits - 1].isDigit() || name[digits - 1] == u'.'))
        --digits;
    if (digits > 1 && digits < name.size()) {
        const QString initials = name.left(1) + name.mid(digits);
        if (measure.width(initials, type) <= room)
            return initials;
        return {}; // cut, "Thread-10" and "Thread-11" would look the same
    }
    // Of which too little is left, nobody knows what it is.
    const QString cut = measure.elided(name, type, room);
    return cut.size() >= 3 && LeastPart * (cut.size() - 1) >= name.size() ? cut : QString();
}

namespace {

/// The first of `taken` that ends, with air, beyond `left`.
template <class Taken>
auto firstBeyond(Taken& taken, double left, double air) {
    return std::partition_point(taken.begin(), taken.end(), [=](const auto& each) { return each.second + air <= left; });
}

} // namespace

bool Occupied::isFree(double left, double right) const {
    const auto next = firstBeyond(m_taken, left, Air);
    return next == m_taken.end() || right <= next->first - Air;
}

std::optional<double> Occupied::find(double left, double right, double width) const {
    double x = left;
    for (auto next = firstBeyond(m_taken, left, Air); next != m_taken.end() && x + width > next->first - Air; ++next) {
        x = next->second + Air;
        if (x + width > right)
            return std::nullopt;
    }
    return x + width <= right ? std::optional(x) : std::nullopt;
}

void Occupied::block(double left, double right) {
    const auto first = std::partition_point(m_taken.begin(), m_taken.end(), [left](const auto& each) { return each.second < left; });
    auto last = first;
    for (; last != m_taken.end() && last->first <= right; ++last) {
        left = std::min(left, last->first);
        right = std::max(right, last->second);
    }
    if (first == last) {
        m_taken.emplace(first, left, right);
        return;
    }
    *first = {left, right};
    m_taken.erase(first + 1, last);
}

bool Occupied::take(double left, double right) {
    if (!isFree(left, right))
        return false;
    block(left, right);
    return true;
}

void addClipped(Layer& layer, Box box, const QRectF& clip) {
    box.rect = box.rect.intersected(clip);
    if (box.rect.width() > 0 && box.rect.height() > 0)
        layer.boxes.push_back(std::move(box));
}

void addClipped(Layer& layer, Strip strip, const QRectF& clip) {
    const QRectF seen = strip.rect.intersected(clip);
    if (!(seen.width() > 0 && seen.height() > 0))
        return;
    strip.cutAbove = seen.top() - strip.rect.top();
    strip.cutBelow = strip.rect.bottom() - seen.bottom();
    strip.rect = seen;
    layer.strips.push_back(strip);
}

} // namespace braid::render
