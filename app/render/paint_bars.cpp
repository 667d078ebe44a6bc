#include "app/render/paint_bars.h"

#include "app/render/patterns.h"

#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QTransform>

#include <cstring>
#include <optional>

namespace braid::render {

namespace {

/// Few enough rows for the processor's second-level cache, many enough that most bars lie in one.
constexpr int BandRows = 32;

/// Stacked from the bottom up; what is tall comes first so that the picture reads like the bars around it.
constexpr model::State StackOrder[model::StateCount] = {
    model::State::Running, model::State::Blocked,  model::State::Waiting, model::State::Ready,
    model::State::IoWait,  model::State::IoCopy,   model::State::Suspended, model::State::Sleeping,
    model::State::Created, model::State::Failed,   model::State::Done};

bool whole(double v) { return v == std::floor(v) && std::abs(v) < 1e6; }
bool whole(const QRectF& r) { return whole(r.x()) && whole(r.y()) && whole(r.width()) && whole(r.height()); }

bool isPixels(const Box& box, const Theme& theme) {
    const bool form = (box.form == Form::Solid && !(box.radius > 0)) || box.form == Form::VerticalBars ||
                      box.form == Form::Dots || box.form == Form::HorizontalLines || box.form == Form::Crosses;
    return form && whole(box.rect) && theme.color(box.ink).alpha() == 255;
}

/// A band of the picture: takes rectangles of whole pixels, in the picture's coordinates.
class Band {
public:
    Band(const QRect& area, const Theme& theme)
        : m_theme(theme), m_area(area), m_image(area.width(), std::min(BandRows, area.height()),
                                                QImage::Format_ARGB32_Premultiplied) {}

    void begin(int top, int rows) {
        m_top = top;
        m_rows = rows;
        std::memset(m_image.bits(), 0, static_cast<std::size_t>(m_image.sizeInBytes()));
    }
    void finish(QPainter& painter) const {
        painter.drawImage(QPoint(m_area.left(), m_top), m_image, QRect(0, 0, m_area.width(), m_rows));
    }

    // Colours are asked for again with every bar and mixed only once.
    [[nodiscard]] QRgb color(Ink ink) {
        return remembered(m_colors, ink, [&] { return m_theme.color(ink); });
    }
    [[nodiscard]] QRgb tint(Ink ink, double share) {
        return remembered(share == BarsTint ? m_barTints : m_tints, ink, [&] { return m_theme.tint(ink, share); });
    }
    void add(const QRectF& rect, QRgb color) {
        const int left = std::max(static_cast<int>(rect.x()) - m_area.left(), 0);
        const int right = std::min(static_cast<int>(rect.x() + rect.width()) - m_area.left(), m_area.width());
        const int top = std::max(static_cast<int>(rect.y()) - m_top, 0);
        const int bottom = std::min(static_cast<int>(rect.y() + rect.height()) - m_top, m_rows);
        if (right <= left)
            return;
        const Pixels all = pixels();
        for (int y = top; y < bottom; ++y)
            std::fill_n(all.first + y * all.stride + left, right - left, color);
    }
    void add(const Scene& scene, const Strip& strip, const StateColors& colors) {
        drawStrip(pixels(), m_area.left() - static_cast<int>(strip.rect.x()), m_top - static_cast<int>(strip.rect.y()),
                  static_cast<int>(strip.rect.height()), scene, strip, colors);
    }

private:
    using Memory = std::array<std::optional<QRgb>, RoleCount>;
    template <class Mix>
    [[nodiscard]] static QRgb remembered(Memory& memory, Ink ink, Mix mix) {
        if (ink.role == Role::Chip) // many colours in one role
            return mix().rgb();
        std::optional<QRgb>& known = memory[static_cast<std::size_t>(ink.role)];
        if (!known)
            known = mix().rgb();
        return *known;
    }
    [[nodiscard]] Pixels pixels() {
        return {reinterpret_cast<QRgb*>(m_image.bits()), m_image.bytesPerLine() / static_cast<qsizetype>(sizeof(QRgb)),
                m_area.width(), m_rows};
    }

    const Theme& m_theme;
    QRect m_area;
    QImage m_image;
    int m_top = 0;
    int m_rows = 0;
    Memory m_colors, m_tints, m_barTints;
};

void addBox(Band& band, const Box& box) {
    switch (box.form) {
    case Form::VerticalBars:
        verticalBars(band, box.rect, box.ink);
        break;
    case Form::Dots:
        dots(band, box.rect, box.ink);
        break;
    case Form::HorizontalLines:
        horizontalLines(band, box.rect, box.ink, false);
        break;
    case Form::Crosses:
        horizontalLines(band, box.rect, box.ink, true);
        break;
    default:
        band.add(box.rect, band.color(box.ink));
        break;
    }
    if (box.outlined)
        border(band, box.rect);
}

/// Where each band begins, from the top of `area` to below its end: BandRows apart at most, and where that is possible not
/// in the middle of strips, which would be gone through twice.
std::vector<int> bandTops(const QRect& area, const std::vector<const Strip*>& strips) {
    std::vector<int> before(static_cast<std::size_t>(area.height()), 0); // how far above the strip at a row begins
    for (const Strip* strip : strips) {
        const int top = static_cast<int>(strip->rect.top());
        const int end = std::min(static_cast<int>(strip->rect.bottom()), area.bottom() + 1);
        for (int y = std::max(top + 1, area.top()); y < end; ++y)
            before[static_cast<std::size_t>(y - area.top())] = y - top;
    }
    std::vector<int> tops{area.top()};
    while (tops.back() <= area.bottom()) {
        int next = tops.back() + BandRows;
        if (next <= area.bottom()) {
            const int strip = next - before[static_cast<std::size_t>(next - area.top())];
            next = strip > tops.back() ? strip : next;
        }
        tops.push_back(std::min(next, area.bottom() + 1));
    }
    return tops;
}

} // namespace

StateColors stateColors(const Theme& theme) {
    StateColors colors{};
    for (std::size_t i = 0; i < model::StateCount; ++i)
        colors[i] = theme.color(static_cast<Role>(i)).rgb();
    return colors;
}

void drawStrip(const Pixels& into, int left, int top, int height, const Scene& scene, const Strip& strip,
               const StateColors& colors) {
    const int step = strip.columnWidth;
    const int end = static_cast<int>(std::ceil(strip.rect.width()));
    // Most strips have three or four states; the others need not be looked at column by column.
    std::array<std::uint8_t, model::StateCount> any{};
    for (std::uint32_t index = 0; index < strip.count; ++index) {
        const Column& column = scene.columns[strip.first + index];
        for (std::size_t state = 0; state < model::StateCount; ++state)
            any[state] |= column.share[state];
    }
    std::array<std::size_t, model::StateCount> present{};
    std::size_t states = 0;
    for (model::State state : StackOrder) {
        if (any[static_cast<std::size_t>(state)] != 0)
            present[states++] = static_cast<std::size_t>(state);
    }
    for (std::uint32_t index = 0; index < strip.count; ++index) {
        const int from = std::max(static_cast<int>(index) * step - left, 0);
        const int to = std::min(std::min((static_cast<int>(index) + 1) * step, end) - left, into.width);
        if (to <= from)
            continue;
        const Column& column = scene.columns[strip.first + index];
        int sum = 0;
        int below = height; // rows from the strip's top down to what is filled already
        for (std::size_t i = 0; i < states; ++i) {
            const int share = column.share[present[i]];
            if (share == 0)
                continue;
            sum += share >= 254 - sum ? 255 - sum : share;
            const int upper = height - (sum * height + 127) / 255;
            const QRgb color = colors[present[i]];
            QRgb* row = into.first + std::max(upper - top, 0) * into.stride;
            for (int y = std::max(upper - top, 0), stop = std::min(below - top, into.rows); y < stop; ++y) {
                row[from] = color;
                for (int x = from + 1; x < to; ++x)
                    row[x] = color;
                row += into.stride;
            }
            below = upper;
            if (sum >= 255)
                break;
        }
    }
}

bool paintBars(QPainter& painter, const Scene& scene, const Layer& layer, const Theme& theme,
               std::vector<const Box*>& boxes, std::vector<const Strip*>& strips) {
    const QTransform device = painter.deviceTransform();
    if (!layer.disjoint || !painter.paintEngine() || painter.paintEngine()->type() != QPaintEngine::Raster ||
        device.type() > QTransform::TxTranslate || !whole(device.dx()) || !whole(device.dy()))
        return false;
    // What lies in which band: boxes first, then strips.
    QRectF bounds;
    std::vector<const Box*> wholeBoxes;
    std::vector<const Strip*> wholeStrips;
    wholeBoxes.reserve(layer.boxes.size());
    for (const Box& box : layer.boxes) {
        (isPixels(box, theme) ? wholeBoxes : boxes).push_back(&box);
        if (wholeBoxes.size() > 0 && wholeBoxes.back() == &box)
            bounds |= box.rect;
    }
    for (const Strip& strip : layer.strips) {
        const bool fits = whole(strip.rect);
        (fits ? wholeStrips : strips).push_back(&strip);
        if (fits)
            bounds |= strip.rect;
    }
    const QRect area = bounds.toRect() & painter.window();
    if (area.isEmpty())
        return true;
    const std::vector<int> tops = bandTops(area, wholeStrips);
    const std::size_t bands = tops.size() - 1;
    std::vector<std::size_t> bandAt;
    bandAt.reserve(static_cast<std::size_t>(area.height()));
    for (std::size_t i = 0; i < bands; ++i)
        bandAt.insert(bandAt.end(), static_cast<std::size_t>(tops[i + 1] - tops[i]), i);
    std::vector<std::vector<const Box*>> boxesOf(bands);
    std::vector<std::vector<const Strip*>> stripsOf(bands);
    const auto sort = [&](const auto& items, auto& into) {
        for (const auto* item : items) {
            const int first = std::max(static_cast<int>(item->rect.top()), area.top());
            const int last = std::min(static_cast<int>(item->rect.bottom()) - 1, area.bottom());
            if (last < first)
                continue;
            const std::size_t lastBand = bandAt[static_cast<std::size_t>(last - area.top())];
            for (std::size_t i = bandAt[static_cast<std::size_t>(first - area.top())]; i <= lastBand; ++i)
                into[i].push_back(item);
        }
    };
    sort(wholeBoxes, boxesOf);
    sort(wholeStrips, stripsOf);
    const StateColors colors = stateColors(theme);
    Band band(area, theme);
    for (std::size_t i = 0; i < bands; ++i) {
        if (boxesOf[i].empty() && stripsOf[i].empty())
            continue;
        band.begin(tops[i], tops[i + 1] - tops[i]);
        for (const Box* box : boxesOf[i])
            addBox(band, *box);
        for (const Strip* strip : stripsOf[i])
            band.add(scene, *strip, colors);
        band.finish(painter);
    }
    return true;
}

} // namespace braid::render
