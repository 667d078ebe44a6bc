#include "app/render/timeline/area_totals.h"

#include "app/render/panels/share_bar.h"
#include "app/render/scene/coordinates.h"
#include "app/render/scene/labels.h"
#include "app/render/scene/plain_text.h"
#include "app/render/scene/shown_name.h"
#include "engine/model/text/sentence.h"

#include <QCoreApplication>
#include <algorithm>

namespace braid::render {
namespace {

constexpr std::size_t MostLanes = 8;
constexpr double TotalsMargin = 10, Gap = 8, NameWidth = 110, BarWidth = 120, WaitWidth = 86, EventsWidth = 60; ///< at type scale 1

QString number(std::size_t count) { return textOf(model::countText(count)); }

class Totals {
public:
    Totals(const Theme& theme, Scene& scene) : m_theme(theme), m_measure(theme), m_scene(scene) { m_scene.layers.resize(3); }

    void line(const QString& text, Type type, Ink ink) {
        addText(words(), m_measure, text, place(0, width(), type), type, ink);
        next(type);
    }
    /// One row of the table; `shares` may be nullptr.
    void row(const QString& name, Ink chip, const model::StateTimes* shares, const QString& wait, const QString& events, Type type,
             Ink ink) {
        const double high = m_measure.height(type);
        double x = 0;
        if (chip.role != Role::Transparent)
            bars().boxes.push_back({QRectF(scaled(TotalsMargin), m_y + 2, 3, high - 4), chip, Form::Solid, false, 1, 1, Role::Transparent, {}});
        addText(words(), m_measure, name, place(scaled(Gap), scaled(NameWidth - Gap), type), type, ink);
        x += scaled(NameWidth + Gap);
        if (shares)
            bar(*shares, QRectF(scaled(TotalsMargin) + x, m_y + 2, scaled(BarWidth), high - 4));
        x += scaled(BarWidth + Gap);
        addText(words(), m_measure, wait, place(x, scaled(WaitWidth), type), type, ink, Align::Right);
        x += scaled(WaitWidth + Gap);
        addText(words(), m_measure, events, place(x, scaled(EventsWidth), type), type, ink, Align::Right);
        next(type);
    }
    void whole(const model::StateTimes& shares) {
        const double high = m_measure.height(Type::Normal);
        bar(shares, QRectF(scaled(TotalsMargin), m_y + 2, width(), high - 4));
        next(Type::Normal);
    }
    void end() {
        m_scene.size = QSizeF(width() + 2 * scaled(TotalsMargin), m_y + scaled(TotalsMargin));
        m_scene.layers.front().boxes.push_back({QRectF(QPointF(), m_scene.size), Role::Panel, Form::Solid, false, 0, 1, Role::Transparent, {}});
        m_scene.layers.front().boxes.push_back(
            {QRectF(QPointF(), m_scene.size).adjusted(0.5, 0.5, -0.5, -0.5), Role::Accent, Form::Outline, false, 4, 1, Role::Transparent, {}});
    }

private:
    [[nodiscard]] double scaled(double pixels) const { return pixels * m_theme.typeScale(); }
    [[nodiscard]] double width() const { return scaled(NameWidth + BarWidth + WaitWidth + EventsWidth + 3 * Gap); }
    [[nodiscard]] QRectF place(double x, double width, Type type) const { return {scaled(TotalsMargin) + x, m_y, width, m_measure.height(type)}; }
    void next(Type type) { m_y += m_measure.height(type) + 3; }
    Layer& bars() { return m_scene.layers[1]; }
    Layer& words() { return m_scene.layers[2]; }
    void bar(const model::StateTimes& shares, const QRectF& rect) {
        Scene part = layoutShares(shares, rect.size(), m_theme);
        translate(part, rect.topLeft());
        for (Box& box : part.layers.front().boxes)
            bars().boxes.push_back(std::move(box));
    }

    const Theme& m_theme;
    TypeMeasure m_measure;
    Scene& m_scene;
    double m_y = TotalsMargin;
};

} // namespace

Scene layoutAreaTotals(const model::Model& model, const analysis::Statistics& statistics, const std::vector<LaneId>& lanes,
                       const Theme& theme) {
    std::vector<const analysis::LaneStatistics*> rows;
    model::StateTimes all{};
    std::size_t events = 0;
    for (const analysis::LaneStatistics& lane : statistics.lanes) {
        const bool meant = lanes.empty() || std::find(lanes.begin(), lanes.end(), lane.lane) != lanes.end();
        if (!meant || (lane.lived == 0 && lane.events == 0))
            continue;
        events += lane.events;
        for (std::size_t state = 0; state < model::StateCount; ++state)
            all[state] += lane.ns[state];
        if (lane.lived > 0)
            rows.push_back(&lane);
    }
    const std::size_t shown = std::min(rows.size(), MostLanes);
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(shown), rows.end(), [](const auto* a, const auto* b) {
        return a->waits.worst != b->waits.worst ? a->waits.worst > b->waits.worst : a->lane < b->lane;
    });

    Scene scene;
    Totals totals(theme, scene);
    const model::Nanos step = std::max<model::Nanos>(1, statistics.duration() / 100);
    totals.line(QStringLiteral("%1  ·  %2 – %3")
                    .arg(textOf(model::durationText(statistics.duration())), momentText(statistics.from, step), momentText(statistics.to, step)),
                Type::Bold, Role::Text);
    totals.line(QCoreApplication::translate("render", "%1 events of %2 lanes").arg(number(events), number(rows.size())), Type::Small, Role::TextDim);
    totals.whole(all);
    if (const QString shares = sharesText(all); !shares.isEmpty())
        totals.line(shares, Type::Small, Role::Text);
    totals.row({}, Role::Transparent, nullptr, QCoreApplication::translate("render", "longest wait"), QCoreApplication::translate("render", "events"), Type::Small, Role::TextDim);
    for (std::size_t i = 0; i < shown; ++i) {
        const analysis::LaneStatistics& lane = *rows[i];
        totals.row(shownName(model, lane.lane), chipOf(model, lane.lane), &lane.ns,
                   lane.waits.count > 0 ? textOf(model::durationText(lane.waits.worst)) : QStringLiteral("–"), number(lane.events),
                   Type::Small, Role::Text);
    }
    if (rows.size() > shown)
        totals.line(QCoreApplication::translate("render", "and %1 more lanes").arg(number(rows.size() - shown)), Type::Small, Role::TextDim);
    totals.end();
    return scene;
}

} // namespace braid::render
