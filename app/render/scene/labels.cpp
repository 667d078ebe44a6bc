#include "app/render/scene/labels.h"

#include "app/render/scene/fonts.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace braid::render {

namespace {
constexpr double Air = 3; ///< between two labels
}

TypeMeasure::Measured::Measured(const QFont& font)
    : metrics(font), ascent(metrics.ascent()), height(ascent + metrics.descent()) {}

TypeMeasure::TypeMeasure(const Theme& theme) {
    for (std::size_t i = 0; i < TypeCount; ++i)
        m_measured[i] = &rememberedOf<Measured>(theme.font(static_cast<Type>(i)));
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

bool addText(Layer& layer, const TypeMeasure& measure, const QString& text, const QRectF& rect, Type type, Ink ink,
             Align align, const Tag& tag, bool on) {
    if (text.isEmpty())
        return false;
    const QString fitting = measure.elided(plain(text), type, rect.width());
    if (fitting.isEmpty())
        return false;
    const double width = measure.width(fitting, type);
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
    const QString cut = measure.elided(name, type, room);
    return cut.size() >= 3 ? cut : QString();
}

bool Occupied::isFree(double left, double right) const {
    return std::none_of(m_taken.begin(), m_taken.end(),
                        [&](const auto& taken) { return left < taken.second + Air && right > taken.first - Air; });
}

std::optional<double> Occupied::find(double left, double right, double width) const {
    double x = left;
    // Each taken stretch can push it on once.
    for (std::size_t tries = 0; tries <= m_taken.size() && x + width <= right; ++tries) {
        const auto taken = std::find_if(m_taken.begin(), m_taken.end(), [&](const auto& t) {
            return x < t.second + Air && x + width > t.first - Air;
        });
        if (taken == m_taken.end())
            return x;
        x = taken->second + Air;
    }
    return std::nullopt;
}

bool Occupied::take(double left, double right) {
    if (!isFree(left, right))
        return false;
    m_taken.emplace_back(left, right);
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
