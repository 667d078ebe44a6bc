#include "app/render/paint/paint_bars.h"
#include "app/render/scene/state_form.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cmath>

namespace braid::render {
namespace {

/// From the bottom up: low forms first, so that what is tall stands out above them, as it does among the bars around it.
constexpr model::State StackOrder[model::StateCount] = {
    model::State::NotRecorded, model::State::Done, model::State::Failed, model::State::Sleeping, model::State::Created, model::State::Ready, model::State::Paused, model::State::Idle, model::State::Waiting,
    model::State::IoWait, model::State::IoCopy, model::State::Suspended, model::State::Blocked, model::State::Running};

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
    case 5:
        return fillRow<5>(out, uppers, width, row, colors);
    default: // from the top of the pile down, so that what is lower wins
        for (std::size_t state = states; state-- > 0;)
            fillRow<1>(out, uppers + state * width, width, row, colors + state);
    }
}

/// Lays a state's pattern over row `row` of its part, which begins at `upper` and ends before `lower`. `pattern` goes round
/// after TileWidth pixels.
void patternRow(QRgb* __restrict out, const std::int32_t* __restrict upper, const std::int32_t* __restrict lower,
                std::size_t width, std::int32_t row, const QRgb* __restrict pattern) {
    const auto block = [&](std::size_t begin, std::size_t count) {
        for (std::size_t x = 0; x < count; ++x) {
            const std::int32_t from = upper[begin + x], to = lower[begin + x];
            QRgb more = pattern[x];
            more = row >= from ? more : 0;
            more = row < to ? more : 0;
            more = to - from >= StateInks::PatternHeight ? more : 0;
            out[begin + x] ^= more;
        }
    };
    std::size_t begin = 0;
    for (; begin + StateInks::TileWidth <= width; begin += StateInks::TileWidth)
        block(begin, StateInks::TileWidth);
    block(begin, width - begin);
}

} // namespace

void drawStrip(const Pixels& into, int left, int top, const Strip& strip, std::span<const Column> columns, const StateInks& inks) {
    const int step = strip.columnWidth;
    const int from = std::max(left, 0), to = std::min(static_cast<int>(std::ceil(strip.rect.width())), left + into.width);
    if (to <= from)
        return;
    const int shown = static_cast<int>(std::ceil(strip.rect.height()));
    const int cut = static_cast<int>(std::lround(strip.cutAbove));
    const int height = cut + shown + static_cast<int>(std::lround(strip.cutBelow));
    // Most strips have three or four states; the others need not be looked at column by column.
    std::array<std::uint8_t, model::StateCount> any{};
    for (const Column& column : columns)
        for (std::size_t state = 0; state < model::StateCount; ++state)
            any[state] |= column.share[state];
    std::array<std::size_t, model::StateCount> present{};
    std::array<int, model::StateCount> heights{};
    std::array<QRgb, model::StateCount> colors{};
    std::size_t states = 0;
    for (model::State state : StackOrder) {
        if (any[static_cast<std::size_t>(state)] == 0)
            continue;
        colors[states] = inks.plain[static_cast<std::size_t>(state)];
        heights[states] = static_cast<int>(formHeight(state, height));
        present[states++] = static_cast<std::size_t>(state);
    }
    const auto width = static_cast<std::size_t>(to - from);
    // Of each state where its part begins; before them where the lowest one ends.
    QVarLengthArray<std::int32_t, 4096> edges(static_cast<qsizetype>((states + 1) * width));
    std::fill_n(edges.data(), width, height);
    std::int32_t* const uppers = edges.data() + width;
    std::array<std::int32_t, model::StateCount> highest{}; // the first row of each state in any column
    highest.fill(height);
    for (int x = from; x < to;) {
        const auto index = static_cast<std::size_t>(x / step);
        const int next = std::min((static_cast<int>(index) + 1) * step, to);
        // Beyond the last column there is nothing.
        const Column column = index < columns.size() ? columns[index] : Column{};
        int sum = 0;
        for (std::size_t i = 0; i < states; ++i) {
            sum += column.share[present[i]] * heights[i];
            const std::int32_t upper = height - (sum + 127) / 255;
            highest[i] = std::min(highest[i], upper);
            for (int same = x; same < next; ++same)
                uppers[i * width + static_cast<std::size_t>(same - from)] = upper;
        }
        x = next;
    }
    const auto x = static_cast<std::uint32_t>(std::max(0, static_cast<int>(strip.rect.left()) + from));
    QRgb* out = into.first + (from - left) + std::max(-top, 0) * into.stride;
    for (int y = std::max(-top, 0); y < std::min(into.rows, shown - top); ++y, out += into.stride) {
        const std::int32_t row = y + top + cut;
        fillRow(states, out, uppers, width, row, colors.data());
        for (std::size_t i = 0; i < states; ++i)
            if (inks.patterned[present[i]] && row >= highest[i])
                patternRow(out, uppers + i * width, edges.data() + i * width, width, row,
                           inks.patternRow(present[i], x, static_cast<std::uint32_t>(row)));
    }
}

} // namespace braid::render
