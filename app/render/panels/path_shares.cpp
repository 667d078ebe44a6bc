#include "app/render/panels/path_shares.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/state_form.h"

#include "app/render/scene/labels.h"
#include "app/render/scene/translate.h"
#include "app/render/scene/words.h"
#include "engine/model/text/sentence.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

namespace braid::render {

namespace {

using model::Nanos;

/// So many shares and objects are drawn, the rest is counted.
constexpr std::size_t MostDrawn = 40;
/// Pieces looked through for the longest of a share: a path may have millions, and this is done for each picture.
constexpr std::size_t MostLookedThrough = 20'000;

QString lasting(Nanos ns) { return textOf(model::durationText(ns)); }

/// Written from top to bottom.
class SharesPage {
public:
    SharesPage(const model::Model& model, const analysis::CriticalPath& path, double width, const Theme& theme, Layer& layer)
        : m_model(model), m_path(path), m_theme(theme), m_measure(theme), m_width(width), m_layer(layer) {}

    [[nodiscard]] double write();

private:
    [[nodiscard]] double scale() const { return m_theme.typeScale(); }
    [[nodiscard]] double left() const { return std::round(14 * scale()); }
    [[nodiscard]] double room() const { return m_width - 2 * left(); }
    [[nodiscard]] double part(Nanos ns) const {
        const Nanos whole = m_path.end - m_path.begin;
        return whole > 0 ? std::clamp(static_cast<double>(ns) / static_cast<double>(whole), 0.0, 1.0) : 0;
    }
    [[nodiscard]] QString percent(Nanos ns) const {
        const double hundredths = part(ns) * 100;
        return ns > 0 && hundredths < 1 ? QStringLiteral("<1 %") : QStringLiteral("%1 %").arg(std::lround(hundredths));
    }
    [[nodiscard]] model::EventIndex longest(const analysis::PathShare& share) const;

    void words(const QString& text, Type type, Ink ink) {
        const double height = std::max(std::round(20 * scale()), m_measure.height(type) + 2);
        addText(m_layer, m_measure, text, QRectF(left(), m_y, room(), height), type, ink);
        m_y += height;
    }
    void space(double pixels) { m_y += std::round(pixels * scale()); }
    /// A line of words, a bar below it.
    void entry(const QString& text, const QString& behind, Nanos ns, Ink ink, Form form, std::optional<Ink> chip, const Tag& tag);
    void rest(std::size_t all) {
        if (all > MostDrawn)
            words(say(QT_TRANSLATE_NOOP("render", "and %1 more")).arg(all - MostDrawn), Type::Small, Role::TextDim);
    }
    void shares();
    void uses();

    const model::Model& m_model;
    const analysis::CriticalPath& m_path;
    const Theme& m_theme;
    TypeMeasure m_measure;
    double m_width;
    Layer& m_layer;
    double m_y = 0;
};

model::EventIndex SharesPage::longest(const analysis::PathShare& share) const {
    Nanos most = -1;
    model::EventIndex event = model::NoEvent;
    const std::size_t looked = std::min(m_path.pieces.size(), MostLookedThrough);
    for (const analysis::PathPiece& piece : std::span(m_path.pieces).first(looked))
        if (piece.lane == share.lane && piece.state == share.state && piece.object == share.object && piece.end - piece.begin > most) {
            most = piece.end - piece.begin;
            event = piece.event;
        }
    return event;
}

void SharesPage::entry(const QString& text, const QString& behind, Nanos ns, Ink ink, Form form, std::optional<Ink> chip, const Tag& tag) {
    const double line = std::round(20 * scale());
    const double high = std::round(8 * scale());
    double x = left();
    if (chip) {
        m_layer.boxes.push_back({QRectF(x, m_y + 4, std::round(4 * scale()), line - 8), *chip, Form::Solid, false, 2, 1, Role::Transparent, tag});
        x += std::round(9 * scale());
    }
    const double right = left() + room();
    const double used = std::min(m_measure.width(behind, Type::Small) + 6, room() * 0.65);
    addText(m_layer, m_measure, text, QRectF(x, m_y, right - x - used, line), Type::Normal, Role::Text, Align::Left, tag);
    addText(m_layer, m_measure, behind, QRectF(right - used, m_y, used, line), Type::Small, Role::TextDim, Align::Right, tag);
    m_y += line;
    m_layer.boxes.push_back({QRectF(left(), m_y, room(), high), Role::Panel, Form::Solid, false, 0, 1, Role::Transparent, tag});
    const double wide = std::max(2.0, std::round(room() * part(ns)));
    if (ns > 0)
        m_layer.boxes.push_back({QRectF(left(), m_y, wide, high), ink, form, m_theme.outlined(ink.role), 0, 1, Role::Transparent, tag});
    m_y += high + std::round(5 * scale());
}

void SharesPage::shares() {
    for (std::size_t i = 0; i < m_path.shares.size() && i < MostDrawn; ++i) {
        const analysis::PathShare& share = m_path.shares[i];
        QString what = stateName(share.state);
        if (share.object)
            what += u' ' + shownName(m_model, share.object);
        entry(shownName(m_model, share.lane) + QStringLiteral(" · ") + what, lasting(share.ns) + QStringLiteral(" · ") + percent(share.ns),
              share.ns, roleOf(share.state), formOf(share.state), chipOf(m_model, share.lane),
              {What::Bar, share.lane, share.object, longest(share), -1, 1});
    }
    rest(m_path.shares.size());
}

void SharesPage::uses() {
    if (m_path.uses.empty())
        return;
    space(10);
    m_layer.boxes.push_back({QRectF(left(), m_y, room(), 1), Role::Edge, Form::Solid, false, 0, 1, Role::Transparent, {}});
    space(5);
    words(say(QT_TRANSLATE_NOOP("render", "Locks, queues and others on it")), Type::SmallBold, Role::TextDim);
    for (std::size_t i = 0; i < m_path.uses.size() && i < MostDrawn; ++i) {
        const analysis::PathUse& use = m_path.uses[i];
        const model::Object* object = m_model.object(use.object);
        QStringList behind;
        if (use.held > 0)
            behind << say(QT_TRANSLATE_NOOP("render", "held %1")).arg(percent(use.held));
        if (use.waited > 0)
            behind << say(QT_TRANSLATE_NOOP("render", "waited for %1")).arg(percent(use.waited));
        if (use.handOvers > 0)
            behind << say(QT_TRANSLATE_NOOP("render", "handed on %1 times")).arg(use.handOvers);
        entry(shownName(m_model, use.object) + (object ? QStringLiteral(" · ") + objectKindName(*object) : QString()),
              behind.join(QStringLiteral(" · ")), use.held + use.waited, Role::Depth, Form::Solid, {},
              {What::ObjectHeader, {}, use.object, model::NoEvent, -1, 1});
    }
    rest(m_path.uses.size());
}

double SharesPage::write() {
    space(12);
    words(say(QT_TRANSLATE_NOOP("render", "Critical path")), Type::Title, Role::Text);
    space(2);
    const QString length = lasting(m_path.end - m_path.begin);
    words(m_path.pieces.size() == 1
              ? say(QT_TRANSLATE_NOOP("render", "%1 in one piece")).arg(length)
              : say(QT_TRANSLATE_NOOP("render", "%1 in %2 pieces")).arg(length).arg(m_path.pieces.size()),
          Type::Small, Role::TextDim);
    space(8);
    shares();
    uses();
    space(12);
    return m_y;
}

} // namespace

Scene layoutPathShares(const model::Model& model, const analysis::CriticalPath& path, double width, const Theme& theme) {
    Scene scene;
    scene.layers.resize(1);
    SharesPage page(model, path, width, theme, scene.layers.front());
    scene.size = QSizeF(width, page.write());
    return scene;
}

} // namespace braid::render
