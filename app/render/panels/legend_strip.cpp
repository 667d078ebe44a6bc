#include "app/render/panels/legend.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/state_form.h"
#include "app/render/scene/words.h"

#include <QLocale>

#include <cmath>

namespace braid::render {

Scene layoutLegendStrip(const LegendStrip& content, double width, const Theme& theme) {
    const TypeMeasure measure(theme);
    Scene scene;
    scene.layers.resize(1);
    Layer& layer = scene.layers.front();
    const double scale = theme.typeScale();
    const double row = std::round(24 * scale);
    const double sample = std::round(24 * scale);
    const double air = std::round(6 * scale);
    const double begin = std::round(10 * scale);
    layer.boxes.push_back({}); // the ground, once its height is known
    double x = begin, y = 0;
    for (std::size_t s = 0; s < model::StateCount; ++s) {
        const auto state = static_cast<model::State>(s);
        const bool chosen = content.chosen.contains(state);
        if (!content.states.contains(state) && !chosen && content.lanes[s] == 0)
            continue;
        const QString word = state == model::State::Running ? runningName(content.readyMeasured) : stateName(state);
        const QString count = QLocale().toString(static_cast<qulonglong>(content.lanes[s]));
        const double wordWidth = measure.width(word, Type::Small), countWidth = measure.width(count, Type::SmallBold);
        const double whole = air + sample + air + wordWidth + air + countWidth + air;
        if (x > begin && x + whole > width) {
            x = begin;
            y += row;
        }
        const Tag tag{What::LegendEntry, {}, {}, model::NoEvent, -1, static_cast<std::uint32_t>(s)};
        const QRectF cell(x, y + 2, whole, row - 4);
        layer.boxes.push_back({cell, chosen ? Role::SelectionTint : Role::Panel, Form::Solid, false, 4, 1, Role::Transparent, tag});
        if (chosen)
            layer.boxes.push_back({cell, Role::Accent, Form::Outline, false, 4, 1.5F, Role::Transparent, tag});
        const QRectF at(x + air, y + 4, sample, row - 8);
        const Ink ink = roleOf(state);
        layer.boxes.push_back({barRect(at, state, at.left(), at.right()), ink, formOf(state), theme.outlined(ink.role), 0, 1,
                               Role::Transparent, tag});
        if (state == model::State::Failed)
            layer.marks.push_back({at.center(), 9, Glyph::Cross, ink, tag});
        if (state == model::State::Done)
            layer.marks.push_back({QPointF(at.left() + 1, at.bottom() - 5), 9, Glyph::EndCap, Role::TextDim, tag});
        const bool dim = content.lanes[s] == 0 || (!content.chosen.empty() && !chosen);
        addText(layer, measure, word, QRectF(at.right() + air, y, wordWidth + 1, row), Type::Small, dim ? Role::TextDim : Role::Text,
                Align::Left, tag);
        addText(layer, measure, count, QRectF(at.right() + air + wordWidth + air, y, countWidth + 1, row), Type::SmallBold,
                dim ? Role::TextDim : Role::Text, Align::Left, tag);
        x += whole + air;
    }
    scene.size = QSizeF(width, y + row);
    layer.boxes.front() = {QRectF(QPointF(0, 0), scene.size), Role::Panel, Form::Solid, false, 0, 1, Role::Transparent, {}};
    return scene;
}

} // namespace braid::render
