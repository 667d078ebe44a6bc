#include "app/render/timeline/flags.h"
#include "app/render/rows/frame.h"
#include "app/render/rows/geometry.h"
#include "app/render/scene/labels.h"
#include "app/render/timeline/overlay.h"
#include "engine/model/text/sentence.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace braid::render {

namespace {
constexpr double PlateGap = 3;    ///< pixels between the cursor's plate and what stands beside it
constexpr double LeastWords = 48; ///< a note cut shorter than that says little

// A moment with words on the ruler.
struct Flag {
    model::Nanos at = 0;
    QString words;
    Glyph glyph = Glyph::Flag;
    Role ink = Role::MarkNote;
    Tag tag;
};

// By time: the person's bookmarks, and the parameters moved while the run went on.
std::vector<Flag> flagsOf(const Frame& frame) {
    std::vector<Flag> flags;
    const auto& bookmarks = frame.state.bookmarks;
    for (std::size_t i = 0; i < bookmarks.size(); ++i)
        flags.push_back({bookmarks[i].at, textOf(bookmarks[i].note), Glyph::Flag, Role::MarkNote, {What::Bookmark, {}, {}, model::NoEvent, static_cast<std::int32_t>(i), 1}});
    const model::Nanos from = frame.geometry.axis.from, to = from + frame.geometry.axis.span();
    for (const model::MovedParameter& moved : frame.model.moved())
        if (moved.at >= from && moved.at <= to)
            flags.push_back({moved.at, textOf(moved.name + " = " + model::durationText(moved.value)), Glyph::Disc, Role::Accent, {What::Mark, {}, {}, moved.event, -1, 1}});
    std::stable_sort(flags.begin(), flags.end(), [](const Flag& a, const Flag& b) { return a.at < b.at; });
    return flags;
}
} // namespace

// Flags stand in the upper half of the ruler; those that would cover each other share one.
std::vector<QRectF> layoutFlags(const Frame& frame, Layer& lanes, Layer& objects, Layer& panel) {
    const TimelineGeometry& geometry = frame.geometry;
    const QRectF& ruler = geometry.ruler;
    const double scale = frame.theme.typeScale();
    const double size = 10 * scale;
    const double height = frame.measure.height(Type::SmallBold) + 2;
    const double middle = ruler.top() + 2 + height / 2;
    const std::vector<Flag> flags = flagsOf(frame);
    const std::optional<QRectF> plate = cursorPlate(frame);
    double taken = -1e9;
    std::vector<QRectF> places;
    for (std::size_t i = 0; i < flags.size(); ++i) {
        const double x = frame.x(flags[i].at);
        if (x < ruler.left() || x > ruler.right())
            continue;
        const Tag& tag = flags[i].tag;
        for (auto& [layer, area] : {std::pair<Layer*, QRectF>{&lanes, geometry.lanes}, {&objects, geometry.objects}}) {
            if (area.isEmpty())
                continue;
            Line line;
            line.points[0] = QPointF(std::round(x) + 0.5, area.top());
            line.points[1] = QPointF(std::round(x) + 0.5, area.bottom());
            line.ink = flags[i].ink;
            line.dash = Dash::Dashed;
            line.opacity = 0.7F; // without a tag: the bars below it stay within reach
            layer->lines.push_back(line);
        }
        // What the cursor's plate would cover stands beside it.
        double flag = x;
        double mostRoom = 180 * scale;
        if (plate && x + size > plate->left() - PlateGap && x < plate->right() + PlateGap) {
            flag = plate->right() + PlateGap;
            const double whole = size + 2 + std::min(mostRoom, frame.measure.width(flags[i].words, Type::SmallBold) + 4);
            // On the side it belongs to, where there is room.
            const bool roomLeft = plate->left() - PlateGap - whole > std::max(taken, ruler.left());
            if (roomLeft && (x < frame.x(*frame.state.cursor) - 1 || flag + whole > ruler.right())) {
                flag = plate->left() - PlateGap - whole;
                mostRoom = whole - size - 2;
            }
        }
        if (flag < taken || flag + size > ruler.right())
            continue;
        panel.marks.push_back({QPointF(flag + size / 2 - 1, middle), static_cast<float>(size), flags[i].glyph, flags[i].ink, tag});
        taken = flag + size + 2;
        places.emplace_back(flag - 1, middle - height / 2, size + 2, height);
        // The words end where the next flag stands.
        double right = ruler.right();
        for (std::size_t next = i + 1; next < flags.size(); ++next) {
            const double nextX = frame.x(flags[next].at);
            if (nextX > taken) {
                right = std::min(right, nextX - 4);
                break;
            }
        }
        double words = taken;
        if (plate && words < plate->left() && right > plate->left() - PlateGap) {
            const double before = plate->left() - PlateGap - words;
            const double wanted = frame.measure.width(flags[i].words, Type::SmallBold) + 4;
            if (wanted > before && before < LeastWords * scale && right - plate->right() > before)
                words = plate->right() + PlateGap; // on the other side there is more room
            else
                right = plate->left() - PlateGap;
        }
        const QRectF room(words, middle - height / 2, std::min(right - words, mostRoom), height);
        const QString note = frame.measure.elided(flags[i].words, Type::SmallBold, room.width());
        if (note.isEmpty())
            continue;
        const double width = frame.measure.width(note, Type::SmallBold) + 4;
        places.emplace_back(words, room.top(), width, height);
        // Its own ground: the lines of the ruler do not shine through.
        panel.boxes.push_back({QRectF(words, room.top(), width, height), Role::Panel, Form::Solid, false, 0, 1,
                               Role::Transparent, tag});
        addText(panel, frame.measure, note, QRectF(words + 1, room.top(), width, height), Type::SmallBold, flags[i].ink,
                Align::Left, tag);
        taken = words + width + 2;
    }
    return places;
}

} // namespace braid::render
