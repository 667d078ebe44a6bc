#include "app/render/panels/inspector_page.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/translate.h"
#include "app/render/scene/words.h"
#include "engine/model/text/sentence.h"

#include <QLocale>

#include <cmath>

namespace braid::render {

namespace {

using analysis::WaitFor;

/// So many owners and waiters are listed, the rest is counted.
constexpr std::size_t MostListed = 40;

QString waitWord(const analysis::WaiterState& waiter) {
    switch (waiter.what) {
    case WaitFor::AcquireShared:
        return say(QT_TRANSLATE_NOOP("render", "to read"));
    case WaitFor::Room:
        return say(QT_TRANSLATE_NOOP("render", "for room"));
    case WaitFor::Item:
        return say(QT_TRANSLATE_NOOP("render", "for an item"));
    case WaitFor::Drain:
        return say(QT_TRANSLATE_NOOP("render", "for task_done"));
    default:
        return {};
    }
}

void layoutOwners(InspectorPage& page) {
    const auto& owners = page.then.owners;
    if (owners.empty())
        return;
    page.heading(say(QT_TRANSLATE_NOOP("render", "Held by %1")).arg(owners.size()));
    for (std::size_t i = 0; i < owners.size() && i < MostListed; ++i) {
        QString behind = textOf(model::durationText(page.then.at - owners[i].since));
        if (owners[i].shared)
            behind = say(QT_TRANSLATE_NOOP("render", "reads")) + QStringLiteral(" · ") + behind;
        page.lane(owners[i].lane, behind, owners[i].acquired);
    }
    if (owners.size() > MostListed)
        page.words(say(QT_TRANSLATE_NOOP("render", "and %1 more")).arg(owners.size() - MostListed), Type::Small, Role::TextDim);
}

void layoutWaiting(InspectorPage& page) {
    const auto& waiters = page.then.waiters;
    if (waiters.empty())
        return;
    page.heading(say(QT_TRANSLATE_NOOP("render", "Waiting, longest first: %1")).arg(waiters.size()));
    for (std::size_t i = 0; i < waiters.size() && i < MostListed; ++i) {
        QStringList behind;
        if (const QString word = waitWord(waiters[i]); !word.isEmpty())
            behind << word;
        behind << textOf(model::durationText(page.then.at - waiters[i].since));
        if (waiters[i].timed)
            behind << say(QT_TRANSLATE_NOOP("render", "with a time limit"));
        page.lane(waiters[i].lane, behind.join(QStringLiteral(" · ")), waiters[i].event);
    }
    if (waiters.size() > MostListed)
        page.words(say(QT_TRANSLATE_NOOP("render", "and %1 more")).arg(waiters.size() - MostListed), Type::Small,
                   Role::TextDim);
}

} // namespace

void InspectorPage::words(const QString& text, Type type, Ink ink, const Tag& tag) {
    const double height = std::max(line(), measure.height(type) + 2);
    addText(layer, measure, text, QRectF(left(), y, right() - left(), height), type, ink, Align::Left, tag);
    y += height;
}

void InspectorPage::heading(const QString& text) {
    space(10);
    layer.boxes.push_back({QRectF(left(), y, right() - left(), 1), Role::Edge, Form::Solid, false, 0, 1, Role::Transparent, {}});
    space(5);
    words(text, Type::SmallBold, Role::TextDim);
}

void InspectorPage::cell(double& x, const QString& text, Ink ink, Form form, const Tag& tag, double least) {
    const double height = std::round(24 * scale());
    const QString fitting = measure.elided(text, Type::Small, std::min(180 * scale(), right() - left() - 12));
    const double wide = std::max(std::round(measure.width(fitting, Type::Small) + 12 * scale()), least);
    if (x > left() && x + wide > right())
        endRow(x);
    const QRectF rect(x, y, wide, height);
    const bool filled = form == Form::Solid;
    layer.boxes.push_back({rect, ink, form, false, 4, 1.2F, Role::Transparent, tag});
    addText(layer, measure, fitting, rect.adjusted(3, 0, -3, 0), Type::Small, filled ? ink : Ink(Role::TextDim), Align::Center,
            tag, filled);
    x += wide + std::round(4 * scale());
}

void InspectorPage::endRow(double& x) {
    x = left();
    y += std::round(28 * scale());
}

void InspectorPage::lane(LaneId id, const QString& behind, model::EventIndex event) {
    const Tag tag{What::LaneHeader, id, {}, event, -1, 1};
    const double high = std::round(12 * scale());
    layer.boxes.push_back({QRectF(left(), y + (line() - high) / 2, std::round(4 * scale()), high), chipOf(model, id), Form::Solid, false,
                           2, 1, Role::Transparent, tag});
    const double room = right() - left() - 10 * scale();
    const double used = std::min(measure.width(behind, Type::Small) + 8, room * 0.6);
    addText(layer, measure, shownName(model, id), QRectF(left() + 10 * scale(), y, room - used, line()), Type::Normal,
            Role::Text, Align::Left, tag);
    addText(layer, measure, behind, QRectF(right() - used, y, used, line()), Type::Small, Role::TextDim, Align::Right, tag);
    y += line();
}

Scene layoutInspector(const model::Model& model, const analysis::ObjectSnapshot& then, double width, const Theme& theme) {
    Scene scene;
    scene.layers.resize(1);
    const TypeMeasure measure(theme);
    const model::Object* object = model.object(then.id);
    if (!object) {
        scene.size = QSizeF(width, 0);
        return scene;
    }
    InspectorPage page{model, then, *object, theme, measure, width, scene.layers.front()};
    page.space(12);
    const Tag tag{What::ObjectHeader, {}, object->id, model::NoEvent, -1, 1};
    page.words(shownName(page.model, object->name), Type::Title, Role::Text, tag);
    page.words(objectKindName(*object), Type::Small, Role::TextDim, tag);
    page.space(8);
    layoutStructure(page);
    layoutOwners(page);
    layoutWaiting(page);
    page.space(12);
    scene.size = QSizeF(width, page.y);
    return scene;
}

} // namespace braid::render
