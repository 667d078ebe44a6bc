#pragma once

#include "app/render/scene/plain_text.h"
#include "app/render/scene/scene.h"

#include <QFontMetricsF>
#include <QHash>
#include <QRectF>
#include <QString>
#include <array>
#include <optional>
#include <utility>
#include <vector>

/// Words in pictures: how wide they are, how they are cut, and where there is room for them. Not for use outside app/render.
namespace braid::render {

/// Widths and heights of texts in the theme's type. What a thread has measured it remembers from frame to frame; results do
/// not depend on that. Cheap to make. For the thread that made it only.
class TypeMeasure {
public:
    explicit TypeMeasure(const Theme& theme);

    [[nodiscard]] double width(const QString& text, Type type) const;
    /// It is at most `room` wide. What has far too many letters is not measured.
    [[nodiscard]] bool fits(const QString& text, Type type, double room) const;
    [[nodiscard]] double height(Type type) const { return of(type).height; }
    [[nodiscard]] double ascent(Type type) const { return of(type).ascent; }
    /// `text` cut with "…" so that it is at most `room` wide; empty where not even one letter fits.
    [[nodiscard]] QString elided(const QString& text, Type type, double room) const;
    /// The same, cut inside: names that differ at their ends only stay different.
    [[nodiscard]] QString elidedInside(const QString& text, Type type, double room) const;

private:
    struct Measured {
        explicit Measured(const QFont& font);
        QFontMetricsF metrics;
        double ascent, height; ///< asked for with every word
        QHash<QString, double> widths;
    };
    [[nodiscard]] Measured& of(Type type) const { return *m_measured[static_cast<std::size_t>(type)]; }

    std::array<Measured*, TypeCount> m_measured{};
};

/// `name` as it fits into `room`: whole, else its first letter and the number it ends with ("T10" for "Thread-10"), else
/// cut; empty where nothing of it would be understood.
[[nodiscard]] QString shortName(const TypeMeasure& measure, const QString& name, Type type, double room);

enum class Align : std::uint8_t {
    Left,
    Center,
    Right
};

/// Puts `text`, as plain() shows it, into `rect`, vertically centred, elided to its width. False (and nothing added) where
/// nothing fits.
bool addText(Layer& layer, const TypeMeasure& measure, const QString& text, const QRectF& rect, Type type, Ink ink,
             Align align = Align::Left, const Tag& tag = {}, bool on = false);

/// Which stretches of a row's track already carry a label: labels never overlap.
class Occupied {
public:
    /// Takes [left, right] when it is free with a little air; false when it is not.
    bool take(double left, double right);
    /// Takes [left, right] whatever else is there.
    void block(double left, double right);
    [[nodiscard]] bool isFree(double left, double right) const;
    /// The leftmost x from which `width` is free and ends before `right`; nothing where there is none.
    [[nodiscard]] std::optional<double> find(double left, double right, double width) const;

private:
    std::vector<std::pair<double, double>> m_taken; ///< from left to right, apart from each other
};

/// Adds the part of `box` inside `clip`; nothing where they do not meet.
void addClipped(Layer& layer, Box box, const QRectF& clip);
/// The same for a strip, which is cut above and below and must not reach beyond the left of `clip`; its columns are in `layer`.
void addClipped(Layer& layer, Strip strip, const QRectF& clip);

} // namespace braid::render
