#pragma once

#include "app/render/scene/theme.h"
#include "engine/model/model.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

/// The scene: a picture as a value. Layouts make it, paint() draws it, hit() asks it. Nothing in it knows a colour or a
/// widget. Coordinates are logical pixels from the top left; everything lies inside Scene::size where it matters: the
/// layouts clip (QSvgGenerator does not).
namespace braid::render {

/// What a piece of the picture stands for.
enum class What : std::uint8_t {
    Nothing,
    LaneHeader,    ///< the name of a lane: `lane`
    Fold,          ///< the triangle before it: `lane`; where `count` > 1, of the row of its family
    Bar,           ///< a stretch in one state: `lane`, `event` = what began it, `object`
    Merged,        ///< many stretches under a pixel: `lane`, `count`; columnAt() knows the shares
    Family,        ///< `count` lanes of one family together, `lane` is the first; columnAt() knows the shares
    Crowd,         ///< all coroutines of `lane` together; columnAt() knows the shares
    Mark,          ///< a mark on a lane: `lane`, `event`, `object`, `count` where several fell together
    Arrow,         ///< cause to effect: `event` = the effect, `lane` = the effect's lane, `count`
    ObjectHeader,  ///< the name of an object: `object`
    Holding,       ///< a stretch of ownership: `object`, `lane` = owner, `event` = its acquire; `count` where merged
    ObjectMark,    ///< a read, write, signal …: `object`, `lane`, `event`
    Level,         ///< depth, flag or value of an object: `object`
    Ruler,         ///< the time ruler
    FindingMarker, ///< on the ruler: `finding`
    GraphLane,     ///< a circle: `lane`
    GraphObject,   ///< a box: `object`
    GraphWait,     ///< "waits for": `lane`, `object`, `event` where known
    GraphHold,     ///< "is held by": `lane`, `object`
    LegendEntry,   ///< `state` of the legend is in `count`
    ObjectHeading, ///< the heading above the objects
    CursorHandle,  ///< the cursor's plate on the ruler: it can be dragged
    Bookmark,      ///< on the ruler: its place in ViewState::bookmarks is in `finding`
    Break,         ///< time stood still: `finding` = its place in Model::breaks(), `count` of them; see breaks.h
    Overview,      ///< all lanes of the whole run; columnAt() knows the shares
    MoreObjects,   ///< the row that stands for `count` objects that are not shown
    ObjectFamily,  ///< the row of `count` objects of one kind whose names differ by a number, `object` is the first; its fold
};

/// The answer to "what is here?".
struct Tag {
    What what = What::Nothing;
    LaneId lane;
    ObjectId object;
    model::EventIndex event = model::NoEvent;
    std::int32_t finding = -1;
    std::uint32_t count = 1; ///< how many things were merged into this one

    explicit operator bool() const { return what != What::Nothing; }
    friend bool operator==(const Tag&, const Tag&) = default;
};

/// How the inside of a box looks. The box's own rectangle already has the height that the state's form asks for.
enum class Form : std::uint8_t {
    Solid,
    VerticalBars,    ///< blocked on a lock
    Dots,            ///< waiting
    HorizontalLines, ///< I/O: waiting for data
    Crosses,         ///< I/O: copying
    Hatch,           ///< suspended; the fill is a tint, the border dashed
    SparseHatch,     ///< not recorded; thin lines the other way on nothing
    Outline,         ///< border only
    DashedOutline,   ///< created
    Round,           ///< solid with fully rounded ends (chips, pills)
    Ellipse,         ///< a circle of the graph
    Zigzag,          ///< a break in time: a translucent ground between two jagged edges
};

struct Box {
    QRectF rect;
    Ink ink = Role::Background;
    Form form = Form::Solid;
    bool outlined = false;          ///< a thin border in the contrasting tone
    float radius = 0;               ///< of the corners
    float lineWidth = 1;            ///< of Outline, DashedOutline and Ellipse borders
    Ink border = Role::Transparent; ///< another border colour (graph nodes)
    Tag tag;
};

enum class Cap : std::uint8_t {
    None,
    Arrow,
    Dot,
    OpenArrow, ///< two strokes
    Ring,
    Bar, ///< a stroke across
    Square,
};

/// What a line is broken into.
enum class Dash : std::uint8_t {
    Solid,
    Dashed,
    Dotted,
    DashDot,
    LongDash,
};

/// A line through two to four points: straight, or a cubic curve when `curved` (from, control, control, to).
struct Line {
    std::array<QPointF, 4> points;
    std::uint8_t pointCount = 2;
    bool curved = false;
    Dash dash = Dash::Solid;
    Ink ink = Role::Edge;
    float width = 1;
    float opacity = 1;
    Cap cap = Cap::None; ///< at the last point
    Tag tag;
};

/// Small signs, drawn around a point.
enum class Glyph : std::uint8_t {
    TriangleDown,  ///< unfolded; also the finding's marker on the ruler
    TriangleRight, ///< folded
    TriangleUp,    ///< an event is set, a write
    Circle,        ///< a read (open ring)
    Disc,          ///< a write, a token taken
    Square,        ///< a print
    Flag,          ///< a note
    Cross,         ///< failed, killed (the end cap ✕)
    Hourglass,     ///< a time-out
    Bolt,          ///< a fault
    EndCap,        ///< the short upright line that ends a finished lane
    Token,         ///< an open ring: a free permit
};

struct Mark {
    QPointF center;
    float size = 8; ///< width and height
    Glyph glyph = Glyph::Disc;
    Ink ink = Role::Text;
    Tag tag;
};

/// One line of text, already elided to fit.
struct Text {
    QPointF position; ///< left end of the baseline
    QString text;
    double width = 0;  ///< as measured; for tests and hits
    double height = 0; ///< ascent + descent, as measured
    double ascent = 0;
    Type type = Type::Normal;
    Ink ink = Role::Text;
    bool on = false; ///< drawn in Theme::textOn(ink): text inside a box of that ink
    Tag tag;

    [[nodiscard]] QRectF rect() const { return {position.x(), position.y() - ascent, width, height}; }
};

/// One column of a strip: how much of its time each state took (in 255ths; the sum is at most 255, less where the
/// lane did not exist) and how many stretches lie in it.
struct Column {
    std::array<std::uint8_t, model::StateCount> share{};
    std::uint32_t count = 0;
};

/// Columns of a pixel each (two or three in low and crowded rows): what is drawn where single stretches would be narrower
/// than a pixel, or lanes share a row. Each state lies on the one below it, in its colour and pattern, as high as its share
/// of its form's height: the mean of the bars that the column stands for. A lane of many short sleeps is as low as a long one.
struct Strip {
    QRectF rect;             ///< as high as a bar that runs, less what is cut away
    std::uint32_t first = 0; ///< in the columns of its layer
    std::uint32_t count = 0;
    Tag tag;                           ///< What::Merged; count = all stretches in it
    std::uint8_t columnWidth = 1;      ///< in pixels, ≥ 1; the last column may be cut by the end of `rect`
    double cutAbove = 0, cutBelow = 0; ///< heights outside the area shown
};

/// A step profile filled down to `baseline`: depth of a queue, permits taken.
struct Profile {
    std::vector<QPointF> points; ///< upper edge, left to right: two for each step, its left and its right end
    double baseline = 0;
    Ink ink = Role::Depth;
    Tag tag;
};

/// What is drawn together, in this order: boxes, strips, profiles, lines, marks, texts.
struct Layer {
    /// No two boxes overlap: they may be drawn in any order, which is much faster when grouped by colour.
    bool disjoint = false;
    std::vector<Box> boxes;
    std::vector<Strip> strips;
    std::vector<Column> columns; ///< of all strips
    std::vector<Profile> profiles;
    std::vector<Line> lines;
    std::vector<Mark> marks;
    std::vector<Text> texts;

    [[nodiscard]] std::span<const Column> columnsOf(const Strip& strip) const {
        return {columns.data() + strip.first, strip.count};
    }
    /// Empty, and keeps its memory.
    void clear();
};

/// A picture as a value. Layers are drawn from the first to the last.
struct Scene {
    QSizeF size;
    std::vector<Layer> layers;

    /// Empty, with `count` layers, and keeps its memory: a frame's scene takes megabytes, which the system gives page by
    /// page; a new scene each frame takes longer to get them than to fill them.
    void clear(std::size_t count);
};

/// What is at `point`: the topmost tagged thing, lines within 4 pixels. Tag{} where there is nothing.
[[nodiscard]] Tag hit(const Scene& scene, QPointF point);
/// The column of the strip at `point`, or nullptr.
[[nodiscard]] const Column* columnAt(const Scene& scene, QPointF point);

/// Moves everything in `scene` by `by`.
void translate(Scene& scene, QPointF by);
/// Puts the layers of `other` on top of those of `scene`.
void append(Scene& scene, Scene other);

} // namespace braid::render
