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

    void begin(int top) {
        m_top = top;
        m_rows = std::min(BandRows, m_area.bottom() + 1 - top);
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
    for (std::uint32_t index = 0; index < strip.count; ++index) {
        const int from = std::max(static_cast<int>(index) * step - left, 0);
        const int to = std::min(std::min((static_cast<int>(index) + 1) * step, end) - left, into.width);
        if (to <= from)
            continue;
        const Column& column = scene.columns[strip.first + index];
        int sum = 0;
        int below = height; // rows from the strip's top down to what is filled already
        for (model::State state : StackOrder) {
            const int share = column.share[static_cast<std::size_t>(state)];
            if (share == 0)
                continue;
            sum += share >= 254 - sum ? 255 - sum : share;
            const int upper = height - (sum * height + 127) / 255;
            const QRgb color = colors[static_cast<std::size_t>(state)];
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
    const auto bands = static_cast<std::size_t>((area.height() + BandRows - 1) / BandRows);
    std::vector<std::vector<const Box*>> boxesOf(bands);
    std::vector<std::vector<const Strip*>> stripsOf(bands);
    const auto sort = [&](const auto& items, auto& into) {
        for (const auto* item : items) {
            const int first = std::max(static_cast<int>(item->rect.top()) - area.top(), 0) / BandRows;
            const int last = std::min(static_cast<int>(item->rect.bottom()) - 1, area.bottom()) - area.top();
            for (int band = first; band * BandRows <= last; ++band)
                into[static_cast<std::size_t>(band)].push_back(item);
        }
    };
    sort(wholeBoxes, boxesOf);
    sort(wholeStrips, stripsOf);
    const StateColors colors = stateColors(theme);
    Band band(area, theme);
    for (std::size_t i = 0; i < bands; ++i) {
        if (boxesOf[i].empty() && stripsOf[i].empty())
            continue;
        band.begin(area.top() + static_cast<int>(i) * BandRows);
        for (const Box* box : boxesOf[i])
            addBox(band, *box);
        for (const Strip* strip : stripsOf[i])
            band.add(scene, *strip, colors);
        band.finish(painter);
    }
    return true;
}

} // namespace braid::render
