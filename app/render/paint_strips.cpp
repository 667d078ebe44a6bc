#include "app/render/paint_bars.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cmath>

namespace braid::render {
namespace {

/// Stacked from the bottom up; what is tall comes first so that the picture reads like the bars around it.
constexpr model::State StackOrder[model::StateCount] = {
    model::State::Running, model::State::Blocked,  model::State::Waiting, model::State::Ready,
    model::State::IoWait,  model::State::IoCopy,   model::State::Suspended, model::State::Sleeping,
    model::State::Created, model::State::Failed,   model::State::Done};

/// Row `row` of a strip: a pixel has the colour of the first state whose part begins at or above it. `uppers`: where the
/// part of each state begins, `width` for the first state, then as many for the second. Without branches, so that it is
/// compiled to vector instructions.
template <std::size_t States>
void fillRow(QRgb* __restrict out, const std::int32_t* __restrict uppers, std::size_t width, std::int32_t row,
             const QRgb* __restrict colors) {
    for (std::size_t x = 0; x < width; ++x) {
        QRgb color = out[x];
        for (std::size_t state = States; state-- > 0;)
            color = row >= uppers[state * width + x] ? colors[state] : color;
        out[x] = color;
    }
}

void fillRow(std::size_t states, QRgb* out, const std::int32_t* uppers, std::size_t width, std::int32_t row, const QRgb* colors) {
    switch (states) {
    case 1:
        return fillRow<1>(out, uppers, width, row, colors);
    case 2:
        return fillRow<2>(out, uppers, width, row, colors);
    case 3:
        return fillRow<3>(out, uppers, width, row, colors);
    case 4:
        return fillRow<4>(out, uppers, width, row, colors);
    default: // from the top of the pile down, so that what is lower wins
        for (std::size_t state = states; state-- > 0;)
            fillRow<1>(out, uppers + state * width, width, row, colors + state);
    }
}

} // namespace

StateColors stateColors(const Theme& theme) {
    StateColors colors{};
    for (std::size_t i = 0; i < model::StateCount; ++i)
        colors[i] = theme.color(static_cast<Role>(i)).rgb();
    return colors;
}

void drawStrip(const Pixels& into, int left, int top, int height, const Strip& strip, std::span<const Column> columns,
               const StateColors& colors) {
    const int step = strip.columnWidth;
    const int from = std::max(left, 0), to = std::min(static_cast<int>(std::ceil(strip.rect.width())), left + into.width);
    if (to <= from)
        return;
    // Most strips have three or four states; the others need not be looked at column by column.
    std::array<std::uint8_t, model::StateCount> any{};
    for (const Column& column : columns)
        for (std::size_t state = 0; state < model::StateCount; ++state)
            any[state] |= column.share[state];
    std::array<std::size_t, model::StateCount> present{};
    std::array<QRgb, model::StateCount> inks{};
    std::size_t states = 0;
    for (model::State state : StackOrder) {
        if (any[static_cast<std::size_t>(state)] == 0)
            continue;
        inks[states] = colors[static_cast<std::size_t>(state)];
        present[states++] = static_cast<std::size_t>(state);
    }
    const auto width = static_cast<std::size_t>(to - from);
    QVarLengthArray<std::int32_t, 4096> uppers(static_cast<qsizetype>(states * width));
    for (int x = from; x < to;) {
        const auto index = static_cast<std::size_t>(x / step);
        const int next = std::min((static_cast<int>(index) + 1) * step, to);
        // Beyond the last column there is nothing.
        const Column column = index < columns.size() ? columns[index] : Column{};
        int sum = 0;
        for (std::size_t i = 0; i < states; ++i) {
            const int share = column.share[present[i]];
            sum += share >= 254 - sum ? 255 - sum : share;
            const std::int32_t upper = height - (sum * height + 127) / 255;
            for (int same = x; same < next; ++same)
                uppers[static_cast<qsizetype>(i * width) + same - from] = upper;
        }
        x = next;
    }
    QRgb* row = into.first + (from - left) + std::max(-top, 0) * into.stride;
    for (int y = std::max(-top, 0); y < std::min(into.rows, height - top); ++y, row += into.stride)
        fillRow(states, row, uppers.constData(), width, y + top, inks.data());
}

} // namespace braid::render
