#include "app/render/panels/share_bar.h"
#include "app/render/scene/state_form.h"

#include "app/render/scene/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <numeric>

namespace braid::render {

namespace {
constexpr double LeastText = 0.001; ///< share
} // namespace

Scene layoutShares(const model::StateTimes& ns, QSizeF size, const Theme& theme, model::Nanos whole) {
    Scene scene;
    scene.size = size;
    scene.layers.resize(1);
    double sum = 0;
    for (const model::Nanos time : ns)
        sum += static_cast<double>(time);
    if (sum <= 0 || size.isEmpty())
        return scene;
    const double scale = size.width() / std::max(sum, static_cast<double>(whole));
    double x = 0;
    for (std::size_t i = 0; i < model::StateCount; ++i) {
        const double width = static_cast<double>(ns[i]) * scale;
        if (width <= 0)
            continue;
        const auto state = static_cast<model::State>(i);
        const Ink ink = roleOf(state);
        // The whole height: a share is read by its length alone. The pattern stays, so that colour is not alone.
        scene.layers.front().boxes.push_back({QRectF(x, 0, width, size.height()), ink, width < 2 ? Form::Solid : formOf(state), theme.outlined(ink.role), 0, 1, Role::Transparent, {}});
        x += width;
    }
    return scene;
}

Scene layoutRatio(double before, double after, double greatest, QSizeF size, const Theme&) {
    Scene scene;
    scene.size = size;
    scene.layers.resize(1);
    if (!(greatest > 0) || size.isEmpty())
        return scene;
    const double height = std::max(2.0, (size.height() - 2) / 2);
    const auto bar = [&](double value, double top, Ink ink) {
        const double width = std::clamp(value / greatest, 0.0, 1.0) * size.width();
        if (width > 0)
            scene.layers.front().boxes.push_back(
                {QRectF(0, top, std::max(width, 1.0), height), ink, Form::Solid, false, 0, 1, Role::Transparent, {}});
    };
    bar(before, 0, Role::TextDim);
    bar(after, size.height() - height, Role::Accent);
    return scene;
}

QString sharesText(const model::StateTimes& ns) {
    const double whole = static_cast<double>(std::accumulate(ns.begin(), ns.end(), model::Nanos{0}));
    std::array<std::size_t, model::StateCount> order{};
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ns[a] > ns[b]; });
    QStringList parts;
    for (const std::size_t i : order) {
        const double share = whole > 0 ? static_cast<double>(ns[i]) / whole : 0;
        if (share < LeastText)
            continue;
        const QString number = QString::number(share * 100, 'f', share < 0.1 ? 1 : 0);
        parts << QStringLiteral("%1 %2 %").arg(stateName(static_cast<model::State>(i)), number);
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace braid::render
