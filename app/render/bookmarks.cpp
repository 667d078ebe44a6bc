#include "app/render/layout_parts.h"

#include <algorithm>
#include <cmath>

namespace braid::render {

namespace {
constexpr double PlateGap = 3;    ///< pixels between the cursor's plate and what stands beside it
constexpr double LeastWords = 48; ///< a note cut shorter than that says little
} // namespace

// Flags stand in the upper half of the ruler; those that would cover each other share one.
std::vector<QRectF> layoutBookmarks(const Frame& frame, Layer& lanes, Layer& objects, Layer& panel) {
    const TimelineGeometry& geometry = frame.geometry;
    const QRectF& ruler = geometry.ruler;
    const double scale = frame.theme.typeScale();
    const double size = 10 * scale;
    const double height = frame.measure.height(Type::SmallBold) + 2;
    const double middle = ruler.top() + 2 + height / 2;
    const auto& bookmarks = frame.state.bookmarks;
    const std::optional<QRectF> plate = cursorPlate(frame);
    double taken = -1e9;
    std::vector<QRectF> places;
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
        // What the cursor's plate would cover stands beside it.
        double flag = x;
        double mostRoom = 180 * scale;
        if (plate && x + size > plate->left() - PlateGap && x < plate->right() + PlateGap) {
            flag = plate->right() + PlateGap;
            const double whole = size + 2 + std::min(mostRoom, frame.measure.width(QString::fromStdString(bookmarks[i].note), Type::SmallBold) + 4);
            // On the side it belongs to, where there is room.
            const bool roomLeft = plate->left() - PlateGap - whole > std::max(taken, ruler.left());
            if (roomLeft && (x < frame.x(*frame.state.cursor) - 1 || flag + whole > ruler.right())) {
                flag = plate->left() - PlateGap - whole;
                mostRoom = whole - size - 2;
            }
        }
        if (flag < taken || flag + size > ruler.right())
            continue;
        panel.marks.push_back({QPointF(flag + size / 2 - 1, middle), static_cast<float>(size), Glyph::Flag, Role::MarkNote, tag});
        taken = flag + size + 2;
        places.emplace_back(flag - 1, middle - height / 2, size + 2, height);
        // The words end where the next flag stands.
        double right = ruler.right();
        for (std::size_t next = i + 1; next < bookmarks.size(); ++next) {
            const double nextX = frame.x(bookmarks[next].at);
            if (nextX > taken) {
                right = std::min(right, nextX - 4);
                break;
            }
        }
        double words = taken;
        if (plate && words < plate->left() && right > plate->left() - PlateGap) {
            const double before = plate->left() - PlateGap - words;
            const double wanted = frame.measure.width(QString::fromStdString(bookmarks[i].note), Type::SmallBold) + 4;
            if (wanted > before && before < LeastWords * scale && right - plate->right() > before)
                words = plate->right() + PlateGap; // on the other side there is more room
            else
                right = plate->left() - PlateGap;
        }
        const QRectF room(words, middle - height / 2, std::min(right - words, mostRoom), height);
        const QString note = frame.measure.elided(QString::fromStdString(bookmarks[i].note), Type::SmallBold, room.width());
        if (note.isEmpty())
            continue;
        const double width = frame.measure.width(note, Type::SmallBold) + 4;
        places.emplace_back(words, room.top(), width, height);
        // Its own ground: the lines of the ruler do not shine through.
        panel.boxes.push_back({QRectF(words, room.top(), width, height), Role::Panel, Form::Solid, false, 0, 1,
                               Role::Transparent, tag});
        addText(panel, frame.measure, note, QRectF(words + 1, room.top(), width, height), Type::SmallBold, Role::MarkNote,
                Align::Left, tag);
        taken = words + width + 2;
    }
    return places;
}

} // namespace braid::render
