#include "app/render/layout_parts.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

// Flags stand in the upper half of the ruler, above its numbers; those that would cover each other share one.
void layoutBookmarks(const Frame& frame, Layer& lanes, Layer& objects, Layer& panel) {
    const TimelineGeometry& geometry = frame.geometry;
    const QRectF& ruler = geometry.ruler;
    const double scale = frame.theme.typeScale();
    const double size = 10 * scale;
    const double height = frame.measure.height(Type::SmallBold) + 2;
    const double middle = ruler.top() + 2 + height / 2;
    const auto& bookmarks = frame.state.bookmarks;
    double taken = -1e9;
    for (std::size_t i = 0; i < bookmarks.size(); ++i) {
        const double x = frame.x(bookmarks[i].at);
        if (x < ruler.left() || x > ruler.right())
            continue;
        const Tag tag{What::Bookmark, {}, {}, model::NoEvent, static_cast<std::int32_t>(i), 1};
        for (auto& [layer, area] : {std::pair<Layer*, QRectF>{&lanes, geometry.lanes}, {&objects, geometry.objects}}) {
            if (area.isEmpty())
                continue;
            Line line;
            line.points[0] = QPointF(std::round(x) + 0.5, area.top());
            line.points[1] = QPointF(std::round(x) + 0.5, area.bottom());
            line.ink = Role::MarkNote;
            line.dashed = true;
            line.opacity = 0.7F; // without a tag: the bars below it stay within reach
            layer->lines.push_back(line);
        }
        if (x < taken)
            continue;
        panel.marks.push_back({QPointF(x + size / 2 - 1, middle), static_cast<float>(size), Glyph::Flag, Role::MarkNote, tag});
        taken = x + size + 2;
        // The words end where the next flag stands.
        double right = ruler.right();
        for (std::size_t next = i + 1; next < bookmarks.size(); ++next) {
            const double nextX = frame.x(bookmarks[next].at);
            if (nextX > taken) {
                right = std::min(right, nextX - 4);
                break;
            }
        }
        const QRectF room(taken, middle - height / 2, std::min(right - taken, 180 * scale), height);
        const QString note = frame.measure.elided(QString::fromStdString(bookmarks[i].note), Type::SmallBold, room.width());
        if (note.isEmpty())
            continue;
        const double width = frame.measure.width(note, Type::SmallBold) + 4;
        // Its own ground: the numbers of the ruler do not shine through.
        panel.boxes.push_back({QRectF(taken, room.top(), width, height), Role::Panel, Form::Solid, false, 0, 1,
                               Role::Transparent, tag});
        addText(panel, frame.measure, note, QRectF(taken + 1, room.top(), width, height), Type::SmallBold, Role::MarkNote,
                Align::Left, tag);
        taken += width + 2;
    }
}

} // namespace braid::render
