#include "app/render/paint/paint_bars.h"

#include "app/render/paint/pixels.h"
#include "app/render/paint/vertical_extent.h"
#include "app/render/scene/patterns.h"

#include <QImage>
#include <QPainter>

#include <optional>

namespace braid::render {

namespace {

/// Few enough rows for the processor's second-level cache, many enough that most bars lie in one.
constexpr int BandRows = 32;

bool isPixels(const Box& box, const Theme& theme) {
    const bool form = (box.form == Form::Solid && !(box.radius > 0)) || box.form == Form::VerticalBars ||
                      box.form == Form::Dots || box.form == Form::HorizontalLines || box.form == Form::Crosses;
    return form && whole(box.rect) && theme.color(box.ink).alpha() == 255;
}

/// A band of the picture: takes rectangles of whole pixels, in the picture's coordinates. They are written into the
/// painter's own image where that can be done, else into one that is handed to the painter.
class Band {
public:
    Band(QPainter& painter, const QRect& area, const Theme& theme)
        : m_painter(painter), m_theme(theme), m_area(area), m_target(imageOf(painter, painter.deviceTransform().mapRect(area))) {
        if (!m_target)
            m_image = QImage(area.width(), std::min(BandRows, area.height()), QImage::Format_ARGB32_Premultiplied);
    }

    void begin(int top, int rows) {
        m_top = top;
        m_rows = rows;
        if (m_target) {
            m_pixels = rowsOf(*m_target, top - m_area.top(), rows);
            return;
        }
        m_image.fill(0);
        m_pixels = rowsOf(m_image, 0, rows);
    }
    void finish() {
        if (!m_target)
            m_painter.drawImage(QPoint(m_area.left(), m_top), m_image, QRect(0, 0, m_area.width(), m_rows));
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
        for (int y = top; y < bottom; ++y)
            std::fill_n(m_pixels.first + y * m_pixels.stride + left, right - left, color);
    }
    void add(const Strip& strip, std::span<const Column> columns, const StateInks& inks) {
        drawStrip(m_pixels, m_area.left() - static_cast<int>(strip.rect.x()), m_top - static_cast<int>(strip.rect.y()), strip,
                  columns, inks);
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

    QPainter& m_painter;
    const Theme& m_theme;
    QRect m_area;
    std::optional<QImage> m_target; ///< all of the area
    QImage m_image;
    Pixels m_pixels{}; ///< of the present band
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

bool paintBars(QPainter& painter, const QRect& rows, const Layer& layer, const Theme& theme, const StateInks& inks,
               std::vector<const Box*>& boxes, std::vector<const Strip*>& strips) {
    if (!layer.disjoint || !drawsPixels(painter))
        return false;
    // What lies in which band: boxes first, then strips.
    int left = rows.right() + 1, top = rows.bottom() + 1, right = rows.left(), bottom = rows.top();
    const VerticalExtent extent(rows);
    const auto widen = [&](const QRectF& rect) {
        left = std::min(left, static_cast<int>(rect.left()));
        top = std::min(top, static_cast<int>(rect.top()));
        right = std::max(right, static_cast<int>(rect.right()));
        bottom = std::max(bottom, static_cast<int>(rect.bottom()));
    };
    std::vector<const Box*> wholeBoxes;
    std::vector<const Strip*> wholeStrips;
    for (const Box& box : layer.boxes) {
        if (!extent.meets(box.rect, VerticalExtent::Rim))
            continue;
        const bool fits = isPixels(box, theme);
        (fits ? wholeBoxes : boxes).push_back(&box);
        if (fits)
            widen(box.rect);
    }
    for (const Strip& strip : layer.strips) {
        if (!extent.meets(strip.rect))
            continue;
        const bool fits = whole(strip.rect);
        (fits ? wholeStrips : strips).push_back(&strip);
        if (fits)
            widen(strip.rect);
    }
    const QRect area = QRect(left, top, right - left, bottom - top) & rows;
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
    Band band(painter, area, theme);
    for (std::size_t i = 0; i < bands; ++i) {
        if (boxesOf[i].empty() && stripsOf[i].empty())
            continue;
        band.begin(tops[i], tops[i + 1] - tops[i]);
        for (const Box* box : boxesOf[i])
            addBox(band, *box);
        for (const Strip* strip : stripsOf[i])
            band.add(*strip, layer.columnsOf(*strip), inks);
        band.finish();
    }
    return true;
}

} // namespace braid::render
