#include "app/render/legend.h"

#include "app/render/breaks.h"
#include "app/render/layout_parts.h"

#include <QCoreApplication>

#include <algorithm>

namespace braid::render {

namespace {

QString arrowName(model::ArrowKind kind) {
    constexpr const char* Names[] = {
        QT_TRANSLATE_NOOP("render", "starts"),     QT_TRANSLATE_NOOP("render", "hands over"),
        QT_TRANSLATE_NOOP("render", "wakes"),      QT_TRANSLATE_NOOP("render", "is joined"),
        QT_TRANSLATE_NOOP("render", "passes on"),  QT_TRANSLATE_NOOP("render", "resumes"),
        QT_TRANSLATE_NOOP("render", "sends a signal"),
    };
    return QCoreApplication::translate("render", Names[static_cast<std::size_t>(kind)]);
}

} // namespace

bool readyMeasured(const model::Model& model) {
    return std::none_of(model.info().begin(), model.info().end(), [](const auto& pair) {
        return pair.first == trace::ReadyInfo && pair.second == trace::ReadyNotMeasured;
    });
}

QString runningName(bool measured) {
    return measured ? stateName(model::State::Running)
                    : QCoreApplication::translate("render", "running or ready (not measured here)");
}

LegendContent legendOf(const model::Model& model, const analysis::Findings& findings, model::Nanos from,
                       model::Nanos to) {
    LegendContent content;
    if (!readyMeasured(model))
        content.words[model::State::Running] = runningName(false);
    for (LaneId id : model.lanes()) {
        const model::Lane* lane = model.lane(id);
        if (!lane)
            continue;
        for (std::size_t i = 0; i < lane->intervals.size() && content.states.size() < model::StateCount; ++i) {
            if (lane->intervals[i].begin < to && lane->endOf(i) > from)
                content.states.insert(lane->intervals[i].state);
        }
    }
    for (const model::Arrow& arrow : model.arrows()) {
        const model::Nanos time = model.log()[arrow.to].time;
        if (time >= from && time <= to)
            content.arrows.insert(arrow.kind);
    }
    content.deadlock = std::any_of(findings.all().begin(), findings.all().end(), [&](const analysis::Finding& finding) {
        return finding.kind == analysis::FindingKind::Deadlock && finding.at <= to;
    });
    content.breaks = std::any_of(model.breaks().begin(), model.breaks().end(),
                                 [&](const model::Break& each) { return each.at >= from && each.at <= to; });
    return content;
}

Scene layoutLegend(const LegendContent& content, double width, const Theme& theme) {
    const TypeMeasure measure(theme);
    Scene scene;
    scene.layers.resize(1);
    Layer& layer = scene.layers.front();
    const double scale = theme.typeScale();
    const double row = std::round(24 * scale);
    const double sample = std::round(30 * scale);
    double x = 0, y = 0, widest = 0;
    // Makes room for one entry and says where its sample and its words go.
    const auto place = [&](const QString& text) {
        const double words = measure.width(text, Type::Small);
        const double whole = sample + 7 + words + 22 * scale;
        if (x > 0 && x + whole - 22 * scale > width) {
            x = 0;
            y += row;
        }
        const QRectF result(x, y, sample, row);
        x += whole;
        widest = std::max(widest, x);
        return result;
    };
    const auto word = [&](const QString& text, const QRectF& at, const Tag& tag) {
        addText(layer, measure, text, QRectF(at.right() + 7, at.top(), measure.width(text, Type::Small) + 1, row), Type::Small,
                Role::Text, Align::Left, tag);
    };
    for (model::State state : content.states) {
        const auto other = content.words.find(state);
        const QString text = other == content.words.end() ? stateName(state) : other->second;
        const Tag tag{What::LegendEntry, {}, {}, model::NoEvent, -1, static_cast<std::uint32_t>(state)};
        const QRectF at = place(text);
        const Ink ink = roleOf(state);
        layer.boxes.push_back({barRect(at.adjusted(0, 2, 0, -2), state, at.left(), at.right()), ink, formOf(state),
                               theme.outlined(ink.role), 0, 1, Role::Transparent, tag});
        if (state == model::State::Failed)
            layer.marks.push_back({at.center() + QPointF(10, 2), 10, Glyph::Cross, ink, tag});
        if (state == model::State::Done)
            layer.marks.push_back({QPointF(at.left() + 1, at.bottom() - 9), 10, Glyph::EndCap, Role::TextDim, tag});
        word(text, at, tag);
    }
    if (content.deadlock) {
        const QString text = QCoreApplication::translate("render", "in a deadlock cycle, with its place in the ring");
        const QRectF at = place(text);
        const QRectF bar = barRect(at.adjusted(3, 3, -3, -3), model::State::Blocked, at.left() + 3, at.right() - 3);
        layer.boxes.push_back({bar.adjusted(-3, -3, 3, 3), Role::Halo, Form::Solid, false, 5, 1, Role::Transparent, {}});
        layer.boxes.push_back({bar, Role::Blocked, Form::VerticalBars, false, 0, 1, Role::Transparent, {}});
        word(text, at, {});
    }
    if (content.breaks) {
        const QString text = QCoreApplication::translate("render", "the run stood: no run time");
        const QRectF at = place(text);
        layer.boxes.push_back({QRectF(at.center().x() - BreakWidth / 2, at.top() + 3, BreakWidth, at.height() - 6), Role::Break,
                               Form::Zigzag, false, 0, 1, Role::Transparent, {}});
        word(text, at, {});
    }
    for (model::ArrowKind kind : content.arrows) {
        const QString text = arrowName(kind);
        const QRectF at = place(text);
        Line line;
        line.points[0] = QPointF(at.left() + 2, at.center().y());
        line.points[1] = QPointF(at.right() - 2, at.center().y());
        line.ink = roleOf(kind);
        line.width = 1.5F;
        line.cap = Cap::Arrow;
        layer.lines.push_back(line);
        word(text, at, {});
    }
    scene.size = QSizeF(std::min(widest, width), x > 0 || y > 0 ? y + row : 0);
    return scene;
}

} // namespace braid::render
