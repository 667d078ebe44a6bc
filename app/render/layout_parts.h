#pragma once

#include "app/render/layout.h"
#include "app/render/plain_text.h"
#include "app/render/state_form.h"

#include <QFontMetricsF>
#include <QHash>
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// What the parts of the layouts share. Not for use outside app/render.
namespace braid::render {

/// Widths and heights of texts in the theme's type. What a thread has measured it remembers from frame to frame; results do
/// not depend on that. Cheap to make. For the thread that made it only.
class TypeMeasure {
public:
    explicit TypeMeasure(const Theme& theme);

    [[nodiscard]] double width(const QString& text, Type type) const;
    [[nodiscard]] double height(Type type) const { return of(type).height; }
    [[nodiscard]] double ascent(Type type) const { return of(type).ascent; }
    /// `text` cut with "…" so that it is at most `room` wide; empty where not even one letter fits.
    [[nodiscard]] QString elided(const QString& text, Type type, double room) const;

private:
    struct Measured {
        explicit Measured(const QFont& font);
        QFontMetricsF metrics;
        double ascent, height; ///< asked for with every word
        QHash<QString, double> widths;
    };
    [[nodiscard]] Measured& of(Type type) const { return *m_measured[static_cast<std::size_t>(type)]; }

    std::array<Measured*, TypeCount> m_measured{};
};

/// `name` as it fits into `room`: whole, else its first letter and the number it ends with ("T10" for "Thread-10"), else
/// cut; empty where nothing of it would be understood.
[[nodiscard]] QString shortName(const TypeMeasure& measure, const QString& name, Type type, double room);

enum class Align : std::uint8_t { Left, Center, Right };

/// Puts `text`, as plain() shows it, into `rect`, vertically centred, elided to its width. False (and nothing added) where
/// nothing fits.
bool addText(Layer& layer, const TypeMeasure& measure, const QString& text, const QRectF& rect, Type type, Ink ink,
             Align align = Align::Left, const Tag& tag = {}, bool on = false);

/// Which stretches of a row's track already carry a label: labels never overlap.
class Occupied {
public:
    /// Takes [left, right] when it is free with a little air; false when it is not.
    bool take(double left, double right);
    [[nodiscard]] bool isFree(double left, double right) const;
    /// The leftmost x from which `width` is free and ends before `right`; nothing where there is none.
    [[nodiscard]] std::optional<double> find(double left, double right, double width) const;

private:
    std::vector<std::pair<double, double>> m_taken;
};

/// Adds the part of `box` inside `clip`; nothing where they do not meet.
void addClipped(Layer& layer, Box box, const QRectF& clip);
/// The same for a strip, which is cut above and below and must not reach beyond the left of `clip`; its columns are in `layer`.
void addClipped(Layer& layer, Strip strip, const QRectF& clip);

constexpr double LabelledRow = 20; ///< rows lower than this carry no words beside marks and on tasks

/// Everything a part of the timeline's layout needs to know.
struct Frame {
    const model::Model& model;
    const analysis::Findings& findings;
    const ViewState& state;
    const Theme& theme;
    const TypeMeasure& measure;
    model::Nanos end;  ///< the live edge
    model::Nanos edge; ///< up to here what is open is drawn: `end`, of a stuck run some pixels more
    TimelineGeometry geometry;
    ObjectId selectedObject; ///< of the selection, directly or by its bar
    QSizeF size;             ///< of the picture

    [[nodiscard]] double x(model::Nanos time) const { return timeToX(geometry.axis, time); }
    /// The end of lane.intervals[i], growing with the edge where it is open or was cut off by the end of the run.
    [[nodiscard]] model::Nanos endOf(const model::Lane& lane, std::size_t i) const;
    /// The end of its last interval.
    [[nodiscard]] model::Nanos endOf(const model::Lane& lane) const { return lane.cutOff ? edge : std::min(lane.ended, edge); }
    /// The moment the words in the headers are about.
    [[nodiscard]] model::Nanos now() const { return state.cursor.value_or(end); }
};

/// The pixel columns of the time axis, counted from its left edge.
struct Columns {
    explicit Columns(const Frame& frame);
    model::Nanos from, to; ///< what the axis shows
    double width;
    double scale;          ///< pixels per nanosecond
    int count;

    /// Pixels from the left edge, clamped to the axis.
    [[nodiscard]] double pixel(model::Nanos time) const {
        return std::clamp(static_cast<double>(time - from) * scale, 0.0, width);
    }
    /// The time at the left edge of `column`.
    [[nodiscard]] model::Nanos time(int column) const {
        return from + static_cast<model::Nanos>(static_cast<double>(column) / scale + 0.5);
    }
};

/// The first of [from, end) for which `after` is true, where it is false up to some place and true from there on. Steps grow
/// from `from` on: cheap where the place is near, never worse than twice a bisection.
template <class Iterator, class After>
Iterator gallop(Iterator from, Iterator end, After after) {
    std::ptrdiff_t step = 1;
    Iterator low = from;
    while (end - low > step && !after(low[step])) {
        low += step;
        step *= 2;
    }
    const Iterator high = end - low > step ? low + step : end;
    return std::partition_point(low, high, [&](const auto& item) { return !after(item); });
}

/// A lane's place in a deadlock: the ring number (from 1) and the finding.
struct Ring {
    int number = 0;
    int finding = -1;
    model::Nanos at = 0;
};
[[nodiscard]] Ring ringOf(const analysis::Findings& findings, LaneId lane);

/// Where things of one row are drawn.
struct RowPlace {
    Row row;
    QRectF rect;   ///< of the bars: x as the lanes, y scrolled; may reach beyond the area
    QRectF header; ///< of the name
    QRectF clip;   ///< the area
};

/// The shares of a stretch as a column of a strip; `whole` is the time that fills it.
[[nodiscard]] Column columnOf(const model::StateTimes& ns, std::size_t count, double whole);

// The parts, each for one row. Defined in the file of the same name.

/// lane_bars.cpp: the state bars, merged where narrower than a few pixels; their labels, end caps, halo, selection.
void layoutBars(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& halos, Layer& bars, Layer& outlines,
                Layer& front, Occupied& upper, Occupied& lower);
/// lane_density.cpp: the density of a folded row.
void layoutDensity(const Frame& frame, const RowPlace& place, const std::vector<const model::Lane*>& lanes, Layer& bars);
/// … and what all coroutines of `lane` do together.
void layoutCrowd(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& bars);
/// … and of the members of a family; `lane` is the first of them.
void layoutFamily(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& bars);
/// lane_headers.cpp: the names of the rows, and what their lanes do at the moment the headers are about.
void layoutLaneHeader(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& layer);
void layoutCrowdHeader(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& layer);
void layoutFamilyHeader(const Frame& frame, const RowPlace& place, const model::Lane& first, Layer& layer);
/// `lane` and all that is below it in the tree.
[[nodiscard]] std::vector<const model::Lane*> laneAndBelow(const model::Model& model, const model::Lane& lane);
/// lane_tasks.cpp: brackets over the named pieces of work.
void layoutTasks(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& front, Occupied& upper,
                 Occupied& lower);
/// lane_marks.cpp: prints, notes, reads and writes, time-outs, faults.
void layoutMarks(const Frame& frame, const RowPlace& place, const model::Lane& lane, Layer& front, Occupied& upper,
                 Occupied& lower);
/// The value a Read or Write carries: 99, "hello", true.
[[nodiscard]] QString valueText(const trace::Event& event);
/// object_events.cpp: what a call says whose descriptor was closed or shut down on purpose while it waited: no failure.
[[nodiscard]] bool endsInOrder(trace::IoCall call, std::int64_t result);
/// arrows.cpp: cause to effect between the rows of `places`.
void layoutArrows(const Frame& frame, const std::vector<RowPlace>& places, Layer& layer);
/// … and what goes from put to get, on the middle of its arrow, clear of all that is `written`: where few enough are in view to
/// be told apart.
void layoutItemLabels(const Frame& frame, const Layer& arrows, std::span<const Layer> written, Layer& signs);
/// object_rows.cpp: the owner bars, waiters, levels, flags, values of one object.
void layoutObject(const Frame& frame, const RowPlace& place, const model::Object& object, Layer& bars, Layer& front);
/// object_family.cpp: how many of the objects of a row are in use, and the row's name.
void layoutObjectFamily(const Frame& frame, const RowPlace& place, const model::Object& first, Layer& bars);
void layoutObjectFamilyHeader(const Frame& frame, const RowPlace& place, const model::Object& first, Layer& layer);
/// What the object's header says about the moment: "held by T2 · 8 wait", "3 of 5 free", "up", "= 99".
[[nodiscard]] QString objectStatus(const Frame& frame, const model::Object& object);
/// How many owners of the object are drawn above each other; its row is as high as they need.
[[nodiscard]] int ownerSlots(const model::Object& object);
/// why_chain.cpp: the answer to ViewState::question: numbered links from each waiting bar to the one it depends on, a line
/// around those bars (into `strokes`), a veil over the rest. `rows` are all rows, those out of sight included. False where
/// nothing was asked.
bool layoutWhyChain(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places, Layer& veil,
                    Layer& strokes, Layer& front);
/// path_thread.cpp: ViewState::criticalPath as one thread over the bars, with joints where it goes from lane to lane; with
/// `veiled` a veil over the rest.
void layoutPathThread(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places, bool veiled,
                      Layer& veil, Layer& front);
/// words_over_strokes.cpp: what is `written` and a stroke goes through, once more on a plate, so that no line strikes words
/// out; but for what lies under the veil.
void layoutWordsOverStrokes(const Layer& strokes, const Layer& veil, std::span<const Layer> written, Layer& words);
/// Where the row of a lane lies, also out of sight: its own, else that of the nearest one above it in the tree that has
/// one. What it is asked for is looked up once.
class RowFinder {
public:
    RowFinder(const Frame& frame, const std::vector<Row>& rows, const std::vector<RowPlace>& places);
    /// Nothing where no row shows the lane.
    [[nodiscard]] std::optional<QRectF> rectOf(LaneId lane) const;

private:
    const model::Model& m_model;
    std::unordered_map<std::uint32_t, QRectF> m_rects;
};
/// overlay.cpp: where the cursor's plate stands on the ruler; nothing where there is no cursor in view. The numbers of the
/// ruler and the bookmarks keep clear of it.
[[nodiscard]] std::optional<QRectF> cursorPlate(const Frame& frame);
/// flags.cpp: a flag on the ruler for each bookmark and for each parameter moved while the run went on, words behind it, a
/// line down the lanes.
/// Where flags and notes stand, for the numbers to keep clear.
[[nodiscard]] std::vector<QRectF> layoutFlags(const Frame& frame, Layer& lanes, Layer& objects, Layer& panel);
/// breaks.cpp: a band over all rows for each break, and on the ruler what it was, clear of what is `covered` there. Where those
/// words stand.
[[nodiscard]] std::vector<QRectF> layoutBreaks(const Frame& frame, std::vector<QRectF> covered, Layer& overlay, Layer& panel);
/// overlay.cpp: ruler, findings, cursor, measured stretch.
/// `covered`: where on the ruler there is no room for numbers.
void layoutRuler(const Frame& frame, const std::vector<QRectF>& covered, Layer& laneGround, Layer& objectGround, Layer& panel);
void layoutFindings(const Frame& frame, Layer& lanes, Layer& objects, Layer& panel);
void layoutOverlay(const Frame& frame, Layer& layer, Layer& plates);

/// Moves everything in `scene` by `by`.
void translate(Scene& scene, QPointF by);
/// Puts the layers of `other` on top of those of `scene`.
void append(Scene& scene, Scene other);

} // namespace braid::render
